"""Districts put together are one shape, one line of the table and one name, with nothing of the inside left."""

from omuz.foundation.privacy.gate import gathered
from omuz.foundation.privacy.preparing import small_groups
from omuz.insight.charts.figure import figure
from omuz.insight.charts.geography import DISTRICTS, area, geography, women
from omuz.insight.charts.maps import district_map
from omuz.insight.charts.reading import read
from omuz.insight.charts.specification import WIDE, Paper
from tests.insight.charts.tables import districts

AREAS = {"cesme+karaburun": ["cesme", "karaburun"], "balcova+narlidere": ["balcova", "narlidere"]}


def _size(rings: object) -> float:
    """The space inside rings, whichever way round they run; holes and parts of one shape do not nest here."""
    total = 0.0
    for ring in rings:  # type: ignore[attr-defined]  # a tuple of rings
        total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2)
    return total


def test_the_shape_of_an_area_covers_its_districts_and_no_border_runs_through_it() -> None:
    for codes in AREAS.values():
        parts = [ring for code in codes for part in geography().districts[code].parts for ring in part]
        shape = area(codes)
        assert abs(_size(shape.parts[0]) - _size(parts)) < 0.02 * _size(parts)
        assert sum(map(len, shape.parts[0])) < sum(map(len, parts))
    assert area(["urla"]) is geography().districts["urla"]


def test_a_map_draws_an_area_once_and_names_it_in_the_table() -> None:
    merged = gathered(districts(), "district", AREAS)
    drawing = district_map(read(merged, "tr"), Paper(WIDE))
    assert drawing.marks["cells"] == DISTRICTS - 2
    assert "tek alan olarak" in " ".join(figure(merged, shape="map").notes)
    rows = [row[0] for row in figure(merged, shape="map").table()[1]]
    assert "Çeşme + Karaburun" in rows
    assert "Karaburun" not in rows


def test_every_small_district_finds_a_neighbour_in_the_released_terms() -> None:
    from omuz.network.returns.queries.areas import areas_for
    from omuz.network.returns.queries.terms import terms

    least = terms().audiences["public"].least_women
    assert areas_for("centres") == {}
    together = areas_for("public")
    alone = women().keys() - {code for codes in together.values() for code in codes}
    assert all(women()[code] >= least for code in alone)
    assert all(len({terms().parts[code] for code in codes}) == 1 for codes in together.values())
    assert terms().parts.keys() == geography().districts.keys()
    assert small_groups(women(), least, terms().parts) == together
