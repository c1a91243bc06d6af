"""A whole invented network in one transaction: twenty-two centres, two years of profiles, needs, standards, papers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.people.models import Centre, Organisation

TODAY = date(2026, 11, 23)


@dataclass
class Full:
    """The people and places of the network; `elif_` coordinates it."""

    leads: "dict[str, Person]"
    elif_: "Person"
    centres: "dict[str, Centre]"
    organisations: "dict[str, Organisation]"


@contextmanager
def kept_open(blocker: Any) -> Iterator[None]:
    """One transaction for all tests of a module, taken back at the end."""
    from django.db import transaction

    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def founded() -> Full:
    """The centres of the demonstration with a coordinator each, and Elif."""
    from demo import seed
    from omuz.foundation.people.access import person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    organisations, centres = seed._found()
    told = {"full_name": "Örnek Kişi", "role": Role.CENTRE_COORDINATOR, "profession": "social_worker"}
    leads = {
        code: person_for(seed._account({**told, "username": f"lead-{code}"}, accounts.Place(centre=centre)))
        for code, centre in centres.items()
    }
    network = {**told, "role": Role.NETWORK_COORDINATOR, "username": "elif"}
    return Full(leads, person_for(seed._account(network, accounts.Place())), centres, organisations)


def asked(room: str, *keys: str, year: int = 2026, report: str = "needs", about: str = "") -> Any:
    """What a report asks of a room: these keys, or every one it could ask for."""
    from omuz.insight.reports.asked import Asked

    wanted = keys or tuple(key for key in known() if key.startswith(f"{room}."))
    return Asked(report, year, frozenset(wanted), about)


def known() -> Any:
    """Everything a report may ask for."""
    from omuz.foundation.catalogue.place import catalogue_folder
    from omuz.insight.reports.content.source_keys import read_sources

    path = catalogue_folder() / "reports" / "sources.toml"
    return read_sources(path.read_text(encoding="utf-8"), path.name)


def given(full: Full, room: str, pieces: Any, **more: Any) -> dict[str, Any]:
    """What a room gives, each piece held against what its key promises."""
    from omuz.foundation.people.access import acting
    from omuz.insight.reports.content.source_keys import fits

    sources = known()
    with acting(full.elif_):
        found = pieces(full.elif_, asked(room, **more))
    return {key: fits(sources[key], piece) for key, piece in found.items()}
