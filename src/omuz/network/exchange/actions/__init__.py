"""What people do in this room; one function, one act, one audit event."""
