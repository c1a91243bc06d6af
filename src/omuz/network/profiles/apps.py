"""Registers the room under its own name."""

from django.apps import AppConfig


class Profiles(AppConfig):
    name = "omuz.network.profiles"
    label = "profiles"
