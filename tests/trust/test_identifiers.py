"""S3: ids of recorded requests exchanged for every other id of Konak: answered as one that is not there."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import pytest

from tests.attack.conftest import PLANTED, House, clock, full, house  # noqa: F401  — the filled house as fixtures
from tests.attack.sealed import CONFLICT, OPEN, RESTRICTED, SENT_AWAY
from tests.trust.promised import Line
from tests.trust.visits import OF_FILES, Cell, Visits, cells

OUTSIDERS = ("zeynep", "songul", "elif_", "derya", "can")
SEALED_ROOMS = frozenset({
    "contacts", "cases", "desk", "interviews", "safety", "services", "consents", "referrals", "orders", "appointments",
    "team", "rights",
})  # fmt: skip
WORDS = (*PLANTED, OPEN, RESTRICTED, CONFLICT)
NOBODYS = UUID(int=6284_6284)
_FIELD = re.compile(r'name="([\w-]+)"[^>]*value="([0-9a-f]{8}-[0-9a-f-]{27})"')


@dataclass(frozen=True)
class Recorded:
    """One request somebody of Konak could make: where the id stands in it, in the address or in the form."""

    cell: Cell
    place: str
    in_form: bool = False

    def sent(self, visits: Visits, number: UUID) -> tuple[str, dict[str, Any] | None]:
        """Its path and form with this id in that place."""
        values = {**visits.values["hers"], **({} if self.in_form else {self.place: [number]})}
        path = self.cell.address.path({part: values[part][0] for part in self.cell.address.parts})
        return path, {self.place: str(number)} if self.in_form else None


def recorded(visits: Visits, forms: int) -> list[Recorded]:
    """Every address of the sealed rooms with an id in it, and the id fields of the forms Ayşe and Nermin are shown."""
    found = [
        Recorded(cell, part)
        for cell in cells()
        if cell.target == "hers" and cell.method in ("get", "post") and _sealed(cell)
        for part in cell.address.parts
        if part.endswith("_id")
    ]
    shown = [cell for cell in cells() if (cell.method, cell.target) == ("get", "hers") and _sealed(cell)]
    for cell in shown[:forms]:
        for name in ("ayse", "nermin"):
            found += [Recorded(_posted(cell), place, in_form=True) for place in _fields(visits, name, cell)]
    return sorted(set(found), key=lambda each: (each.cell.key, each.place))


def _sealed(cell: Cell) -> bool:
    return cell.address.name.partition(":")[0] in SEALED_ROOMS


def _posted(cell: Cell) -> Cell:
    return Cell(cell.address, "post", cell.target)


def _fields(visits: Visits, name: str, cell: Cell) -> Iterator[str]:
    client = visits.clients[name]
    answer = client.get(visits.path(cell))
    if answer.status_code == 200 and not answer.streaming:
        for field, _value in _FIELD.findall(answer.content.decode("utf-8", "replace")):
            yield field


@pytest.mark.django_db
def test_a_foreign_id_is_answered_as_one_that_is_not_there(
    full: House,  # noqa: F811  — the fixture of that name
    times: Callable[..., int],
    seed: int,
    promised: Callable[[Line], None],
) -> None:
    visits, number = Visits(full), times(50_000, least=150)
    requests = recorded(visits, forms=max(6, number // 100))
    ids = sorted({each for part, known in full.of_konak.items() if part.endswith("_id") and part != SENT_AWAY
                  for each in known if isinstance(each, UUID)}
                 | {each for file in (full.sealed.restricted, full.sealed.conflict) for known in file.parts.values()
                    for each in known})  # fmt: skip

    @cache
    def absent(name: str, request: Recorded) -> tuple[int, str]:
        path, form = request.sent(visits, NOBODYS)
        return visits.ask(name, request.cell.method, path, form)

    chance = random.Random(seed)  # which are tried, nothing secret
    telling, foreign = [], []
    for _turn in range(number):
        name, request, other = chance.choice(OUTSIDERS), chance.choice(requests), chance.choice(ids)
        path, form = request.sent(visits, other)
        status, body = visits.ask(name, request.cell.method, path, form)
        if (status, body) != absent(name, request):
            telling.append((name, request.cell.key, request.place, status))
        if any(word in body for word in WORDS) or any(code in body for code in full.codes_of_konak):
            foreign.append((name, request.cell.key, request.place))
    figure = f"{len(requests)} recorded requests, {len(ids)} ids of Konak, {len(OUTSIDERS)} people outside it"
    promised(Line("S3", "ids exchanged", number, number - len({*telling}) - len({*foreign}), figure,
                  "0 foreign objects, the same answer for foreign and absent"))  # fmt: skip
    assert (telling, foreign) == ([], [])


@pytest.mark.django_db
def test_the_recorded_requests_do_open_something_for_whoever_may(full: House) -> None:  # noqa: F811
    """Otherwise the test above would prove nothing."""
    visits = Visits(full)
    asked = [
        cell for cell in cells() if (cell.method, cell.target) == ("get", "hers") and OF_FILES & set(cell.address.parts)
    ]
    opened = [cell for cell in asked[::6] if visits.ask("nermin", "get", visits.path(cell))[0] == 200]
    assert len(opened) > 3
