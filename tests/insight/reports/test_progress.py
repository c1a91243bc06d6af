"""Progress by section: what has data, what waits for a person, which sentence has to be looked at again."""

from dataclasses import replace
from datetime import date

from omuz.insight.reports.content.composing import Edition, SignedOff, Written
from omuz.insight.reports.content.progress import Progress, progress
from omuz.insight.reports.content.report_types import report_type, sources
from tests.insight.reports.given import bare, snapshot

KNOWN = sources()
NEEDS = report_type("needs")
EDITION = Edition(number=1, dated=date(2026, 11, 23), publisher="Uydurma Ağ")
SIGNED = {"budget": SignedOff("Elif", date(2026, 11, 20))}


def _budget(edition: Edition, shift: int = 0) -> Progress:
    told = progress(NEEDS, snapshot(NEEDS, KNOWN, shift), edition, "tr")
    return next(each for each in told if each.section.key == "budget")


def test_a_section_with_data_waits_for_its_text_and_its_signature() -> None:
    found = _budget(EDITION)
    assert found.missing == ()
    assert "profiles.budget_line" in found.given
    assert not found.ready
    signed = replace(EDITION, signed=SIGNED)
    assert not _budget(signed).ready
    assert _budget(replace(signed, texts={"budget": Written("Tamam.", "Elif")})).ready


def test_a_changed_figure_takes_a_signed_section_back_to_its_author() -> None:
    text = Written("Kalem: {{profiles.budget_line}}.", "Elif", {"profiles.budget_line": "7/22"})
    edition = replace(EDITION, signed=SIGNED, texts={"budget": text})
    assert _budget(edition).ready
    later = _budget(edition, shift=1)
    assert not later.ready
    assert [(mark.before, mark.now) for mark in later.stale] == [("7/22", "8/22")]


def test_missing_data_are_named_but_silent_blocks_are_not_missed() -> None:
    told = {each.section.key: each for each in progress(NEEDS, bare(NEEDS), EDITION, "tr")}
    assert "profiles.budget_line" in told["budget"].missing
    assert "profiles.missing" not in told["method"].missing
    assert told["limits"].missing == ()


def test_a_section_nobody_writes_in_asks_for_no_text() -> None:
    told = {each.section.key: each for each in progress(NEEDS, bare(NEEDS), EDITION, "tr")}
    assert not told["centre_cards"].asks_for_text
    assert told["summary"].asks_for_text
