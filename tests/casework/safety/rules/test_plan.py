"""Her plan: what changed from one version to the next, and what she allows to be printed."""

from datetime import date

import pytest

from omuz.casework.safety.rules.plan import Copy, Paper, Plan, differences

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("copy", "paper"),
    [
        (Copy.NOT_ASKED, None),
        (Copy.DOES_NOT_WANT, None),
        (Copy.CODED_CARD, Paper.CARD),
        (Copy.SAFE_PERSON, Paper.SHEET),
        (Copy.AT_CENTRE, Paper.SHEET),
    ],
)
def test_only_what_she_decided_may_be_printed(copy, paper) -> None:
    assert Plan(DAY, {"bag": "Halamda"}, copy=copy).paper is paper


def test_a_plan_comes_out_of_its_envelopes_as_it_went_in() -> None:
    plan = Plan(DAY, {"bag": "Halamda", "lock": "Kilit cuma"}, card="süt, ekmek, 3. durak", copy=Copy.CODED_CARD)
    assert Plan.from_payload(plan.to_payload(), plan.to_words()) == plan


def test_an_emptied_heading_is_not_kept() -> None:
    assert Plan(DAY, {"bag": "  "}).to_words()["plan"] == {}


def test_versions_are_compared_heading_by_heading_in_the_order_of_the_plan() -> None:
    before = Plan(DAY, {"bag": "Halamda", "lock": "Cuma", "gone": "eski"})
    now = Plan(DAY, {"bag": "Komşuda", "lock": "Cuma"}, card="kart", copy=Copy.CODED_CARD)
    told = differences(before, now, ("lock", "bag"))
    assert [(each.heading, each.before, each.now) for each in told] == [
        ("bag", "Halamda", "Komşuda"),
        ("gone", "eski", ""),
        ("card", "", "kart"),
        ("copy", "not_asked", "coded_card"),
    ]
