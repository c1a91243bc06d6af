"""Pages of the room: analyses and the board."""
