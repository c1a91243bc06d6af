"""Registers the keys and sealed envelopes."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "omuz.foundation.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
