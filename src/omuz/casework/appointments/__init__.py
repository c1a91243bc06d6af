"""Appointments and follow-ups, inside the hours she agreed."""
