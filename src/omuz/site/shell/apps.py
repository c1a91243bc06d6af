"""Registers the frame of every page."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "omuz.site.shell"
    label = "shell"
