"""What can go wrong with a backup, as one sentence fit for the person at the keyboard."""


class BackupTrouble(Exception):
    """A sentence in the reader's language; nothing was replaced."""
