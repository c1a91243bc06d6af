"""What this room gives a report: the centres' three needs, and what the municipalities' forms say."""
