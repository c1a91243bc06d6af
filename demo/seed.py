"""Plants the invented network in an empty installation, with the same actions people use; all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from demo.cooperation import plant_cooperation
from demo.coordination import plant_coordination
from demo.coordination_copies import plant_copies
from demo.directory import plant_directory
from demo.exchange import plant_exchange
from demo.exchange_board import plant_board
from demo.files import Desk, plant_files
from demo.invent import ISTANBUL, DemoCentre, invented_contacts, network
from demo.leaflet import plant_answers
from demo.meetings import plant_meetings
from demo.needs import EARLY, plant_former_needs, plant_needs
from demo.outreach import plant_outreach
from demo.policies import plant_policies
from demo.profiles import plant_profiles
from demo.programmes import plant_programme
from demo.progress import Tell, silent
from demo.reports import plant_reports
from demo.returns import Returns, plant_returns
from demo.standards import plant_standards
from demo.training import plant_training
from omuz.casework.contacts.actions.versions import Said, free_code, new_code, put_said
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import QUESTIONS, Answers
from omuz.casework.contacts.rules.record import State
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, acting, person_for
from omuz.foundation.people.actions import accounts, places
from omuz.foundation.people.models import Centre, Organisation, Staff
from omuz.foundation.people.rules import Role
from omuz.foundation.vault import actions as vault_actions
from omuz.foundation.vault.keys import open_with_password
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedVault
from omuz.network.returns.rules.quarters import Quarter

MONTHS = 27
BATCH = 1000
_GIVEN = "Sevgi Gül Hülya Nalan Yasemin Filiz Aslı Meltem Esra Sibel Aylin Pınar Tülay Nurhan Selma Gonca".split()
_SURNAMES = "Arslan Kurt Polat Erdem Koç Aydın Taş Çetin Güneş Kaplan Bulut Keskin".split()
_WINDOW = SafeContact(
    callable="yes",
    days=frozenset({0, 1, 2, 3, 4}),
    start=time(10, 0),
    end=time(16, 0),
    if_other_answers="Diş randevusu için aradığımızı söyleyin.",
    code_word="kiraz",
)


_WITH_FILES = (("konak-1", "ayse", 250), ("bornova-1", "zeynep", 50))


def planted() -> bool:
    """Whether this installation already holds a network."""
    return bool(Organisation.objects.exists())


def plant(today: date | None = None, *, months: int = MONTHS, scale: float = 1.0, tell: Tell = silent) -> None:
    """Plant everything in one transaction, so that a killed start leaves an empty installation.

    `months` of contacts up to `today` (the local date when absent); `scale` multiplies the number of contacts.
    `tell` hears what is being planted, how much of it is done, and of how much.
    """
    day = today or timezone.localdate()
    with transaction.atomic(), _password_everybody_knows():
        tell("network", 0, 1)
        organisations, centres = _found()
        people = _people(organisations, centres)
        teams = _teams(centres, people)
        leads = {code: person for code, (person, _vault) in teams.items()}
        elif_ = person_for(people["elif"])
        plant_directory(leads, elif_, organisations, centres, day)
        plant_profiles(leads, elif_, centres, day)
        plant_former_needs(leads, elif_, centres, day)
        asked = plant_needs(leads, elif_, centres, day, only=EARLY)
        plant_policies(leads, elif_, centres, day)
        plant_standards(leads, {name: person_for(people[name]) for name in ("elif", "ayse", "zeynep")}, centres, day)
        plant_cooperation(leads, day)
        plant_outreach(leads, day)
        plant_training(leads, {name: person_for(people[name]) for name in ("elif", "ayse")}, centres, day)
        plant_meetings(person_for(people["elif"]), day)
        plant_coordination(leads["cigli-1"], elif_, organisations["cigli"], day)
        plant_copies(elif_, day)
        plant_answers(centres, day)
        plant_programme(person_for(people["elif"]), day)
        plant_exchange(teams, {code: person_for(people[name]) for code, name, _number in _WITH_FILES}, day)
        plant_board(list(leads.values()), elif_, person_for(people["ayse"]), day)
        tell("network", 1, 1)
        for number, (code, (person, vault)) in enumerate(teams.items(), 1):
            writers = (
                [person.staff_id, people["ayse"].pk, people["ayse"].pk] if code == "konak-1" else [person.staff_id]
            )
            _contacts(person, vault, _Place(centres[code], _demo_centre(code, scale), writers), day, months)
            tell("contacts", number, len(teams))
        _promises(teams["konak-1"], people["ayse"], day)
        _files(teams, people, day, scale, tell)
        plant_returns(Returns(teams, centres, elif_, _entered_late, tell), day, months)
        tell("reports", 0, 1)
        plant_reports(leads, elif_, centres, asked, day)
        tell("reports", 1, 1)


@contextmanager
def _password_everybody_knows() -> Iterator[None]:
    """Hashes and keys cost little while planting: the one password stands on the screen, so nobody has to guess it.

    A third of the time planting took went into them; a password of her own costs in full.
    """
    full = settings.OMUZ_KEY_COST
    settings.OMUZ_KEY_COST = {"time_cost": 1, "memory_cost": 8 * 1024, "parallelism": 1}
    try:
        yield
    finally:
        settings.OMUZ_KEY_COST = full


def _files(
    teams: dict[str, tuple[Person, OpenedVault]], people: dict[str, Staff], day: date, scale: float, tell: Tell
) -> None:
    """Files in the two centres whose staff can be tried: Konak with the ten vignettes, Bornova some."""
    told = [(code, named, max(12, round(number * scale))) for code, named, number in _WITH_FILES]
    whole, before = sum(wanted for _code, _named, wanted in told), 0
    for code, named, wanted in told:
        lead, vault = teams[code]
        worker = person_for(people[named])
        with acting(worker):
            own = open_with_password(worker.staff_id, network()["password"])
        centre_id = _centre(worker)
        desks = [Desk(worker, own, centre_id, day), Desk(lead, vault, centre_id, day)]
        plant_files(
            desks,
            number=wanted,
            seed=network()["seed"],
            district=code.split("-")[0],
            with_vignettes=named == "ayse",
            tell=partial(_further, tell, before, whole),
        )
        before += wanted


def _further(tell: Tell, before: int, whole: int, done: int) -> None:
    tell("files", before + done, whole)


def _demo_centre(code: str, scale: float) -> DemoCentre:
    told = next(each for owner in network()["organisation"] for each in owner["centres"] if each["code"] == code)
    return DemoCentre(code, told["district"], told["yearly"] * scale)


def _found() -> tuple[dict[str, Organisation], dict[str, Centre]]:
    organisations, centres = {}, {}
    for told in network()["organisation"]:
        owner = places.found_organisation(by=SYSTEM, kind=told["kind"], name=told["name"])
        organisations[told["key"]] = owner
        for each in told["centres"]:
            centres[each["code"]] = places.found_centre(
                by=SYSTEM,
                organisation=owner,
                code=each["code"],
                name=each["name"],
                district=each["district"],
                placeholder=True,
            )
    return organisations, centres


def _account(told: dict[str, Any], place: accounts.Place) -> Staff:
    invited = accounts.open_account(
        by=SYSTEM,
        username=told["username"],
        full_name=told["full_name"],
        role=Role(told["role"]),
        place=place,
        profession=told.get("profession", ""),
    )
    return accounts.accept(word=invited.word, password=network()["password"])


def _people(organisations: dict[str, Organisation], centres: dict[str, Centre]) -> dict[str, Staff]:
    people = {}
    for told in network()["person"]:
        place = accounts.Place(
            centre=centres[told["centre"]] if "centre" in told else None,
            organisation=organisations[told["organisation"]] if "organisation" in told else None,
        )
        people[told["username"]] = _account(told, place)
    return people


def _teams(centres: dict[str, Centre], people: dict[str, Staff]) -> dict[str, tuple[Person, OpenedVault]]:
    """A coordinator for each centre with the centre's key opened, and keys for those of the six who hold one."""
    teams = {}
    holders = {told["username"]: told["centre"] for told in network()["person"] if "centre" in told}
    for number, (code, centre) in enumerate(centres.items()):
        told = {
            "username": f"koordinator-{code}",
            "full_name": f"{_GIVEN[number % len(_GIVEN)]} {_SURNAMES[number % len(_SURNAMES)]}",
            "role": Role.CENTRE_COORDINATOR,
            "profession": "social_worker",
        }
        lead = people["nermin"] if code == holders["nermin"] else _account(told, accounts.Place(centre=centre))
        with_key = [lead, *(people[name] for name, own in holders.items() if own == code and people[name] != lead)]
        person = person_for(lead)
        with acting(person):
            vault_actions.create_centre_key(
                by=person, centre_id=centre.id, holder_ids=[holder.pk for holder in with_key]
            )
            teams[code] = person, open_with_password(lead.pk, network()["password"])
    return teams


