"""Pictures show every cell, hide what is hidden as hidden, and point nowhere."""

import csv
import re
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.turkish import fold
from omuz.insight.charts.downloads.pictures import to_png
from omuz.insight.charts.drawing import Drawing, MarksMissing, OutsideData, png, refuse_outside, svg
from omuz.insight.charts.figure import figure
from omuz.insight.charts.geography import geography
from omuz.insight.charts.maps import NotAMap, credit, district_map, steps
from omuz.insight.charts.reading import NotProtected, read
from omuz.insight.charts.specification import NARROW, Paper
from tests.insight.charts.tables import anonymous, channels, districts, months, summed

SVG = "{http://www.w3.org/2000/svg}"


def _shapes(picture: str, name: str) -> list[Element]:
    root = fromstring(picture)
    return [
        shape
        for group in root.iter(f"{SVG}g")
        if f"{name}_marks" in (group.get("class") or "").split()
        for shape in group
    ]


def _fills(picture: str, name: str = "cells") -> list[str]:
    return [shape.get("fill") or "" for shape in _shapes(picture, name)]


@pytest.mark.parametrize("width", [Paper().width, NARROW])
def test_every_category_with_something_in_it_is_drawn_and_hidden_ones_are_hatched(width: int) -> None:
    drawing = figure(channels(phone=69, face_to_face=21, email=3, letter=2), shape="bars").drawing(Paper(width))
    assert drawing is not None
    fills = _fills(svg(drawing))
    assert len(fills) == 4
    assert sum(fill.startswith("url(#kept-") for fill in fills) == 2


def test_a_hidden_bar_has_the_same_length_whatever_it_hides() -> None:
    def stub(**counts: int) -> set[str | None]:
        picture = svg(figure(channels(phone=60, email=30, **counts), shape="bars").drawing(Paper()) or _none())
        return {shape.get("d") for shape in _shapes(picture, "cells") if (shape.get("fill") or "").startswith("url")}

    assert {len(path or "") for path in stub(letter=1, message=2)} == {
        len(path or "") for path in stub(letter=4, message=4)
    }


def _none() -> Drawing:
    raise AssertionError("nothing was drawn")


def test_a_sum_between_bounds_ends_in_hatching_and_says_both() -> None:
    table = summed(channels(phone=60, face_to_face=3, email=37), channels(phone=30, face_to_face=50, email=20))
    picture = svg(figure(table, shape="bars").drawing(Paper()) or _none())
    assert any(fill.startswith("url(#maybe-") for fill in _fills(picture, "maybes"))
    assert re.search(r"51–5[0-9]", picture)


def test_the_map_always_has_thirty_shapes_hidden_ones_hatched() -> None:
    table = districts(konak=200, buca=40, karaburun=2, bornova=3)
    picture = svg(district_map(read(table), Paper()))
    fills = _fills(picture)
    assert len(fills) == 30
    assert sum(fill.startswith("url(#kept-") for fill in fills) >= 2
    assert len(_shapes(picture, "boxes")) == len(_shapes(picture, "keys"))


def test_a_table_without_all_districts_is_no_map() -> None:
    with pytest.raises(NotAMap):
        district_map(read(channels(phone=20)), Paper())


def test_shades_are_round_numbers_that_cover_the_largest() -> None:
    assert steps(read(districts(konak=370, buca=12)).rows) == [20, 50, 100, 200, 500]
    assert steps(read(districts()).rows) == []
    for top in (5, 9, 17, 48, 101, 999, 12345):
        limits = steps(read(districts(konak=top, buca=5)).rows)
        assert limits[-1] >= top
        assert len(limits) <= 5


def test_districts_have_the_codes_of_their_list() -> None:
    from omuz.foundation.catalogue.lists import code_list

    known = geography().districts
    assert set(known) == set(code_list("district").codes) - {"out_of_province", "abroad"}
    assert "OCHA / HDX" in credit("tr")
    assert "OCHA / HDX" in credit("en")


