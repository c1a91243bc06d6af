"""Feedback and forgotten contacts as figures: coded, of nobody, counted as the indicators say."""

from datetime import date
from typing import Any

import pytest

from omuz.casework.cases.facts import kept_rows
from omuz.casework.rights.actions.giving import record_feedback
from omuz.casework.rights.facts import contact as contact_facts
from omuz.casework.rights.facts import feedback as feedback_facts
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count

pytestmark = pytest.mark.django_db


def give(cast: Any, *answers: str, on: date = date(2026, 3, 15)) -> None:
    ayse = cast.ayse
    told = dict(zip(("listened", "own_decision", "safety"), answers, strict=True))
    with acting(ayse.person):
        record_feedback(by=ayse.person, vault=ayse.vault, centre_id=cast.konak.id, on=on, answers=told)


def test_feedback_becomes_rows_without_a_day_or_a_file(cast) -> None:
    give(cast, "yes", "yes", "safer")
    give(cast, "yes", "no", "not_asked", on=date(2026, 7, 1))
    ayse = cast.ayse
    with acting(ayse.person):
        given = {"person": ayse.person, "vault": ayse.vault, "centre_id": cast.konak.id}
        rows = feedback_facts.rows(**given)
        assert feedback_facts.rows(**given, case_id=cast.konak.id) == []
        facts = feedback_facts.facts(**given, period="2026-Q1")
    assert {row["month"] for row in rows} == {"2026-03", "2026-07"}
    assert {row["heard_and_own"] for row in rows} == {"yes", "no"}
    assert len(facts) == 1


def test_the_two_indicators_count_it(cast) -> None:
    for answers in (("yes", "yes", "safer"), ("yes", "partly", "same"), ("did_not_want", "yes", "did_not_want")):
        give(cast, *answers)
    ayse = cast.ayse
    with acting(ayse.person):
        facts = feedback_facts.facts(person=ayse.person, vault=ayse.vault, centre_id=cast.konak.id)
    heard = count(indicator("I38"), facts, by=())
    safety = count(indicator("I39"), facts, by=())
    assert sum(heard.counts.values()) == 1
    assert sorted(safety.counts.values()) == [1, 1]


def test_forgotten_contacts_are_counted_once(cast, contact, signed) -> None:
    from tests.casework.rights.test_rounds import due, everything, sign

    for _number in range(3):
        contact(on=date(2026, 1, 10), kind="violence")
    contact(on=date(2026, 11, 1))
    sign(cast, everything(due(cast)), signed("3"))
    ayse = cast.ayse
    with acting(ayse.person):
        given = {"person": ayse.person, "vault": ayse.vault, "centre_id": cast.konak.id}
        assert len(contact_facts.facts(**given)) == 4
        assert len(contact_facts.facts(**given, period="2026-01")) == 3
        assert len(contact_facts.facts(**given, period="2026-11")) == 1
        assert {row["kind"] for row in kept_rows("contact", vault=ayse.vault, centre_id=cast.konak.id)} == {"violence"}


def test_what_is_kept_is_read_once_a_session_and_more_is_noticed(cast, contact, signed) -> None:
    from tests.casework.rights.test_rounds import due, everything, sign

    ayse = cast.ayse
    ayse.vault.opening = "sınama"
    with acting(ayse.person):
        assert kept_rows("contact", vault=ayse.vault, centre_id=cast.konak.id) == []
    contact(on=date(2026, 1, 10))
    sign(cast, everything(due(cast)), signed("1"))
    with acting(ayse.person):
        assert len(kept_rows("contact", vault=ayse.vault, centre_id=cast.konak.id)) == 1
