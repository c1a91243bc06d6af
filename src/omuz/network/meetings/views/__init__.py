"""Pages of the meetings room."""
