"""Registers the room under its own name."""

from django.apps import AppConfig


class Meetings(AppConfig):
    name = "omuz.network.meetings"
    label = "meetings"
