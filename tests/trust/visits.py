"""The house with every room filled, and how the tests of the matrix ask it: each request is taken back afterwards."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test import Client

from tests.attack.conftest import FORM, House, every_address, paths, plain
from tests.attack.sealed import OF_A_FILE
from tests.browser.addresses import Address

PEOPLE = ("nobody", "ayse", "nermin", "zeynep", "songul", "elif_", "derya", "can")
"""Signed out; two of Konak; two of Bornova; the network; who directs above Konak; who runs the machines."""
OUTSIDE = ("nobody", "zeynep", "songul", "elif_", "derya", "can")
METHODS = ("get", "post", "put", "delete")
TARGETS = ("hers", "closed to Ayşe", "finished", "absent")
"""What the parts of an address name: a file of Konak everybody there works with, one kept from Ayşe, one that was
closed, and one that is not there."""
OF_FILES = frozenset({"case_id", *OF_A_FILE})


@dataclass(frozen=True)
class Cell:
    """One row of the matrix: an address, a method, what its parts name."""

    address: Address
    method: str
    target: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.address.route, self.method, self.target


def cells() -> Iterator[Cell]:
    """Every cell the program's own addresses ask for: a new address brings its own."""
    for address in every_address():
        of_file = bool(OF_FILES & set(address.parts))
        named = any(part.endswith("_id") or part == "code" for part in address.parts)
        targets = TARGETS if of_file else ("hers", "absent") if named else ("hers",)
        for method in METHODS:
            for target in targets if method in ("get", "post") else ("hers",):
                yield Cell(address, method, target)


class Visits:
    """The people at the doors of one house, and what each part of an address is called for each target."""

    def __init__(self, full: House) -> None:
        self.full = full
        self.clients = {name: self._client(name) for name in PEOPLE}
        finished = _finished(full)
        self.values: dict[str, dict[str, list[Any]]] = {
            "hers": full.of_konak,
            "closed to Ayşe": {**full.of_konak, **full.sealed.restricted.parts},
            "finished": {**full.of_konak, **finished},
            "absent": {**full.of_konak, **full.absent, **_nowhere(full)},
        }

    def _client(self, name: str) -> Client:
        return Client(raise_request_exception=False) if name == "nobody" else self._signed_in(name)

    def _signed_in(self, name: str) -> Client:
        return self.full[name].client(raise_request_exception=False)

    def path(self, cell: Cell) -> str:
        """The first path of a cell."""
        return paths(cell.address, self.values[cell.target])[0]

    def ask(self, name: str, method: str, path: str, form: dict[str, Any] | None = None) -> tuple[int, str]:
        """What she is answered: status and body without what differs between any two answers."""
        client = self.clients[name]
        cookies = deepcopy(client.cookies)
        mark = transaction.savepoint()
        answer = getattr(client, method)(path, **({"data": {**FORM, **(form or {})}} if method == "post" else {}))
        body = answer.getvalue().decode("utf-8", "replace") if answer.streaming else plain(answer)
        if connection.needs_rollback:
            connection.needs_rollback = False
        transaction.savepoint_rollback(mark)
        client.cookies = cookies  # signing out is taken back too
        return answer.status_code, body


def _finished(full: House) -> dict[str, list[Any]]:
    """The open file's parts, as they are called in one that was closed: itself, closed by Nermin."""
    from omuz.casework.cases.actions.stepping import Closing, close_file
    from omuz.foundation.people.access import acting
    from tests.casework.cases.files import opened_file

    cast = full.cast
    case = opened_file(cast)
    with acting(cast.ayse.person):
        close_file(
            by=cast.ayse.person,
            vault=cast.ayse.vault,
            case_id=case.id,
            closing=Closing(date(2026, 11, 20), "needs_met"),
        )
    return {"case_id": [case.id]}


def _nowhere(full: House) -> dict[str, list[UUID]]:
    return {part: [UUID(int=6284)] for part in full.of_konak if part.endswith("_id")}
