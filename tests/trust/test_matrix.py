"""S2: every address, eight people: what each is answered at what is Konak's stands in a table beside this file."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attack.conftest import House, clock, full, house  # noqa: F401  — the filled house as fixtures
from tests.trust.promised import Line
from tests.trust.visits import METHODS, OUTSIDE, PEOPLE, Cell, Visits, cells

TABLE = Path(__file__).with_name("matrix.csv")
TABLED = ("get", "hers")
"""What stands in the table. Other methods and other targets are compared: foreign and closed with absent."""
Key = tuple[str, str, str]


def committed() -> dict[Key, dict[str, str]]:
    """Address, method, target → person → status."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["address"], row["method"], row["target"]): row for row in csv.DictReader(file)}


def written(answers: dict[Key, dict[str, str]]) -> None:
    """The table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["address", "method", "target", *PEOPLE])
        for key in sorted(answers):
            table.writerow([*key, *[answers[key][name] for name in PEOPLE]])


def _answers(visits: Visits, cell: Cell) -> dict[str, str]:
    return {name: str(visits.ask(name, cell.method, visits.path(cell))[0]) for name in PEOPLE}


def tabled() -> list[Cell]:
    """The cells that have a row."""
    return [cell for cell in cells() if (cell.method, cell.target) == TABLED]


def test_every_address_has_its_rows() -> None:
    """A new page fails here until somebody has looked at who is answered what."""
    assert {cell.key for cell in tabled()} == set(committed())


@pytest.mark.django_db
def test_every_cell_answers_as_the_table_says(
    full: House,  # noqa: F811  — the fixture of that name
    request: pytest.FixtureRequest,
    times: Callable[..., int],
    seed: int,
    promised: Callable[[Line], None],
) -> None:
    """`pytest --rewrite-pages tests/trust/test_matrix.py` writes it anew."""
    visits, every = Visits(full), tabled()
    if request.config.getoption("--rewrite-pages"):
        written({cell.key: _answers(visits, cell) for cell in every})
    table = committed()
    asked = [(cell, name) for cell in every for name in PEOPLE]
    drawn = random.Random(seed).sample(asked, times(len(asked), least=160))  # which are tried, no secret
    other = []
    for cell, name in drawn:
        status = str(visits.ask(name, cell.method, visits.path(cell))[0])
        if status != table.get(cell.key, {}).get(name):
            other.append((cell.key, name, status))
    figure = f"{len({key[0] for key in table})} addresses, {len(PEOPLE)} people, {len(asked):,} cells in all"
    promised(Line("S2", "cells of the matrix asked", len(drawn), len(drawn) - len(other), figure, "0 unexpected"))
    assert other == []


@pytest.mark.django_db
def test_no_method_tells_whoever_is_outside_what_is_there(
    full: House,  # noqa: F811  — the fixture of that name
    times: Callable[..., int],
    seed: int,
    promised: Callable[[Line], None],
) -> None:
    """Saving, laying down and removing at what is foreign are answered as at what is absent, and break nothing."""
    visits, pairs = Visits(full), _pairs()
    drawn = random.Random(seed).sample(pairs, times(len(pairs), least=60))  # which are tried, no secret
    other = []
    for foreign, absent, name in drawn:
        answers = [visits.ask(name, cell.method, visits.path(cell)) for cell in (foreign, absent)]
        if answers[0] != answers[1] or answers[0][0] >= 500:
            other.append((foreign.key, name, answers[0][0], answers[1][0]))
    figure = f"{len(pairs):,} pairs of foreign and absent in all"
    promised(
        Line(
            "S2",
            "every method at what is foreign or closed to her",
            len(drawn),
            len(drawn) - len(other),
            figure,
            "0 differing",
        )
    )
    assert other == []


def _pairs() -> list[tuple[Cell, Cell, str]]:
    """What is of Konak and what is nobody's, at every address of a file: for everybody outside, and for Ayşe the file
    that is kept from her."""
    return [
        (Cell(cell.address, method, cell.target), Cell(cell.address, method, "absent"), name)
        for cell in cells()
        if cell.method == "get" and cell.target != "absent" and "case_id" in cell.address.parts
        for method in METHODS
        for name in (*OUTSIDE, *(["ayse"] if cell.target == "closed to Ayşe" else []))
    ]


def test_no_page_of_the_table_breaks() -> None:
    assert [key for key, row in committed().items() if any(row[name].startswith("5") for name in PEOPLE)] == []


def test_no_page_of_a_file_opens_to_anybody_outside() -> None:
    opened = [
        (address, name)
        for (address, _method, _target), row in committed().items()
        for name in OUTSIDE
        if "case_id" in address and row[name] == "200"
    ]
    assert opened == []
