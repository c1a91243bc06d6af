"""Released figures as files that travel on their own."""
