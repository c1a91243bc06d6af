"""Registers the room under its own name."""

from django.apps import AppConfig


class Reports(AppConfig):
    name = "omuz.network.reports"
    label = "reports"
