"""What this room shows, always from the person who looks."""
