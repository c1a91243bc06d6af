"""The practice room: real contact and interview pages, invented women, nothing kept."""
