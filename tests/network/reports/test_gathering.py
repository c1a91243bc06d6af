"""Gathering: only what is asked for, in one order, and never so that two tellings give one centre's answer away."""

from collections import Counter
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, Any

import pytest

from omuz.insight.reports.gathered import Facts, Rows, Table
from omuz.network.reports.actions import editions
from omuz.network.reports.models import ToldTable
from omuz.network.reports.queries import desk as desks
from omuz.network.reports.queries.gathering import gather

if TYPE_CHECKING:
    from omuz.foundation.privacy.safe import SafeTable
    from tests.network.reports.desks import Desk

ANSWERS = ("own", "shared", "none")
GUARDED = ("profiles.building", "profiles.rooms_count")


def _tables(desk: "Desk", edition: Any, *keys: str) -> dict[str, "SafeTable"]:
    """What a reader of an edition has in her hands."""
    found = {}
    for key, piece in desk.read(desks.snapshot_of, edition).pieces.items():
        if isinstance(piece, Table) and (not keys or key in keys):
            found[key] = piece.table
    return found


def _subtracted(old: "SafeTable", new: "SafeTable") -> dict[tuple[str, ...], int]:
    """What an attacker reads: each number printed in both, the newer less the older."""
    printed = {cell.key: cell.value for cell in old.cells if cell.value is not None}
    return {
        cell.key: cell.value - printed[cell.key] for cell in new.cells if cell.value is not None and cell.key in printed
    }


def test_the_same_year_gathered_twice_is_the_same_snapshot(desk: "Desk") -> None:
    elif_ = desk.cast.elif_.person
    one, other = (desk.read(gather, elif_, "small", 2026) for _time in range(2))
    assert one.digest == other.digest
    assert list(one.pieces) == [
        "profiles.answered", "edition.method", "profiles.building", "profiles.rooms_count", "returns.violence_types",
    ]  # fmt: skip


