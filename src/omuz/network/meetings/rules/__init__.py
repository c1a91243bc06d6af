"""Rules of the meetings room: pure functions over days, turns and words."""
