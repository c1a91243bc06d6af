"""Nothing raw gets into a document, no two parts share a key, and every number has one."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports.drawn import drawing_of
from omuz.insight.reports.laid import every_number
from omuz.insight.reports.parts import (
    Absent,
    Card,
    Figure,
    Grid,
    Listing,
    Mark,
    Matrix,
    NotABlock,
    Prose,
    Quoted,
    SameKey,
    Section,
    Tally,
    Text,
    plain,
)
from omuz.insight.reports.widths import ACROSS, UPRIGHT, fitted
from tests.insight.charts.tables import channels
from tests.insight.reports.expected import shown_numbers
from tests.insight.reports.invented import report, small
from tests.insight.reports.invented_tables import LONG, part_of, waits

RAW = RawTable(
    indicator="I05", version=1, dimensions=(Dimension("channel", ("phone",)),), counts={("phone",): 3}, base="",
    period="2026-Q3", grain="quarter",
)  # fmt: skip
NOT_PROTECTED: list[Any] = [RAW, {"phone": 3}, 3, None, channels(phone=9).payload(), channels(phone=9).to_json()]


@pytest.mark.parametrize("counts", NOT_PROTECTED, ids=lambda counts: type(counts).__name__)
@pytest.mark.parametrize("kind", [Figure, Grid])
def test_only_a_protected_table_is_taken_into_a_figure_or_table(kind: Any, counts: Any) -> None:
    with pytest.raises(NotProtected):
        kind("a", "A", counts)
    with pytest.raises(NotProtected):
        kind("a", "A", channels(phone=9), earlier=(counts,))


@pytest.mark.parametrize("counts", NOT_PROTECTED, ids=lambda counts: type(counts).__name__)
def test_how_many_of_how_many_is_taken_from_a_protected_table_alone(counts: Any) -> None:
    with pytest.raises(NotProtected):
        Tally("a", "A", counts)


@pytest.mark.parametrize("number", [3, 3.5, True, None, b"3", RAW])
def test_a_number_is_no_words(number: Any) -> None:
    for make in (
        lambda: Listing("a", "A", ("x",), ((number,),)),
        lambda: Matrix("a", "A", "", ("x",), (("row", (Mark(number),)),)),
        lambda: Card("a", "A", "", (("x", number),), "consent"),
        lambda: Absent("a", number),
        lambda: Text(number),
        lambda: Quoted("a", number),
        lambda: Prose("a", ((number,),)),
    ):
        with pytest.raises(NotABlock):
            make()


@pytest.mark.parametrize(
    "thing", [RAW, 3, "words", channels(phone=9), {"kind": "table"}], ids=lambda one: type(one).__name__
)
def test_only_blocks_stand_in_a_section(thing: Any) -> None:
    with pytest.raises(NotABlock):
        Section("a", "A", (thing,))


def test_a_centre_that_did_not_consent_has_no_card() -> None:
    with pytest.raises(NotABlock):
        Card("a", "Konak", "", (), " ")


def test_two_parts_of_one_key_are_refused() -> None:
    with pytest.raises(SameKey):
        small(Absent("a", "x"), Absent("a", "y"))
    with pytest.raises(SameKey):
        small(Prose("only", plain("x")))


def test_every_number_the_gate_shows_is_printed_under_a_key_of_its_own() -> None:
    document = report()
    printed = Counter(words.split("/")[0].split(" ")[0] for words in every_number(document).values())
    wanted = Counter(words for _block, _key, words in shown_numbers(document))
    assert len(wanted) > 20
    assert not wanted - printed


def test_a_number_is_called_by_its_block_and_category() -> None:
    told = every_number(report())
    assert told["premises.room"] == "7/22"
    assert told["premises.camera"] == "<3, gizlendi"
    assert told["premises.chart:municipal"] == "9/21"
    assert told["services.channels:phone"] == "412"
    assert told["services.channels:phone%"] == "%69"
    assert told["services.channels"] == "597"
    assert told["services.wait"] == "4,5"
    assert told["demand.channels@2026-Q2:phone"] == "398"
    assert told["staff.grid:lawyer/officer"] == "gizlendi"


def test_a_tally_that_is_hidden_says_so_and_tells_neither_number() -> None:
    hidden = Tally("a", "A", part_of("cctv", 2, 22))
    assert hidden.part is None
    assert every_number(small(hidden)) == {"a": "<3, gizlendi"}


def test_a_wide_table_is_parted_and_every_part_fits() -> None:
    from omuz.insight.reports.laid import laid

    for block in report().blocks():
        if isinstance(block, Listing | Matrix | Grid | Figure):
            told = laid(block, "tr")
            fit = fitted(told)
            columns = [place for part in fit.parts for place in part.columns[1:]]
            assert columns == list(range(1, len(told.heads)))
            assert all(sum(part.widths) <= (ACROSS if fit.across else UPRIGHT) + len(part.widths) for part in fit.parts)


def test_one_very_long_word_does_not_turn_the_page() -> None:
    from omuz.insight.reports.laid import laid

    listing = Listing("a", "A", ("Ad", "Söz"), (("Bir", LONG),))
    assert not fitted(laid(listing, "tr")).across


def test_a_document_needs_a_day() -> None:
    assert report().dated == date(2026, 11, 22)


def test_no_file_of_this_room_touches_a_count_before_the_gate() -> None:
    import omuz.insight.reports as room

    files = sorted(Path(room.__file__).parent.rglob("*.py"))
    assert len(files) > 15
    for file in files:
        words = set(re.findall(r"[A-Za-z_]\w*", file.read_text(encoding="utf-8")))
        assert not words & {
            "RawTable",
            "protect",
            "protect_together",
            "protect_release",
            "raw_table",
            "FACT_SOURCES",
        }, file


def test_what_is_set_is_data_and_never_becomes_source() -> None:
    """The templates are read from disk as they are: nothing is written into them."""
    import omuz.insight.reports as room

    for file in Path(room.__file__).parent.rglob("*.typ"):
        assert "eval" not in file.read_text(encoding="utf-8")


def test_a_median_is_never_drawn_as_how_many_answered() -> None:
    with override("tr"):
        assert drawing_of(Figure("a", "A", waits(4.5)), "tr") is None
