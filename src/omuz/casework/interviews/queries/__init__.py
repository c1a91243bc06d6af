"""What may be read of interviews; every question starts from the signed-in person."""
