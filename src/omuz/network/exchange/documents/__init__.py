"""Papers and files of the room."""
