"""A throw-away installation for the workloads: a database that waits for the disk, six centres, invented contacts.

Nothing here is imported before `scratch_home` has chosen the folder, because the settings read it once.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from omuz.foundation.people.models import Centre
    from omuz.site.postgres import Server
    from tests.cast import Member

ROOT = Path(__file__).resolve().parents[2]
LISTED = "liste"
"""The centre of 5,000 contacts, whose list is read and into which is written."""
WHOLE = "butun"
"""The centre of 25,000 contacts, which is counted whole."""
SHARE = float(os.environ.get("BENCH_SHARE", "1"))
"""The part of the work that is done: less than one shows in a minute that a workload runs, and keeps no figure."""


def shared(number: int, least: int = 200) -> int:
    """So many of `number` as this run does, but at least `least` where there were as many."""
    return max(round(number * SHARE), min(number, least))


_ASKED = {LISTED: 5_000, WHOLE: 25_000, "cadde": 5_000, "meydan": 5_000, "iskele": 5_000, "pazar": 5_000}
SIZES = {code: shared(number) for code, number in _ASKED.items()}
EMPTY = ("giris-1", "giris-2")
"""Centres without a contact, to import into."""
WORKERS = 10
"""Counsellors of each centre that has contacts, beside its coordinator."""

_stack = ExitStack()


@contextmanager
def scratch_home() -> Iterator[Path]:
    """A home of our own while the block runs; whatever was started in it ends with it."""
    above = ROOT / ".cache" / "bench-home"
    above.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(dir=above))
    for name in [name for name in os.environ if name.startswith("OMUZ_") and name != "OMUZ_POSTGRES_BIN"]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(
        OMUZ_HOME=str(home), OMUZ_SECOND_FACTOR="optional", DJANGO_SETTINGS_MODULE="omuz.site.settings", OMUZ_LANG="en"
    )
    try:
        with _stack:
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Installation:
    """What was planted: the database server, and of each centre its row, its coordinator and its counsellors."""

    home: Path
    server: "Server"
    centres: "dict[str, Centre]" = field(default_factory=dict)
    leads: "dict[str, Member]" = field(default_factory=dict)
    workers: "dict[str, list[Member]]" = field(default_factory=dict)
    _leaving: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """While the block runs this process holds no connection and does not keep the database running."""
        from django.db import connections

        connections.close_all()
        self._leaving.close()
        try:
            yield
        finally:
            self._join()

    def _join(self) -> None:
        from omuz.site.postgres import running

        self._leaving.enter_context(running(self.home))


@cache
def planted() -> Installation:
    """The installation, made on first use and kept until the end of the run."""
    import django

    django.setup()
    from django.conf import settings

    from omuz.site.cli import migrate
    from omuz.site.postgres import running

    home = Path(settings.OMUZ_HOME)
    leaving = ExitStack()
    server = leaving.enter_context(running(home)).use()
    made = Installation(home, server, _leaving=leaving)
    _stack.callback(_leave, made)
    migrate.tables()
    _plant(made)
    return made


def _leave(made: Installation) -> None:
    from django.db import connections

    connections.close_all()
    made._leaving.close()


def _plant(made: Installation) -> None:
    """Centres, people and contacts, by the same actions people use; keys at a low cost, which no workload measures."""
    from django.conf import settings

    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import accounts, places
    from omuz.foundation.people.rules import Role
    from tests import cast

    settings.OMUZ_KEY_COST = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
    owner = places.found_organisation(by=SYSTEM, kind="district", name="Belediye (ölçüm)")
    for code in (*SIZES, *EMPTY):
        centre = places.found_centre(by=SYSTEM, organisation=owner, code=code, name=f"Merkez {code}", district="konak")
        here = accounts.Place(centre=centre)
        lead = cast.member(f"lead-{code}", f"Koordinatör {code}", Role.CENTRE_COORDINATOR, here)
        workers = [
            cast.member(f"worker-{code}-{number}", f"Danışman {number}", Role.COUNSELLOR, here)
            for number in range(WORKERS if code in SIZES else 0)
        ]
        cast.make_key(lead, centre, [lead, *workers])
        made.centres[code], made.leads[code], made.workers[code] = centre, lead, workers
        if code in SIZES:
            contacts_into(lead, centre.id, SIZES[code], code)


def contacts_into(lead: "Member", centre_id: UUID, number: int, seed: str) -> None:
    """Bring that many invented contacts of the last two years into a centre, as an import does."""
    from omuz.casework.contacts.actions.imports import import_contacts
    from omuz.foundation.catalogue.mappings import Mapped
    from omuz.foundation.people.access import acting

    person = lead.person
    rows = [Mapped(line, day, answers) for line, (day, answers) in enumerate(_invented(number, seed))]
    with acting(person):
        count = import_contacts(by=person, vault=lead.vault, centre_id=centre_id, rows=rows, source="bench")
    assert count.added == number


def _invented(number: int, seed: str) -> Iterator[tuple[date, dict[str, Any]]]:
    """Contacts with the shares of the demonstration, the same in every run of one day."""
    from demo.invent import DemoCentre, invented_contacts
    from omuz.casework.contacts.rules.answers import BY_NAME

    centre, made, day = DemoCentre(seed, "konak", number), 0, date.today() - timedelta(days=730)  # noqa: DTZ011  # any day
    while made < number:
        for told in invented_contacts(1, centre, day):
            answers = {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in told.items()
                if name in BY_NAME
            }
            yield day, answers
            made += 1
            if made == number:
                return
        day += timedelta(days=1)
