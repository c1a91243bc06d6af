"""What may be asked for and given, how long a wait is, and what a shelter answered; the standard library only."""
