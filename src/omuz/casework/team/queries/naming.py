"""Names of the files of a centre, opened in the memory of one session; who looked for one, for the coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, visible_cases
from omuz.casework.cases.rules.identity import Kind, entries_of
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.casework.team.models import NameSearch
from omuz.casework.team.queries.alike import Names
from omuz.casework.team.rules.names import Quality, phone_of, quality_of, words_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.opened import OpenedVault

_PLAIN = ("id", "code", "revision")
SURE = 0.88
"""How alike two full names are before two files are put beside each other."""


@dataclass(frozen=True, slots=True)
class Known:
    """What one file is called, and by which numbers it is reached."""

    code: str
    revision: int
    names: tuple[str, ...]
    real: tuple[str, ...]
    phones: frozenset[str]


@dataclass
class Named:
    """The names of every file of a centre she may know of."""

    stamp: tuple[Any, ...]
    files: dict[UUID, Known]
    index: Names
    phones: dict[str, set[UUID]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A file whose name is alike: code and how alike; never the name."""

    case_id: UUID
    code: str
    quality: Quality


def called(identity: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Every name in an opened identity, those that are her real ones, and the numbers she may be reached by."""
    today = timezone.localdate()
    entries = [entry for entry in entries_of(identity) if not entry.expired(today)]
    real = tuple(entry.value for entry in entries if entry.kind == Kind.NAME)
    chosen = tuple(str(identity[name]) for name in ("pseudonym", "chosen_name") if identity.get(name))
    numbers = [entry.value for entry in entries if entry.kind == Kind.PHONE]
    numbers.append(SafeContact.from_payload(identity.get("safe", {})).number)
    phones = frozenset(filter(None, (phone_of(number) for number in numbers)))
    return (*real, *chosen), real, phones


def named_files(person: Person, *, vault: OpenedVault, centre_id: UUID) -> Named:
    """The names of her centre in memory: opened once a session, then only what changed.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    rows = visible_cases(person, centre_id).filter(data_key__isnull=False)

    def load() -> Named:
        return _made(_stamp(rows), dict(_read(rows, vault, centre_id)))

    def refresh(known: Named) -> Named:
        stamp = _stamp(rows)
        if stamp == known.stamp:
            return known
        told = dict(rows.values_list("id", "revision"))
        stale = [
            each for each, revision in told.items() if each not in known.files or known.files[each].revision != revision
        ]
        fresh = dict(_read(rows.filter(id__in=stale), vault, centre_id))
        files = {each: fresh.get(each) or known.files[each] for each in told if each in fresh or each in known.files}
        return _made(stamp, files)

    if not vault.opening:
        return load()
    return kept(vault.opening, f"names:{centre_id}", load, refresh=refresh, staff_id=vault.staff_id)


def _made(stamp: tuple[Any, ...], files: dict[UUID, Known]) -> Named:
    index = Names((case_id, name) for case_id, known in files.items() for name in known.names)
    phones: dict[str, set[UUID]] = {}
    for case_id, known in files.items():
        for phone in known.phones:
            phones.setdefault(phone, set()).add(case_id)
    return Named(stamp, files, index, phones)


def _stamp(rows: "QuerySet[Case]") -> tuple[Any, ...]:
    told = rows.aggregate(count=Count("id"), revisions=Sum("revision"), last=Max("changed_at"))
    # A name whose day has passed is no longer found, so the day belongs to what is compared.
    return told["count"], told["revisions"], told["last"], timezone.localdate()


def _read(rows: "QuerySet[Case]", vault: OpenedVault, centre_id: UUID) -> Iterator[tuple[UUID, Known]]:
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        told = rows.order_by("code").values_list(*_PLAIN, "data_key__wrapped", "data_key_id", "identity")
        for row in told.iterator(chunk_size=2000):
            plain.append(row[: len(_PLAIN)])
            yield (*row[len(_PLAIN) :], row[0])

    blocks = vault.centre(centre_id).open_many(sealed(), table=Case._meta.db_table, field="identity")
    for place, identity in enumerate(blocks):
        case_id, code, revision = plain[place]
        yield case_id, Known(code, revision, *called(identity))


def alike(named: Named, text: str, *, most: int = 10) -> list[Hit]:
    """Files whose names are alike `text`, the most alike first; codes only."""
    found = named.index.find(text, most=most)
    return [
        Hit(each.key, named.files[each.key].code, quality_of(text, each.text, each.score))
        for each in found
        if isinstance(each.key, UUID)
    ]


def doubles_of(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Hit]:
    """Other files of the same centre with the same number or a full name nearly the same; a warning, never a deed."""
    _names, real, phones = called(opened.identity)
    full = [name for name in real if len(words_of(name)) > 1]
    if not full and not phones:
        return []
    named = named_files(person, vault=vault, centre_id=opened.centre_id)
    found: dict[UUID, Hit] = {}
    for phone in phones:
        for case_id in named.phones.get(phone, ()):
            found[case_id] = Hit(case_id, named.files[case_id].code, Quality.NUMBER)
    for name in full:
        for each in named.index.find(name, least=SURE):
            if isinstance(each.key, UUID) and len(words_of(each.text)) > 1:
                code = named.files[each.key].code
                found.setdefault(each.key, Hit(each.key, code, quality_of(name, each.text, each.score)))
    found.pop(opened.id, None)
    return sorted(found.values(), key=lambda hit: hit.code)


def searches_of(staff_id: UUID, centre_id: UUID, now: datetime) -> list[datetime]:
    """When somebody looked for names in the last day."""
    rows = NameSearch.objects.filter(centre_id=centre_id, staff_id=staff_id, at__gt=now - timedelta(days=1))
    return list(rows.values_list("at", flat=True))


@dataclass(frozen=True, slots=True)
class Searched:
    """One search as the coordinator sees it: who, when, why, which files she was shown; not the name."""

    row: NameSearch
    why: str
    codes: tuple[str, ...]


def searches(person: Person, *, vault: OpenedVault, centre_id: UUID, start: datetime, end: datetime) -> list[Searched]:
    """Searches of a centre between two moments, the newest first; codes of files the reader may not know of are left
    out. Raises Refused without the right to that log."""
    person.require("names.log", centre_id)
    rows = NameSearch.objects.select_related("data_key").filter(centre_id=centre_id, at__gte=start, at__lt=end)
    known = {case_id: str(code) for case_id, code in visible_cases(person, centre_id).values_list("id", "code")}
    found = []
    for row in rows.order_by("-at"):
        key = vault.centre(centre_id).data_key(row.data_key.id, row.data_key.wrapped)
        shown = [UUID(each) for each in row.opened(key, "answers").get("shown", ())]
        codes = tuple(sorted(known[each] for each in shown if each in known))
        found.append(Searched(row, row.opened(key, "words").get("why", ""), codes))
    return found


def unseen_searches(person: Person, centre_id: UUID) -> int:
    """How many searches by others the coordinator has not looked at yet."""
    if not person.may("names.log", centre_id):
        return 0
    rows = NameSearch.objects.filter(centre_id=centre_id, seen_at__isnull=True)
    return int(rows.exclude(staff_id=person.staff_id).count())
