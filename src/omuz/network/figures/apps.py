"""Registers the pages about figures."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "omuz.network.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
