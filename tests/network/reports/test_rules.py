"""Rules without a database: what may be told again, texts with figures that are gone, frozen texts read again."""

from collections import Counter
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder, catalogues_at
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, SCORES, protect
from omuz.foundation.privacy.refusals import Refused
from omuz.insight.reports.content.report_types import (
    report_codes,
    report_texts,
    report_type,
    report_type_in,
    sources_in,
)
from omuz.network.reports.rules import frozen
from omuz.network.reports.rules.retelling import grown_enough, may_be_told
from omuz.network.reports.rules.sentences import gone_keys, without_gone
from tests.network.reports.rooms import ANSWERS, buildings

if TYPE_CHECKING:
    from omuz.foundation.privacy.safe import SafeTable

TWENTY = ["own"] * 8 + ["shared"] * 7 + ["none"] * 5


def told(*more: str) -> bool:
    """Whether the table of twenty centres may be told again with these more."""
    return may_be_told(buildings(TWENTY, 2026), buildings([*TWENTY, *more], 2026))


@pytest.mark.parametrize("more", [1, 2, 3, 4])
def test_fewer_than_five_new_answers_are_never_told(more: int) -> None:
    assert not any(told(*answers) for answers in product(("own", "shared", "none"), repeat=more))


def test_enough_new_answers_that_are_all_one_are_not_told() -> None:
    assert not told(*["own"] * 9)
    assert not told(*["own"] * 8, "shared")


def test_enough_new_answers_with_three_behind_every_number_are_told() -> None:
    assert told(*["own"] * 3, *["shared"] * 4, *["none"] * 3)


def test_what_was_added_to_a_printed_number_is_nowhere_small() -> None:
    for own, shared, none in product(range(6), repeat=3):
        more = ["own"] * own + ["shared"] * shared + ["none"] * none
        if len(more) < 5 or not told(*more):
            continue
        before, now = buildings(TWENTY, 2026), buildings([*TWENTY, *more], 2026)
        added = Counter(more)
        for code in ("own", "shared", "none"):
            if before.cell((code,)).value is not None and now.cell((code,)).value is not None:
                assert 3 <= added[code] <= len(more) - 3


def test_a_corrected_answer_is_not_told_by_itself() -> None:
    corrected = ["own"] * 7 + ["shared"] * 8 + ["none"] * 5
    assert not may_be_told(buildings(TWENTY, 2026), buildings(corrected, 2026))


def _rooms(count: int, middle: float) -> "SafeTable":
    return protect(
        RawTable(
            indicator="profile:rooms", version=1, base="merkez", period="2026", grain="year", measure="median",
            dimensions=(), counts={(): count}, medians={(): middle},
        ),
        SCORES,
    )  # fmt: skip


def test_a_median_is_told_again_after_five_more_and_not_before() -> None:
    assert not may_be_told(_rooms(20, 2.0), _rooms(24, 2.5))
    assert not may_be_told(_rooms(20, 2.0), _rooms(20, 2.5))
    assert may_be_told(_rooms(20, 2.0), _rooms(25, 2.5))


def test_a_table_of_another_kind_is_not_put_beside_the_one_before() -> None:
    other = protect(
        RawTable(
            indicator="profile:building", version=2, base="merkez", period="2026", grain="year", measure="share",
            dimensions=(Dimension("kind", ("a", "b")),), counts={("a",): 20, ("b",): 20}, share_over=("kind",),
        ),
        INSTITUTIONS,
    )  # fmt: skip
    assert not may_be_told(buildings(TWENTY, 2026), other)


def test_growth_is_enough_from_five_on_and_never_where_it_is_not_known() -> None:
    assert [grown_enough(20, now) for now in (20, 24, 25, None)] == [False, False, True, False]
    assert not grown_enough(None, 30)


def test_a_figure_that_is_gone_reads_as_it_did_when_somebody_wrote() -> None:
    words = "Önce {{ profiles.x:a }}, sonra {{profiles.x:a}} ve {{profiles.y}}."
    assert gone_keys(words, {}, "tr") == ("profiles.x:a", "profiles.y")
    assert without_gone(words, {"profiles.x:a": "7/22"}, {}, "tr") == "Önce [7/22?], sonra [7/22?] ve […?]."


