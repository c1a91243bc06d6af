"""What may be read of files; every question starts from the signed-in person."""
