"""One version of an interview in and out of its envelopes, and what happens when two versions meet."""

from typing import Any
from uuid import UUID

from omuz.casework.cases.queries.files import locked_record, record_of
from omuz.casework.contacts.actions.versions import Typed
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.interviews.rules.questions import WORDS
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey

WRITE = "cases.write"


class Conflict(Exception):
    """Somebody else changed this interview meanwhile; `fields` are theirs. Nothing of either version is lost."""

    def __init__(self, interview: Interview, fields: tuple[str, ...], theirs: "Typed | Said") -> None:
        super().__init__(f"revision {interview.revision}")
        self.interview = interview
        self.fields = fields
        self.theirs = theirs


class NotNow(Exception):
    """The interview is past this step: already recorded, or thrown away."""

    def __init__(self, interview: Interview) -> None:
        super().__init__(interview.state)
        self.interview = interview


def found(by: Person, interview_id: UUID) -> Interview:
    """The interview with its file; Http404 where she may not know of the file."""
    return record_of(by, Interview, interview_id, permission=WRITE)


def locked(by: Person, interview_id: UUID) -> Interview:
    """As `found`, and nobody else writes it until this act ends."""
    return locked_record(by, Interview, interview_id, permission=WRITE)


def typed_of(interview: Interview, key: OpenedKey) -> Typed:
    """What was typed into a draft so far."""
    kept: dict[str, Any] = interview.opened(key, "answers")
    words: dict[str, Any] = interview.opened(key, "words")
    fields = {**kept.get("typed", {}), **words.get("typed", {})}
    return Typed(fields, kept.get("page", ""), kept.get("since", {}))


def put_typed(interview: Interview, key: OpenedKey, typed: Typed) -> None:
    """Seal what is typed so far, each field in the envelope of its class; the caller saves."""
    words = {name: values for name, values in typed.fields.items() if name in WORDS}
    coded = {name: values for name, values in typed.fields.items() if name not in WORDS}
    interview.put(
        key,
        answers={"typed": coded, "page": typed.page, "since": typed.since},
        words={"typed": words} if words else {},
    )


def refuse_stale(interview: Interview, kept: Typed, revision: int, page: str) -> None:
    """Raise Conflict when the draft moved on since `revision`.

    An older revision is fine when this very page wrote the newer one and the answer got lost on the line.
    """
    if interview.revision != revision and not (page and kept.page == page):
        raise Conflict(interview, kept.changed_after(revision), kept)


def said_of(interview: Interview, key: OpenedKey) -> Said:
    """What a recorded interview says now."""
    return Said(Answers.from_payload(interview.opened(key, "answers")), interview.opened(key, "words"))


def put_said(interview: Interview, key: OpenedKey, said: Said, page: str = "") -> None:
    """Seal what is recorded; `page` is the browser page it came from. The caller saves."""
    payload = said.answers.to_payload()
    if page:
        payload["page"] = page
    words = {name: text for name, text in said.words.items() if text}
    interview.put(key, answers=payload, words=words)
