"""The two faults of this room, each one sentence fit for the person who can put it right."""


class CatalogueError(Exception):
    """A catalogue file is missing or broken; the message names the file, the place and what to do."""


class UnreadableFile(Exception):
    """A table somebody brought cannot be read at all; nothing of it was used."""
