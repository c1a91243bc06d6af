"""Registers the room under its own name."""

from django.apps import AppConfig


class Desk(AppConfig):
    name = "omuz.casework.desk"
    label = "desk"
