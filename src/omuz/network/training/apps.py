"""Registers the room under its own name."""

from django.apps import AppConfig


class Training(AppConfig):
    name = "omuz.network.training"
    label = "training"
