"""What may be read of returns: every question starts from the signed-in person."""
