"""The only door through which orders leave this room: coded rows, nothing finer than a month."""
