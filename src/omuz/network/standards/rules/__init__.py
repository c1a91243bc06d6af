"""What is valid and how it is added up: pure functions about standards, levels, steps and words."""
