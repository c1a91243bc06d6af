"""Harm 8: an authority gets the least, from a coordinator and a lawyer together; harm 30: nothing leaves in bulk."""

import inspect
from datetime import date

import pytest
from django.http import Http404

from omuz.casework.orders.actions import letters
from omuz.casework.orders.actions.letters import contents, set_letter, take_paper
from omuz.casework.orders.actions.notification import NotAgreed
from omuz.casework.orders.actions.requests import (
    agree_answer,
    note_on_request,
    register_request,
    return_answer,
    write_answer,
)
from omuz.casework.orders.models import LegalAnswer, LegalRequest
from omuz.casework.orders.queries.papers import letter_of, register, request_of
from omuz.casework.orders.rules.requests import Asked, Letter
from omuz.casework.orders.rules.two import Refusal
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.people.models import Staff
from tests.casework.orders.at_work import DAY, Desk

pytestmark = pytest.mark.django_db

ASKED = Asked(on=DAY, institution="family_court", kind="file", document_on=DAY, answer_by=date(2026, 3, 16))
ANSWER = {"text": "Yalnız istenen bilgi.\n\nBaşka kayıt gönderilmez.", "reason": "2026/123 · 02.03.2026"}


def _registered(desk: Desk):
    words = {"document": "2026/123", "asked": "Dosyanın tamamı istendi"}
    return desk.act(register_request, desk.cast.ayse, case_id=desk.case.id, asked=ASKED, words=words)


def _reviewed(desk: Desk, review: str = "answer_least"):
    request = _registered(desk)
    changes = {"review": review, "reviewed_on": DAY}
    given = {"what": "reviewed", "changes": changes, "words": {"lawyer": "Baro nöbetçisi", "review": "En azı"}}
    return desk.act(note_on_request, desk.cast.ayse, request_id=request.id, revision=1, **given)


def _written(desk: Desk, **words: str):
    request = _reviewed(desk)
    given = {"request_id": request.id, "on": DAY, "words": ANSWER | words, "contents": ("dates",)}
    return desk.act(write_answer, desk.cast.nermin, **given)


def _lawyer(member) -> None:
    with recorded(by=SYSTEM, event="staff.corrected"):
        Staff.objects.filter(id=member.staff.pk).update(profession="lawyer")


def _agree(desk: Desk, answer, who):
    return desk.act(agree_answer, who, answer_id=answer.id, revision=1, on=DAY)


def test_the_register_keeps_who_asked_the_review_the_warning_and_what_was_given(desk: Desk) -> None:
    request = _reviewed(desk)
    warned = {
        "what": "warned",
        "changes": {"warned": "warned", "warned_on": DAY},
        "words": {"plan": "Perşembe gelince"},
    }
    desk.act(note_on_request, desk.cast.ayse, request_id=request.id, revision=2, **warned)
    settled = {"what": "settled", "changes": {"given": ("nothing",), "answered_on": DAY}, "words": {}}
    done = desk.act(note_on_request, desk.cast.nermin, request_id=request.id, revision=3, **settled)
    assert (done.state, done.due_on) == ("settled", None)
    with acting(desk.cast.ayse.person):
        _file, found = request_of(desk.cast.ayse.person, request.id, vault=desk.cast.ayse.vault)
    assert (found.asked.institution, found.asked.review, found.asked.warned) == (
        "family_court",
        "answer_least",
        "warned",
    )
    assert found.asked.given == ("nothing",)
    assert found.words["document"] == "2026/123"
    assert found.words["plan"] == "Perşembe gelince"


def test_no_answer_is_written_before_a_lawyer_found_that_it_is_answered(desk: Desk) -> None:
    for request in (_registered(desk), _reviewed(desk, "decline")):
        with pytest.raises(NotAgreed) as refused:
            desk.act(write_answer, desk.cast.nermin, request_id=request.id, on=DAY, words=ANSWER)
        assert refused.value.why is Refusal.NOT_REVIEWED


def test_only_a_coordinator_writes_it_and_never_agrees_with_herself(desk: Desk) -> None:
    request = _reviewed(desk)
    with pytest.raises(Refused):
        desk.act(write_answer, desk.cast.ayse, request_id=request.id, on=DAY, words=ANSWER)
    answer = _written(desk, lawyer="Baro nöbetçisi")
    with pytest.raises(NotAgreed) as refused:
        _agree(desk, answer, desk.cast.nermin)
    assert refused.value.why is Refusal.SAME_PERSON


