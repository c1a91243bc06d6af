"""Registers the room under its own name."""

from django.apps import AppConfig


class Coordination(AppConfig):
    name = "omuz.network.coordination"
    label = "coordination"
