"""What may be said of figures beside each other."""
