"""What the rooms of a whole network give a report: every key or the reason why not, and nothing one centre said."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import time_machine

from tests.network import full as network

ROOMS = ("directory", "profiles", "standards", "policies", "returns", "needs", "municipality")
NOT_GIVEN = {
    "standards.improvement_list": "no centre has said yet that a step of its may be shown",
    "needs.in_words": "given by the room that keeps consents to quote",
    "municipality.contacts": "releases tell no single centre, and a municipality would be one or few",
    "municipality.gaps": "levels of a centre, shown with its consent only; the room of consents gives them",
    "municipality.asks": "recommendations, given by the room that keeps them",
}


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: Any) -> Iterator[network.Full]:
    with time_machine.travel(network.TODAY, tick=True), network.kept_open(django_db_blocker):
        yield network.grown()


def given(full: network.Full, room: str, **more: Any) -> dict[str, Any]:
    """Everything the ways named in the settings give of a room, each held against what its key promises."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    ways = settings.REPORT_SOURCES[room]
    found: dict[str, Any] = {}
    for way in (ways,) if isinstance(ways, str) else ways:
        if ".reports." not in way:
            found |= network.given(full, room, import_string(way), **more)
    return found


@pytest.fixture(scope="module")
def everything(full: network.Full) -> dict[str, Any]:
    """The pieces of all rooms of one year; the municipality is Konak."""
    about = {"municipality": str(full.organisations["konak"].id)}
    return {key: piece for room in ROOMS for key, piece in given(full, room, about=about.get(room, "")).items()}


def tables(everything: dict[str, Any]) -> dict[str, Any]:
    return {key: piece for key, piece in everything.items() if hasattr(piece, "table")}


def test_every_key_is_given_or_has_its_reason(everything: dict[str, Any]) -> None:
    wanted = {key for key in network.known() if key.partition(".")[0] in ROOMS}
    absent = wanted - everything.keys()
    assert (sorted(absent - NOT_GIVEN.keys()), sorted(NOT_GIVEN.keys() - absent)) == ([], [])


def test_every_piece_can_be_kept_and_read_back(everything: dict[str, Any]) -> None:
    from omuz.insight.reports.gathered import payload_of, piece_of

    for key, piece in everything.items():
        assert piece_of(payload_of(piece), key) == piece, key


def test_every_category_and_head_has_words_in_both_languages(everything: dict[str, Any]) -> None:
    from omuz.foundation.catalogue.lists import SPECIAL
    from omuz.insight.indicators.definitions import all_indicators

    for key, piece in tables(everything).items():
        defined = piece.table.indicator in all_indicators()
        for dimension in piece.table.dimensions:
            told = piece.wording.categories.get(dimension.name, {})
            missing = [code for code in dimension.categories if code not in told and code not in SPECIAL]
            assert defined or not missing, (key, missing)
            assert all(words.tr.strip() and words.en.strip() for words in told.values()), key
        assert defined or (piece.wording.base and piece.wording.base.en), key


def test_former_years_stand_oldest_first(everything: dict[str, Any]) -> None:
    periods = {
        key: [table.period for table in (*piece.earlier, piece.table)] for key, piece in tables(everything).items()
    }
    assert all(told == sorted(set(told)) for told in periods.values())
    for key in ("profiles.answered", "profiles.supervision", "profiles.procedures", "standards.chapter_medians",
                "standards.minimum_met", "returns.channel", "returns.reporting"):  # fmt: skip
        assert periods[key] == ["2025", "2026"], key


def test_who_did_not_answer_is_named_and_seven_of_twenty_is_said(everything: dict[str, Any]) -> None:
    answered = everything["profiles.answered"].table
    assert (answered.total.value, answered.denominator(()).value) == (20, 22)
    assert len(everything["profiles.missing"].names) == 2
    support = everything["profiles.legal_support"].table
    assert (support.total.value, support.denominator(()).value) == (7, 20)
    assert everything["standards.answered"].table.denominator(()).value == 22
    assert "Tire KDM (örnek)" in everything["returns.missing"].names


def test_only_public_facts_are_told_by_the_policy_that_hides_nothing(everything: dict[str, Any]) -> None:
    public = {key for key, piece in tables(everything).items() if piece.table.policy.public}
    assert public == {
        *(key for key in everything if key.startswith("directory.") and key in tables(everything)),
        "profiles.answered", "profiles.answered_by_kind", "standards.answered", "standards.visited", "needs.answered",
        "returns.reporting", "policies.chapters",
    }  # fmt: skip


def test_figures_of_centres_say_nothing_of_a_hidden_number_but_that_it_is_hidden(everything: dict[str, Any]) -> None:
    for key, piece in tables(everything).items():
        if key.partition(".")[0] in ("profiles", "standards", "needs") and not piece.table.policy.public:
            assert piece.table.policy.silent, key
            reasons = {cell.hidden.value for cell in (*piece.table.cells, *piece.table.bases) if cell.hidden}
            assert reasons <= {"group", "centres"}, key


