"""From answers to tables: typed cells in the order of the form, rows in the order of centre and number."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from omuz.foundation.catalogue.tables import Cell
from omuz.network.surveys.exports.columns import Column, Shape

_ROW = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"-?(\d{1,15}(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")


@dataclass(frozen=True)
class Filled:
    """One answer on its way into tables: who answered, and path → text."""

    centre_code: str
    centre_name: str
    organisation: str
    version: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """One table of an export; every cell is of the kind its column says, or None."""

    shape: Shape
    columns: tuple[Column, ...]
    rows: list[list[Cell]]


def tables(shapes: Iterable[Shape], answers: list[Filled]) -> list[Table]:
    """The tables of these answers, which are numbered from 1 in the order given."""
    return [_table(shape, answers) for shape in shapes]


def _table(shape: Shape, answers: list[Filled]) -> Table:
    rows = []
    for number, answer in enumerate(answers, 1):
        if not shape.repeat:
            keys: list[str | int] = [
                number, answer.centre_code, answer.centre_name, answer.organisation, answer.version
            ]  # fmt: skip
            rows.append([*keys, *(_text(answer, column, shape, "") for column in shape.columns[len(keys) :])])
            continue
        for place in places(shape.repeat, answer.values):
            own = ".".join(_ROW.findall(place))
            keys = [number, own, own.rpartition(".")[0]]
            rows.append([*keys, *(_text(answer, column, shape, place) for column in shape.columns[len(keys) :])])
    typed = [_typed(column, [row[at] for row in rows]) for at, column in enumerate(shape.columns)]
    columns = tuple(column for column, _cells in typed)
    cells = [cells for _column, cells in typed]
    return Table(shape, columns, [list(row) for row in zip(*cells, strict=True)] if rows else [])


def places(repeat: str, values: Mapping[str, str]) -> list[str]:
    """The rows of a repeat as paths with positions, in order: "/data/visit[1]", "/data/visit[2]/child[1]"."""
    found: dict[str, tuple[int, ...]] = {}
    for path in values:
        place = _place(repeat, path)
        if place:
            found[place] = tuple(int(each) for each in _ROW.findall(place))
    return sorted(found, key=lambda place: found[place])


def _place(repeat: str, path: str) -> str:
    """The part of `path` that leads to a row of `repeat`; empty where it leads elsewhere."""
    steps, wanted = path.split("/"), repeat.split("/")
    if len(steps) < len(wanted):
        return ""
    head = steps[: len(wanted)]
    if [_ROW.sub("", step) for step in head] != wanted or not _ROW.search(head[-1]):
        return ""
    return "/".join(head)


def _text(answer: Filled, column: Column, shape: Shape, place: str) -> str:
    path = f"{place}{column.path[len(shape.repeat) :]}" if place else column.path
    return answer.values.get(path, "").strip()


def _typed(column: Column, texts: list[str | int]) -> tuple[Column, list[Cell]]:
    """The cells of one column by its kind.

    A calculation that is always a number becomes a number; a column with a cell that does not fit stays text whole.
    """
    if column.kind == "worked_out":
        numbers = all(_NUMBER.fullmatch(str(text)) for text in texts if text != "") and any(texts)
        column = replace(column, kind="number" if numbers else "text")
    cells = [_cell(column, text) for text in texts]
    if column.kind in {"number", "day", "time", "moment"} and any(isinstance(cell, str) for cell in cells):
        return replace(column, kind="text"), [str(text) if text != "" else None for text in texts]
    return column, cells


def _cell(column: Column, text: str | int) -> Cell:
    if text == "":
        return None
    if isinstance(text, int):
        return text
    if column.kind == "chosen":
        return int(column.choice in text.split())
    if column.kind == "place":
        chosen = text.split()
        return chosen.index(column.choice) + 1 if column.choice in chosen else None
    return next(_read(column.kind, text), text)


def _read(kind: str, text: str) -> Iterator[Cell]:
    """The value a text stands for, or nothing where it does not fit its kind: then it stays text."""
    try:
        if kind == "number" and _NUMBER.fullmatch(text):
            number = float(text)
            yield int(number) if number.is_integer() else number
        elif kind == "day":
            yield date.fromisoformat(text[:10])
        elif kind == "time":
            yield time.fromisoformat(text[:8])
        elif kind == "moment":
            yield datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return
