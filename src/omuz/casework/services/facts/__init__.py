"""The only door through which requests and services leave this room: coded rows, no finer than a month."""
