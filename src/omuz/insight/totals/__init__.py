"""Totals somebody else has published: read by a mapping, held against each other, handed to the gate."""
