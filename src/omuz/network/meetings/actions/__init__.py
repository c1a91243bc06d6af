"""What people do with meetings; one act, one event."""
