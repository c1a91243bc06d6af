"""Registers the room under its own name."""

from django.apps import AppConfig


class Offline(AppConfig):
    name = "omuz.casework.offline"
    label = "offline"
