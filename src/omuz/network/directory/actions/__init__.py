"""Acts of the directory: each checks the right, writes the entry and its dated facts, and leaves one event."""
