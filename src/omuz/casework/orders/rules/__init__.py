"""What is valid in this room: pure functions over dates, hours and amounts."""
