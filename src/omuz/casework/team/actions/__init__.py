"""What the team does together; each act writes one event."""
