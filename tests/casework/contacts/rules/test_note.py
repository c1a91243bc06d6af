"""A note is warned about what tells who she is, and not about everything else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.contacts.queries.sentences import given_names
from omuz.casework.contacts.rules.note import Mention, check_note, is_national_id

NAMES = given_names()


def _found(text: str) -> list[tuple[str, str]]:
    return [(hit.what.value, hit.text) for hit in check_note(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "what", "part"),
    [
        ("Ayşe’nin kardeşi aradı", "name", "Ayşe’nin"),
        ("Ayşenin kardeşi aradı", "name", "Ayşenin"),
        ("dün Fatmayla konuşmuş", "name", "Fatmayla"),
        ("zeynep'e söylendi", "name", "zeynep'e"),
        ("HATİCE HANIM geldi", "name", "HATİCE"),
        ("bugün Deniz geldi", "name", "Deniz"),
        ("0532 111 22 33’ten arayın", "phone", "0532 111 22 33"),
        ("numarası 5321112233", "phone", "5321112233"),
        ("+90 (232) 111-22-33", "phone", "+90 (232) 111-22-33"),
        ("kimliği 10000000146", "national_id", "10000000146"),
        ("a.b@ornek.com yazdı", "email", "a.b@ornek.com"),
        ("TR33 0006 1005 1978 6457 8413 26", "iban", "TR33 0006 1005 1978 6457 8413 26"),
        ("Bostanlı Mahallesi 1420 sokak no: 5", "address", "Bostanlı Mahallesi 1420 sokak no: 5"),
        ("Gül Apartmanı’nda oturuyor", "address", "Gül Apartmanı"),
        ("daire 5’te", "address", "daire 5"),
    ],
)
def test_what_tells_who_she_is_is_found(text: str, what: str, part: str) -> None:
    assert (what, part) in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "22.11.2026 14:30'da aradı, 112 ve 183 anlatıldı.",
        "2026-11-22 14 30",
        "Sokakta kalmış; mahalleden bir komşusu getirmiş.",
        "3 çocuğu var, 24.000 lira borç.",
        "Umudu var. Canı sıkkın. Barış istiyor.",
        "6284 sayılı yasa, m.8/3 anlatıldı.",
        "Deniz kenarında oturmuş.",
        "Mahkeme dosyası 2024/1234.",
        "",
    ],
)
def test_an_everyday_note_passes_without_a_warning(text: str) -> None:
    assert _found(text) == []


digits = st.integers(100_000_000, 999_999_999).map(str)


def _checked(nine: str) -> str:
    each = [int(digit) for digit in nine]
    tenth = (sum(each[0::2]) * 7 - sum(each[1::2])) % 10
    return nine + str(tenth) + str((sum(each) + tenth) % 10)


@given(digits, st.sampled_from(["", "Kimlik: ", "no"]), st.sampled_from(["", ".", " diye yazdı"]))
def test_every_identity_number_is_found_wherever_it_stands(nine: str, before: str, after: str) -> None:
    number = _checked(nine)
    assert is_national_id(number)
    assert Mention.NATIONAL_ID in {hit.what for hit in check_note(f"{before}{number}{after}", NAMES)}


@given(digits, st.integers(1, 99))
def test_a_wrong_check_digit_is_no_identity_number(nine: str, by: int) -> None:
    right = _checked(nine)
    wrong = right[:9] + f"{(int(right[9:]) + by) % 100:02d}"
    assert is_national_id(wrong) == (wrong == right)


@given(st.sampled_from(sorted(NAMES.given - NAMES.also_words)), st.sampled_from(["", "’nin", "'e", "’den", "’yla"]))
def test_every_given_name_is_found_capitalised_with_any_ending(name: str, ending: str) -> None:
    capital = name[0].translate(str.maketrans({"i": "İ", "ı": "I"})).upper() + name[1:]
    assert Mention.NAME in {hit.what for hit in check_note(f"Dün {capital}{ending} geldi.", NAMES)}


@given(st.text(max_size=300))
def test_any_text_is_checked_without_a_fault_and_hits_do_not_overlap(text: str) -> None:
    hits = check_note(text, NAMES)
    for one, other in pairwise(hits):
        assert one.end <= other.start
    assert all(text[hit.start : hit.end].strip() == hit.text.strip() for hit in hits)
