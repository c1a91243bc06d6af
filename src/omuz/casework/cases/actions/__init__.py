"""What a worker does with a file; each act writes exactly one event."""
