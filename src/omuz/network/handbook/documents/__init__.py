"""Papers and files of this room."""
