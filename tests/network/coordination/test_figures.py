"""I56 and I57 from workspaces and actions; what a report is given; nothing without the gate."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from omuz.foundation.people.access import Refused, acting
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.examples import broken_examples
from omuz.insight.indicators.sources import facts_of_network
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.content.report_types import report_type, sources
from omuz.insight.reports.content.source_keys import fits
from omuz.insight.reports.gathered import Facts, Rows, Table
from omuz.network.coordination.actions import learning
from omuz.network.coordination.queries.figures import fulfilment_table, handed_table, stage_table
from omuz.network.coordination.queries.report import pieces
from omuz.network.reports.queries.gathering import gather
from omuz.network.returns.rules.quarters import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omuz.insight.reports.gathered import Piece
    from tests.network.coordination.houses import House

ROOM = "coordination."


@pytest.mark.parametrize("code", ["I56", "I57"])
def test_the_worked_examples_hold_and_the_rows_come_from_this_room(house: "House", code: str) -> None:
    known = indicator(code)
    assert list(broken_examples(known)) == [] and not known.kind.awaited
    with acting(house.elif_):
        assert len(facts_of_network(known.kind.code, person=house.elif_, year=house.today.year)) in (0, 2)


def test_a_municipality_is_one_row_and_unknown_where_it_has_not_begun(house: "House") -> None:
    house.committed()
    house.reach()
    year = house.today.year
    with acting(house.elif_):
        raw = count(indicator("I56"), facts_of_network("coordination_stage", person=house.elif_, year=year))
        assert dict(raw.counts)[("stage_1",)] == 1
        assert dict(raw.counts)[("unknown",)] == 1
        assert isinstance(stage_table(house.elif_, year), SafeTable)
        early = facts_of_network("coordination_stage", person=house.elif_, year=year - 3)
        assert dict(count(indicator("I56"), early).counts).get(("stage_0",), 0) == 0


def test_only_actions_whose_day_is_over_are_counted_and_late_ones_stay_in_the_base(house: "House") -> None:
    rows = house.mapped()
    day = date(house.today.year, 1, 1)
    back = (house.today - day).days
    if back < 12:
        pytest.skip("the year is too young for a day that is over in it")
    house.moved(house.planned(rows[0], starts=-10, ends=-5), "done")
    house.planned(rows[0], starts=-10, ends=-5)
    house.planned(rows[1], starts=-10, ends=0)
    with acting(house.elif_):
        facts = facts_of_network("directorate_action", person=house.elif_, year=house.today.year)
        raw = count(indicator("I57"), facts, ("directorate",), period=str(house.today.year))
        assert raw.counts[(rows[0].key,)] == 1 and (raw.denominators or {})[(rows[0].key,)] == 2
        assert not (raw.denominators or {}).get((rows[1].key,), 0)
        assert isinstance(fulfilment_table(house.elif_, house.today.year), SafeTable)


def test_it_administration_gets_no_facts(house: "House") -> None:
    with acting(house.cast.can.person), pytest.raises(Refused):
        facts_of_network("coordination_stage", person=house.cast.can.person, year=house.today.year)


def test_cards_go_through_the_policy_for_women(house: "House") -> None:
    rows, quarter = house.mapped(), Quarter.of(house.today)
    with acting(house.nermin):
        assert handed_table(house.workspace, house.today.year) is None
        counts = {rows[0].id: (2, 1), rows[1].id: (0, 0)}
        learning.count_cards(by=house.nermin, workspace=house.workspace, quarter=quarter, counts=counts)
        small = handed_table(house.workspace, house.today.year)
        assert small is not None and small.cell((str(quarter),)).value is None
        counts = {rows[0].id: (21, 4), rows[1].id: (6, 0)}
        learning.count_cards(by=house.nermin, workspace=house.workspace, quarter=quarter, counts=counts)
        shown = handed_table(house.workspace, house.today.year)
        assert shown is not None and shown.cell((str(quarter),)).value == 31


def _given(house: "House") -> "Mapping[str, Piece]":
    keys = frozenset(key for key in report_type("coordination_pilot").sources if key.startswith(ROOM))
    return pieces(house.elif_, Asked("coordination_pilot", house.today.year, keys, str(house.cast.town.id)))


def test_the_pilot_report_is_given_what_its_keys_promise(house: "House") -> None:
    rows = house.mapped()
    house.heard(rows)
    house.drafted(rows)
    house.signed(days_ago=3)
    with acting(house.nermin):
        learning.learn(by=house.nermin, workspace=house.workspace, on=house.today, text="Kart küçük olmalı.")
        quarter = Quarter.of(house.today)
        counts = {rows[0].id: (21, 4)}
        learning.count_cards(by=house.nermin, workspace=house.workspace, quarter=quarter, counts=counts)
    with acting(house.elif_):
        found = _given(house)
        for key, piece in found.items():
            fits(sources()[key], piece)
        assert set(found) >= {
            "coordination.protocol", "coordination.stage", "coordination.directorates", "coordination.focus_groups",
            "coordination.action_list", "coordination.handed", "coordination.lessons",
        }  # fmt: skip
        assert isinstance(found["coordination.stage"], Table) and isinstance(found["coordination.protocol"], Facts)
        listing = found["coordination.directorates"]
        assert isinstance(listing, Rows) and len(listing.rows) == 5 and listing.rows[0][1].tr == "Müdür yardımcısı"


def test_the_pilot_report_gathers_without_a_fault_full_and_empty(house: "House") -> None:
    with acting(house.elif_):
        snapshot = gather(house.elif_, "coordination_pilot", house.today.year, str(house.cast.town.id))
        assert "coordination.stage" in snapshot.pieces
        assert "coordination.lessons" not in snapshot.pieces
    rows = house.mapped()
    house.drafted(rows)
    house.moved(house.planned(rows[0], starts=-9, ends=-4), "done")
    with acting(house.elif_):
        snapshot = gather(house.elif_, "coordination_pilot", house.today.year, str(house.cast.town.id))
        assert "coordination.action_list" in snapshot.pieces
        nowhere = gather(house.elif_, "coordination_pilot", house.today.year, str(house.bornova.id))
        assert "coordination.replication" in nowhere.pieces and "coordination.action_list" not in nowhere.pieces


def test_other_municipalities_are_told_with_what_comes_next(house: "House") -> None:
    from omuz.network.coordination.actions import places

    with acting(house.songul.person):
        places.begin(by=house.songul.person, municipality=house.bornova, on=house.today - timedelta(days=2))
    with acting(house.elif_):
        piece = _given(house)["coordination.replication"]
    assert isinstance(piece, Rows)
    assert [[words.tr for words in row] for row in piece.rows] == [
        ["Bornova Belediyesi", "0 Tanışma", "1 Başkanlık taahhüdü"]
    ]
