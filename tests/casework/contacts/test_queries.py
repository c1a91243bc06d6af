"""The opened tally keeps up with what others write, and what leaves as facts tells no day and no woman."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.contacts.actions import correct_contact
from omuz.casework.contacts.actions.versions import said_of
from omuz.casework.contacts.facts import facts
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.index import Line, Tally, opened_tally
from omuz.casework.contacts.queries.spans import PAGE, Span, page_of, span_of
from omuz.casework.contacts.queries.today import When, promised_calls
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import CorrectionReason
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.vault import index
from tests.casework.contacts.conftest import MONDAY_TEN
from tests.cast import Cast


@pytest.fixture
def session(cast: Cast) -> Iterator[Cast]:
    """Ayşe with a session of her own in which rows stay opened."""
    cast.ayse.vault.opening = uuid4().hex
    yield cast
    index.evict(cast.ayse.vault.opening)


def _tally(cast: Cast) -> Tally:
    with acting(cast.ayse.person):
        return opened_tally(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id)


def _facts(cast: Cast, **options: Any) -> Any:
    with acting(cast.ayse.person):
        return facts(person=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, **options)


def test_what_a_colleague_records_and_corrects_is_there_at_once(
    session: Cast, recorded_by: Callable[..., Contact]
) -> None:
    first = recorded_by(session.ayse, kind="violence")
    assert len(_tally(session).lines) == 1
    second = recorded_by(session.nermin, kind="work")
    assert set(_tally(session).lines) == {first.id, second.id}
    person, vault = session.nermin.person, session.nermin.vault
    with acting(person):
        said = said_of(first, first.key(vault))
        changed = type(said)(
            Answers(at=said.answers.at, channel="email", kind="event"), said.safe, said.note, said.due_on
        )
        correct_contact(
            by=person, vault=vault, contact_id=first.id, revision=1, said=changed, reason=CorrectionReason.MISHEARD
        )
    assert _tally(session).lines[first.id].answers.channel == "email"


def test_a_change_the_clock_would_miss_is_noticed(session: Cast, recorded_by: Callable[..., Contact]) -> None:
    from omuz.foundation.audit.chain import recorded

    recorded_by(session.ayse)
    _tally(session)
    late = recorded_by(session.nermin)
    with acting(session.nermin.person), recorded(by=session.nermin.person, event="contact.corrected"):
        # A long transaction commits a row with a moment far before the newest one already read.
        Contact.objects.filter(id=late.id).update(changed_at=MONDAY_TEN - timedelta(days=400))
    assert late.id in _tally(session).lines


def test_the_same_tally_is_kept_between_pages_and_gone_with_the_session(
    session: Cast, recorded_by: Callable[..., Contact]
) -> None:
    recorded_by(session.ayse)
    first = _tally(session)
    assert _tally(session) is first
    index.evict(session.ayse.vault.opening)
    assert _tally(session) is not first


def test_drafts_are_in_no_list_and_no_figure(cast: Cast) -> None:
    from omuz.casework.contacts.actions import open_draft

    with acting(cast.ayse.person):
        open_draft(
            by=cast.ayse.person, vault=cast.ayse.vault, contact_id=uuid4(), centre_id=cast.konak.id,
            changes={"channel": ["phone"]}, page="p",
        )  # fmt: skip
    assert _tally(cast).lines == {}
    assert len(_facts(cast)) == 0


def test_facts_are_coded_and_no_finer_than_a_month(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    contact = recorded_by(cast.ayse, kind="violence", note="Gizli söz", violence_types=("physical",), minutes=12)
    told = _facts(cast)
    assert told.distinct("month") == {"2026-11"}
    assert told.distinct("quarter") == {"2026-Q4"}
    assert told.distinct("centre") == {"konak-1"}
    everything = " ".join(str(value) for name in told.kind.columns for value in told.distinct(name))
    for part in ("Gizli", "23", "10:00", contact.code, str(contact.id), "12"):
        assert part not in everything


def test_a_period_narrows_the_facts(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    recorded_by(cast.ayse)
    recorded_by(cast.ayse, at=MONDAY_TEN.replace(month=7))
    for period, number in (("2026", 2), ("2026-Q3", 1), ("2026-11", 1), ("2025", 0), (None, 2)):
        assert len(_facts(cast, period=period)) == number


def test_facts_are_counted_anew_after_a_change(session: Cast, recorded_by: Callable[..., Contact]) -> None:
    recorded_by(session.ayse)
    first = _facts(session)
    assert _facts(session) is first
    recorded_by(session.ayse)
    assert len(_facts(session)) == 2


def test_nobody_without_a_post_at_the_centre_counts_it(cast: Cast) -> None:
    for member, error in ((cast.zeynep, Http404), (cast.derya, Http404), (cast.elif_, Http404), (cast.can, Http404)):
        with acting(member.person), pytest.raises((error, Refused)):
            facts(person=member.person, vault=cast.ayse.vault, centre_id=cast.konak.id)


def _call(cast: Cast, now: str) -> list[tuple[When, bool]]:
    with acting(cast.ayse.person):
        calls = promised_calls(
            cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, now=datetime.fromisoformat(now)
        )
    return [(call.when, call.mine) for call in calls]


@pytest.mark.parametrize(
    ("now", "when"),
    [
        ("2026-11-20T10:00", When.AHEAD),
        ("2026-11-23T08:00", When.LATER_TODAY),
        ("2026-11-23T10:00", When.NOW),
        ("2026-11-23T13:00", When.MISSED),
        ("2026-11-24T10:00", When.MISSED),
        ("2026-11-30T10:00", When.NOW),
    ],
)
def test_a_promised_call_stands_where_her_window_puts_it(
    cast: Cast, recorded_by: Callable[..., Contact], now: str, when: When
) -> None:
    safe = SafeContact(callable="yes", start=time(9), end=time(12), days=frozenset({0}))
    recorded_by(cast.nermin, safe=safe, due_on=date(2026, 11, 23))
    assert _call(cast, now) == [(when, False)]


def test_a_call_further_ahead_than_a_week_is_not_shown_yet(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    safe = SafeContact(callable="yes", start=time(9), end=time(12))
    recorded_by(cast.ayse, safe=safe, due_on=date(2026, 11, 23))
    assert _call(cast, "2026-11-15T10:00") == []


def test_spans_begin_and_end_at_local_midnight() -> None:
    start, end = span_of(Span.WEEK, MONDAY_TEN + timedelta(days=3))
    assert (start, end - start) == (MONDAY_TEN.replace(hour=0), timedelta(days=4))
    assert span_of(Span.MONTH, MONDAY_TEN)[0].day == 1
    assert Span.named("anything") is Span.WEEK


@given(st.integers(0, 100))
def test_pages_of_a_list_hold_every_line_once_in_both_directions(number: int) -> None:
    worker = uuid4()
    lines = [Line(uuid4(), f"T-{place}", 1, None, worker, Answers(MONDAY_TEN)) for place in range(number)]
    seen: list[Line] = []
    after: str | None = ""
    back: list[str | None] = []
    while after is not None:
        shown, newer, after = page_of(lines, after=after)
        assert len(shown) <= PAGE
        back.append(newer)
        seen += shown
    assert seen == lines
    assert back[0] is None
    for place, newer in enumerate(back[1:], start=1):
        assert newer is not None
        assert page_of(lines, after=newer)[0] == lines[(place - 1) * PAGE : place * PAGE]
