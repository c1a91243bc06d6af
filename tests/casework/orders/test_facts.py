"""Orders and aid leave as coded rows only, and the five indicators count them."""

from datetime import date

import pytest
from django.http import Http404

from omuz.casework.orders.actions.aid import ask_for_aid
from omuz.casework.orders.facts import aid as aid_facts
from omuz.casework.orders.facts import order as order_facts
from omuz.casework.orders.rules.aid import Aid, AidKind
from omuz.casework.orders.rules.steps import Kind
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.indicators.engine import count
from tests.casework.cases.files import opened_file
from tests.casework.orders.at_work import DAY, GRANTED, Desk, said


def _asked(desk: Desk, member=None):
    who = member or desk.cast.ayse
    return {"person": who.person, "vault": who.vault, "centre_id": desk.cast.konak.id}


def _rows(desk: Desk, **more):
    with acting(desk.cast.ayse.person):
        return order_facts.rows(**_asked(desk), **more)


@pytest.mark.django_db
def test_an_order_is_one_row_without_file_day_or_word(desk: Desk) -> None:
    desk.order(said(Kind.ASKED, by="with_us"), GRANTED, said(Kind.BREACH, date(2026, 3, 9)), note="Kendi sözü")
    (row,) = _rows(desk)
    assert row == {
        "month": "2026-03",
        "quarter": "2026-Q1",
        "year": "2026",
        "outcome": "granted",
        "measures": ("m5_a", "m5_c"),
        "articles": ("m5",),
        "authority": "family_judge",
        "asked_by": "with_us",
        "confidentiality": "yes",
        "breached": "yes",
        "extended": "no",
        "length_days": 184,
    }
    assert set(row) <= set(fact_kind("order").columns)


@pytest.mark.django_db
def test_what_was_not_granted_has_no_breach_extension_or_length(desk: Desk) -> None:
    desk.order(said(Kind.ASKED))
    desk.order(said(Kind.REFUSED))
    for row in _rows(desk):
        assert not {"breached", "extended", "length_days"} & set(row)
    assert [row["outcome"] for row in _rows(desk)] == ["waiting", "refused"]


@pytest.mark.django_db
def test_the_rows_of_one_file_can_be_asked_for_before_it_is_destroyed(desk: Desk) -> None:
    other = opened_file(desk.cast)
    desk.order(GRANTED)
    desk.order(said(Kind.REFUSED), case=other)
    assert len(_rows(desk)) == 2
    assert [row["outcome"] for row in _rows(desk, case_id=other.id)] == ["refused"]


@pytest.mark.django_db
def test_a_file_hidden_from_her_is_still_counted(desk: Desk) -> None:
    desk.order(GRANTED)
    desk.act(ask_for_aid, desk.cast.ayse, case_id=desk.case.id, aid=Aid(AidKind.CHILDCARE, DAY))
    desk.shut(hidden_from=[desk.cast.ayse.staff.pk])
    assert len(_rows(desk)) == 1
    with acting(desk.cast.ayse.person):
        assert len(aid_facts.rows(**_asked(desk))) == 1


@pytest.mark.django_db
def test_figures_are_for_those_who_may_see_them(desk: Desk) -> None:
    with acting(desk.cast.zeynep.person), pytest.raises(Http404):
        order_facts.facts(**_asked(desk, desk.cast.zeynep))
    with acting(desk.cast.can.person), pytest.raises((Refused, Http404)):
        aid_facts.rows(**_asked(desk) | {"person": desk.cast.can.person})


@pytest.mark.django_db
def test_the_indicators_of_orders_count_what_was_written(desk: Desk) -> None:
    desk.order(GRANTED, said(Kind.BREACH))
    desk.order(said(Kind.GRANTED, amount=30, unit="day", measures=("m3_a",), confidential="no"))
    desk.order(said(Kind.REFUSED))
    with acting(desk.cast.ayse.person):
        facts = order_facts.facts(**_asked(desk), period="2026-Q1")
        assert len(order_facts.facts(**_asked(desk), period="2025")) == 0
    known = all_indicators()
    assert count(known["I29"], facts).counts[("granted",)] == 2
    assert count(known["I29"], facts, ("articles",)).counts[("m3", "granted")] == 1
    lengths = count(known["I30"], facts)
    assert lengths.medians[()] == 107
    breaches = count(known["I31"], facts)
    assert (breaches.counts[()], (breaches.denominators or {})[()]) == (1, 2)
    assert count(known["I32"], facts).counts[()] == 1


@pytest.mark.django_db
def test_the_indicator_of_aid_counts_what_was_granted_of_what_was_asked(desk: Desk) -> None:
    for aid in (
        Aid(AidKind.CHILDCARE, DAY, outcome="granted"),
        Aid(AidKind.CHILDCARE, DAY),
        Aid(AidKind.TEMPORARY_AID, DAY, outcome="refused"),
    ):
        desk.act(ask_for_aid, desk.cast.ayse, case_id=desk.case.id, aid=aid)
    with acting(desk.cast.ayse.person):
        facts = aid_facts.facts(**_asked(desk))
    table = count(all_indicators()["I33"], facts)
    assert (table.counts[()], (table.denominators or {})[()]) == (1, 3)


@pytest.mark.parametrize("kind", ["order", "aid"])
def test_no_column_can_hold_a_name_a_word_or_a_day(kind: str) -> None:
    for column in fact_kind(kind).columns.values():
        for text in ("Ayşe", "2026-07-14", "0532 000 00 00", "D-4K7PZ 1"):
            assert not column.accepts(text)
