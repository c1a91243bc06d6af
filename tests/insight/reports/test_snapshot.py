"""What an edition was made from is kept to the byte, examined when read back, and compared in words."""

import json
from dataclasses import replace
from datetime import date

import pytest

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports.content.report_types import report_type, sources
from omuz.insight.reports.gathered import Cards, Facts, Names, Rows, Shown, Table
from omuz.insight.reports.parts import NotABlock
from omuz.insight.reports.snapshot import BrokenSnapshot, Snapshot, changes, read_snapshot
from tests.insight.charts.tables import channels
from tests.insight.reports.given import bare, piece, snapshot, table

KNOWN = sources()
TITLES = {key: source.title for key, source in KNOWN.items()}
SMALL = ("profiles.budget_line", "profiles.legal", "policies.alignment", "profiles.missing", "edition.method",
         "cards.centres", "recommendations.accepted")  # fmt: skip


def _small(shift: int = 0) -> Snapshot:
    return Snapshot("needs", 2026, date(2026, 11, 23), {key: piece(KNOWN[key], shift) for key in SMALL})


def test_a_snapshot_comes_back_the_same_to_the_byte() -> None:
    first = _small()
    again = read_snapshot(first.to_json())
    assert again.to_json() == first.to_json()
    assert again.digest == first.digest
    assert set(again.pieces) == set(SMALL)


def test_everything_the_needs_analysis_asks_for_can_be_kept_and_read_back() -> None:
    kept = snapshot(report_type("needs"), KNOWN, former=True).to_json()
    assert read_snapshot(kept).to_json() == kept


def test_one_altered_digit_is_noticed() -> None:
    told = json.loads(_small().to_json())
    told["snapshot"]["pieces"]["profiles.budget_line"]["table"]["table"]["cells"][0]["value"] = 8
    with pytest.raises(BrokenSnapshot):
        read_snapshot(json.dumps(told))


def test_an_alteration_with_its_digest_mended_still_fails_at_the_gate() -> None:
    told = json.loads(_small().to_json())
    cell = told["snapshot"]["pieces"]["profiles.budget_line"]["table"]["table"]["cells"][0]
    cell["value"] = 22
    from omuz.foundation.privacy.safe import digest_of

    told["sha256"] = digest_of(told["snapshot"])
    with pytest.raises(BrokenSnapshot, match=r"profiles\.budget_line"):
        read_snapshot(json.dumps(told))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"snapshot": {}, "sha256": ""}', "null", '{"snapshot": 1}'])
def test_what_is_no_snapshot_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BrokenSnapshot):
        read_snapshot(text)


def test_a_newer_format_is_not_guessed_at() -> None:
    payload = {**bare(report_type("needs")).payload(), "format": 2}
    from omuz.foundation.privacy.safe import digest_of

    with pytest.raises(BrokenSnapshot, match="yeni"):
        read_snapshot(json.dumps({"snapshot": payload, "sha256": digest_of(payload)}))


def test_two_gatherings_that_say_the_same_have_no_changes() -> None:
    assert changes(_small(), replace(_small(), taken_on=date(2026, 12, 1)), TITLES, "tr") == ()


def test_a_changed_figure_is_told_with_old_and_new_value() -> None:
    found = {change.key: change for change in changes(_small(), _small(1), TITLES, "tr")}
    change = found["profiles.budget_line"]
    assert (change.before, change.now) == ("7/22", "8/22")
    assert change.sentence == "Ayrı bütçe kalemi olan merkezler: 7/22 → 8/22."
    assert found["recommendations.accepted"].what.endswith("Birinci")


def test_the_same_changes_are_told_in_english() -> None:
    found = {change.key: change for change in changes(_small(), _small(1), TITLES, "en")}
    assert found["profiles.budget_line"].what == "Centres with their own budget line"
    assert found["profiles.legal:yes"].what.endswith("Yes")


def test_a_source_that_came_or_went_is_told_once() -> None:
    old, new = _small(), _small()
    fewer = replace(new, pieces={key: each for key, each in new.pieces.items() if key != "profiles.legal"})
    gone = changes(old, fewer, TITLES, "tr")
    came = changes(fewer, old, TITLES, "tr")
    assert [(change.key, bool(change.before), bool(change.now)) for change in (*gone, *came)] == [
        ("profiles.legal", True, False), ("profiles.legal", False, True),
    ]  # fmt: skip


def test_a_centre_that_answered_after_all_leaves_the_list_of_missing() -> None:
    old = _small()
    new = replace(old, pieces={**old.pieces, "profiles.missing": Names(())})
    (change,) = changes(old, new, TITLES, "tr")
    assert "Uydurma Merkez" in change.sentence
    assert change.now == ""


def test_a_former_year_put_right_is_a_change_too() -> None:
    source = KNOWN["profiles.legal"]
    old = replace(_small(), pieces={"profiles.legal": Table(table(source), (table(source, 2025, 1),))})
    new = replace(_small(), pieces={"profiles.legal": Table(table(source), (table(source, 2025, 2),))})
    found = changes(old, new, TITLES, "tr")
    assert found
    assert all(change.key.startswith("profiles.legal@2025") for change in found)
    assert all("2025" in change.what for change in found)


def test_rows_with_one_name_are_told_apart_by_their_order() -> None:
    word = Words("Konak", "Konak")
    rows = [Rows((word, word), ((word, Words("a", "a")), (word, Words(last, last)))) for last in ("b", "c")]
    old, new = (replace(_small(), pieces={"directory.centre_list": each}) for each in rows)
    (change,) = changes(old, new, TITLES, "tr")
    assert (change.what, change.before, change.now) == ("Ağdaki merkezler, Konak (2)", "b", "c")


def test_categories_of_a_known_indicator_are_named_by_its_definition() -> None:
    old, new = (
        replace(_small(), pieces={"returns.channel": Table(channels(phone=phone, email=40))}) for phone in (60, 70)
    )
    assert "Temasların kanalı, Telefon" in {change.what for change in changes(old, new, TITLES, "tr")}


def test_a_count_the_gate_did_not_see_cannot_be_gathered() -> None:
    with pytest.raises(NotProtected):
        Table({"yes": 7})  # type: ignore[arg-type]  # that is the point
    with pytest.raises(NotProtected):
        Table(table(KNOWN["profiles.legal"]), (7,))  # type: ignore[arg-type]  # that is the point


def test_a_bare_number_cannot_stand_in_rows_or_facts() -> None:
    word = Words("a", "a")
    with pytest.raises(NotABlock):
        Rows((word,), ((7,),))  # type: ignore[arg-type]  # that is the point
    with pytest.raises(NotABlock):
        Facts(((word, 7),))  # type: ignore[arg-type]  # that is the point
    with pytest.raises(NotABlock):
        Names((7,))  # type: ignore[arg-type]  # that is the point


def test_a_card_without_consent_cannot_be_gathered() -> None:
    word = Words("a", "a")
    with pytest.raises(NotABlock, match="consent"):
        Cards((Shown("konak-1", "Konak", word, (), Words(" ", " ")),))
