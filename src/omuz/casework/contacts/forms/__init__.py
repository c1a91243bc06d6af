"""What the pages of the call tally accept; nothing typed is ever dropped because something else is wrong."""
