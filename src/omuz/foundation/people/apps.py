"""Registers people, posts and centres."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "omuz.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
