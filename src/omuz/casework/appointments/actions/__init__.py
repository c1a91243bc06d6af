"""What people do with times and promises; each act writes one event."""
