"""What the room decides without a database: frozen texts, tables told again, what a text may hold."""
