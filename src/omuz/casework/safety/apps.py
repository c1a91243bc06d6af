"""Registers the room under its own name."""

from django.apps import AppConfig


class Safety(AppConfig):
    name = "omuz.casework.safety"
    label = "safety"
