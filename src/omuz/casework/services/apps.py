"""Registers the room under its own name."""

from django.apps import AppConfig


class Services(AppConfig):
    name = "omuz.casework.services"
    label = "services"
