"""The refusal every step of this room ends in when it cannot be taken."""


class NotNow(ValueError):
    """The step cannot be taken now; nothing changed, and the message says why to the reader."""
