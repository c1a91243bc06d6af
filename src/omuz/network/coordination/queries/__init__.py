"""What the pages of this room show, starting from the person who looks."""
