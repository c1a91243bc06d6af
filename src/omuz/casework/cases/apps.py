"""Registers the room under its own name."""

from django.apps import AppConfig


class Cases(AppConfig):
    name = "omuz.casework.cases"
    label = "cases"