def test_what_two_tables_tell_of_one_number_is_the_same_in_both(everything: dict[str, Any]) -> None:
    from omuz.foundation.privacy.cells import TOTAL

    told = {key: piece.table for key, piece in tables(everything).items()}

    def seen(key: str, at: tuple[str, ...], *, base: bool = False) -> int | None:
        table = told[key]
        found = table.denominator(at) if base else table.cell(at)
        return None if found.hidden else int(found.value)

    assert seen("profiles.crisis_protocol", ()) == seen("profiles.procedures", ("crisis",))
    assert seen("profiles.crisis_protocol", (), base=True) == seen("profiles.procedures", ("crisis",), base=True)
    assert seen("profiles.psychological_support", ()) == seen("profiles.services", ("psychological",))
    whole, none = seen("profiles.legal", (TOTAL,)), seen("profiles.legal", ("none",))
    support = seen("profiles.legal_support", ())
    assert (support is None) == (none is None)
    assert whole is not None and none is not None and support is not None and whole - none == support
    for area in told["needs.area_named"].dimensions[0].categories:
        named = seen("needs.area_named", (area,))
        assert named == seen("needs.area_severity", (area,)) == seen("needs.area_by_owner", (area, TOTAL)), area
    for chapter in told["standards.levels"].dimensions[0].categories:
        out = seen("standards.levels", (chapter, "level_u"))
        assert out == seen("standards.not_applicable", (chapter,)), chapter


def test_no_hidden_number_is_what_the_others_leave_of_a_total(everything: dict[str, Any]) -> None:
    """Somebody subtracts along every line of every table that adds up."""
    from omuz.foundation.privacy.cells import TOTAL

    for key, piece in tables(everything).items():
        for table in (piece.table, *piece.earlier):
            for place, dimension in enumerate(table.dimensions):
                if dimension.name in table.multi:
                    continue
                for cell in table.cells:
                    if cell.key[place] != TOTAL or cell.hidden:
                        continue
                    parts = [table.cell((*cell.key[:place], code, *cell.key[place + 1 :]))
                             for code in dimension.categories]  # fmt: skip
                    assert sum(part.hidden is not None for part in parts) != 1, (key, cell.key)


def test_a_question_asked_only_after_an_answer_does_not_give_that_answer_away(everything: dict[str, Any]) -> None:
    supervision = everything["profiles.supervision"].table
    often = everything["profiles.supervision_often"].table
    unknown = [cell for cell in supervision.cells if cell.hidden is not None]
    asked = often.denominator(often.total.key)
    if asked.hidden is None and unknown:
        told = [supervision.cell((code,)).value for code in ("yes", "partly")]
        assert None not in told and asked.value == sum(told) and len(unknown) > 1


def test_a_secret_centre_is_nowhere_placed(full: network.Full, everything: dict[str, Any]) -> None:
    names = {row[0].tr for row in everything["directory.centre_list"].rows}
    assert full.centres[network.SECRET].name not in names
    district = full.centres[network.SECRET].district
    assert everything["directory.centres_by_district"].table.cell((district,)).value == 0
    assert everything["directory.coverage_by_district"].table.cell((district,)).median == 0
    gap = everything["standards.gap_by_district"].table.cell((district,))
    assert (gap.value, gap.median) == (0, None)
    hall = next(row for row in everything["directory.municipalities"].rows if "Narlıdere" in row[0].tr)
    assert hall[1].tr == "0"
    own = given(full, "municipality", about=str(full.centres[network.SECRET].organisation_id))
    assert not [words for pair in own["municipality.facts"].facts for words in pair if "Narlıdere KDM" in words.tr]


def test_only_what_is_asked_for_is_given(full: network.Full) -> None:
    from omuz.network.surveys.queries.report.needs import pieces

    found = network.given(full, "needs", pieces)
    with time_machine.travel(network.TODAY):
        from omuz.foundation.people.access import acting

        with acting(full.elif_):
            one = pieces(full.elif_, network.asked("needs", "needs.area_named"))
    assert set(one) == {"needs.area_named"}
    assert one["needs.area_named"] == found["needs.area_named"]


def test_nobody_else_gathers(full: network.Full) -> None:
    from omuz.foundation.people.access import Refused, acting

    lead = full.leads["konak-1"]
    for path in ("profiles.queries.report", "standards.queries.report.assessments", "surveys.queries.report.needs",
                 "surveys.queries.report.policies", "figures.queries.report"):  # fmt: skip
        room = import_module(f"omuz.network.{path}")
        with acting(lead), pytest.raises(Refused):
            room.pieces(lead, network.asked("profiles"))


def test_a_year_without_a_round_says_nothing(full: network.Full) -> None:
    for room in ("profiles", "standards", "needs"):
        assert given(full, room, year=2019) == {}


def test_a_profile_signed_after_the_telling_changes_no_figure(full: network.Full, everything: dict[str, Any]) -> None:
    """What was told stays as it was told; only who took part is counted anew."""
    from django.db import transaction

    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.network.profiles.models import SignedProfile
    from omuz.network.profiles.queries.profiles import profile_rounds

    late = full.leads["bergama-1"]
    with transaction.atomic():
        with acting(full.elif_):
            asked = profile_rounds()[0]
            one = SignedProfile.objects.filter(round=asked).first()
            assert one is not None
        with acting(late), recorded(by=late, event="profile.signed", centre=full.centres["bergama-1"].id):
            SignedProfile.objects.create(
                centre_id=full.centres["bergama-1"].id, round=asked, answer_id=one.answer_id, version_id=one.version_id,
                revision=1, digest="x", values={"supervision": "yes"}, signed_at=one.signed_at,
                signed_by=late.staff_id,
            )  # fmt: skip
        after = given(full, "profiles")
        transaction.set_rollback(True)
    assert after["profiles.answered"].table.total.value == 21
    assert after["profiles.supervision"] == everything["profiles.supervision"]
