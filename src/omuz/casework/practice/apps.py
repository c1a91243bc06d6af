"""Registers the room under its own name; it has no table, on purpose."""

from django.apps import AppConfig


class Practice(AppConfig):
    name = "omuz.casework.practice"
    label = "practice"
