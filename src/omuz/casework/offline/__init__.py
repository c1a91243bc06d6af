"""What is written while the line is cut: sealed on her computer, delivered once, merged field by field."""
