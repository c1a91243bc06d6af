"""Forms of the team's room and its sentences."""
