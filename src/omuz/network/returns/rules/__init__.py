"""What is valid in a return, without database and without framework: quarters, standing, the signed document."""
