"""Taking a centre's contacts out as a workbook: asked for, approved by another, marked; no spreadsheet runs it."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.contacts.models import Contact, ContactExport
from omuz.casework.contacts.queries.index import Line, opened_tally
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.rules.answers import QUESTIONS
from omuz.casework.contacts.rules.exporting import ExportProblem, ExportState, may_answer, may_take
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedCentre, OpenedVault


class CannotExport(Exception):
    """Nothing goes out."""

    def __init__(self, problem: ExportProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def ask_export(*, by: Person, centre_id: UUID, why: str, notes: bool) -> ContactExport:
    """Ask for the contacts of a centre as a file, with a reason; another person answers.

    Raises Http404 outside her centres, Refused without the right.
    """
    by.require("contacts.export", centre_id)
    row = ContactExport(centre_id=centre_id, why=why, notes=notes, asked_by=by.staff_id, asked_at=timezone.now())
    row.number = f"Ç-{row.id.hex[:8].upper()}"
    with recorded(by=by, event="contacts.export_asked", centre=centre_id, about=f"export:{row.number}", why=why):
        row.save(force_insert=True)
    return row


def answer_export(*, by: Person, export_id: UUID, approve: bool) -> ContactExport:
    """Approve or refuse a colleague's request; raises CannotExport for her own and for one that is no longer open."""
    row = _locked(by, export_id, "contacts.read")
    now = timezone.now()
    problem = may_answer(row.state, row.asked_at, row.asked_by, by.staff_id, now)
    if problem:
        raise CannotExport(problem)
    event = "contacts.export_approved" if approve else "contacts.export_refused"
    with recorded(by=by, event=event, centre=row.centre_id, about=f"export:{row.number}", why=row.why):
        row.state = ExportState.APPROVED if approve else ExportState.REFUSED
        row.answered_by, row.answered_at = by.staff_id, now
        row.save()
    return row


def take_export(*, by: Person, vault: OpenedVault, export_id: UUID) -> bytes:
    """The recorded contacts as an XLSX workbook, oldest first, with its mark; once, by whoever asked.

    Day and hour stand in two columns; headers and words are those `catalogues/mappings/omuz_xlsx.toml` reads again.
    Rows of the centre must be open in the transaction. Raises CannotExport, and Http404 for somebody else's request.
    """
    row = _locked(by, export_id, "contacts.export")
    if row.asked_by != by.staff_id:
        raise Http404
    now = timezone.now()
    problem = may_take(row.state, row.answered_at, now)
    if problem:
        raise CannotExport(problem)
    lines = opened_tally(by, vault=vault, centre_id=row.centre_id).oldest_first()
    about = f"export:{row.number} rows:{len(lines)}"
    with recorded(by=by, event="contacts.exported", centre=row.centre_id, about=about, why=row.why):
        row.state, row.taken_at = ExportState.TAKEN, now
        row.save()
        words = dict(_words(vault.centre(row.centre_id))) if row.notes else {}
        return _workbook(lines, words, row)


def _locked(by: Person, export_id: UUID, permission: str) -> ContactExport:
    row: ContactExport | None = (
        ContactExport.objects.select_for_update().filter(id=export_id, centre_id__in=by.centres).first()
    )
    if row is None:
        raise Http404
    by.require(permission, row.centre_id)
    return row


def file_name(today: date) -> str:
    """A name that says nothing of what is inside."""
    return f"belge-{today.isoformat()}.xlsx"


def _words(centre: OpenedCentre) -> Iterator[tuple[UUID, str]]:
    rows = Contact.objects.filter(centre_id=centre.centre_id, state="recorded", data_key__isnull=False)
    sealed = list(rows.values_list("data_key__wrapped", "data_key_id", "words", "id"))
    opened = centre.open_many(sealed, table=Contact._meta.db_table, field="words")
    for (_wrapped, _key, _blob, contact_id), text in zip(sealed, opened, strict=True):
        yield contact_id, text


def _workbook(lines: list[Line], words: dict[UUID, str], export: ContactExport) -> bytes:
    notes, mark = export.notes, _mark(export)
    columns = fact_kind("contact").columns
    titles = [columns[question.name].title.say() for question in QUESTIONS]
    head = [
        _("Kod"),
        _("Tarih"),
        _("Saat"),
        _("Süre (dakika)"),
        *titles,
        *([_("Not")] if notes else []),
        _("Yazan"),
        _("İşaret"),
    ]
    names = names_of({line.worker_id for line in lines})
    labels: dict[tuple[str, str], str] = {}
    rows: list[list[Cell]] = [[*head]]
    for line in lines:
        row: list[Cell] = [line.code, *_moment(line), line.answers.minutes]
        row += [_said(line, question.name, question.catalogue, labels) for question in QUESTIONS]
        if notes:
            row.append(words.get(line.id, ""))
        rows.append([*row, names.get(line.worker_id, ""), mark])
    warning = _("Bu dosya kişisel veri içerir. İşi bitince silin; işaret günlükte durur.")
    return as_workbook([Sheet(_("Belge"), rows, footer=f"{mark}\n{warning}")])


def _mark(export: ContactExport) -> str:
    """What a file says of itself: its number, who took it, who approved, when."""
    people = [each for each in (export.asked_by, export.answered_by) if each]
    names = names_of(people)
    moment = f"{timezone.localtime(export.taken_at):%d.%m.%Y %H:%M}" if export.taken_at else ""
    return " · ".join([export.number, *(names.get(each, "") for each in people), moment])


def _said(line: Line, name: str, catalogue: str, labels: dict[tuple[str, str], str]) -> str:
    told = []
    for code in line.answers.codes(name):
        if (catalogue, code) not in labels:
            labels[catalogue, code] = label_of(catalogue, code)
        told.append(labels[catalogue, code])
    return "; ".join(told)


def _moment(line: Line) -> list[Cell]:
    local: datetime = timezone.localtime(line.at)
    return [local.date(), local.time().replace(second=0, microsecond=0) if line.answers.timed else None]
