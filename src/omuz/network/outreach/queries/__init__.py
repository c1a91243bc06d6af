"""Activities as they are read."""
