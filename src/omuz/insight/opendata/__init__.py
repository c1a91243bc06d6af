"""Releases as open data: one publication of protected tables, written in the formats others read."""
