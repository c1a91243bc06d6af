"""Registers the room under its own name."""

from django.apps import AppConfig


class Rights(AppConfig):
    name = "omuz.casework.rights"
    label = "rights"
