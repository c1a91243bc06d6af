"""A talk or a plan while it is written: kept every few seconds, resumed another day, thrown away empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import IntegrityError

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import locked_record, open_case, record_of
from omuz.casework.contacts.actions.versions import Typed
from omuz.casework.safety.models import RiskTalk, SafetyPlan
from omuz.casework.safety.rules.factors import Factor
from omuz.casework.safety.rules.talk import TalkState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

R = TypeVar("R", RiskTalk, SafetyPlan)

WRITE: Final = "cases.write"
DRAFT: Final = TalkState.DRAFT.value
RECORDED: Final = frozenset({"recorded", "written"})
DISCARDED: Final = TalkState.DISCARDED.value

CODED: Final = frozenset({"on", "copy", "plan_offered"}) | {
    f"{kind}_{factor}" for factor in Factor for kind in ("said", "when", "done")
}
"""Fields of both forms that hold codes; every other one is in words."""

Changes = dict[str, list[str]]
"""Field → what stands in it now, for the fields that changed; an emptied group is an empty list."""


class DiscardReason(StrEnum):
    """Why a draft is thrown away; says nothing about her."""

    OPENED_BY_MISTAKE = "opened_by_mistake"
    NO_TALK = "no_talk"
    WRITTEN_TWICE = "written_twice"
    SHE_ASKED = "she_asked"


class Conflict(Exception):
    """Somebody else changed this record meanwhile; `fields` of `theirs` are new. Nothing of either is lost."""

    def __init__(self, record: CaseRecord, fields: tuple[str, ...] = (), theirs: "Typed | None" = None) -> None:
        super().__init__(f"revision {record.revision}")
        self.record = record
        self.fields = fields
        self.theirs = theirs or Typed({})


class NotNow(Exception):
    """The record is past this step: already recorded, thrown away, or settled."""

    def __init__(self, record: CaseRecord) -> None:
        super().__init__(record.state)
        self.record = record


@dataclass(frozen=True, slots=True)
class Draft:
    """What one page sends: whose file, which record, which fields changed, and which page it is."""

    case_id: UUID
    record_id: UUID
    revision: int
    changes: Changes
    page: str


def typed_of(record: CaseRecord, key: OpenedKey) -> Typed:
    """What was typed into a draft so far."""
    kept: Mapping[str, Any] = record.opened(key, "answers")
    words: Mapping[str, Any] = record.opened(key, "words")
    return Typed({**kept.get("typed", {}), **words.get("typed", {})}, kept.get("page", ""), kept.get("since", {}))


def _put(record: CaseRecord, key: OpenedKey, typed: Typed) -> None:
    coded = {name: values for name, values in typed.fields.items() if name in CODED}
    words = {name: values for name, values in typed.fields.items() if name not in CODED}
    record.put(key, answers={"typed": coded, "page": typed.page, "since": typed.since}, words={"typed": words})


def keep(model: type[R], *, by: Person, vault: OpenedVault, draft: Draft) -> R:
    """Keep what a page sends: opens a draft of the file the first time, after that adds to it.

    Writes nothing, not even an event, when nothing changed. Raises Conflict when another page kept something
    meanwhile, NotNow when it is no draft any more, Http404 where she may not know of the file.
    """
    if model.objects.filter(id=draft.record_id, case_id=draft.case_id).exists():
        return _keep_on(model, by, vault, draft)
    file = open_case(by, draft.case_id, vault=vault, permission=WRITE)
    try:
        with recorded(by=by, event=f"{_noun(model)}.draft_opened", centre=file.centre_id, about=f"case:{file.code}"):
            record = new_record(model, file, by=by, state=DRAFT, id=draft.record_id)
            _put(record, file.key, _merged(Typed({}), draft, record.revision))
            record.save(force_insert=True)
    except IntegrityError:
        # Two first saves of one page at the same moment: the other one made the draft.
        return _keep_on(model, by, vault, draft)
    return record


def _keep_on(model: type[R], by: Person, vault: OpenedVault, draft: Draft) -> R:
    record = record_of(by, model, draft.record_id, permission=WRITE)
    if record.state != DRAFT:
        raise NotNow(record)
    key = record.case.key(vault)
    if not _really(draft.changes, typed_of(record, key)):
        return record
    about = f"case:{record.case.code}"
    with recorded(by=by, event=f"{_noun(model)}.draft_kept", centre=record.centre_id, about=about):
        record = locked_draft(model, by=by, key=key, record_id=draft.record_id, draft=draft)
        kept = typed_of(record, key)
        record.touch(by)
        _put(record, key, _merged(kept, draft, record.revision))
        record.save(force_update=True)
    return record


def locked_draft(model: type[R], *, by: Person, key: OpenedKey, record_id: UUID, draft: Draft) -> R:
    """Inside an act: the draft, held until it ends. Raises NotNow and Conflict as `keep` does.

    An older revision is fine when this very page wrote the newer one and the answer got lost on the line.
    """
    record = locked_record(by, model, record_id, permission=WRITE)
    if record.state != DRAFT:
        raise NotNow(record)
    kept = typed_of(record, key)
    if record.revision != draft.revision and not (draft.page and kept.page == draft.page):
        raise Conflict(record, kept.changed_after(draft.revision), kept)
    return record


def already(model: type[R], *, case_id: UUID, record_id: UUID, key: OpenedKey, page: str) -> R | None:
    """What a second press of the same button on the same page recorded the first time; None where it did not."""
    record: R | None = model.objects.filter(id=record_id, case_id=case_id, state__in=RECORDED).first()
    if record is None or not page or record.opened(key, "answers").get("page") != page:
        return None
    return record


def _really(changes: Changes, kept: Typed) -> Changes:
    return {name: values for name, values in changes.items() if kept.fields.get(name, []) != values}


def _merged(kept: Typed, draft: Draft, revision: int) -> Typed:
    changed = _really(draft.changes, kept)
    return Typed({**kept.fields, **changed}, draft.page, {**kept.since, **dict.fromkeys(changed, revision)})


def discard(
    model: type[R], *, by: Person, vault: OpenedVault, record_id: UUID, revision: int, reason: DiscardReason
) -> R:
    """Throw a draft away: its envelopes are emptied, only that there was one stays. Raises NotNow, Conflict."""
    record = record_of(by, model, record_id, permission=WRITE)
    key, about = record.case.key(vault), f"case:{record.case.code}"
    event = f"{_noun(model)}.draft_discarded"
    with recorded(by=by, event=event, centre=record.centre_id, about=about, why=reason.value):
        held = Draft(record.case_id, record_id, revision, {}, "")
        record = locked_draft(model, by=by, key=key, record_id=record_id, draft=held)
        record.state = DISCARDED
        record.touch(by)
        record.put(key, answers={}, words={})
        record.save(force_update=True)
    return record


def _noun(model: type[RiskTalk] | type[SafetyPlan]) -> str:
    return "risk_talk" if model is RiskTalk else "plan"
