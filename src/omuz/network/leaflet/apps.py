"""Registers the room under its own name."""

from django.apps import AppConfig


class Leaflet(AppConfig):
    name = "omuz.network.leaflet"
    label = "leaflet"
