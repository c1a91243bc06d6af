"""Organisations, centres, staff, the posts they hold, and who may do what."""