def _days(today: date, months: int) -> Iterator[date]:
    first = today - timedelta(days=round(months * 30.44))
    return (first + timedelta(days=ahead) for ahead in range((today - first).days + 1))


def _said(told: dict[str, Any]) -> Said:
    coded: dict[str, Any] = {
        question.name: tuple(told[question.name]) if question.multi else told[question.name]
        for question in QUESTIONS
        if question.name in told
    }
    answers = Answers(at=told["occurred_at"], minutes=told["minutes"], **coded)
    return Said(answers=answers, safe=SafeContact(), note=told.get("note", ""), due_on=None)


@dataclass(frozen=True)
class _Place:
    centre: Centre
    demo: DemoCentre
    writers: list[UUID]


def _contacts(by: Person, vault: OpenedVault, place: _Place, today: date, months: int) -> None:
    """Two years of one centre in one act; what lies ahead of the clock is left out."""
    seed, now = network()["seed"], timezone.now().astimezone(ISTANBUL)
    told = (each for day in _days(today, months) for each in invented_contacts(seed, place.demo, day))
    centre = place.centre
    with acting(by), recorded(by=by, event="contacts.imported", centre=centre.id, about=f"centre:{centre.id}"):
        rows: list[Contact] = []
        codes = _fresh_codes()
        for each in told:
            if each["occurred_at"] < now:
                rows.append(_sealed(by, vault, centre, _said(each), next(codes)))
                rows[-1].worker_id = place.writers[len(rows) % len(place.writers)]
            if len(rows) == BATCH:
                _write(rows)
        _write(rows)


