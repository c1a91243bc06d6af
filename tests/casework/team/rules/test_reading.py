"""What counts as unusual reading, moment by moment."""

from datetime import UTC, datetime, timedelta

from omuz.casework.team.rules.reading import Limits, Look, Unusual, at_night, bursts

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIMITS = Limits()


def looks(number: int, *, first: datetime = NOON, apart: int = 10, tied: bool = True) -> list[Look]:
    return [Look(first + timedelta(seconds=apart * each), f"case:D-{each}", tied) for each in range(number)]


def test_fifty_in_an_hour_are_usual_and_one_more_is_not() -> None:
    assert bursts(looks(50), LIMITS) == {}
    found = bursts(looks(51), LIMITS)
    assert {kind: burst.number for kind, burst in found.items()} == {Unusual.MANY: 51}
    assert found[Unusual.MANY].last == NOON + timedelta(seconds=500)


def test_the_hour_may_begin_anywhere_and_the_same_file_counts_once() -> None:
    late = datetime(2026, 11, 23, 12, 55, tzinfo=UTC)
    assert Unusual.MANY in bursts(looks(60, first=late), LIMITS)
    assert bursts(looks(60, apart=80), LIMITS) == {}
    assert bursts(looks(10) * 20, LIMITS) == {}


def test_a_night_runs_over_midnight() -> None:
    night = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)
    assert at_night(night, LIMITS)
    assert not at_night(NOON, LIMITS)
    found = bursts(looks(4, first=night, apart=600), LIMITS)
    assert found[Unusual.NIGHT].number == 4
    assert bursts(looks(3, first=night, apart=600), LIMITS) == {}
    assert at_night(datetime(2026, 1, 1, 3, tzinfo=UTC), Limits(night_from=2, night_to=5))


def test_files_she_does_not_work_on_count_by_day() -> None:
    assert bursts(looks(15, tied=False), LIMITS) == {}
    assert set(bursts(looks(16, tied=False), LIMITS)) == {Unusual.UNTIED}
    assert bursts(looks(9, tied=False) + looks(9, first=NOON + timedelta(days=1), tied=False), LIMITS) == {}


def test_refused_searches_count_by_themselves() -> None:
    refused = [Look(NOON + timedelta(minutes=each), str(each), refused=True) for each in range(6)]
    assert {kind: each.number for kind, each in bursts(refused, LIMITS).items()} == {Unusual.REFUSED: 6}
    assert bursts(refused[:5], LIMITS) == {}
