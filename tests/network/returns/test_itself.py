"""The network's indicators about itself: for the coordinator, through the gate, from the rooms that hold them."""

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from tests.cast import Cast


def test_every_indicator_of_the_network_is_told_to_its_coordinator(cast: "Cast") -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.returns.queries.itself import ACTS, COUNTED, PUBLIC, indicators_of

    person = cast.elif_.person
    with acting(person):
        told = {each.code: each for each in indicators_of(person, 2026)}
    assert set(told) == {*COUNTED, *PUBLIC, *ACTS}
    assert told["I51"].value == "beşten az merkez"
    # Two centres for 2.2 million women; nobody has told a number of family places.
    assert re.fullmatch(r"0,0[0-9]", told["I44"].value)
    assert told["I45"].value == "yazılmamış"
    assert told["I50"].value in {"gizlendi", "veri yok"}


def test_nobody_else_is_told_them(cast: "Cast") -> None:
    from omuz.foundation.people.access import Refused, acting
    from omuz.network.returns.queries.itself import indicators_of

    for member in (cast.ayse, cast.nermin, cast.derya, cast.can):
        with acting(member.person), pytest.raises(Refused):
            indicators_of(member.person, 2026)


def test_the_page_shows_them_and_leads_to_the_map(cast: "Cast") -> None:
    page = cast.elif_.client().get(reverse("returns:dashboard")).content.decode()
    assert 'id="itself"' in page
    assert f'href="{reverse("directory:centres")}"' in page
    for code in ("I42", "I44", "I45", "I50", "I59"):
        assert f">{code}<" in page


def test_meetings_are_counted_there_as_their_own_room_counts_them(cast: "Cast") -> None:
    from django.utils import timezone

    from omuz.foundation.people.access import acting
    from omuz.network.meetings.queries.figures import attendance_table
    from omuz.network.returns.queries.itself import indicators_of
    from tests.network.meetings import houses

    houses.made(cast).held()
    year, person = timezone.localdate().year, cast.elif_.person
    with acting(person):
        told = next(each for each in indicators_of(person, year) if each.code == "I54")
        own = attendance_table(person, year)
    behind = own.denominator(own.total.key).value
    assert told.behind == ("gizlendi" if behind is None else str(behind))
    assert told.value != "veri yok"


def test_what_is_hidden_of_what_is_told_apart_is_one_line_and_an_empty_year_says_so(cast: "Cast") -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.returns.queries.itself import indicators_of
    from omuz.network.training.actions.elsewhere import count_directorate

    with acting(cast.nermin.person):
        for directorate, staff, trained in (("social_aid", 40, 12), ("municipal_police", 120, 36)):
            count_directorate(
                by=cast.nermin.person, organisation_id=cast.town.id, directorate=directorate, year=2026, staff=staff,
                trained=trained,
            )  # fmt: skip
    with acting(cast.elif_.person):
        lines = [each for each in indicators_of(cast.elif_.person, 2026) if each.code == "I58"]
        empty = [each for each in indicators_of(cast.elif_.person, 2019) if each.code in ("I57", "I58", "I62")]
    (shown, rest) = lines
    assert (shown.title.partition(": ")[2], shown.value, shown.behind) == ("Zabıta Müdürlüğü", "36 (%30)", "120")
    assert re.search(r"öteki \d+$", rest.title)
    assert rest.value == "gizlendi"
    assert {each.value for each in empty} == {"veri yok"}
