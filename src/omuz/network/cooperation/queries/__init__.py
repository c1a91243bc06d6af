"""Who works with whom, read."""
