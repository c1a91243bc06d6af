"""Registers the room under its own name."""

from django.apps import AppConfig


class Referrals(AppConfig):
    name = "omuz.casework.referrals"
    label = "referrals"
