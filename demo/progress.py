"""Who hears how far planting is: a name of what is planted, how much is done, of how much."""

from collections.abc import Callable

Tell = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _whole: int) -> None:
    """Nobody listens."""