def _entered_late(by: Person, vault: OpenedVault, centre: Centre, quarter: Quarter) -> None:
    """A dozen calls of the quarter's last days that were entered after its return had left."""
    with acting(by), recorded(by=by, event="contacts.imported", centre=centre.id, about=f"centre:{centre.id}"):
        rows: list[Contact] = []
        for number in range(12):
            at = datetime.combine(quarter.last_day - timedelta(days=number % 4), time(11, 5 * number % 60), ISTANBUL)
            said = Said(Answers(at=at, channel="phone", for_whom="herself", minutes=10), SafeContact(), "", None)
            rows.append(_sealed(by, vault, centre, said, free_code(centre.id)))
            rows[-1].worker_id = by.staff_id
        _write(rows)


def _fresh_codes() -> Iterator[str]:
    taken: set[str] = set()
    while True:
        code = new_code()
        if code not in taken:
            taken.add(code)
            yield code


def _sealed(by: Person, vault: OpenedVault, centre: Centre, said: Said, code: str) -> Contact:
    key_row, key = vault.centre(centre.id).new_data_key()
    contact = Contact(
        id=uuid4(),
        centre_id=centre.id,
        code=code,
        worker_id=by.staff_id,
        state=State.RECORDED.value,
        data_key=key_row,
        changed_at=timezone.now(),
        changed_by=by.staff_id,
    )
    put_said(contact, key, said)
    return contact


def _write(rows: list[Contact]) -> None:
    DataKey.objects.bulk_create([row.data_key for row in rows if row.data_key])
    Contact.objects.bulk_create(rows)
    rows.clear()


def _promises(team: tuple[Person, OpenedVault], ayse: Staff, today: date) -> None:
    """Calls Ayşe promised: one overdue, one for today, two ahead; so that her first page shows her day."""
    by, vault = team
    ahead = [-1, 0, 0, 1, 3]
    called = datetime.combine(today - timedelta(days=2), time(10, 40), ISTANBUL)
    with acting(by), recorded(by=by, event="contacts.imported", centre=_centre(by), about="promises"):
        rows = []
        for number, days in enumerate(ahead):
            answers = Answers(
                at=called + timedelta(minutes=37 * number), channel="phone", kind="violence", for_whom="herself",
                done=("appointment",), district="konak", minutes=15,
            )  # fmt: skip
            window = replace(_WINDOW, days=frozenset(range(7)), start=time(9, 0), end=time(20 if number else 11, 0))
            said = Said(answers, window, "", today + timedelta(days=days))
            row = _sealed(by, vault, Centre.objects.get(pk=_centre(by)), said, free_code(_centre(by)))
            row.worker_id = ayse.pk
            rows.append(row)
        _write(rows)


def _centre(person: Person) -> Any:
    return next(iter(person.centres))
