"""Coded rows of presentations and their interviews: the only door through which they leave this room."""
