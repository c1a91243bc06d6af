"""What leaves this room for figures: coded rows, no finer than a month."""
