"""A return from a centre without Omuz: a filled table becomes protected figures at once, then a return like others."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.people.access import Person, open_rows
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import NETWORK, Refused
from omuz.foundation.privacy.wording import sentence as gate_sentence
from omuz.foundation.tenancy.context import see_as
from omuz.network.returns.actions.prepare import NotPossible
from omuz.network.returns.actions.receive import judge, keep
from omuz.network.returns.actions.refusals import sentence, unfit_sentence
from omuz.network.returns.models import ReceivedReturn, Way
from omuz.network.returns.queries.arrived import came_before, received_tables
from omuz.network.returns.queries.asked import asked_as, questions_of
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import protected, restored_tables
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.queries.sheets import NotASheet, read_filled
from omuz.network.returns.rules.checks import Question, unfit
from omuz.network.returns.rules.document import Answer, Document, ReturnRefused, read_text
from omuz.network.returns.rules.quarters import Quarter


def read_sheet(*, by: Person, raw: bytes, now: datetime | None = None) -> Document:
    """The return a filled table makes, protected; nothing is kept, and the bare counts are gone with this call.

    Raises NotPossible with a sentence naming the row.
    """
    by.require("network.returns")
    try:
        filled = read_filled(raw)
        tables, _proof = protected(filled.raws, NETWORK, came_before(filled.centre.id, filled.quarter))
    except (NotASheet, UnreadableFile) as error:
        raise NotPossible(str(error)) from error
    except Refused as refused:
        raise NotPossible(gate_sentence(refused)) from refused
    document = Document(
        centre=filled.centre.code,
        quarter=filled.quarter,
        version=_newest_version(filled.centre, filled.quarter) + 1,
        contents=contents().name,
        tables={key: json.loads(table.to_json()) for key, table in tables.items()},
    )
    try:
        judge(document, now or timezone.now())
    except ReturnRefused as refused_:
        raise NotPossible(sentence(refused_)) from refused_
    return document


def _newest_version(centre: Centre, quarter: Quarter) -> int:
    rows = ReceivedReturn.objects.filter(centre_id=centre.pk, quarter=str(quarter)).order_by("-version")
    return rows.values_list("version", flat=True).first() or 0


def sheet_questions(document: Document) -> list[Question]:
    """What the checks ask of it: the same as of every return."""
    centre = Centre.objects.get(code=document.centre)
    after = restored_tables(document.tables, document.quarter)
    return questions_of(after, received_tables(centre.id, document.quarter.before), corrected=document.version > 1)


def keep_sheet(
    *, by: Person, text: str, answers: Mapping[str, Answer], now: datetime | None = None
) -> tuple[ReceivedReturn, bool]:
    """Take in the return `read_sheet` made, with the answers to what the checks asked.

    Nothing is signed by the centre: the ledger and the board say that it came as a table and who brought it. Raises
    NotPossible; then nothing was kept.
    """
    by.require("network.returns")
    document = read_text(text)
    asked = sheet_questions(document)
    wanted = {one.name: answers[one.name] for one in asked if one.name in answers and answers[one.name].reason}
    for question in asked:
        faults = unfit([question], wanted, [one.code for one in reasons_for(asked_as(question.check))])
        if faults:
            raise NotPossible(unfit_sentence(faults[question.name]))
    centre = Centre.objects.get(code=document.centre)
    with transaction.atomic():
        see_as({centre.id}, network=True)
        try:
            return keep(replace(document, answers=wanted), by=by, centre_id=centre.id, now=now, way=Way.SHEET)
        except ReturnRefused as refused:
            raise NotPossible(sentence(refused)) from refused
        finally:
            open_rows(by)
