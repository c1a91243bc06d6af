"""Registers the room under its own name."""

from django.apps import AppConfig


class Team(AppConfig):
    name = "omuz.casework.team"
    label = "team"
