"""What the door, the calendar and a file may ask about times and promises."""
