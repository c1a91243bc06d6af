"""What leaves this room for figures: anonymous feedback, and the count of contacts that were forgotten."""
