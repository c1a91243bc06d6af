"""A count the gate has not seen has no way into a report: not by its types, not while it runs."""

import dataclasses
import inspect
import typing

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports import gathered, parts
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import KINDS, Piece

RAW = RawTable(
    indicator="x.y", version=1, dimensions=(Dimension("answer", ("yes", "no")),), counts={("yes",): 1, ("no",): 2},
    base="merkez", period="2026", grain="year", measure="count",
)  # fmt: skip
_NUMBERS = {("Tally", "part"), ("Tally", "whole"), ("Rows", "numbers"), ("Listing", "numbers"), ("Section", "level")}
"""Fields that hold numbers: a tally's, read from a protected table, and places of columns."""
_OF_THE_PAPER = {"Document"}


def _types(hint: object) -> set[object]:
    """Every type a hint names, also inside others."""
    inside = typing.get_args(hint)
    return {hint} | {each for one in inside for each in _types(one)}


def _classes(module: object) -> list[type]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__ == module.__name__  # type: ignore[attr-defined]  # modules have one
    ]


@pytest.mark.parametrize("module", [parts, gathered], ids=["document", "pieces"])
def test_no_part_of_a_report_has_a_field_for_a_raw_count(module: object) -> None:
    found = 0
    for each in _classes(module):
        for name, hint in typing.get_type_hints(each).items():
            told = _types(hint)
            assert RawTable not in told, f"{each.__name__}.{name}"
            if told & {int, float} and each.__name__ not in _OF_THE_PAPER:
                assert (each.__name__, name) in _NUMBERS, f"{each.__name__}.{name}: a bare number"
            found += SafeTable in told
    assert found >= 2, "tables are there, and they are protected ones"


def test_rooms_promise_pieces_and_nothing_else() -> None:
    named = [
        path for given in settings.REPORT_SOURCES.values() for path in ((given,) if isinstance(given, str) else given)
    ]
    assert len(named) >= 8
    for path in named:
        gives = import_string(path)
        assert typing.get_type_hints(gives)["return"] == typing.Mapping[str, Piece] or (
            typing.get_args(typing.get_type_hints(gives)["return"]) == (str, Piece)
        ), path
        assert Asked in typing.get_type_hints(gives).values(), path
        assert len(inspect.signature(gives).parameters) == 2


def test_a_raw_table_is_refused_by_every_part_that_holds_a_table() -> None:
    holders = [each for each in (*KINDS.values(), *_classes(parts)) if SafeTable in _types(_hint(each, "table"))]
    assert {each.__name__ for each in holders} >= {"Table", "Figure", "Grid"}
    for each in holders:
        given: dict[str, typing.Any] = {
            field.name: RAW if field.name == "table" else ""
            for field in dataclasses.fields(each)
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        }
        with pytest.raises(NotProtected):
            each(**given)


def _hint(each: type, name: str) -> object:
    return typing.get_type_hints(each).get(name)
