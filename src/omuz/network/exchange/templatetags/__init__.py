"""Pieces of the room’s pages."""
