"""What a worker does about risk and safety; each act writes exactly one event."""
