"""The network's indicators about itself: for the coordinator, through the gate, from the rooms that hold them."""

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

if TYPE_CHECKING:
    from tests.cast import Cast


def test_every_indicator_of_the_network_is_told_to_its_coordinator(cast: "Cast") -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.returns.queries.itself import COUNTED, PUBLIC, indicators_of

    person = cast.elif_.person
    with acting(person):
        told = {each.code: each for each in indicators_of(person, 2026)}
    assert set(told) == {*COUNTED, *PUBLIC}
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
