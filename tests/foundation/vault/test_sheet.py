"""The recovery sheet survives being printed, read and typed by a tired person, and tells her which line is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.vault.sheet import LINES, RecoverySheet, SheetMisread

keys = st.binary(min_size=32, max_size=32)
SHEET = RecoverySheet(bytes(range(100, 132)))


@given(keys)
def test_a_sheet_is_read_back_from_its_own_text(private):
    assert RecoverySheet.parse(RecoverySheet(private).text).private == private


def test_a_sheet_has_seven_lines_of_two_groups_of_five():
    assert len(SHEET.lines) == LINES
    assert {tuple(len(group) for group in line.split("-")) for line in SHEET.lines} == {(5, 5)}


def test_no_sign_on_the_sheet_looks_like_another():
    assert not set("".join(RecoverySheet(bytes([n]) * 32).text for n in range(256))) & set("ILOU")


TYPED = {
    "lower case": str.lower,
    "letter o for zero": lambda text: text.replace("0", "o"),
    "capital O for zero": lambda text: text.replace("0", "O"),
    "letter l for one": lambda text: text.replace("1", "l"),
    "dotless ı for one": lambda text: text.replace("1", "ı"),
    "dotted İ for one": lambda text: text.replace("1", "İ"),
    "letter u for v": lambda text: text.replace("V", "u"),
    "no hyphens": lambda text: text.replace("-", ""),
    "one long line": lambda text: text.replace("\n", " "),
    "spaces everywhere": " ".join,
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "empty lines between": lambda text: text.replace("\n", "\n\n") + "\n\n",
    "long dashes": lambda text: text.replace("-", " – "),
}


@pytest.mark.parametrize("habit", sorted(TYPED))
def test_a_habit_of_typing_does_not_matter(habit):
    for number in range(40):
        sheet = RecoverySheet(bytes([number, 255 - number] * 16))
        assert RecoverySheet.parse(TYPED[habit](sheet.text)).private == sheet.private


@given(keys, st.integers(0, LINES * 10 - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_sign_is_never_taken_for_another_key(private, position, sign):
    sheet = RecoverySheet(private)
    signs = list(sheet.text.replace("-", "").replace("\n", ""))
    if signs[position] == sign:
        return
    signs[position] = sign
    try:
        assert RecoverySheet.parse("".join(signs)).private == private
    except SheetMisread:
        return
    pytest.fail("a wrong sign was read as right")


def test_the_mistyped_line_is_named():
    lines = list(SHEET.lines)
    lines[2] = ("0" if lines[2][0] != "0" else "1") + lines[2][1:]
    with pytest.raises(SheetMisread, match=r"^3\. satır"):
        RecoverySheet.parse("\n".join(lines))


def test_a_line_that_is_too_short_is_named():
    lines = list(SHEET.lines)
    lines[4] = lines[4][:-1]
    with pytest.raises(SheetMisread, match=r"^5\. satırda 10 işaret olmalı, 9"):
        RecoverySheet.parse("\n".join(lines))


def test_two_exchanged_lines_are_noticed():
    lines = list(SHEET.lines)
    lines[0], lines[1] = lines[1], lines[0]
    with pytest.raises(SheetMisread):
        RecoverySheet.parse("\n".join(lines))


def test_lines_of_two_sheets_are_not_mixed():
    other = RecoverySheet(bytes(range(32)))
    with pytest.raises(SheetMisread, match="aynı kâğıda ait değil"):
        RecoverySheet.parse("\n".join((*SHEET.lines[:4], *other.lines[4:])))


@pytest.mark.parametrize("typed", ["", "   ", "ABCDE", SHEET.text * 2, SHEET.text[:-1], "?", "x" * 100_000])
def test_something_else_is_refused_with_a_sentence(typed):
    with pytest.raises(SheetMisread, match="işaret"):
        RecoverySheet.parse(typed)


def test_a_sign_that_no_sheet_has_is_named():
    with pytest.raises(SheetMisread, match="“Ş”"):
        RecoverySheet.parse(SHEET.text.replace(SHEET.text[0], "ş", 1))


def test_a_sheet_does_not_tell_its_key_by_accident():
    assert SHEET.private.hex() not in repr(SHEET)
    assert SHEET.lines[0] not in repr(SHEET)
    assert "100" not in str(SHEET)
