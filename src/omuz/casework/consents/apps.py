"""Registers the room under its own name."""

from django.apps import AppConfig


class Consents(AppConfig):
    name = "omuz.casework.consents"
    label = "consents"
