"""Registers the room under its own name."""

from django.apps import AppConfig


class Exchange(AppConfig):
    name = "omuz.network.exchange"
    label = "exchange"
