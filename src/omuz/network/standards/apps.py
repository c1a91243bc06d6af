"""Registers the room under its own name."""

from django.apps import AppConfig


class Standards(AppConfig):
    name = "omuz.network.standards"
    label = "standards"
