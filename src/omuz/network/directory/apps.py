"""Registers the room under its own name."""

from django.apps import AppConfig


class Directory(AppConfig):
    name = "omuz.network.directory"
    label = "directory"
