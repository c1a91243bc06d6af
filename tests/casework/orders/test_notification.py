"""Harm 16: a duty to notify is weighed by two people who write down what she wanted, and nothing is sent by itself."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.http import Http404

from omuz.casework import orders
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.notification import (
    NotAgreed,
    agree_notification,
    note_notified,
    return_notification,
    rewrite_notification,
    weigh_notification,
)
from omuz.casework.orders.queries.papers import decision_of
from omuz.casework.orders.rules.notification import Weighing
from omuz.casework.orders.rules.two import Refusal
from omuz.foundation.people.access import acting
from tests.casework.orders.at_work import DAY, Desk

ROOM = Path(orders.__file__).parent
WEIGHED = Weighing(
    on=DAY,
    basis=("regulation_6284_m4",),
    told="told_before",
    told_on=DAY,
    wish="does_not_want",
    decision="notify",
    institution="police",
    least=("support_asked",),
    planned_on=date(2026, 3, 10),
)
WORDS = {"told": "Kime ne söyleneceği anlatıldı", "wish": "Şimdi olmasın", "least": "Destek istendi", "plan": "Salı"}


def _weigh(desk: Desk, who=None, weighing: Weighing = WEIGHED):
    return desk.act(weigh_notification, who or desk.cast.ayse, case_id=desk.case.id, weighing=weighing, words=WORDS)


def _read(desk: Desk, decision):
    with acting(desk.cast.nermin.person):
        return decision_of(desk.cast.nermin.person, decision.id, vault=desk.cast.nermin.vault)[1]


@pytest.mark.django_db
def test_what_she_was_told_and_wanted_is_kept_with_who_decided(desk: Desk) -> None:
    decision = _weigh(desk)
    assert decision.state == "waiting"
    agreed = desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=1, on=DAY)
    assert (agreed.state, agreed.due_on) == ("agreed", date(2026, 3, 10))
    found = _read(desk, decision)
    assert found.words == WORDS
    assert (found.weighing.wish, found.weighing.told) == ("does_not_want", "told_before")
    assert found.weighing.first == str(desk.cast.ayse.staff.pk)
    assert found.weighing.second == str(desk.cast.nermin.staff.pk)
    assert found.weighing.against_her_wish
    assert not found.weighing.untold


@pytest.mark.django_db
def test_nobody_agrees_with_herself(desk: Desk) -> None:
    decision = _weigh(desk)
    with pytest.raises(NotAgreed) as refused:
        desk.act(agree_notification, desk.cast.ayse, decision_id=decision.id, revision=1, on=DAY)
    assert refused.value.why is Refusal.SAME_PERSON
    with pytest.raises(NotAgreed):
        desk.act(note_notified, desk.cast.ayse, decision_id=decision.id, revision=1, on=DAY, words="")
    assert _read(desk, decision).record.state == "waiting"


@pytest.mark.django_db
def test_whoever_rewrites_it_becomes_the_first_and_the_other_may_agree(desk: Desk) -> None:
    decision = _weigh(desk)
    desk.act(return_notification, desk.cast.nermin, decision_id=decision.id, revision=1, reason="Önce güvenlik planı")
    assert _read(desk, decision).words["returned"] == "Önce güvenlik planı"
    waits = Weighing(on=DAY, decision="wait")
    given = {"decision_id": decision.id, "weighing": waits, "words": {}}
    desk.act(rewrite_notification, desk.cast.nermin, **given, revision=2)
    with pytest.raises(NotAgreed):
        desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=3, on=DAY)
    agreed = desk.act(agree_notification, desk.cast.ayse, decision_id=decision.id, revision=3, on=DAY)
    assert (agreed.state, agreed.due_on) == ("agreed", None)
    with pytest.raises(NotAgreed) as refused:
        desk.act(note_notified, desk.cast.ayse, decision_id=decision.id, revision=4, on=DAY, words="")
    assert refused.value.why is Refusal.NOTHING_TO_SEND
    with pytest.raises(NotAgreed):
        desk.act(rewrite_notification, desk.cast.ayse, **given, revision=4)


@pytest.mark.django_db
def test_agreeing_with_words_that_changed_meanwhile_is_refused(desk: Desk) -> None:
    decision = _weigh(desk)
    desk.act(rewrite_notification, desk.cast.ayse, decision_id=decision.id, revision=1, weighing=WEIGHED, words={})
    with pytest.raises(Conflict):
        desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=1, on=DAY)


@pytest.mark.django_db
def test_what_was_done_by_hand_is_noted_after_two_agreed(desk: Desk) -> None:
    decision = _weigh(desk)
    desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=1, on=DAY)
    done = desk.act(
        note_notified, desk.cast.ayse, decision_id=decision.id, revision=2, on=date(2026, 3, 10), words="Elden"
    )
    assert (done.state, done.due_on) == ("done", None)
    found = _read(desk, decision)
    assert (found.weighing.done_on, found.words["done"]) == (date(2026, 3, 10), "Elden")


@pytest.mark.django_db
def test_whoever_may_not_know_of_the_file_cannot_be_the_second(desk: Desk) -> None:
    decision = _weigh(desk)
    with pytest.raises(Http404):
        desk.act(agree_notification, desk.cast.zeynep, decision_id=decision.id, revision=1, on=DAY)
    desk.shut(hidden_from=[desk.cast.nermin.staff.pk])
    with pytest.raises(Http404):
        desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=1, on=DAY)


def _functions_and_imports() -> tuple[set[str], set[str]]:
    names: set[str] = set()
    imported: set[str] = set()
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name.lower())
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    return names, imported


def test_nothing_in_this_room_can_send_anything() -> None:
    names, imported = _functions_and_imports()
    told = ("send", "dispatch", "transmit", "deliver", "mail", "sms", "post_to", "upload", "webhook", "notify_")
    assert [name for name in names for word in told if word in name] == []
    ways = ("smtplib", "http.client", "urllib", "requests", "socket", "django.core.mail", "subprocess", "asyncio")
    assert [module for module in imported for way in ways if module == way or module.startswith(f"{way}.")] == []
