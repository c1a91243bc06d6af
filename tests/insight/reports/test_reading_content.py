"""A fault in a report type names file and line, and nothing half-read comes out."""

import re
import shutil
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.insight.reports.content.lines import lines_of
from omuz.insight.reports.content.reading import measured
from omuz.insight.reports.content.report_types import report_folder, report_type


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped reports that may be broken."""
    return Path(shutil.copytree(report_folder(), tmp_path / "reports"))


def _spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace once; the line where the fault now stands."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('tally = "profiles.budget_line"', 'tally = "profiles.budget_lin"', "profiles.budget_line"),
        ('grid = "profiles.budget_spent"', 'grids = "profiles.budget_spent"', "tam olarak birini"),
        ('grid = "profiles.approval_days"', 'listing = "profiles.approval_days"', "uygun değil"),
        ('tally = "profiles.grants"', 'tally = "profiles.spending_other"', "pay tabloları"),
        ('tally = "profiles.grants"', 'tally = "profiles.grants"\nchart = "bars"', "yalnız figure"),
        ('tally = "profiles.grants"', 'tally = "profiles.grants"\nat = ["yes"]', "her kırılım"),
        ('tally = "profiles.grants"', 'tally = "profiles.grants"\ncolour = "red"', "colour"),
        ('title.tr = "Bütçe"', "title.tr = ", "geçerli bir TOML"),
    ],
)
def test_a_fault_names_file_line_and_what_is_wrong(folder: Path, old: str, new: str, told: str) -> None:
    line = _spoil(folder, "needs/sections/budget.toml", old, new)
    with pytest.raises(CatalogueError) as raised:
        report_type("needs", folder)
    said = str(raised.value)
    assert said.startswith("needs/sections/budget.toml, satır ")
    assert abs(int(re.findall(r"satır (\d+)", said)[0]) - line) <= 2
    assert told in said


def test_a_sentence_with_a_figure_must_stand_only_where_the_figure_does(folder: Path) -> None:
    _spoil(folder, "needs/sections/limits.toml", "Bu rapordaki sayılar dikkatle toplandı",
           "{{profiles.budget_line}} merkez sayıldı")  # fmt: skip
    _spoil(folder, "needs/sections/limits.toml", "The figures of this report were gathered",
           "{{profiles.budget_line}} centres were counted")  # fmt: skip
    with pytest.raises(CatalogueError, match=r"when\.given"):
        report_type("needs", folder)


def test_a_place_the_report_does_not_have_is_refused(folder: Path) -> None:
    _spoil(folder, "needs/report.toml", 'subtitle.tr = "{network}', 'subtitle.tr = "{centre}')
    with pytest.raises(CatalogueError, match=r"needs/report.toml, satır \d+.*centre"):
        report_type("needs", folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title.tr = "Bütçe"', 'title.tr = "{municipality} bütçesi"'),
        (
            'tally = "profiles.grants"',
            'tally = "profiles.grants"\ntitle.tr = "{municipality} için"\ntitle.en = "For it"',
        ),
        ('tally = "profiles.grants"', 'tally = "profiles.grants"\nnote.tr = "{municipality} için"\nnote.en = "For it"'),
    ],
    ids=["title of a section", "title of a block", "note"],
)
def test_a_place_that_is_unknown_is_refused_wherever_it_stands(folder: Path, old: str, new: str) -> None:
    line = _spoil(folder, "needs/sections/budget.toml", old, new)
    with pytest.raises(CatalogueError, match=r"municipality") as raised:
        report_type("needs", folder)
    said = str(raised.value)
    assert said.startswith("needs/sections/budget.toml, satır ")
    assert abs(int(re.findall(r"satır (\d+)", said)[0]) - line) <= 2


def test_both_languages_must_quote_the_same_figures(folder: Path) -> None:
    _spoil(folder, "needs/sections/limits.toml", "Bu rapordaki sayılar", "{{profiles.budget_line}} sayılar")
    with pytest.raises(CatalogueError, match="iki dil aynı"):
        report_type("needs", folder)


def test_a_section_nobody_put_in_order_is_a_fault(folder: Path) -> None:
    shutil.copy(folder / "needs/sections/limits.toml", folder / "needs/sections/forgotten.toml")
    with pytest.raises(CatalogueError, match="forgotten"):
        report_type("needs", folder)


def test_a_section_that_is_not_there_names_its_file(folder: Path) -> None:
    (folder / "needs/sections/limits.toml").unlink()
    with pytest.raises(CatalogueError, match=r"needs/sections/limits\.toml"):
        report_type("needs", folder)


def test_one_source_twice_in_a_report_needs_a_key_of_its_own(folder: Path) -> None:
    _spoil(folder, "needs/sections/summary.toml", 'key = "summary.budget_line"\n', "")
    with pytest.raises(CatalogueError, match=r"profiles\.budget_line.*ikinci kez"):
        report_type("needs", folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("premises", 'figure = "profiles.access"', 'figure = "profiles.access"\nchart = "share"', "kırılımsız"),
        ("premises", 'figure = "profiles.access"', 'figure = "profiles.access"\nchart = "map"', "harita"),
        ("premises", 'grid = "profiles.comfort"', 'figure = "profiles.comfort"', "iki kırılımlı"),
        ("premises", 'grid = "profiles.rooms_count"', 'figure = "profiles.rooms_count"', "çubukla çizilmez"),
    ],
)
def test_a_chart_that_does_not_fit_its_table_is_refused(folder: Path, file: str, old: str, new: str, told: str) -> None:
    _spoil(folder, f"needs/sections/{file}.toml", old, new)
    with pytest.raises(CatalogueError, match=told):
        report_type("needs", folder)


def test_a_ranking_wants_how_many_and_how_heavy(folder: Path) -> None:
    _spoil(folder, "needs/sections/needs_named.toml", '"needs.area_named", "needs.area_severity"',
           '"needs.area_severity", "needs.area_named"')  # fmt: skip
    with pytest.raises(CatalogueError, match="kaç merkez, ne kadar ağır"):
        report_type("needs", folder)


def test_an_unknown_report_type_names_those_that_exist() -> None:
    with pytest.raises(CatalogueError, match="needs"):
        report_type("need")


def test_words_inside_a_long_text_are_no_places() -> None:
    text = 'a = 1\n[[block]]\ntext.tr = """\n[not a head]\nb = 2\n"""\n[[block]]\nkey = "x"\n'
    assert lines_of(text) == {
        "a": 1, "block[1]": 2, "block[1].text": 3, "block[1].text.tr": 3, "block[2]": 7, "block[2].key": 8,
    }  # fmt: skip


def test_long_words_and_long_sentences_are_harder_to_read() -> None:
    easy = measured("Kapı açıktır. Gel. Konuşalım.", "tr")
    hard = measured(
        "Kurumsallaştırılamayan yükümlülüklerin değerlendirilmesinde karşılaşılabilecek olumsuzlukların giderilmesi"
        " gerekmektedir.",
        "tr",
    )
    assert easy.ease > hard.ease
    assert (easy.count, hard.count) == (3, 1)


def test_a_quoted_figure_counts_as_one_word() -> None:
    assert measured("{{profiles.legal:post}} merkez yanıtladı.", "tr").mean == 3
