"""Taking a centre's contacts out as a workbook: with a reason, as text that no spreadsheet will run."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.index import Line, opened_tally
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.rules.answers import QUESTIONS
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.tables import Cell, Sheet, as_workbook
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedCentre, OpenedVault


def export_contacts(*, by: Person, vault: OpenedVault, centre_id: UUID, why: str, notes: bool) -> bytes:
    """The recorded contacts of a centre as an XLSX workbook, oldest first; one audit event with the reason.

    Day and hour stand in two columns; headers and words are those `catalogues/mappings/omuz_xlsx.toml` reads again.
    With `notes` the free notes go along. Rows of the centre must be open in the transaction.
    """
    by.require("contacts.export", centre_id)
    tally = opened_tally(by, vault=vault, centre_id=centre_id)
    lines = tally.oldest_first()
    with recorded(by=by, event="contacts.exported", centre=centre_id, about=f"rows:{len(lines)}", why=why):
        words = dict(_words(vault.centre(centre_id))) if notes else {}
        return _workbook(lines, words, notes=notes)


def file_name(today: date) -> str:
    """A name that says nothing of what is inside."""
    return f"belge-{today.isoformat()}.xlsx"


def _words(centre: OpenedCentre) -> Iterator[tuple[UUID, str]]:
    rows = Contact.objects.filter(centre_id=centre.centre_id, state="recorded", data_key__isnull=False)
    sealed = list(rows.values_list("data_key__wrapped", "data_key_id", "words", "id"))
    opened = centre.open_many(sealed, table=Contact._meta.db_table, field="words")
    for (_wrapped, _key, _blob, contact_id), text in zip(sealed, opened, strict=True):
        yield contact_id, text


def _workbook(lines: list[Line], words: dict[UUID, str], *, notes: bool) -> bytes:
    columns = fact_kind("contact").columns
    titles = [columns[question.name].title.say() for question in QUESTIONS]
    head = [_("Kod"), _("Tarih"), _("Saat"), _("Süre (dakika)"), *titles, *([_("Not")] if notes else []), _("Yazan")]
    names = names_of({line.worker_id for line in lines})
    labels: dict[tuple[str, str], str] = {}
    rows: list[list[Cell]] = [[*head]]
    for line in lines:
        row: list[Cell] = [line.code, *_moment(line), line.answers.minutes]
        row += [_said(line, question.name, question.catalogue, labels) for question in QUESTIONS]
        if notes:
            row.append(words.get(line.id, ""))
        rows.append([*row, names.get(line.worker_id, "")])
    return as_workbook([Sheet(_("Belge"), rows)])


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
