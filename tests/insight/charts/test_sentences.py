"""The sentence above a figure is true in every case: largest, tied, hidden, empty, between bounds."""

import tomllib
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from omuz.foundation.catalogue.definitions import Section
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.charts.numerals import Span, cased, count, ending, percent, percent_of, percent_span
from omuz.insight.charts.periods import said, said_between
from omuz.insight.charts.reading import read, read_series
from omuz.insight.charts.sentences import Patterns, sentence
from tests.insight.charts.tables import anonymous, channels, districts, months, summed


def _patterns(key: str) -> Patterns:
    path = catalogue_folder() / "returns" / "quarterly.toml"
    told = next(table for table in tomllib.loads(path.read_text(encoding="utf-8"))["table"] if table["key"] == key)
    return Patterns.of(Section(path, told["sentence"]))


def _said(table: Any, key: str, language: str = "tr") -> str:
    with translation.override(language):
        return sentence(read(table), _patterns(key))


@pytest.fixture(autouse=True)
def _in_turkish() -> Iterator[None]:
    with translation.override("tr"):
        yield


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0", "'ı"), ("1", "'i"), ("2", "'si"), ("3", "'ü"), ("4", "'ü"), ("5", "'i"), ("6", "'sı"), ("7", "'si"),
        ("8", "'i"), ("9", "'u"), ("10", "'u"), ("20", "'si"), ("30", "'u"), ("40", "'ı"), ("50", "'si"), ("60", "'ı"),
        ("70", "'i"), ("80", "'i"), ("90", "'ı"), ("100", "'ü"), ("1.000", "'i"), ("4.812", "'si"), ("2.000.000", "'u"),
        ("%69", "'u"), ("99,6", "'sı"), ("10,3", "'ü"),
    ],
)  # fmt: skip
def test_a_turkish_number_takes_the_ending_it_is_read_with(written: str, wanted: str) -> None:
    assert ending(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"), [("27", "27'sinden"), ("30", "30'undan"), ("3", "3'ünden"), ("6", "6'sından")]
)
def test_cases_follow_the_vowel_of_the_ending(written: str, wanted: str) -> None:
    assert cased(written, "from") == wanted


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        (Fraction(0), "%0"),
        (Fraction(1), "%100"),
        (Fraction(2, 3), "%67"),
        (Fraction(996, 1000), "%99,6"),
        (Fraction(3, 1000), "%0,3"),
    ],
)
def test_a_percentage_is_never_rounded_to_all_or_none(part: Fraction, wanted: str) -> None:
    assert percent(part, "tr") == wanted


def test_ranges_are_written_as_ranges() -> None:
    assert count(Span.of(412, 418), "tr") == "412–418"
    assert count(Span.of(4812, None), "tr") == "en az 4.812"
    assert percent_span(Span.of(Fraction(66, 100), Fraction(70, 100)), "tr") == "%66–70"
    assert percent_span(Span.of(Fraction(66, 100), Fraction(70, 100)), "en") == "66–70%"
    assert percent_of(Span.of(Fraction(66, 100), Fraction(70, 100)), "tr", "in") == "en az %66'sında"
    assert percent_of(Span.of(1, 1), "tr", "in") == "tamamında"


def test_the_largest_category_makes_the_title() -> None:
    table = channels(phone=69, face_to_face=21, email=10)
    assert _said(table, "contacts_by_channel") == "Temasların %69'u telefonla geldi"
    assert _said(table, "contacts_by_channel", "en") == "69% of contacts came by phone"


def test_all_of_one_kind_is_said_as_all() -> None:
    assert _said(channels(phone=40), "contacts_by_channel") == "Temasların tamamı telefonla geldi"


def test_a_tie_says_something_true_of_the_first_in_order() -> None:
    assert _said(channels(phone=50, face_to_face=50), "contacts_by_channel") == "Temasların %50'si telefonla geldi"


