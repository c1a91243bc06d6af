"""Registers the room under its own name."""

from django.apps import AppConfig


class Cooperation(AppConfig):
    name = "omuz.network.cooperation"
    label = "cooperation"
