"""Every page with figures is walked as its readers walk it; then an attacker works on all that was read, together."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from omuz.foundation.people.access import acting
from omuz.foundation.privacy.gate import NETWORK, SafeTable, audited
from omuz.foundation.tenancy.context import see_as
from omuz.insight.charts import reading as words
from omuz.insight.charts.periods import said
from omuz.insight.charts.reading import read, read_series
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.returns import actions
from omuz.network.returns.actions.receive import keep
from omuz.network.returns.models import NetworkRelease, Way
from omuz.network.returns.queries import ledger as kept
from omuz.network.returns.queries.areas import links_of_areas
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.counted import protected
from omuz.network.returns.queries.received import summed
from omuz.network.returns.queries.terms import terms
from omuz.network.returns.rules.document import Document
from omuz.network.returns.rules.ledger import Source, Stands, given_away, of_quarters
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import House

YEAR = [Quarter(2025, number) for number in (1, 2, 3, 4)]
MISSED = "dort-1"
"""A centre that did not send the second quarter: a year without it beside its quarters would tell its own."""


def _sent(house: House, centre: Any, quarter: Quarter, version: int = 1) -> None:
    """What one further centre sends for a quarter, protected as every return."""
    rows = [row for row in invented.ROWS[centre.id] if row["year"] == str(quarter.year)]
    own = Facts.from_rows("contact", [row for row in rows if row["quarter"] == str(quarter)])
    population = f"contact/{centre.id}/{{}}"
    raws = {
        plan.key: count(plan.indicator, own, plan.by, period=str(quarter), population=population.format(quarter))
        for plan in contents().of_quarter()
        if "month" not in plan.by
    }
    if quarter.closes_year and centre.code != MISSED:
        whole = Facts.from_rows("contact", rows)
        for plan in contents().of_year():
            raws[plan.key] = count(
                plan.indicator, whole, plan.by, period=str(quarter.year), population=population.format(quarter.year)
            )
    tables, _proof = protected(raws, NETWORK)
    told = {key: json.loads(table.to_json()) for key, table in tables.items()}
    document = Document(centre.code, quarter, version, contents().name, told)
    person = house.cast.elif_.person
    with acting(person):
        see_as({centre.id}, network=True)
        keep(document, by=person, centre_id=centre.id, way=Way.SHEET)


@pytest.fixture
def network(house: House) -> House:
    """Six centres, a year and a quarter; one missed a quarter, one corrected one; all of it let out."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import places

    others = [
        places.found_centre(
            by=SYSTEM,
            organisation=house.cast.town,
            code=code,
            name=f"{code} Merkezi",
            district=district,
            placeholder=True,
        )
        for code, district in (("uc-1", "buca"), (MISSED, "urla"), ("bes-1", "tire"), ("alti-1", "bergama"))
    ]
    for centre in others:
        for quarter in YEAR:
            rows = invented.contacts(70, str(quarter), seed=len(centre.code) + quarter.number, district=centre.district)
            house.record(centre, rows)
    for quarter in YEAR:
        house.send(house.cast.nermin, str(quarter))
        house.send(house.songul, str(quarter))
        for centre in others:
            if (centre.code, quarter.number) != (MISSED, 2):
                _sent(house, centre, quarter)
        _let_out(house, quarter)
    return house


def _let_out(house: House, quarter: Quarter) -> None:
    person = house.cast.elif_.person
    with acting(person):
        for audience in terms().audiences:
            actions.release_figures(by=person, quarter=quarter, audience=audience)


@dataclass(frozen=True)
class Line:
    """One line of one figure as it stood on a page."""

    page: str
    figure: str
    label: str
    number: str


def _page(content: bytes) -> Any:
    return html.fromstring(content)


def _lines(client: Client, address: str, **query: str) -> Iterator[Line]:
    response = client.get(address, query)
    assert response.status_code == 200, address
    page = _page(response.content)
    for each in page.xpath("//figure"):
        (title,) = each.xpath(".//h2")[:1] or [each]
        for row in each.xpath(".//table//tr[th[@scope='row']]"):
            for mark in row.xpath(".//sup"):
                mark.drop_tree()
            label, number, *_rest = [" ".join(cell.text_content().split()) for cell in row]
            yield Line(f"{address}?{query}", title.text_content().strip(), label, number)


