"""Definitions and de-identified facts in, protected tables, charts and documents out."""
