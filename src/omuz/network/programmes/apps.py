"""Registers the room under its own name."""

from django.apps import AppConfig


class Programmes(AppConfig):
    name = "omuz.network.programmes"
    label = "programmes"