def test_without_a_lawyer_beside_them_two_people_are_not_enough(desk: Desk) -> None:
    answer = _written(desk)
    with pytest.raises(NotAgreed) as refused:
        _agree(desk, answer, desk.cast.ayse)
    assert refused.value.why is Refusal.NO_LAWYER
    _lawyer(desk.cast.ayse)
    assert _agree(desk, answer, desk.cast.ayse).state == "agreed"


def test_a_lawyer_from_outside_may_be_named(desk: Desk) -> None:
    assert _agree(desk, _written(desk, lawyer="Baro nöbetçisi"), desk.cast.ayse).state == "agreed"


def test_the_paper_is_taken_only_after_two_agreed_and_only_by_one_of_them(desk: Desk) -> None:
    answer = _written(desk, lawyer="Baro nöbetçisi")
    with pytest.raises(NotAgreed) as refused:
        desk.act(take_paper, desk.cast.nermin, answer_id=answer.id)
    assert refused.value.why is Refusal.NOT_AGREED
    _agree(desk, answer, desk.cast.ayse)
    paper = desk.act(take_paper, desk.cast.ayse, answer_id=answer.id)
    assert paper.startswith(b"%PDF-")
    with acting(desk.cast.ayse.person):
        event = AuditEvent.objects.order_by("seq").last()
    assert event is not None
    assert (event.event, event.about, event.why) == ("legal_answer.taken", f"case:{desk.case.code}", "")


def test_an_answer_sent_back_says_why_and_cannot_be_agreed(desk: Desk) -> None:
    answer = _written(desk, lawyer="Baro nöbetçisi")
    desk.act(return_answer, desk.cast.ayse, answer_id=answer.id, revision=1, reason="Günler de çıkarılsın")
    with pytest.raises(NotAgreed):
        desk.act(agree_answer, desk.cast.ayse, answer_id=answer.id, revision=2, on=DAY)
    with acting(desk.cast.ayse.person):
        _file, found = letter_of(desk.cast.ayse.person, answer.id, vault=desk.cast.ayse.vault)
    assert found.words["returned"] == "Günler de çıkarılsın"


def test_the_paper_carries_the_letter_and_its_reason_and_nothing_else() -> None:
    letter = Letter(on=DAY, first="a", second="b", agreed_on=DAY, contents=("dates",))
    told = contents(letter, ANSWER | {"returned": "iç not", "lawyer": "Baro nöbetçisi"})
    said = str(told)
    assert "2026/123" in told["mark"]
    assert told["text"] == ["Yalnız istenen bilgi.", "Başka kayıt gönderilmez."]
    assert "iç not" not in said
    assert "nöbetçisi" not in said


def test_words_of_a_letter_are_never_read_as_markup() -> None:
    told = contents(Letter(on=DAY), {"text": '#read("/etc/passwd") $x$ *kalın*', "reason": "#panic()"})
    assert set_letter(told).startswith(b"%PDF-")


def test_process_notes_and_every_other_record_are_out_of_reach_by_construction() -> None:
    """The module that makes the paper opens one record, the letter itself, and imports no room that holds others."""
    source = inspect.getsource(letters)
    assert source.count(".opened(") == 2
    for room in ("interviews", "safety", "services", "consents", "own_key", "presentation", "open_case"):
        assert room not in source.lower()
    assert list(inspect.signature(contents).parameters) == ["letter", "words"]


def test_the_registers_list_codes_to_the_coordinator_and_to_nobody_else(desk: Desk) -> None:
    request = _registered(desk)
    lead = desk.cast.nermin.person
    with acting(lead):
        (line,) = register(lead, LegalRequest, desk.cast.konak.id)
        assert (line.code, line.state, line.due_on) == (desk.case.code, "open", date(2026, 3, 16))
        assert register(lead, LegalAnswer, desk.cast.konak.id) == []
    with acting(desk.cast.ayse.person), pytest.raises(Refused):
        register(desk.cast.ayse.person, LegalRequest, desk.cast.konak.id)
    with acting(desk.cast.zeynep.person), pytest.raises(Http404):
        request_of(desk.cast.zeynep.person, request.id, vault=desk.cast.zeynep.vault)
    desk.shut(hidden_from=[desk.cast.nermin.staff.pk])
    with acting(lead):
        assert register(lead, LegalRequest, desk.cast.konak.id) == []
