"""What a table is made of: rows, bad rows with their reason, and a count of the blank ones."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

_SHOWN: Final = 200


class Row(NamedTuple):
    """A line that has as many values as the table has columns; `line` counts from 1 with the header."""

    line: int
    values: list[str]


class BadRow(NamedTuple):
    """A line that cannot be taken apart; `text` is what stood there, shortened."""

    line: int
    text: str
    what: str
    todo: str


@dataclass(frozen=True)
class Hints:
    """What a mapping knows about its file; an empty hint means: find out."""

    format: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    header_row: int = 1


class Table:
    """Column names and, once, the rows under them. `blank` is complete when the rows are through.

    Iterating to the end closes it; whoever stops earlier calls `close` or uses it in a `with`.
    """

    def __init__(self, columns: tuple[str, ...], closing: ExitStack) -> None:
        self.columns = columns
        self.blank = 0
        self._rows: Iterator[Row | BadRow] = iter(())
        self._closing = closing

    def fill(self, rows: Iterator[Row | BadRow]) -> Self:
        """Give the table its rows; returns the table."""
        self._rows = rows
        return self

    def close(self) -> None:
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Row | BadRow]:
        with self:
            yield from self._rows


def column_names(cells: list[str]) -> tuple[str, ...]:
    """Header cells as column names: outer and doubled white space removed."""
    return tuple(" ".join(cell.split()) for cell in cells)


def shortened(text: str) -> str:
    """The beginning of a damaged line, for the list of errors."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