def _read_by(person: Client, *, dashboard: bool) -> list[Line]:
    """Every line of every figure page somebody can reach, followed from the ledger and the contents."""
    links = _page(person.get(reverse("returns:ledger")).content).xpath("//main//a/@href")
    found = [
        line for link in links if re.fullmatch(r"/sayilar/yayim/[0-9a-f-]{36}/", link) for line in _lines(person, link)
    ]
    found += list(_lines(person, reverse("figures:slides")))
    occasions = _page(person.get(reverse("figures:press")).content).xpath("//main//a/@href")
    for link in occasions:
        if link.startswith(reverse("figures:press")):
            found += _lines(person, link)
    if dashboard:
        for quarter in YEAR:
            found += _lines(person, reverse("returns:dashboard"), donem=str(quarter))
            found += _lines(person, reverse("figures:overview"), donem=str(quarter))
        for code in {plan.indicator.code for plan in contents().plans.values()}:
            found += _lines(person, reverse("figures:indicator", args=[code]))
    return found


def _said(tables: Sequence[SafeTable]) -> set[tuple[str, str]]:
    """Everything these tables may be made to say in a line: under its own name, or under its period."""
    found = set()
    for table in tables:
        reading = read(table, "tr")
        for row in (*reading.rows, reading.total):
            told = words.value_text(row, reading)
            found |= {(row.label, told), (said(table.period), told), (said(table.period, short=True), told)}
        found |= {("Toplam (bir temas birden çok satırda olabilir)", words.value_text(reading.total, reading))}
    return found


def _said_together(sums: Sequence[Sequence[SafeTable]]) -> set[tuple[str, str]]:
    """The total under the months of several quarters beside each other: a sum of what stands above it."""
    months = [table for each in reversed(sums) for table in each if [one.name for one in table.dimensions] == ["month"]]
    readings = [read_series(months[: number + 1]) for number in range(len(months))]
    return {("Toplam", words.value_text(reading.total, reading)) for reading in readings}


def _released(network: House, audiences: Sequence[str]) -> list[tuple[NetworkRelease, Mapping[str, SafeTable]]]:
    person = network.cast.elif_.person
    with acting(person):
        rows = [row for row in kept.releases(person) if row.audience in audiences]
        return [(row, kept.released_tables(row)) for row in sorted(rows, key=lambda row: row.released_at, reverse=True)]


def _sums(network: House) -> list[list[SafeTable]]:
    """What the network's own pages add up, the newest quarter first."""
    person = network.cast.elif_.person
    with acting(person):
        return [
            [one.table for key in contents().plans for one in summed(person, key, [quarter]) if one.table]
            for quarter in reversed(YEAR)
        ]


def test_no_page_lets_a_reader_subtract(network: House) -> None:
    released = _released(network, list(terms().audiences))
    tables = [table for _row, found in released for table in found.values()]
    sums = _sums(network)
    lines = {
        "everybody": _read_by(network.cast.ayse.client(), dashboard=False),
        "network": _read_by(network.cast.elif_.client(), dashboard=True),
    }
    assert len(lines["everybody"]) > 300
    assert len(lines["network"]) > len(lines["everybody"])
    allowed = _said(tables)
    assert {line for line in lines["everybody"] if (line.label, line.number) not in allowed} == set()
    allowed |= _said([table for each in sums for table in each]) | _said_together(sums)
    assert {line for line in lines["network"] if not _fits(line, allowed)} == set()

    papers = [list(found.values()) for _row, found in released]
    for first, *earlier in (papers, [papers[0], *sums, *papers[1:]], [*sums, *papers]):
        told = audited(first, NETWORK, earlier, links_of_areas())
        assert (told["recovered"], len(told["earlier"])) == (0, len(earlier))
        assert told["narrowest"] is None or told["narrowest"] >= NETWORK.values_left


def _fits(line: Line, allowed: set[tuple[str, str]]) -> bool:
    return (line.label, line.number) in allowed or line.number in ("bildirim yok", "–")


def test_no_centre_follows_from_what_was_let_out(network: House) -> None:
    for audiences in (["public"], ["centres"], ["centres", "public"]):
        released = _released(network, audiences)
        sums = {told for row, found in released for told in _sources(row, found)}
        assert len(sums) >= len(YEAR)
        assert given_away(sums, terms().fewest) == ()
        year = of_quarters([Source(code, 1, "") for code in ("konak-1", "bornova-1", "uc-1", "bes-1", "alti-1")], YEAR)
        assert given_away({*sums, year}, terms().fewest) == (MISSED,)
        assert all("contacts_by_district" not in found for _row, found in released)


def _sources(row: NetworkRelease, tables: Mapping[str, SafeTable]) -> Iterator[frozenset[Stands]]:
    """Which centre's quarters stand in each table of a release."""
    told = json.loads(row.payload)["sources"]
    for key in tables:
        quarters = YEAR if contents().plans[key].yearly else [Quarter.read(row.quarter)]
        yield of_quarters([Source(*each) for each in told[key]], quarters)
