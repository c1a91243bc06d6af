"""Registers the room under its own name."""

from django.apps import AppConfig


class Handbook(AppConfig):
    name = "omuz.network.handbook"
    label = "handbook"
