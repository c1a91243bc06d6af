"""Registers the room under its own name."""

from django.apps import AppConfig


class Appointments(AppConfig):
    name = "omuz.casework.appointments"
    label = "appointments"
