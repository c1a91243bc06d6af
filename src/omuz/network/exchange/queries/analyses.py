"""Analyses of one's own centre, opened with its key, and the open copies the network reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.traces import pieces
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation, Staff
from omuz.foundation.vault.opened import OpenedKey, OpenedVault
from omuz.insight.reports.content.identity_check import Item, checklist
from omuz.network.directory.models import Partner
from omuz.network.exchange.models import AnalysisVersion, CaseAnalysis, PublishedAnalysis, SecondReading
from omuz.network.exchange.queries.board_words import known_tags
from omuz.network.exchange.queries.template import Field, template
from omuz.network.exchange.rules.analyses import State, Typed, Visibility, may_read_second
from omuz.network.exchange.rules.traces import Place, Week, local_words, marks_of, places_in, weeks_of

_GONE = (State.DESTROYED.value,)


@dataclass(frozen=True)
class Line:
    """One analysis in the list of its centre."""

    row: CaseAnalysis
    title: str
    changed_by: str
    may_read: bool
    over: bool


@dataclass(frozen=True)
class Part:
    """One field of an analysis as it is read; `pieces` are its words cut at marked places, `weeks` its steps."""

    field: Field
    text: str
    pieces: list[tuple[str, str]]
    weeks: list[Week]


@dataclass(frozen=True)
class Trap:
    """One question of the identity check with the places the program points at."""

    item: Item
    places: list[tuple[str, str]]


@dataclass(frozen=True)
class Read:
    """One past reading: who, when, whether it was approved, and each refused trap with why."""

    row: SecondReading
    by: str
    refused: list[tuple[str, str]]


def analysis_of(person: Person, analysis_id: UUID, permission: str = "exchange.write") -> CaseAnalysis:
    """One analysis of her centres whose time is not over; Http404 for every other."""
    rows = CaseAnalysis.objects.select_related("data_key").exclude(state__in=_GONE)
    rows = rows.filter(keep_until__gte=timezone.localdate())
    found: CaseAnalysis | None = rows.filter(id=analysis_id, centre_id__in=person.centres).first()
    if found is None:
        raise Http404
    person.require(permission, found.centre_id)
    return found


def locked_analysis(person: Person, analysis_id: UUID) -> CaseAnalysis:
    """As `analysis_of`, and nobody else writes it until this act ends."""
    rows = CaseAnalysis.objects.select_for_update(of=("self",)).select_related("data_key").exclude(state__in=_GONE)
    found: CaseAnalysis | None = rows.filter(id=analysis_id, centre_id__in=person.centres).first()
    if found is None:
        raise Http404
    return found


def key_of(row: CaseAnalysis, vault: OpenedVault) -> OpenedKey:
    """The opened key of one analysis. Raises NotGranted, Http404 where its key is gone."""
    if row.data_key is None:
        raise Http404
    return vault.centre(row.centre_id).data_key(row.data_key.id, row.data_key.wrapped)


def typed_of(row: CaseAnalysis, vault: OpenedVault) -> Typed:
    """What stands in it."""
    return Typed.from_payload(row.told(key_of(row, vault)))


def lines_of(person: Person, centre_id: UUID, vault: OpenedVault, today: date) -> list[Line]:
    """The analyses of one of her centres, newest first, with their titles opened."""
    person.require("exchange.write", centre_id)
    rows = list(CaseAnalysis.objects.select_related("data_key").filter(centre_id=centre_id).exclude(state__in=_GONE))
    names = names_of({row.changed_by for row in rows})
    return [
        Line(
            row=row,
            title="" if row.keep_until < today else typed_of(row, vault).one("title").strip(),
            changed_by=names.get(row.changed_by, ""),
            may_read=row.state == State.READING and may_read_second(person.staff_id, row.writers),
            over=row.keep_until < today,
        )
        for row in rows
    ]


def names_of(staff: Collection[UUID]) -> dict[UUID, str]:
    """Names of colleagues by account."""
    return dict(Staff.objects.filter(id__in=staff).values_list("id", "full_name"))


def parts_of(typed: Typed, *, marked: bool = False) -> list[Part]:
    """Every filled field in the order of the template; `marked` cuts its words at suspicious places."""
    items, local = (checklist(), places_known()) if marked else ((), frozenset())
    return [_part(field, typed.one(field.code), items, local) for field in template().fields if typed.one(field.code)]


def _part(field: Field, text: str, items: tuple[Item, ...], local: Collection[str]) -> Part:
    said = field.said(text) if field.kind == "choice" else text
    titles = {item.code: item.title.say() for item in items}
    cut = pieces(text, marks_of(text, items, local)) if items and field.kind != "choice" else [(said, "")]
    told = [(words, titles.get(about, about) if about else "") for words, about in cut]
    return Part(field, said, told, weeks_of(text)[0] if field.kind == "weeks" else [])


def traps_of(typed: Typed) -> list[Trap]:
    """The questions of the identity check in their order, each with the places the program points at."""
    items = checklist()
    words = {field.code: typed.one(field.code) for field in template().fields if field.kind != "choice"}
    found = places_in(words, items, places_known())
    return [Trap(item, _told(found, item.code)) for item in items]


def _told(found: Iterable[Place], code: str) -> list[tuple[str, str]]:
    fields = template()
    return list(
        dict.fromkeys((fields.field(each.field).title.say(), each.words) for each in found if each.trap == code)
    )


def places_known() -> frozenset[str]:
    """Words by which centres, municipalities and institutions of the directory are known."""
    names: list[str] = [*Centre.objects.values_list("name", flat=True)]
    names += Organisation.objects.values_list("name", flat=True)
    names += Partner.objects.filter(closed=False).values_list("name", flat=True)
    return local_words(names)


def readings_of(row: CaseAnalysis, vault: OpenedVault) -> list[Read]:
    """How it was read so far, newest first."""
    rows = list(SecondReading.objects.filter(analysis=row))
    key, names = key_of(row, vault), names_of({each.made_by for each in rows})
    titles = {item.code: item.title.say() for item in checklist()}
    return [
        Read(
            each,
            names.get(each.made_by, ""),
            [(titles.get(code, code), why) for code, why in each.told(key).get("refused", {}).items()],
        )
        for each in rows
    ]


def versions_of(row: CaseAnalysis, vault: OpenedVault) -> list[tuple[AnalysisVersion, str, list[Part]]]:
    """What was written over or handed on before, newest first: the version, who wrote it, its fields."""
    rows = list(AnalysisVersion.objects.filter(analysis=row))
    key, names = key_of(row, vault), names_of({each.made_by for each in rows})
    return [(each, names.get(each.made_by, ""), parts_of(Typed.from_payload(each.told(key)))) for each in rows]


def published(
    person: Person, *, context: str = "", tag: str = "", words: str = "", today: date | None = None
) -> list[PublishedAnalysis]:
    """Open copies she may read today, newest first; narrowed by kind of place, tag, and words in any field."""
    person.require("exchange.read")
    rows = PublishedAnalysis.objects.filter(shown_until__gte=today or timezone.localdate())
    if context:
        rows = rows.filter(context=context)
    if tag:
        rows = rows.filter(tags__contains=[tag])
    sought = turkish.fold(words).split()
    return [row for row in rows if all(word in _all_words(row) for word in sought)]


def _all_words(row: PublishedAnalysis) -> str:
    return turkish.fold(" ".join([row.title, row.code, *map(str, row.fields.values())]))


def published_of(person: Person, analysis_id: UUID) -> PublishedAnalysis:
    """One open copy; Http404 once it was withdrawn or its time is over."""
    person.require("exchange.read")
    rows = PublishedAnalysis.objects.filter(shown_until__gte=timezone.localdate())
    found: PublishedAnalysis | None = rows.filter(id=analysis_id).first()
    if found is None:
        raise Http404
    return found


def typed_of_published(row: PublishedAnalysis) -> Typed:
    """The fields of an open copy."""
    return Typed({name: [str(value)] for name, value in row.fields.items()})


def is_open(row: CaseAnalysis) -> bool:
    """Whether the network reads it now."""
    return row.state == State.SHOWN and row.visibility == Visibility.NETWORK


def due(centres: Collection[UUID], today: date) -> list[CaseAnalysis]:
    """Analyses of these centres whose time is over: nothing of them is kept any longer."""
    rows = CaseAnalysis.objects.select_related("data_key").exclude(state__in=_GONE)
    return list(rows.filter(centre_id__in=centres, keep_until__lt=today))


def tag_choices() -> list[tuple[str, str]]:
    """Tags an analysis can bear, with their words."""
    return [(tag.code, tag.title) for tag in known_tags().values()]
