"""The invented directory: enough of everything to show, nothing real, no address of a secret place."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from demo.directory import plant_directory
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import places
from omuz.network.directory.models import Directorate, Partner, PublicPart
from omuz.network.directory.queries.entries import partner_lines, to_verify

if TYPE_CHECKING:
    from tests.cast import Cast

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_the_invented_directory_has_forty_institutions_some_of_them_to_verify(cast: "Cast") -> None:
    cigli = places.found_organisation(by=SYSTEM, kind="district", name="Çiğli Belediyesi")
    teams = {"konak-1": cast.nermin.person, "bornova-1": cast.zeynep.person}
    centres = {"konak-1": cast.konak, "bornova-1": cast.bornova}
    plant_directory(teams, cast.elif_.person, {"konak": cast.town, "cigli": cigli}, centres, TODAY)
    with acting(cast.elif_.person):
        lines = partner_lines(TODAY)
        assert len(lines) == 40
        assert all(line.partner.example and "(örnek)" in line.partner.name for line in lines)
        assert 5 <= len(to_verify(TODAY)) <= 20
        assert PublicPart.objects.filter(example=True).count() == 2
        assert Directorate.objects.filter(organisation=cigli).count() == 9
        assert set(Partner.objects.filter(confidential=True).values_list("address", flat=True)) == {""}
