"""Backup and restore of one installation: sealed for a key on paper, restored once before it counts as taken."""
