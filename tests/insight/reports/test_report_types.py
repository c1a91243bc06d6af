"""The shipped report types load whole, ask only for what exists, keep their reading level and say what is missing."""

import fnmatch
import re
from datetime import date
from typing import Literal

import openpyxl
import pytest

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.reports import parts
from omuz.insight.reports.content.composing import Edition, compose
from omuz.insight.reports.content.plainness import too_hard
from omuz.insight.reports.content.report_types import report_codes, report_type, sources
from tests.insight.reports.given import bare, snapshot

CODES = report_codes()
PLACES = {
    "network": "Kadın Danışma Merkezleri Ağı", "centre": "Uydurma Merkez", "municipality": "Uydurma Belediyesi",
    "programme": "Uydurma Program", "donor": "Uydurma Fon",
}  # fmt: skip
EDITION = Edition(number=1, dated=date(2026, 11, 23), publisher="Kadın Danışma Merkezleri Ağı", places=PLACES)
LANGUAGES: tuple[Literal["tr", "en"], ...] = ("tr", "en")


def _said(document: parts.Document) -> str:
    return repr(document)


def test_the_seven_report_types_are_there() -> None:
    assert set(CODES) == {
        "needs", "centre_card", "municipality_brief", "monitoring", "standards_round", "coordination_pilot",
        "programme_closing",
    }  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_a_report_keeps_its_reading_level(code: str) -> None:
    assert too_hard(report_type(code)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_year_with_everything_leaves_no_absence_and_no_open_place(code: str, language: Literal["tr", "en"]) -> None:
    report, known = report_type(code), sources()
    document = compose(report, snapshot(report, known, former=True), known, EDITION, language)
    assert [block for block in document.blocks() if isinstance(block, parts.Absent)] == []
    assert not re.search(r"\{[a-z_]+\}", _said(document))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_year_of_which_nothing_is_known_says_so_in_every_section_that_wants_data(
    code: str, language: Literal["tr", "en"]
) -> None:
    report, known = report_type(code), sources()
    document = compose(report, bare(report), known, EDITION, language)
    absent = {block.key.partition(".")[0] for block in document.blocks() if isinstance(block, parts.Absent)}
    for section in report.sections:
        speaks = [each for each in section.blocks
                  if each.sources and not each.silent and each.kind != "years" and each.when.holds({})]  # fmt: skip
        assert (section.key in absent) == (bool(speaks) and section.when.holds({})), section.key


def test_the_needs_analysis_is_as_large_as_promised() -> None:
    report, known = report_type("needs"), sources()
    document = compose(report, snapshot(report, known, former=True), known, EDITION, "tr")
    numbered = [block for block in document.blocks() if isinstance(block, parts.Numbered)]
    drawn = [block for block in numbered if isinstance(block, parts.Figure)]
    assert len(numbered) >= 100
    assert len(drawn) >= 44


def test_every_source_names_real_indicators_and_questions() -> None:
    questions: set[str] = set()
    for name in ("centre_profile", "needs_priorities", "municipality_policy"):
        book = openpyxl.load_workbook(catalogue_folder() / "surveys" / f"{name}.xlsx", read_only=True)
        questions |= {str(row[1]) for row in book["survey"].iter_rows(values_only=True) if row[1]}
    indicators = set(all_indicators())
    wrong = []
    for source in sources().values():
        for each in source.of:
            if re.fullmatch(r"I\d\d[A-Z]?", each):
                known = each in indicators
            elif source.room.code == "profiles" and each != "signed":
                known = bool(fnmatch.filter(questions, each))
            else:
                known = True
            if not known:
                wrong.append((source.key, each))
    assert wrong == []


def test_every_key_is_asked_for_by_some_report() -> None:
    asked = {key for code in CODES for key in report_type(code).sources}
    assert sorted(set(sources()) - asked) == []


def test_no_report_asks_for_what_would_tell_of_a_shelter_or_a_guard() -> None:
    told = {each for source in sources().values() for each in source.of}
    never = {"co_located", "cctv_access", "cctv_days", "alarm_exit", "alarm_police_minutes", "shelter_else",
             "shelter_relation", "shelter_capacity", "incidents"}  # fmt: skip
    assert told & never == set()


def test_a_card_of_a_centre_is_made_only_with_consent() -> None:
    assert [code for code in CODES if report_type(code).consent] == ["centre_card"]
