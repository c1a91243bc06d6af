"""A mapping turns each row into codes or into an error with what to do; a wrong mapping is refused at once."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.mappings import Mapped, Mapping, Refused

HEAD = """
code = "tally"
version = 1
fact = "contact"
title.tr = "Çetele"
title.en = "Tally"
source = "a test"
owner = "a test"
reviewed_on = 2026-11-22
note.tr = "–"
note.en = "–"
unmentioned = "unknown"
[file]
[occurred_on]
column = "Gün"
formats = ["dd.mm.yyyy"]
"""
CHANNEL = """
[field.channel]
column = "Kanal"
labels = true
empty = "refuse"
[field.channel.values]
"tel" = "phone"
"""
RELATION = """
[field.relation]
column = "Kim"
labels = true
separator = ";"
empty = "not_asked"
"""
AGE = """
[field.age_band]
column = "Yaş"
empty = "not_asked"
outside = "unknown"
[field.age_band.bands]
under_15 = [0, 15]
age_15_17 = [15, 18]
"""
FLAGS = """
[field.violence_types]
yes = ["Evet"]
no = ["Hayır"]
words = { "Bilmiyor" = "unknown", "Demedi" = "did_not_want" }
empty = "not_asked"
none = "other"
[field.violence_types.flags]
"F" = "physical"
"P" = "psychological"
"S" = "stalking"
"""


def _mapping(folder: Path, *parts: str, head: str = HEAD) -> Mapping:
    path = folder / "tally.toml"
    path.write_text(head + "".join(parts or (CHANNEL,)), encoding="utf-8")
    return Mapping.load(path)


def _rows(mapping: Mapping, text: str) -> list[Mapped | Refused]:
    return list(mapping.read(io.BytesIO(text.encode())))


def _only(mapping: Mapping, text: str) -> Mapped:
    (row,) = _rows(mapping, text)
    assert isinstance(row, Mapped), row
    return row


def _refused(mapping: Mapping, text: str) -> Refused:
    (row,) = _rows(mapping, text)
    assert isinstance(row, Refused), row
    return row


@pytest.mark.parametrize("word", ["tel", "TEL", "Telefon", "TELEFON", "phone", " telefon ", "Phone"])
def test_words_are_known_however_they_are_typed(tmp_path: Path, word: str) -> None:
    assert _only(_mapping(tmp_path), f"Gün;Kanal\n1.7.2026;{word}\n").answers["channel"] == "phone"


@pytest.mark.parametrize("heading", ["Kanal", "KANAL", " kanal "])
def test_headings_are_known_however_they_are_typed(tmp_path: Path, heading: str) -> None:
    assert _only(_mapping(tmp_path), f"GÜN;{heading}\n01.07.2026;tel\n").occurred_on == date(2026, 7, 1)


def test_what_the_mapping_does_not_mention_is_as_it_says(tmp_path: Path) -> None:
    answers = _only(_mapping(tmp_path), "Gün;Kanal\n1.7.2026;tel\n").answers
    assert answers["district"] == "unknown"
    assert answers["relation"] == ("unknown",)
    assert len(answers) == 13


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.7.2026", date(2026, 7, 1)),
        ("01.07.2026 14:05", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("29.02.2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_in_its_form_and_always_as_a_workbook_gives_it(tmp_path: Path, text: str, day: date) -> None:
    assert _only(_mapping(tmp_path), f"Gün;Kanal\n{text};tel\n").occurred_on == day


@pytest.mark.parametrize("text", ["31.02.2026", "7/1/2026", "yesterday", "", "1.7.26", "1.7.1826", "١.٧.٢٠٢٦"])
def test_a_day_that_is_none_refuses_the_row_with_column_value_and_what_to_do(tmp_path: Path, text: str) -> None:
    (problem,) = _refused(_mapping(tmp_path), f"Gün;Kanal\n{text};tel\n").problems
    assert (problem.column, problem.value) == ("Gün", text)
    assert "GG.AA.YYYY" in problem.todo


def test_a_word_without_a_code_refuses_the_row_and_every_fault_is_told(tmp_path: Path) -> None:
    row = _refused(_mapping(tmp_path), "Gün;Kanal\n;duman\n")
    assert row.line == 2
    assert [(problem.column, problem.value) for problem in row.problems] == [("Gün", ""), ("Kanal", "duman")]


def test_a_malformed_line_is_refused_in_its_place(tmp_path: Path) -> None:
    rows = _rows(_mapping(tmp_path), "Gün;Kanal\n1.7.2026;tel\n1.7.2026\n2.7.2026;tel\n")
    assert [(row.line, type(row)) for row in rows] == [(2, Mapped), (3, Refused), (4, Mapped)]


def test_several_answers_in_a_cell_are_parted_once_each(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, RELATION)
    text = "Gün,Kim\n1.7.2026,eş; Baba;;EŞ\n"
    assert _only(mapping, text).answers["relation"] == ("spouse", "father")


def test_a_special_answer_never_stands_beside_a_real_one(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, RELATION)
    assert _only(mapping, "Gün,Kim\n1.7.2026,eş;bilinmiyor\n").answers["relation"] == ("spouse",)
    assert _only(mapping, "Gün,Kim\n1.7.2026,bilinmiyor\n").answers["relation"] == ("unknown",)
    assert _only(mapping, "Gün,Kim\n1.7.2026,\n").answers["relation"] == ("not_asked",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "under_15"),
        ("14,9", "under_15"),
        ("15", "age_15_17"),
        ("17,0", "age_15_17"),
        ("17.5", "age_15_17"),
        ("18", "unknown"),
        ("-1", "unknown"),
        ("", "not_asked"),
    ],
)
def test_a_number_falls_into_the_band_that_begins_with_it(tmp_path: Path, text: str, code: str) -> None:
    assert _only(_mapping(tmp_path, AGE), f"Gün;Yaş\n1.7.2026;{text}\n").answers["age_band"] == code


@pytest.mark.parametrize("text", ["on beş", "1e3", "15-17", "nan", "inf", "1.2.3", "９９"])
def test_a_cell_that_is_no_number_refuses_the_row(tmp_path: Path, text: str) -> None:
    (problem,) = _refused(_mapping(tmp_path, AGE), f"Gün;Yaş\n1.7.2026;{text}\n").problems
    assert problem.column == "Yaş"


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ("Evet;Hayır;EVET", ("physical", "stalking")),
        ("Evet;Bilmiyor;", ("physical",)),
        ("Hayır;Bilmiyor;", ("unknown",)),
        ("Hayır;Demedi;", ("did_not_want",)),
        ("Hayır;;Hayır", ("not_asked",)),
        ("Hayır;Hayır;Hayır", ("other",)),
    ],
)
def test_yes_and_no_columns_become_several_answers(tmp_path: Path, cells: str, codes: tuple[str, ...]) -> None:
    assert _only(_mapping(tmp_path, FLAGS), f"Gün;F;P;S\n1.7.2026;{cells}\n").answers["violence_types"] == codes


def test_a_yes_and_no_column_that_says_something_else_refuses_the_row(tmp_path: Path) -> None:
    (problem,) = _refused(_mapping(tmp_path, FLAGS), "Gün;F;P;S\n1.7.2026;Evet;belki;Hayır\n").problems
    assert (problem.column, problem.value) == ("P", "belki")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "tally"', "code = tally", "TOML"),
        ('fact = "contact"', 'fact = "kontakt"', "contact"),
        ('unmentioned = "unknown"', 'unmentioned = "perhaps"', "perhaps"),
        ('unmentioned = "unknown"\n', "", "unmentioned"),
        ("[file]", '[file]\ndelimiter = "x"', "delimiter"),
        ("[file]", '[file]\nencoding = "klingon"', "klingon"),
        ("[file]", '[file]\nshet = "x"', "shet"),
        ('formats = ["dd.mm.yyyy"]', 'formats = ["mm.yyyy"]', "formats"),
        ("[field.channel]", "[field.chanel]", "channel"),
        ('"tel" = "phone"', '"tel" = "telephone"', "telephone"),
        ('"tel" = "phone"', '"tel" = "phone"\n"TEL" = "letter"', "TEL"),
        ('empty = "refuse"', "", "empty"),
        ('empty = "refuse"', 'empty = "refuse"\nseparator = ";"', "separator"),
        ('empty = "refuse"', 'empty = "refuse"\notherwise = "smoke"', "smoke"),
        ("reviewed_on = 2026-11-22", 'reviewed_on = "22.11.2026"', "reviewed_on"),
        ("version = 1", "version = 1\nowner2 = 'x'", "owner2"),
    ],
)
def test_a_wrong_mapping_is_one_sentence_naming_file_and_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "tally.toml"
    text = HEAD + CHANNEL
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as fault:
        Mapping.load(path)
    assert "tally.toml" in str(fault.value) or "contact" in str(fault.value)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("bands", ["under_15 = [0]", "under_15 = [15, 0]", 'under_15 = ["a", "b"]', "teens = [13, 20]"])
def test_bands_that_are_none_are_refused(tmp_path: Path, bands: str) -> None:
    with pytest.raises(CatalogueError, match="age_band"):
        _mapping(tmp_path, AGE.replace("under_15 = [0, 15]", bands))


def test_bands_that_overlap_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="bands"):
        _mapping(tmp_path, AGE.replace("[0, 15]", "[0, 16]"))


def test_a_missing_column_is_told_with_the_columns_there_are_before_any_row_is_read(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as fault:
        _mapping(tmp_path).read(io.BytesIO(b"G\xc3\xbcn;Nasil\n1.7.2026;tel\n"))
    assert "Kanal" in str(fault.value)
    assert "Nasil" in str(fault.value)


def test_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Kanal"):
        _mapping(tmp_path).read(io.BytesIO("Gün;Kanal;KANAL\n1.7.2026;tel;tel\n".encode()))


def test_an_optional_column_may_be_absent_and_is_then_empty(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, CHANNEL, RELATION.replace("labels", "optional = true\nlabels"))
    assert _only(mapping, "Gün;Kanal\n1.7.2026;tel\n").answers["relation"] == ("not_asked",)


def test_a_missing_mapping_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml"):
        Mapping.named(str(tmp_path / "none.toml"))
    with pytest.raises(CatalogueError, match=r"nobody\.toml"):
        Mapping.named("nobody")


def test_a_mapping_without_a_date_gives_no_day() -> None:
    assert Mapping.named("cem_peru").day is None


def test_the_plain_tally_understands_how_people_write() -> None:
    text = (
        "Tarih;Kanal;Kim için;Konu;Ne yapıldı;İlçe;Yaş;Şiddet türü;Şiddet uygulayan;Gizli numara;Not\n"
        "3.2.2026;WhatsApp;kendi;Şiddet;bilgi verildi;efes selçuk;27;Fiziksel; koca ;h;iyi değil\n"
        "4.2.2026;geldi;;;;;;;;;\n"
        "5.2.2026;;;;;;;;;;\n"
    )
    first, second, third = _rows(Mapping.named("basit_cetele"), text)
    assert isinstance(first, Mapped)
    assert first.note == "iyi değil"
    assert first.answers["channel"] == "message"
    assert first.answers["district"] == "selcuk"
    assert first.answers["age_band"] == "age_25_34"
    assert first.answers["relation"] == ("spouse",)
    assert first.answers["hidden_number"] == "no"
    assert isinstance(second, Mapped)
    assert second.answers["district"] == "not_asked"
    assert isinstance(third, Refused)


@given(st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_any_row_is_mapped_to_codes_of_the_lists_or_refused(cells: list[str]) -> None:
    from omuz.foundation.catalogue.tables import Row

    mapping = Mapping.named("basit_cetele")
    result = mapping.bind(("Tarih", "Kanal", "Yaş", "Şiddet türü")).apply(Row(2, cells))
    if isinstance(result, Mapped):
        for name, answer in result.answers.items():
            column = mapping.kind.column(name)
            assert all(map(column.accepts, answer if isinstance(answer, tuple) else (answer,)))
    else:
        assert all(problem.what and problem.todo for problem in result.problems)


def test_signs_people_leave_in_a_cell_keep_their_own_meaning() -> None:
    text = "Tarih;Kanal;İlçe;Yaş;Şiddet türü\n3.2.2026;tel;-;?;-\n4.2.2026;tel;!;;\n"
    first, second = _rows(Mapping.named("basit_cetele"), text)
    assert isinstance(first, Mapped)
    assert (first.answers["district"], first.answers["age_band"]) == ("not_asked", "unknown")
    assert first.answers["violence_types"] == ("not_asked",)
    assert isinstance(second, Refused)
