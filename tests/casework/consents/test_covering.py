"""Her yes covers exactly what she said it covers: never another place, purpose, way or day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.consents.rules.covering import LONGEST, Agreed, Missing, Said, Why, covers, holds_until, until_of
from omuz.casework.consents.rules.groups import MIGRATION_STATUS, OwnQuestion, refuse_bundled
from omuz.foundation.catalogue.lists import code_list

DAY = date(2026, 3, 2)
HERE, PURPOSE, WAY = "institution:1", "legal_support", "letter"
GROUPS = ["needs", "phone", "her_words", MIGRATION_STATUS]

days = st.integers(0, 60).map(lambda n: DAY + timedelta(days=n))
said = st.builds(
    Said,
    recipient=st.sampled_from([HERE, "institution:2"]),
    purpose=st.sampled_from([PURPOSE, "health"]),
    group=st.sampled_from(GROUPS),
    channel=st.sampled_from([WAY, "call"]),
    yes=st.booleans(),
    given_on=days,
    until=days,
    moment=st.floats(0, 9),
    alone=st.booleans(),
    withdrawn_on=st.none() | days,
    withdrawn_moment=st.floats(0, 9),
)
wanted = st.lists(st.sampled_from(GROUPS), max_size=4)


def _yes(**changes: object) -> Said:
    told = {"recipient": HERE, "purpose": PURPOSE, "group": "needs", "channel": WAY, "yes": True, "given_on": DAY,
            "until": DAY + timedelta(days=30)}  # fmt: skip
    return Said(**{**told, **changes})  # type: ignore[arg-type]  # a test's own mixture


def _asked(
    *consents: Said, groups: tuple[str, ...] = ("needs",), at: date = DAY, **more: object
) -> tuple[Missing, ...]:
    return covers(consents, HERE, PURPOSE, groups, WAY, at, **more)  # type: ignore[arg-type]  # only exceptions


def test_a_yes_covers_its_item_on_its_days() -> None:
    assert _asked(_yes()) == ()
    assert _asked(_yes(), at=DAY + timedelta(days=30)) == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"recipient": "institution:2"}, Why.NEVER_ASKED),
        ({"group": "phone"}, Why.NEVER_ASKED),
        ({"purpose": "health"}, Why.ANOTHER_PURPOSE),
        ({"channel": "call"}, Why.ANOTHER_WAY),
        ({"yes": False}, Why.REFUSED),
        ({"withdrawn_on": DAY}, Why.WITHDRAWN),
        ({"until": DAY - timedelta(days=1)}, Why.EXPIRED),
        ({"given_on": DAY + timedelta(days=1)}, Why.NEVER_ASKED),
    ],
)
def test_anything_else_is_missing_with_its_reason(changes: dict[str, object], why: Why) -> None:
    assert _asked(_yes(**changes)) == (Missing("needs", why),)


def test_the_last_word_counts() -> None:
    first, later = _yes(moment=1.0), _yes(yes=False, moment=2.0)
    assert _asked(first, later) == (Missing("needs", Why.REFUSED),)
    again = _yes(moment=3.0)
    assert _asked(first, later, again) == ()


def test_residence_status_needs_a_question_of_its_own() -> None:
    with pytest.raises(OwnQuestion):
        refuse_bundled(["needs", MIGRATION_STATUS])
    refuse_bundled([MIGRATION_STATUS])
    bundled = _yes(group=MIGRATION_STATUS, alone=False)
    assert _asked(bundled, groups=(MIGRATION_STATUS,)) == (Missing(MIGRATION_STATUS, Why.OWN_QUESTION),)
    assert _asked(_yes(group=MIGRATION_STATUS, alone=True), groups=(MIGRATION_STATUS,)) == ()


def _agreed(**changes: object) -> Agreed:
    told = {"recipient": HERE, "purpose": PURPOSE, "groups": frozenset(GROUPS), "channel": WAY, "agreed_on": DAY,
            "until": DAY + timedelta(days=7), "moment": 5.0}  # fmt: skip
    return Agreed(**{**told, **changes})  # type: ignore[arg-type]  # a test's own mixture


def test_an_exception_stands_in_for_a_yes_but_not_against_a_later_no_and_never_for_residence_status() -> None:
    assert _asked(exceptions=[_agreed()]) == ()
    assert _asked(_yes(yes=False, moment=1.0), exceptions=[_agreed()]) == ()
    assert _asked(_yes(yes=False, moment=9.0), exceptions=[_agreed()])[0].why is Why.REFUSED
    withdrawn = _yes(withdrawn_on=DAY, withdrawn_moment=9.0)
    assert _asked(withdrawn, exceptions=[_agreed()])[0].why is Why.WITHDRAWN
    assert _asked(exceptions=[_agreed()], at=DAY + timedelta(days=8)) != ()
    assert _asked(groups=(MIGRATION_STATUS,), exceptions=[_agreed()]) != ()


@given(st.lists(said, max_size=8), wanted, days)
def test_nothing_is_covered_without_a_standing_yes_for_exactly_it(
    consents: list[Said], groups: list[str], at: date
) -> None:
    missing = {each.group for each in covers(consents, HERE, PURPOSE, groups, WAY, at)}
    for group in set(groups) - missing:
        assert any(
            each.yes and each.is_for(HERE, PURPOSE, group, WAY) and each.given_on <= at <= each.until
            and (each.withdrawn_on is None or each.withdrawn_on > at)
            for each in consents
        )  # fmt: skip


@given(st.lists(said, max_size=8), wanted, wanted, days)
def test_more_groups_never_need_less(consents: list[Said], one: list[str], two: list[str], at: date) -> None:
    alone = set(covers(consents, HERE, PURPOSE, one, WAY, at))
    assert alone <= set(covers(consents, HERE, PURPOSE, [*one, *two], WAY, at))


@given(st.lists(said, max_size=8), wanted, days)
def test_taking_everything_back_leaves_nothing_covered(consents: list[Said], groups: list[str], at: date) -> None:
    from dataclasses import replace

    taken = [replace(each, withdrawn_on=DAY, withdrawn_moment=99.0) for each in consents]
    assert {each.group for each in covers(taken, HERE, PURPOSE, groups, WAY, at)} == set(groups)


@given(st.lists(said, max_size=8), wanted, days)
def test_what_is_covered_holds_until_the_day_it_says(consents: list[Said], groups: list[str], at: date) -> None:
    if covers(consents, HERE, PURPOSE, groups, WAY, at):
        return
    until = holds_until(consents, HERE, PURPOSE, groups, WAY, at)
    assert (until is None) == (not groups)
    if until is not None:
        assert until >= at
        later = [each for each in consents if each.given_on <= at and not each.withdrawn_on]
        if len(later) == len(consents):
            assert covers(consents, HERE, PURPOSE, groups, WAY, until) == ()
            assert covers(consents, HERE, PURPOSE, groups, WAY, until + timedelta(days=1)) != ()


def test_no_yes_is_written_down_for_longer_than_a_year() -> None:
    assert until_of(DAY, None) - DAY == timedelta(days=180)
    assert until_of(DAY, DAY + timedelta(days=9999)) == DAY + LONGEST


def test_row_19_there_is_no_group_for_whom_she_loves_nor_for_an_address_nor_for_the_risk_talk() -> None:
    words = " ".join(f"{each.code} {each.tr} {each.en}" for each in code_list("field_group")).lower()
    for wrong in ("orient", "gender", "sexual", "lgbt", "yönelim", "cinsiyet", "address", "adres", "risk", "perpetr"):
        assert wrong not in words
