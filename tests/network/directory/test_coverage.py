"""Coverage: I44 by district and province, I45 for the province, and the map that says the same."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from omuz.foundation.people.access import acting
from omuz.network.directory.facts import Counted, residents
from omuz.network.directory.queries.atlas import atlas, shade
from omuz.network.directory.queries.coverage import coverage

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

TODAY = date(2026, 11, 23)


def test_the_residents_are_those_published_for_thirty_districts() -> None:
    everybody = residents()
    assert len(everybody) == 30
    assert sum(who.people for who in everybody.values()) == 4_479_525


def test_rates_are_counted_by_hand_too() -> None:
    told = coverage(TODAY, Counted({"konak": 2, "": 1}, 90, 0))
    konak = next(line for line in told.lines if line.code == "konak")
    women = residents()["konak"].women
    assert konak.rate == pytest.approx(2 * 50_000 / women)
    assert konak.women_per_centre == round(women / 2)
    assert told.rate == pytest.approx(3 * 50_000 / sum(who.women for who in residents().values()))
    assert told.family_rate == pytest.approx(90 * 10_000 / 4_479_525)
    assert told.elsewhere == 1


def test_a_number_nobody_said_is_not_a_zero() -> None:
    told = coverage(TODAY, Counted({}, None, 3))
    assert told.family_rate is None
    assert {line.women_per_centre for line in told.lines} == {None}
    assert {line.rate for line in told.lines} == {0.0}


@pytest.mark.parametrize(("rate", "name"), [(0, "none"), (0.49, "some"), (0.5, "near"), (0.99, "near"), (1.0, "met")])
def test_a_shade_stands_for_a_step_of_the_benchmark(rate: float, name: str) -> None:
    assert shade(rate) == name


def test_the_map_draws_each_district_once_with_the_tables_numbers() -> None:
    told = coverage(TODAY, Counted({"konak": 2}, None, 0))
    drawn = atlas(told, lambda line: "/x/" if line.centres else "", "tr")
    assert [shape.line for shape in drawn.shapes] == list(told.lines)
    assert [shape.line.name for shape in drawn.shapes if shape.address] == ["Konak"]
    assert all(0 < shape.x < drawn.width and 0 < shape.y < drawn.height for shape in drawn.shapes)
    assert "OCHA" in drawn.credit


@pytest.mark.django_db
def test_a_centre_whose_place_is_secret_is_in_no_district(directory: "Directory") -> None:
    from omuz.network.directory.models import PublicPart

    cast = directory.cast
    with acting(cast.nermin.person):
        assert next(line for line in coverage(TODAY).lines if line.code == "konak").centres == 1
        row = PublicPart.objects.get(centre_id=cast.konak.id)
    directory.keep(cast.nermin, row, confidential=True)
    with acting(cast.nermin.person):
        told = coverage(TODAY)
    assert next(line for line in told.lines if line.code == "konak").centres == 0
    assert (told.centres, told.elsewhere) == (2, 1)
