"""What may be typed about a file; nothing is demanded but what the law of the screen needs."""
