"""Aid is asked and settled; the limits come from a wage the centre entered, and from nowhere else."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.aid import ask_for_aid, settle_aid
from omuz.casework.orders.actions.wages import enter_wage
from omuz.casework.orders.queries.limits import limit_lines
from omuz.casework.orders.queries.orders import aid_of
from omuz.casework.orders.queries.wages import wage_of, wages_of
from omuz.casework.orders.rules.aid import Aid, AidKind
from omuz.foundation.people.access import Refused, acting
from tests.casework.orders.at_work import DAY, Desk

pytestmark = pytest.mark.django_db

ASKED = Aid(AidKind.CHILDCARE, DAY, works="yes")


def _enter(desk: Desk, net: str, valid_from: date = date(2026, 1, 1), who=None) -> None:
    person = (who or desk.cast.nermin).person
    with acting(person):
        enter_wage(
            by=person,
            centre_id=desk.cast.konak.id,
            valid_from=valid_from,
            monthly_net=Decimal(net),
            source="Sınama için uydurulmuş",
        )


def _limits(desk: Desk, aid: Aid | None, day: date = DAY) -> list[str]:
    person = desk.cast.ayse.person
    with acting(person):
        return [words for _label, words in limit_lines(person, desk.cast.konak.id, aid, day)]


def test_aid_is_asked_settled_and_corrected(desk: Desk) -> None:
    request = desk.act(ask_for_aid, desk.cast.ayse, case_id=desk.case.id, aid=ASKED, note="Kaymakamlığa yazıldı")
    assert request.state == "open"
    granted = Aid(AidKind.CHILDCARE, DAY, works="yes", outcome="granted", decided_on=date(2026, 3, 20))
    desk.act(settle_aid, desk.cast.nermin, aid_id=request.id, revision=1, aid=granted)
    with acting(desk.cast.ayse.person):
        _file, found = aid_of(desk.cast.ayse.person, request.id, vault=desk.cast.ayse.vault)
    assert (found.aid, found.note, found.record.state) == (granted, "", "settled")
    with pytest.raises(Conflict):
        desk.act(settle_aid, desk.cast.ayse, aid_id=request.id, revision=1, aid=ASKED)
    with pytest.raises(Http404):
        desk.act(settle_aid, desk.cast.zeynep, aid_id=request.id, revision=2, aid=ASKED)


def test_without_an_entered_wage_no_amount_is_told(desk: Desk) -> None:
    assert _limits(desk, ASKED) == []
    _enter(desk, "30000", valid_from=date(2026, 7, 1))
    assert _limits(desk, ASKED) == [], "a wage of later does not hold earlier"


def test_the_limits_are_told_from_the_wage_of_the_day(desk: Desk) -> None:
    _enter(desk, "30000")
    assert _limits(desk, ASKED)[1] == "en çok 2 ay (02.05.2026 gününe dek), ayda en çok 15.000,00 TL"
    assert len(_limits(desk, Aid(AidKind.CHILDCARE, DAY))) == 3, "both, where nobody asked whether she works"
    daily = Aid(AidKind.TEMPORARY_AID, DAY, persons=3)
    assert _limits(desk, daily)[1] == "günde en çok 1.400,00 TL"
    sheltered = Aid(AidKind.TEMPORARY_AID, DAY, persons=3, sheltered="yes")
    assert _limits(desk, sheltered)[1].startswith("günde en çok 700,00 TL, barınma")
    assert len(_limits(desk, None)) == 4


def test_a_wage_is_entered_by_the_coordinator_with_its_source_and_corrected_by_a_later_entry(desk: Desk) -> None:
    with pytest.raises(Refused):
        _enter(desk, "1", who=desk.cast.ayse)
    with pytest.raises(Http404):
        _enter(desk, "1", who=desk.cast.zeynep)
    _enter(desk, "3000")
    _enter(desk, "30000")
    person = desk.cast.ayse.person
    with acting(person):
        assert [each.monthly_net for each in wages_of(person, desk.cast.konak.id)] == [Decimal(30000), Decimal(3000)]
        wage = wage_of(person, desk.cast.konak.id, DAY)
        assert wage and (wage.monthly_net, wage.source) == (Decimal(30000), "Sınama için uydurulmuş")


def test_one_centre_does_not_see_the_entries_of_another(desk: Desk) -> None:
    _enter(desk, "30000")
    person = desk.cast.zeynep.person
    with acting(person):
        assert wages_of(person, desk.cast.bornova.id) == []
        with pytest.raises(Http404):
            wages_of(person, desk.cast.konak.id)
