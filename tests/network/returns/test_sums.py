"""Network sums: what no centre hid is exact, what one hid lies between bounds, what cannot be added is named."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404

from omuz.foundation.people.access import acting
from omuz.foundation.privacy.cells import Reason
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.received import board, summed
from omuz.network.returns.rules.quarters import Quarter, Standing
from omuz.network.returns.views.cube import lacking
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House

Q3 = Quarter.read(QUARTER)


def _sum(house: House, key: str, quarter: Quarter = Q3) -> Any:
    with acting(house.cast.elif_.person):
        (one,) = summed(house.cast.elif_.person, key, [quarter])
    return one


def test_a_hidden_cell_makes_an_honest_range_that_holds_the_truth(house: House) -> None:
    invented.ROWS[house.cast.konak.id] = [
        *invented.contacts(60, QUARTER, channel="phone"),
        *invented.contacts(30, QUARTER, channel="email"),
        *invented.contacts(3, QUARTER, channel="letter"),
        *invented.contacts(2, QUARTER, channel="message"),
    ]
    invented.ROWS[house.cast.bornova.id] = [
        *invented.contacts(50, QUARTER, channel="phone"),
        *invented.contacts(20, QUARTER, channel="letter"),
    ]
    house.send(house.cast.nermin)
    house.send(house.songul)
    table = _sum(house, "contacts_by_channel").table
    assert table.cell(("phone",)).value == 110
    letter = table.cell(("letter",))
    assert letter.hidden is Reason.PARTIAL
    assert letter.low <= 23 <= letter.high
    assert table.combined_from == 2


def test_a_centre_that_did_not_report_is_named_and_not_added(house: House) -> None:
    house.send(house.cast.nermin)
    one = _sum(house, "contacts_by_month")
    assert (one.reported, one.known, one.missing) == (1, 2, ("Bornova Kadın Danışma Merkezi",))
    assert one.table.total.value == 120
    nothing = _sum(house, "contacts_by_month", Q3.before)
    assert nothing.table is None
    assert len(nothing.missing) == 2


def test_a_centre_that_reported_nothing_to_count_is_a_zero_and_not_missing(house: House) -> None:
    invented.ROWS[house.cast.bornova.id] = []
    house.send(house.songul)
    one = _sum(house, "contacts_by_month")
    assert (one.reported, one.table.total.value) == (1, 0)


def test_tables_counted_by_another_version_are_not_added_and_are_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.send(house.cast.nermin)
    found = contents()
    plan = found.plans["contacts_by_month"]
    newer = replace(plan, indicator=replace(plan.indicator, version=2))
    changed = replace(found, plans={**found.plans, "contacts_by_month": newer})
    monkeypatch.setattr("omuz.network.returns.queries.counted.contents", lambda: changed)
    house.send(house.songul)
    one = _sum(house, "contacts_by_month")
    assert one.reported == 1
    assert len(one.unlike) == 1
    assert "toplanamayan" in " ".join(lacking(one))


def test_only_the_network_reads_sums_and_board(house: House) -> None:
    house.send(house.cast.nermin)
    for stranger in (house.cast.ayse, house.cast.nermin, house.cast.derya, house.cast.can):
        with acting(stranger.person):
            with pytest.raises(Http404):
                summed(stranger.person, "contacts_by_month", [Q3])
            with pytest.raises(Http404):
                board(stranger.person, Q3.after.last_day)


def test_the_board_keeps_the_day_of_the_first_version(house: House) -> None:
    house.send(house.cast.nermin)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=9))
    house.send(house.cast.nermin)
    with acting(house.cast.elif_.person):
        rows = board(house.cast.elif_.person, Q3.after.last_day.replace(month=11, day=23), 2)
    konak = next(row for row in rows if row.centre == house.cast.konak)
    assert [box.standing for box in konak.boxes] == [Standing.MISSING, Standing.LATE]
    assert konak.boxes[1].version == 2
    assert konak.fingerprint