@pytest.mark.parametrize("code", report_codes())
def test_a_type_is_read_from_its_texts_as_it_is_from_its_files(code: str) -> None:
    texts = report_texts(code)
    assert report_type_in(code, texts) == report_type(code)
    assert set(report_type(code).sources) <= set(sources_in(texts))


def test_a_fault_in_kept_texts_names_file_and_line() -> None:
    texts = report_texts("centre_card")
    name = "centre_card/sections/profile.toml"
    with pytest.raises(CatalogueError, match=r"centre_card/sections/profile\.toml, satır 1"):
        report_type_in("centre_card", {**texts, name: texts[name].replace("title.en", "titel.en", 1)})
    with pytest.raises(CatalogueError, match=r"sources\.toml, satır"):
        report_type_in("centre_card", {**texts, "sources.toml": texts["sources.toml"] + "\n[[entry]]\nkey = 'x.y'\n"})
    with pytest.raises(CatalogueError, match=r"profile\.toml bulunamadı"):
        report_type_in("centre_card", {key: text for key, text in texts.items() if key != name})


def test_the_same_texts_freeze_to_the_same_digest_and_nothing_else_does() -> None:
    one, other = frozen.freeze("needs", {"I42"}), frozen.freeze("needs", {"I42"})
    assert one == other
    assert frozen.digest_of(one) != frozen.digest_of(frozen.freeze("needs", {"I43"}))
    assert set(frozen.texts_in(one)) >= {"reports/sources.toml", "reports/needs/report.toml", "indicators/I42.toml"}


def test_definitions_are_read_from_the_edition_only_while_it_is_put_into_words(tmp_path: Path) -> None:
    content = frozen.freeze("needs", {"I42"})
    here = catalogue_folder()
    with frozen.as_defined(content):
        assert catalogue_folder() == here
    (tmp_path / "lists").mkdir()
    with catalogues_at(tmp_path), frozen.as_defined(content):
        laid = catalogue_folder()
        assert laid not in (here, tmp_path)
        assert (laid / "indicators" / "I42.toml").read_bytes() == (here / "indicators" / "I42.toml").read_bytes()
    assert catalogue_folder() == here


def _compositions(whole: int) -> list[tuple[int, int, int]]:
    return [(own, shared, whole - own - shared) for own in range(whole + 1) for shared in range(whole + 1 - own)]


@lru_cache(maxsize=1000)
def _printed(counts: tuple[int, int, int]) -> "SafeTable | None":
    try:
        return buildings([code for code, number in zip(ANSWERS, counts, strict=True) for _each in range(number)], 2026)
    except Refused:
        return None


@pytest.mark.parametrize(("before", "came"), [(12, 5), (14, 9), (9, 12)])
def test_who_knows_both_prints_and_every_rule_reads_no_answer_of_those_who_came(before: int, came: int) -> None:
    """The attacker tries every network that could have printed what she holds, with these very rules."""
    possible: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for was, added in product(_compositions(before), _compositions(came)):
        old, new = _printed(was), _printed((was[0] + added[0], was[1] + added[1], was[2] + added[2]))
        if old is None or new is None:
            continue
        shown = new if may_be_told(old, new) else old
        possible.setdefault((old.digest, shown.digest), []).append(added)
    # Three behind each of three answers: nine is the first number that can be told.
    assert any(old != shown for old, shown in possible) == (came >= 9)
    for (old_digest, shown_digest), ways in possible.items():
        for place in range(3):
            values = {added[place] for added in ways}
            told = "anew" if old_digest != shown_digest else "kept"
            # Known exactly only where three are behind it on either side; and never that all, or none, chose it.
            assert len(values) > 1 or min(values) >= 3, (told, ways)
            assert len(values) > 1 or max(values) <= came - 3, (told, ways)
