"""Registers returns and released totals."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "omuz.network.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
