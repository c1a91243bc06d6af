"""What holds in this room: stages, states, days; plain data, no database."""
