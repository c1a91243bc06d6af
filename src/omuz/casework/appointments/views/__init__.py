"""Pages of the calendar, of appointments and follow-ups, of the door."""
