"""S4: while a page is made, no statement touches a walled table before the database was told whose rows may be seen."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from omuz.foundation.tenancy.context import see_as
from tests.attack.conftest import House, clock, full, house  # noqa: F401  — the filled house as fixtures
from tests.trust.promised import Line
from tests.trust.visits import PEOPLE, Visits, cells

FOR_EVERYBODY = {"returns_networkrelease"}
"""Published totals: the pages of open data read them for whoever asks, and the wall shows no other release then."""
_TOLD = "set_config('app."


class Watch:
    """Every statement that names a walled table, and those that came before the transaction was told anything."""

    def __init__(self, walled: set[str]) -> None:
        self.names = re.compile(r'"?\b(' + "|".join(sorted(walled)) + r')\b"?')
        self.told = False
        self.seen = 0
        self.unscoped: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _TOLD in sql:
            self.told = True
        elif self.names.search(sql):
            self.seen += 1
            if not self.told:
                self.unscoped.append(sql[:160])
        return execute(sql, params, many, context)

    @contextmanager
    def request(self) -> Iterator[None]:
        """One request: nothing of the one before is told any more."""
        see_as()
        self.told = False
        with connection.execute_wrapper(self):
            yield


def _walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_no_statement_of_a_page_asks_without_a_scope(
    full: House,  # noqa: F811  — the fixture of that name
    times: Callable[..., int],
    seed: int,
    promised: Callable[[Line], None],
) -> None:
    visits, watch = Visits(full), Watch(_walled() - FOR_EVERYBODY)
    asked = [(cell, name) for cell in cells() if cell.method in ("get", "post") for name in PEOPLE]
    drawn = random.Random(seed).sample(asked, times(len(asked), least=60))  # which are tried, no secret
    where: dict[str, set[str]] = {}
    for cell, name in drawn:
        before = len(watch.unscoped)
        with watch.request():
            visits.ask(name, cell.method, visits.path(cell))
        for sql in watch.unscoped[before:]:
            where.setdefault(sql, set()).add(f"{cell.method} {cell.address.route} {name}")
    figure = f"{len(drawn):,} requests; before anything was told: {len(watch.unscoped)}"
    promised(
        Line("S4", "statements on walled tables", watch.seen, watch.seen - len(watch.unscoped), figure, "0 unscoped")
    )
    assert where == {}
    assert watch.seen > len(drawn) // 4


@pytest.mark.django_db
def test_the_watch_does_notice(cast: Any) -> None:
    """A query with nothing told: the watch counts it, and the wall shows it nothing."""
    from omuz.casework.contacts.models import Contact

    watch = Watch(_walled())
    with watch.request():
        assert Contact.objects.count() == 0
    assert len(watch.unscoped) == 1
