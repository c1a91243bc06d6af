"""What may be read of orders; every question starts from the signed-in person."""
