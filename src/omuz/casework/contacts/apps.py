"""Registers the call tally."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "omuz.casework.contacts"
    label = "contacts"
    default_auto_field = "django.db.models.BigAutoField"
