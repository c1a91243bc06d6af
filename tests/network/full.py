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


SECRET = "narlidere-1"
"""The centre whose place is confidential; its name tells its district."""


def grown() -> Full:
    """The network with everything a report may ask its rooms for, by the acts people use where there are any."""
    from demo.directory import plant_directory
    from demo.needs import plant_needs
    from demo.policies import plant_policies
    from demo.profiles import plant_profiles
    from demo.standards import plant_standards

    full = founded()
    plant_directory(full.leads, full.elif_, full.organisations, full.centres, TODAY)
    _hidden(full)
    plant_profiles(full.leads, full.elif_, full.centres, TODAY)
    plant_needs(full.leads, full.elif_, full.centres, TODAY)
    plant_policies(full.leads, full.elif_, full.centres, TODAY)
    plant_standards(full.leads, {"elif": full.elif_, **_colleagues(full)}, full.centres, TODAY)
    _steps_everywhere(full)
    _received(full)
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"):
        _let_out(full, quarter)
    return full


def _hidden(full: Full) -> None:
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.network.directory.models import PublicPart

    who, centre = full.leads[SECRET], full.centres[SECRET]
    with acting(who), recorded(by=who, event="centre_page.kept", centre=centre.id, about="example"):
        PublicPart.objects.filter(centre_id=centre.id).update(confidential=True, address="", how_to_reach="")


def _colleagues(full: Full) -> "dict[str, Person]":
    from demo import seed
    from omuz.foundation.people.access import person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    told = {"full_name": "Örnek Kişi", "role": Role.COUNSELLOR, "profession": "social_worker"}
    return {
        name: person_for(seed._account({**told, "username": name}, accounts.Place(centre=full.centres[code])))
        for name, code in (("ayse", "konak-1"), ("zeynep", "bornova-1"))
    }


def _steps_everywhere(full: Full) -> None:
    """A step to improve at four more centres: of one centre alone nothing is told."""
    from datetime import timedelta

    from omuz.foundation.people.access import acting
    from omuz.network.standards.actions import improving

    for code in ("bornova-1", "karsiyaka-1", "buca-1", "cigli-1"):
        step = improving.Step(
            what="Yönergeyi güncelle", responsible="Şube müdürü", until=TODAY + timedelta(days=40), means="",
            plan="", equality="",
        )  # fmt: skip
        with acting(full.leads[code]):
            improving.open_step(by=full.leads[code], centre_id=full.centres[code].id, code="A1", step=step)


def _received(full: Full) -> None:
    """A return of every centre for every quarter that is over, but one; what is in them is not looked at here."""
    from datetime import UTC, datetime

    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.network.returns.models import ReceivedReturn

    quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    for code, centre in full.centres.items():
        who = full.leads[code]
        with acting(who), recorded(by=who, event="return.received", centre=centre.id, about=f"centre:{code}"):
            for quarter in quarters:
                if (code, quarter) != ("tire-1", "2026-Q2"):
                    year, month = int(quarter[:4]), int(quarter[-1]) * 3 + 1
                    ReceivedReturn.objects.create(
                        centre_id=centre.id, quarter=quarter, version=1, payload="", digest=f"{code}/{quarter}",
                        signature=b"x", key=b"x",
                        received_at=datetime(year + month // 13, (month - 1) % 12 + 1, 9, tzinfo=UTC),
                    )  # fmt: skip


def _let_out(full: Full, quarter: str) -> None:
    """What the network let out to the public of a quarter: sums over four invented centres."""
    from datetime import UTC, datetime

    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.privacy.safe import canonical
    from omuz.network.returns.models import NetworkRelease
    from omuz.network.returns.rules.document import digest_of

    payload = canonical({"tables": _summed(quarter)})
    with acting(full.elif_), recorded(by=full.elif_, event="figures.released", about=f"release:{quarter}/1"):
        NetworkRelease.objects.create(
            quarter=quarter, number=1, audience="public", payload=payload, digest=digest_of(payload),
            released_by=full.elif_.staff_id, released_at=datetime(2026, 8, 20, tzinfo=UTC),
        )  # fmt: skip


def _summed(quarter: str) -> dict[str, Any]:
    import json

    from omuz.foundation.privacy.gate import NETWORK, combine, protect
    from omuz.insight.indicators.engine import count
    from omuz.insight.indicators.facts import Facts
    from omuz.network.returns.queries.contents import contents
    from tests.network.returns.invented import contacts

    year = quarter[:4]
    told: dict[str, Any] = {}
    facts = [Facts.from_rows("contact", contacts(160, quarter, seed=number)) for number in range(4)]
    for key, plan in contents().plans.items():
        if plan.yearly and not quarter.endswith("4"):
            continue
        period = year if plan.yearly else quarter
        tables = [
            protect(
                count(plan.indicator, each, plan.by, period=period, population=f"contact/{number}/{period}"), NETWORK
            )
            for number, each in enumerate(facts)
        ]
        told[key] = json.loads(combine(tables, NETWORK).to_json())
    return told
