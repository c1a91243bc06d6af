"""A figure quoted in a sentence reads as printed, is refused when unknown, marks its sentence when it changes."""

import pytest

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, protect
from omuz.insight.reports.content.report_types import sources
from omuz.insight.reports.gathered import Piece, Table
from omuz.insight.reports.numbers import UnknownFigure, keys_of, reads
from omuz.insight.reports.parts import Quoted, Text
from omuz.insight.reports.quoting import figures_of, paragraphs, quoted_keys, sentences, touched
from tests.insight.charts.tables import channels, summed
from tests.insight.reports.given import piece

KNOWN = sources()


def _lines(part: int, whole: int) -> Table:
    raw = RawTable(
        indicator="I46", version=1, dimensions=(), counts={(): part}, denominators={(): whole}, base="merkez",
        period="2026", grain="year", measure="share",
    )  # fmt: skip
    return Table(protect(raw, INSTITUTIONS))


PIECES: dict[str, Piece] = {
    "profiles.budget_line": _lines(7, 22),
    "profiles.vacant": piece(KNOWN["profiles.vacant"]),
    "returns.channel": Table(channels(phone=120, face_to_face=60, letter=2, email=18)),
    "needs.area_named": piece(KNOWN["needs.area_named"], former=True),
    "profiles.missing": piece(KNOWN["profiles.missing"]),
}


@pytest.mark.parametrize(
    ("key", "language", "told"),
    [
        ("profiles.budget_line", "tr", "7/22"),
        ("profiles.budget_line%", "tr", "%32"),
        ("profiles.budget_line%", "en", "32%"),
        ("profiles.budget_line#", "tr", "22"),
        ("profiles.vacant", "tr", "1"),
        ("returns.channel:phone", "tr", "120/200"),
        ("returns.channel:phone%", "tr", "%60"),
        ("returns.channel:letter", "tr", "<5, gizlendi"),
        ("returns.channel:letter%", "tr", "<5, gizlendi"),
    ],
)
def test_a_number_reads_by_its_key(key: str, language: str, told: str) -> None:
    assert reads(key, PIECES, language) == told


def test_a_sum_with_a_hidden_part_reads_between_its_bounds() -> None:
    both = summed(channels(phone=120, email=30, letter=2), channels(phone=100, email=40, letter=9))
    assert reads("returns.channel:letter", {"returns.channel": Table(both)}, "tr").startswith("10–13/")


def test_a_former_year_has_its_own_key() -> None:
    now, before = reads("needs.area_named:a", PIECES, "tr"), reads("needs.area_named@2025:a", PIECES, "tr")
    assert now != before
    assert reads("needs.area_named@2026:a", PIECES, "tr") == now


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("profiles.budget_lines", "profiles.budget_line"),
        ("returns.channel:phones", "returns.channel:phone"),
        ("needs.area_named@2019:a", "yok"),
        ("profiles.missing", "yok"),
        ("", "yazılmamış"),
        ("Bütçe kalemi", "yazılmamış"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_one(key: str, near: str) -> None:
    with pytest.raises(UnknownFigure, match=near):
        reads(key, PIECES, "tr")


def test_every_key_offered_to_an_author_can_be_read() -> None:
    for key in keys_of(PIECES):
        assert reads(key, PIECES, "tr")


def test_a_text_becomes_paragraphs_with_its_figures_in_place() -> None:
    told = paragraphs("Kalemi olan {{profiles.budget_line}} merkez.\n\nSon {{ returns.channel:phone% }}", PIECES, "tr")
    assert told == (
        (Text("Kalemi olan "), Quoted("profiles.budget_line", "7/22"), Text(" merkez.")),
        (Text("Son "), Quoted("returns.channel:phone%", "%60")),
    )


def test_nothing_in_a_text_is_markup() -> None:
    (told,) = paragraphs("#include <b>{% x %} $ \\ `", PIECES, "tr")
    assert told == (Text("#include <b>{% x %} $ \\ `"),)


def test_a_figure_that_read_otherwise_is_marked_where_it_stands() -> None:
    ((_, quoted, _),) = paragraphs(
        "Bugün {{profiles.budget_line}} merkez.", PIECES, "tr", {"profiles.budget_line": "5/20"}
    )
    assert quoted == Quoted("profiles.budget_line", "7/22", "5/20")


def test_only_the_sentence_whose_figure_changed_is_marked() -> None:
    text = "Kalem az. Yalnız {{profiles.budget_line}} merkezde var. Telefon {{returns.channel:phone%}} iken arttı."
    written = figures_of(text, PIECES, "tr")
    assert touched(text, written, PIECES, "tr") == ()
    later = {**PIECES, "profiles.budget_line": _lines(9, 22)}
    (mark,) = touched(text, written, later, "tr")
    assert mark.sentence == "Yalnız {{profiles.budget_line}} merkezde var."
    assert (mark.before, mark.now) == ("7/22", "9/22")


def test_a_figure_that_is_gone_marks_its_sentence_too() -> None:
    text = "Yalnız {{profiles.budget_line}} merkezde var."
    written = figures_of(text, PIECES, "tr")
    (mark,) = touched(text, written, {}, "tr")
    assert (mark.before, mark.now) == ("7/22", "")


def test_a_text_survives_figures_it_does_not_quote() -> None:
    text = "Toplantı {{profiles.budget_line}} merkezle yapıldı."
    written = figures_of(text, PIECES, "tr")
    other = {**PIECES, "returns.channel": Table(channels(phone=20, email=60))}
    assert touched(text, written, other, "tr") == ()


def test_a_full_stop_inside_a_number_or_before_a_small_letter_ends_no_sentence() -> None:
    assert sentences("Toplam 1.234 temas vardı. İkinci cümle! Md. ve no. kısaltmadır. “Üçüncü.” Dördüncü?") == (
        "Toplam 1.234 temas vardı.", "İkinci cümle!", "Md. ve no. kısaltmadır.", "“Üçüncü.”", "Dördüncü?",
    )  # fmt: skip


def test_keys_are_found_once_each_in_their_order() -> None:
    assert quoted_keys("{{b}} {{a}} {{ b }}") == ("b", "a")
