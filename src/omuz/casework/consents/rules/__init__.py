"""What is covered by her yes; the standard library only."""
