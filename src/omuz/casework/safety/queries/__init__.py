"""What may be read about risk and safety; every question starts from the signed-in person."""
