"""What the rooms tell, brought together."""
