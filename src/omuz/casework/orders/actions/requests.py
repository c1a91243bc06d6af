"""The register of what authorities asked, and the least answer: a coordinator with a lawyer, never one alone."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, opened, record_of
from omuz.casework.orders.actions.notification import NotAgreed
from omuz.casework.orders.models import LegalAnswer, LegalRequest
from omuz.casework.orders.rules.requests import Asked, Letter, may_write
from omuz.casework.orders.rules.two import Agreement, Refusal, lawyer_beside, may_agree
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff
from omuz.foundation.vault.opened import OpenedVault


def register_request(
    *, by: Person, vault: OpenedVault, case_id: UUID, asked: Asked, words: dict[str, str]
) -> LegalRequest:
    """Enter a request in the register. `words`: document (its number), asked (what it says)."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="legal_request.registered", centre=file.centre_id, about=f"case:{file.code}"):
        request = new_record(LegalRequest, file, by=by, state=LegalRequest.OPEN, due_on=asked.answer_by)
        _put(request, file, asked, words)
        request.save(force_insert=True)
    return request


def note_on_request(
    *,
    by: Person,
    vault: OpenedVault,
    request_id: UUID,
    revision: int,
    what: str,
    changes: dict[str, Any],
    words: dict[str, str],
) -> LegalRequest:
    """Note one step: the legal review, that she was told, or what was given in the end.

    `what` is reviewed, warned or settled; `changes` are fields of Asked. Raises cases' Conflict when it moved on.
    """
    request = record_of(by, LegalRequest, request_id, permission="cases.write")
    about = f"case:{request.case.code}"
    with recorded(by=by, event=f"legal_request.{what}", centre=request.centre_id, about=about):
        request = locked_record(by, LegalRequest, request_id, revision=revision)
        file = opened(request.case, vault)
        asked = replace(Asked.from_payload(request.opened(file.key, "answers")), **changes)
        _put(request, file, asked, request.opened(file.key, "words") | words)
        request.state = LegalRequest.SETTLED if asked.settled else LegalRequest.OPEN
        request.due_on = None if asked.settled else asked.answer_by
        request.touch(by)
        request.save(force_update=True)
    return request


def write_answer(
    *,
    by: Person,
    vault: OpenedVault,
    request_id: UUID,
    on: date,
    words: dict[str, str],
    contents: tuple[str, ...] = (),
) -> LegalAnswer:
    """A coordinator writes the least answer; it waits for a second person and nothing can be taken out yet.

    `words`: text (what would leave), reason (printed across the page), lawyer (one from outside, where none is
    here). Raises NotAgreed before a lawyer's review allows an answer, Refused without the right to lead.
    """
    request = record_of(by, LegalRequest, request_id, permission="cases.lead")
    file = opened(request.case, vault)
    refusal = may_write(Asked.from_payload(request.opened(file.key, "answers")))
    if refusal:
        raise NotAgreed(refusal)
    with recorded(by=by, event="legal_answer.written", centre=file.centre_id, about=f"case:{file.code}"):
        answer = new_record(LegalAnswer, file, by=by, state=Agreement.WAITING.value, request=request)
        letter = Letter(on=on, first=str(by.staff_id), contents=contents, outside_lawyer=bool(words.get("lawyer")))
        _put(answer, file, letter, words)
        answer.save(force_insert=True)
    return answer


def agree_answer(*, by: Person, vault: OpenedVault, answer_id: UUID, revision: int, on: date) -> LegalAnswer:
    """The second person agrees, a lawyer standing beside one of the two; only then may the paper be taken.

    Raises NotAgreed for the one who wrote it and where no lawyer is named, cases' Conflict when it moved on.
    """
    answer = record_of(by, LegalAnswer, answer_id)
    about = f"case:{answer.case.code}"
    with recorded(by=by, event="legal_answer.agreed", centre=answer.centre_id, about=about):
        answer, file, letter, words = _locked(by, vault, answer_id, revision)
        refusal = may_agree(answer.state, first=letter.first, second=str(by.staff_id))
        first = Staff.objects.filter(id=letter.first).values_list("profession", flat=True).first() or ""
        if refusal is None and not lawyer_beside(first, by.profession, outside=words.get("lawyer", "")):
            refusal = Refusal.NO_LAWYER
        if refusal:
            raise NotAgreed(refusal)
        _put(answer, file, replace(letter, second=str(by.staff_id), agreed_on=on), words)
        _save(answer, Agreement.AGREED, by)
    return answer


def return_answer(*, by: Person, vault: OpenedVault, answer_id: UUID, revision: int, reason: str) -> LegalAnswer:
    """The second person does not agree, and says why; a new answer may be written."""
    answer = record_of(by, LegalAnswer, answer_id)
    about = f"case:{answer.case.code}"
    with recorded(by=by, event="legal_answer.returned", centre=answer.centre_id, about=about):
        answer, file, letter, words = _locked(by, vault, answer_id, revision)
        if answer.state != Agreement.WAITING:
            raise NotAgreed(Refusal.NOT_WAITING)
        _put(answer, file, letter, words | {"returned": reason})
        _save(answer, Agreement.RETURNED, by)
    return answer


def _locked(
    by: Person, vault: OpenedVault, answer_id: UUID, revision: int
) -> tuple[LegalAnswer, OpenedCase, Letter, dict[str, Any]]:
    answer = locked_record(by, LegalAnswer, answer_id, revision=revision)
    file = opened(answer.case, vault)
    return answer, file, Letter.from_payload(answer.opened(file.key, "answers")), answer.opened(file.key, "words")


def _put(record: LegalRequest | LegalAnswer, file: OpenedCase, told: Asked | Letter, words: dict[str, Any]) -> None:
    kept = {name: text for name, text in words.items() if text}
    record.put(file.key, answers=told.to_payload(), words=kept)


def _save(answer: LegalAnswer, state: Agreement, by: Person) -> None:
    answer.state = state.value
    answer.touch(by)
    answer.save(force_update=True)
