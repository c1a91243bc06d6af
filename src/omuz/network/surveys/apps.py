"""Registers the room under its own name."""

from django.apps import AppConfig


class Surveys(AppConfig):
    name = "omuz.network.surveys"
    label = "surveys"