def test_months_nobody_reported_are_gaps_and_not_zeros() -> None:
    from omuz.insight.charts.columns import columns
    from omuz.insight.charts.reading import read_series

    reading = read_series([months("2025-Q4", 10, 20, 30)], ["2026-01", "2026-02", "2026-03"])
    picture = svg(columns(reading, Paper()))
    assert len(_fills(picture)) == 6
    assert picture.count("bildirim yok") == 3


def test_a_hidden_share_is_one_hatched_strip() -> None:
    picture = svg(figure(anonymous(3, 100), shape="share").drawing(Paper()) or _none())
    (fill,) = _fills(picture)
    assert fill.startswith("url(#kept-")
    assert "3" not in re.sub(r"<[^>]*>", "", picture).replace("<5", "")


def test_pictures_beside_each_other_share_no_names() -> None:
    pictures = [
        str(figure(table, shape=shape).picture())
        for table, shape in (
            (channels(phone=60, email=2), "bars"),
            (anonymous(2, 100), "share"),
            (districts(konak=60, buca=2), "map"),
        )
    ]
    names = [name for picture in pictures for name in re.findall(r' id="([^"]+)"', picture)]
    assert names
    assert len(names) == len(set(names))
    assert "clip" not in "".join(pictures)


def test_a_picture_holds_no_style_script_address_or_event() -> None:
    for one in (figure(channels(phone=60, email=2), shape="bars"), figure(districts(konak=60), shape="map")):
        picture = str(one.picture())
        assert not re.search(r"<(style|script|a|image|foreignObject|use)\b", picture)
        assert not re.search(r'\b(style|href|on\w+)="', picture)
        assert all(address.startswith("url(#") for address in re.findall(r"url\([^)]*", picture))


@pytest.mark.parametrize(
    "spec",
    [
        {"data": {"url": "https://example.org/x.csv"}, "mark": "bar"},
        {"layer": [{"data": {"values": []}}, {"data": {"URL": "file:///etc/passwd"}}]},
        {"mark": "image", "encoding": {"url": {"field": "x"}}},
        {"mark": {"type": "text", "href": "https://example.org"}},
    ],
)
def test_a_specification_that_points_outside_is_refused(spec: dict[str, Any]) -> None:
    with pytest.raises(OutsideData):
        refuse_outside(spec)
    with pytest.raises(OutsideData):
        svg(Drawing(spec, {}))


def test_a_drawing_that_loses_a_mark_is_not_shown() -> None:
    drawing = figure(channels(phone=60, email=30), shape="bars").drawing(Paper())
    assert drawing is not None
    with pytest.raises(MarksMissing):
        svg(Drawing(drawing.spec, {"cells": 3}))


def test_a_picture_for_documents_is_a_png() -> None:
    one = figure(channels(phone=60, email=30), shape="bars")
    drawing = one.drawing(Paper())
    assert drawing is not None
    assert png(drawing).startswith(b"\x89PNG")
    assert to_png(one).startswith(b"\x89PNG")


def test_labels_from_a_catalogue_are_text_and_never_code() -> None:
    from omuz.insight.charts.bars import _chosen

    picture = svg(
        Drawing(
            {
                "data": {"values": [{"place": 0, "low": 1}]},
                "mark": "bar",
                "name": "cells",
                "encoding": {
                    "y": {"field": "place", "type": "ordinal", "axis": {"labelExpr": _chosen(["it's <b>\\ 'fine'"])}},
                    "x": {"field": "low", "type": "quantitative"},
                },
            },
            {"cells": 1},
        )
    )
    assert "<b>" not in picture
    assert "it's &lt;b&gt;" in picture


@pytest.mark.parametrize("thing", [None, {"cells": []}, [1, 2], "table", 7])
def test_nothing_but_a_safe_table_becomes_a_figure(thing: object) -> None:
    with pytest.raises(NotProtected):
        figure(thing)


def test_the_population_beside_the_map_adds_up_to_the_published_totals() -> None:
    with (catalogue_folder() / "geo" / "izmir_district_population.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {fold(row["name"]) for row in rows} == set(geography().districts)
    assert sum(int(row["pop_2021"]) for row in rows) == 4_425_789
    assert sum(int(row["pop_2023"]) for row in rows) == 4_479_525
