"""Registers the room under its own name."""

from django.apps import AppConfig


class Outreach(AppConfig):
    name = "omuz.network.outreach"
    label = "outreach"
