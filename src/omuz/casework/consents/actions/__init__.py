"""What a worker does with her yes; each act writes exactly one event."""