def test_the_answers_that_were_not_given_are_never_the_title() -> None:
    assert _said(channels(not_asked=90, phone=10), "contacts_by_channel") == "Temasların %10'u telefonla geldi"


def test_nothing_counted_is_said_as_nothing_and_not_as_a_share() -> None:
    assert _said(channels(), "contacts_by_channel") == "Temmuz–Eylül 2026 döneminde kanalı bilinen temas yok"
    assert (
        _said(months("2026-Q3", 0, 0, 0), "contacts_by_month") == "Temmuz–Eylül 2026 döneminde hiç temas kaydedilmedi"
    )


def test_no_largest_is_claimed_where_a_hidden_category_might_be_larger() -> None:
    said = _said(channels(phone=3, face_to_face=3, email=2, message=4), "contacts_by_channel")
    assert "telefonla" not in said
    assert "%" not in said


def test_a_small_total_is_not_told_in_any_sentence() -> None:
    for table, key in ((months("2026-Q3", 1, 1, 1), "contacts_by_month"), (channels(phone=3), "contacts_by_channel")):
        said = _said(table, key)
        assert not any(letter.isdigit() for letter in said.replace("2026", "")), said
        assert "gizlendi" in said


def test_a_share_of_nought_and_a_hidden_share_have_their_own_sentences() -> None:
    assert _said(anonymous(23, 100), "anonymous_contacts") == "Temasların %23'ü anonimdi"
    assert _said(anonymous(0, 100), "anonymous_contacts") == "Hiçbir temas anonim değildi"
    hidden = _said(anonymous(3, 100), "anonymous_contacts")
    assert "gizlendi" in hidden
    assert "3" not in hidden


def test_a_sum_with_hidden_parts_says_at_least() -> None:
    table = summed(channels(phone=60, face_to_face=3, email=37), channels(phone=3, face_to_face=50, email=47))
    reading = read(table)
    phone = next(row for row in reading.rows if row.codes == ("phone",))
    assert (phone.value.low, phone.value.high) == (61, 64)
    assert _said(table, "contacts_by_channel").startswith("Temasların ")
    anon = summed(anonymous(30, 100), anonymous(3, 100))
    assert _said(anon, "anonymous_contacts") == "Temasların en az %16'sı anonimdi"
    assert _said(anon, "anonymous_contacts", "en") == "At least 16% of contacts were anonymous"


def test_the_map_says_from_how_many_districts_and_whether_that_is_sure() -> None:
    some = dict.fromkeys(("konak", "buca", "bornova"), 20)
    assert _said(districts(**some), "contacts_by_district") == "2025 yılında 60 temas; 30 ilçenin 3'ünden temas geldi"
    assert _said(districts(**some), "contacts_by_district", "en") == "60 contacts in 2025, from 3 of the 30 districts"


def test_a_series_of_quarters_is_one_period_and_one_total() -> None:
    reading = read_series(
        [months("2025-Q4", 10, 20, 30), months("2026-Q2", 10, 10, 10)], ["2026-01", "2026-02", "2026-03"]
    )
    assert sentence(reading, _patterns("contacts_by_month")) == "Ekim 2025 – Haziran 2026 döneminde 90 temas kaydedildi"
    assert [row.absent for row in reading.rows] == [False] * 3 + [True] * 3 + [False] * 3


def test_periods_are_said_in_both_languages() -> None:
    assert said("2026-Q3", "tr") == "Temmuz–Eylül 2026"
    assert said("2026-07", "en", short=True) == "Jul 2026"
    assert said("2026", "tr") == "2026"
    assert said_between("2024-Q4", "2026-Q3", "en") == "October 2024 – September 2026"


def test_a_sentence_with_an_unknown_place_is_a_broken_catalogue() -> None:
    path = catalogue_folder() / "returns" / "quarterly.toml"
    with pytest.raises(CatalogueError, match="bilinmeyen"):
        Patterns.of(Section(path, {"total": {"tr": "{sayi} temas", "en": "{n} contacts"}}))
