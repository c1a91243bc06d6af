"""Registers the room under its own name."""

from django.apps import AppConfig


class Interviews(AppConfig):
    name = "omuz.casework.interviews"
    label = "interviews"
