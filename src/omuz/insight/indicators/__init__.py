"""Indicators: definitions in a small closed vocabulary, counted by one engine over de-identified facts."""
