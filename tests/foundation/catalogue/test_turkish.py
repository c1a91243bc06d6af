"""Turkish letters, order, numbers and dates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.catalogue import turkish

ALPHABET = "aâbcçdeêfgğhıiîjklmnoöpqrsştuûüvwxyz"


def test_the_dotted_and_the_dotless_letter_keep_their_dots() -> None:
    assert turkish.lower("ISPARTA İZMİR") == "ısparta izmir"
    assert turkish.upper("ısparta izmir") == "ISPARTA İZMİR"


def test_a_dot_written_as_its_own_character_is_the_same_letter() -> None:
    assert turkish.lower("I\u0307ZMI\u0307R") == "izmir"
    assert turkish.fold("i\u0307zmi\u0307r") == "izmir"


@pytest.mark.parametrize("written", ["ŞİŞLİ", "Şişli", "sisli", "SISLI", "şişlı", "Şişli\u0307"])
def test_every_way_to_type_a_district_folds_to_one(written: str) -> None:
    assert turkish.fold(written) == "sisli"


def test_kurmanci_letters_fold_to_their_plain_ones() -> None:
    assert turkish.fold("Rêzan Şîlan Bahtiyarê") == "rezan silan bahtiyare"


def test_signs_and_blanks_between_words_do_not_matter_for_search() -> None:
    assert turkish.fold("  Ayşe-Nur   Öz’ün ") == "ayse nur oz un"


def test_words_stand_in_the_order_of_the_turkish_alphabet() -> None:
    words = ["Çiğli", "Urla", "Şirinyer", "Ödemiş", "Iğdır", "İzmir", "Seferihisar", "Ceyhan", "Üçkuyular", "Olgunlar"]
    assert sorted(words, key=turkish.sort_key) == [
        *("Ceyhan", "Çiğli", "Iğdır", "İzmir", "Olgunlar", "Ödemiş", "Seferihisar", "Şirinyer", "Urla", "Üçkuyular")
    ]


def test_single_letters_stand_in_alphabet_order_with_foreign_ones_at_their_plain_place() -> None:
    assert "".join(sorted(set(ALPHABET), key=turkish.sort_key)) == ALPHABET


def test_a_shorter_word_comes_before_the_longer_one_that_begins_with_it() -> None:
    assert sorted(["Konak 1", "Konakaltı", "Konak"], key=turkish.sort_key) == ["Konak", "Konak 1", "Konakaltı"]


@given(st.text(), st.text())
def test_order_is_total_and_the_same_however_it_is_asked(one: str, other: str) -> None:
    first, second = turkish.sort_key(one), turkish.sort_key(other)
    assert (first < second) is (first.encode("utf-8", "surrogatepass") < second.encode("utf-8", "surrogatepass"))


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"))
def test_a_turkish_word_survives_capitals_and_back(word: str) -> None:
    assert turkish.lower(turkish.upper(word)) == turkish.lower(word)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert turkish.fold(turkish.fold(text)) == turkish.fold(text)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234.5, None, "1.234,5"),
        (29706, None, "29.706"),
        (0, None, "0"),
        (0.5, 0, "1"),
        (-1234.56, 1, "−1.234,6"),
        (-0.001, 0, "0"),
        (Decimal("1000000"), 2, "1.000.000,00"),
        (10, None, "10"),
    ],
)
def test_numbers_are_written_as_in_a_turkish_ledger(value: float, decimals: int | None, written: str) -> None:
    assert turkish.number(value, decimals) == written


def test_english_keeps_its_own_signs() -> None:
    assert turkish.number(1234.5, language="en") == "1,234.5"
    assert turkish.share(0.694, 1, language="en") == "69.4%"


def test_the_percent_sign_comes_first_in_turkish() -> None:
    assert turkish.share(0.69) == "%69"
    assert turkish.share(Decimal("0.125"), 1) == "%12,5"


def test_days_are_written_day_first() -> None:
    assert turkish.day(date(2026, 1, 3)) == "03.01.2026"
    assert turkish.moment(datetime(2026, 11, 22, 9, 5, tzinfo=UTC)) == "22.11.2026 09:05"
