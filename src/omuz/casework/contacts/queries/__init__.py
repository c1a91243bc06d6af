"""What may be read of the call tally; every question starts from the signed-in person."""
