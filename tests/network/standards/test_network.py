"""What the network sees: protected figures, medians from five centres on, plans of municipalities, no casework."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.examples import broken_examples
from omuz.network.standards.actions import policies
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.actions.rounds import close_round
from omuz.network.standards.facts import Signed, action_facts
from omuz.network.standards.models import PolicyDocument
from omuz.network.standards.queries import network
from omuz.network.standards.queries.improvements import matrix
from omuz.network.standards.rules.levels import Weighed, profile

if TYPE_CHECKING:
    from tests.network.standards.houses import House


@pytest.mark.parametrize("code", ["I50", "I51", "I59"])
def test_the_worked_examples_of_the_indicators_hold(code: str) -> None:
    assert list(broken_examples(indicator(code))) == []


def _signed(number: int) -> list[Signed]:
    return [
        Signed(
            f"m-{n}",
            2026,
            profile([Weighed(f"{each}1", each, 1, True, str(n % 4)) for each in "ABCDEFGHIJKL"]),
            visited=False,
        )
        for n in range(number)
    ]


@pytest.mark.parametrize(("number", "shown"), [(4, False), (5, True)])
def test_a_median_is_there_from_five_centres_on(
    house: "House", monkeypatch: pytest.MonkeyPatch, number: int, shown: bool
) -> None:
    monkeypatch.setattr(network, "signed_in", lambda _person, _asked: _signed(number))
    found = network.medians_of(house.cast.elif_.person, house.asked)
    assert ("A" in found) is shown


def test_closing_keeps_no_median_where_too_few_centres_stand_behind_it(house: "House") -> None:
    house.signed()
    elif_ = house.cast.elif_.person
    with acting(elif_):
        assert close_round(by=elif_, asked=house.asked).medians == {}
    html = house.cast.elif_.client().get(reverse("standards:round", args=[house.asked.id])).content.decode()
    assert "beşten az merkez" in html


def test_an_editor_does_not_close_a_round_and_lose_the_medians(house: "House") -> None:
    sema, where = house.sema.client(), reverse("standards:close-round", args=[house.asked.id])
    assert "Turu kapat" not in sema.get(reverse("standards:round", args=[house.asked.id])).content.decode()
    assert sema.post(where).status_code == 403
    elif_ = house.cast.elif_.client()
    assert "Turu kapat" in elif_.get(reverse("standards:round", args=[house.asked.id])).content.decode()
    elif_.post(where)
    house.asked.refresh_from_db()
    assert house.asked.closed_on is not None
    with acting(house.cast.elif_.person), pytest.raises(NotNow):
        close_round(by=house.cast.elif_.person, asked=house.asked)


def test_what_five_centres_signed_stands_in_the_closed_round(house: "House", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "signed_in", lambda _person, _asked: _signed(5))
    with acting(house.cast.elif_.person):
        kept = close_round(by=house.cast.elif_.person, asked=house.asked).medians
    assert kept["A"] == {"median": 33.3, "centres": 5}


@pytest.mark.parametrize(("funded", "part", "base"), [(None, 0, 0), (0, 0, 8), (6, 6, 8)])
def test_funding_nobody_wrote_is_unknown_and_never_no(funded: int | None, part: int, base: int) -> None:
    plan = PolicyDocument(actions=8, funded=funded, period_from=2025, period_to=2027)
    facts = action_facts([plan], 2026)
    assert facts.column("funded").count("unknown") == (8 if funded is None else 0)
    raw = count(indicator("I59"), facts, period="2026")
    assert (raw.counts[()], (raw.denominators or {})[()]) == (part, base)


def test_a_centre_or_an_editor_never_reads_the_levels_of_all(house: "House") -> None:
    for who in (house.cast.nermin, house.sema):
        with acting(who.person), pytest.raises(Refused):
            network.signed_in(who.person, house.asked)


def test_a_plan_fills_its_chapters_and_leaves_the_others_as_gaps(house: "House") -> None:
    nermin = house.cast.nermin.person
    told = policies.Told("leap", "YEEP", chapters={"A": "s. 12", "B": " "}, actions=8, funded=6)
    with acting(nermin):
        policies.write_document(by=nermin, organisation_id=house.cast.town.id, told=told)
        with pytest.raises(Refused):
            policies.write_document(by=nermin, organisation_id=house.cast.bornova.organisation_id, told=told)
        (town,) = matrix(nermin, house.standard.text, house.cast.town.id)
        table = network.action_table(2026)
    assert "A" not in town.gaps
    assert "B" in town.gaps
    assert table.total.value is None or table.total.value == 6
    html = house.cast.ayse.client().get(reverse("standards:matrix")).content.decode()
    assert "s. 12" in html


def test_elif_names_a_visitor_and_opens_a_round_in_the_browser(house: "House") -> None:
    client = house.cast.elif_.client()
    told = {"title": "Yeni tur", "year": 2027, "opens_on": "2027-01-10", "due_on": "2027-02-10",
            "centres": [str(house.cast.konak.id), str(house.cast.bornova.id)]}  # fmt: skip
    board = client.post(reverse("standards:new-round"), told, follow=True)
    assert "Konak" in board.content.decode()
    row = house.assessment(house.cast.konak, house.cast.ayse)
    client.post(reverse("standards:visitor", args=[row.id]), {"visitor": str(house.cast.bornova.id)})
    assert house.assessment(house.cast.konak, house.cast.ayse).visitor_id == house.cast.bornova.id


def test_derya_and_can_have_no_door_here(house: "House") -> None:
    for who in (house.cast.derya, house.cast.can):
        assert who.client().get(reverse("standards:overview")).status_code == 403
