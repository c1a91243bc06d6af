"""Composes one installation: settings, addresses, shell and command line."""
