"""What free texts of this room must not hold: signs of a woman behind the words."""

from collections.abc import Iterable

from omuz.foundation.catalogue.traces import sign_of_case_paper


class TellsOfSomebody(ValueError):
    """A text carries a sign of case paper; `sign` says which."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


def require_plain(texts: Iterable[str]) -> None:
    """Raise TellsOfSomebody for the first text that names a file, an identity number, a telephone or a court case."""
    for text in texts:
        sign = sign_of_case_paper(text)
        if sign:
            raise TellsOfSomebody(sign)
