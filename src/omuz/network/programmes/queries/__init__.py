"""Programmes as they are read."""
