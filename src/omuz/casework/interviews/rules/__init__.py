"""What an interview may ask, how answers become whole, and what a finished one is; the standard library only."""
