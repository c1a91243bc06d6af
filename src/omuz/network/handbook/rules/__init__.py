"""What is valid in this room."""
