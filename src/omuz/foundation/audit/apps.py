"""Registers the audit tables."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "omuz.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
