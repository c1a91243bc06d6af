"""Registers the room under its own name."""

from django.apps import AppConfig


class Orders(AppConfig):
    name = "omuz.casework.orders"
    label = "orders"
