"""Forms of the calendar, of follow-ups and of the door."""