def test_the_method_says_period_sources_answers_and_what_protects(desk: "Desk") -> None:
    method = desk.read(gather, desk.cast.elif_.person, "small", 2026).pieces["edition.method"]
    assert isinstance(method, Facts)
    told = {name.tr: words.tr for name, words in method.facts}
    assert told["Dönem"] == "2026"
    assert told["Kaynaklar"] == "Merkez profilleri; Dönem bildirimleri"
    assert "20/60" in told.values()
    assert "eşik: 3 / 5" in told["Küçük sayılar"]
    assert "I08 sürüm" in told["Tanımlar"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_who_subtracts_after_one_more_centre_reads_nothing_of_it(desk: "Desk", answer: str) -> None:
    first = desk.published()
    desk.year.answer(answer, rooms=9)
    second = desk.published()
    old, new = _tables(desk, first), _tables(desk, second)
    for key in GUARDED:
        assert new[key] == old[key]
        assert set(_subtracted(old[key], new[key]).values()) <= {0}
    # Who took part is no secret, and is told as it is.
    assert (old["profiles.answered"].total.value, new["profiles.answered"].total.value) == (20, 21)
    assert second.kept == list(GUARDED)


def test_an_edition_reads_the_same_whatever_the_centres_since_have_answered(desk: "Desk") -> None:
    desk.published()
    seen: set[tuple[str, ...]] = set()
    for answers in combinations_with_replacement(ANSWERS, 2):
        desk.year.buildings = desk.year.buildings[:20]
        desk.year.rooms = desk.year.rooms[:20]
        desk.year.answer(*answers, rooms=len(seen))
        snapshot = desk.read(gather, desk.cast.elif_.person, "small", 2026)
        seen.add(tuple(str(snapshot.pieces[key]) for key in GUARDED))
    assert len(seen) == 1


def test_a_correction_is_not_told_by_itself(desk: "Desk") -> None:
    first = desk.published()
    desk.year.buildings[0] = "none"
    second = desk.published()
    assert _tables(desk, first, *GUARDED) == _tables(desk, second, *GUARDED)
    assert second.kept == ["profiles.building"]


def test_a_withdrawn_edition_and_one_of_another_year_or_type_are_remembered_too(desk: "Desk") -> None:
    first = desk.published()
    desk.act(desk.cast.elif_, editions.withdraw, edition=first, why="Yıl yanlıştı.")
    desk.year.answer("own")
    assert _tables(desk, desk.begin(), *GUARDED) == _tables(desk, first, *GUARDED)


def test_a_draft_that_centres_read_is_remembered_even_when_it_is_put_away(desk: "Desk") -> None:
    draft = desk.begin()
    before = _tables(desk, draft, *GUARDED)
    desk.year.answer("own")
    again = desk.act(desk.cast.elif_, editions.gather_again, edition=draft)
    assert _tables(desk, again, *GUARDED) == before
    desk.act(desk.cast.elif_, editions.discard, edition=again)
    desk.year.answer("own")
    assert _tables(desk, desk.begin(), *GUARDED) == before


def test_small_steps_do_not_add_up_to_a_telling_of_one_centre(desk: "Desk") -> None:
    """Four wait; with the next five they are told together; one more waits again."""
    first = desk.published()
    desk.year.answer("own", "own", "shared", "shared")
    second = desk.published()
    desk.year.answer("own", "shared", "none", "none", "none")
    third = desk.published()
    desk.year.answer("none")
    fourth = desk.published()
    told = [_tables(desk, each, "profiles.building")["profiles.building"] for each in (first, second, third, fourth)]
    assert told[0] == told[1]
    assert told[2] == told[3]
    assert [each.kept == [] for each in (first, second, third, fourth)] == [True, False, True, False]
    _nothing_small(desk.year.buildings[:20], desk.year.buildings[:29], told[0], told[2])


def _nothing_small(was: list[str], now: list[str], old: "SafeTable", new: "SafeTable") -> None:
    """What the attacker subtracts is nowhere the answer of fewer than three, nor of all but fewer than three."""
    added = len(now) - len(was)
    for number in _subtracted(old, new).values():
        assert number == added or 3 <= number <= added - 3
    hidden = Counter(now) - Counter(was)
    assert hidden.total() == added


def test_after_enough_new_answers_the_table_is_told_again(desk: "Desk") -> None:
    first = desk.published()
    desk.year.answer(*["own"] * 4, *["shared"] * 4, *["none"] * 3)
    second = desk.published()
    old, new = (_tables(desk, each, "profiles.building")["profiles.building"] for each in (first, second))
    assert (old.total.value, new.total.value) == (20, 31)
    assert second.kept == []
    _nothing_small(desk.year.buildings[:20], desk.year.buildings, old, new)


def test_of_five_who_came_nothing_is_told_whatever_they_answered(desk: "Desk") -> None:
    desk.published()
    elif_ = desk.cast.elif_.person
    old = desk.read(gather, elif_, "small", 2026).pieces["profiles.building"]
    assert isinstance(old, Table)
    for own, shared in product(range(6), repeat=2):
        if own + shared > 5:
            continue
        desk.year.buildings, desk.year.rooms = desk.year.buildings[:20], desk.year.rooms[:20]
        desk.year.answer(*["own"] * own, *["shared"] * shared, *["none"] * (5 - own - shared))
        new = desk.read(gather, elif_, "small", 2026).pieces["profiles.building"]
        assert isinstance(new, Table)
        # Of five no number can have three on either side, so nothing is told of them but that they came.
        assert new == old


def test_released_figures_and_public_facts_are_told_as_they_are(desk: "Desk") -> None:
    first = desk.published()
    desk.year.contacts = [41, 90, 35]
    second = desk.published()
    old, new = (_tables(desk, each, "returns.violence_types") for each in (first, second))
    assert old != new
    assert not desk.read(ToldTable.objects.filter(source__startswith="returns").exists)


def test_the_document_says_which_tables_were_left_as_they_were(desk: "Desk") -> None:
    desk.published()
    desk.year.answer("own")
    method = desk.read(desks.snapshot_of, desk.begin()).pieces["edition.method"]
    assert isinstance(method, Facts)
    kept = next(words for name, words in method.facts if name.tr == "Önceki hâliyle verilen tablolar")
    assert "bir merkezin yanıtını söylerdi" in kept.tr


def test_the_first_edition_has_no_changes_and_the_next_says_them_in_both_languages(desk: "Desk") -> None:
    assert "edition.changes" not in desk.read(desks.snapshot_of, desk.published()).pieces
    desk.year.contacts = [50, 90, 35]
    changes = desk.read(desks.snapshot_of, desk.begin()).pieces["edition.changes"]
    assert isinstance(changes, Rows)
    assert {(row[1].tr, row[2].tr) for row in changes.rows} >= {("40/120", "50/120")}
    assert all(words.en for row in changes.rows for words in row)


def test_a_year_nobody_answered_is_gathered_as_a_year_without_data(desk: "Desk", settings: Any) -> None:
    settings.REPORT_SOURCES = {}
    snapshot = desk.read(gather, desk.cast.elif_.person, "small", 2024)
    assert list(snapshot.pieces) == ["edition.method"]
    document = desk.read(desks.document, desk.cast.elif_.person, desk.begin(year=2024), "tr")
    assert [section.key for section in document.sections] == ["s_method", "s_places", "s_voices"]
