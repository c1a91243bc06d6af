"""What this room shows on a file, on today and to her, and which figures its calls make."""

from datetime import date, timedelta

import pytest
import time_machine

from omuz.casework.appointments.actions.door import count_call
from omuz.casework.appointments.facts import call
from omuz.casework.appointments.queries import panel
from omuz.casework.appointments.rules.calls import Counted
from omuz.casework.cases.queries.files import open_case
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.raw import base_at, figure_at
from omuz.insight.indicators.sources import facts_from_installation
from tests.casework.appointments.conftest import MONDAY_TEN, MORNINGS, NEVER
from tests.casework.appointments.test_follow_ups import planned
from tests.casework.contacts.conftest import MONDAY_TEN as TALLY_DAY

pytestmark = pytest.mark.django_db


def test_a_file_shows_its_appointments_and_promises_and_what_it_holds(cast, file_with, visit_of) -> None:
    from django.template.loader import render_to_string

    case = file_with()
    made = visit_of(case, with_children="yes")
    planned(cast, case, due_on=MONDAY_TEN.date())
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        asked = {"vault": cast.ayse.vault, "opened": file}
        shown = panel.panel(cast.ayse.person, **asked)
        text = render_to_string(shown.template, dict(shown.context))
        assert f"/takvim/randevu/{made.id}/" in text
        titles = [str(entry.title) for entry in panel.entries(cast.ayse.person, **asked)]
        assert titles == ["Randevu verildi", "Takip planlandı"]
        hers = panel.told_to_her(cast.ayse.person, **asked)
        assert [str(section.title) for section in hers] == ["Randevularınız", "Size ulaşma sözümüz"]
        assert "Çocukla: Evet" in hers[0].lines[0][1]
        assert dict(panel.held(cast.ayse.person, **asked)) == {"Randevu": 1, "Takip": 1}


def test_today_lists_codes_only(cast, file_with, visit_of) -> None:
    case = file_with()
    visit_of(case, worker=cast.ayse)
    planned(cast, case, due_on=MONDAY_TEN.date(), now=MONDAY_TEN - timedelta(days=1))
    with acting(cast.ayse.person):
        asked = {"vault": cast.ayse.vault, "centre_id": cast.konak.id}
        items = panel.today(cast.ayse.person, day=MONDAY_TEN.date(), **asked)
        assert [(item.kind, item.code, item.mine) for item in items] == [
            ("appointment", case.code, True), ("follow_up", case.code, True),
        ]  # fmt: skip
        assert all("Deniz" not in f"{item.title}{item.address}" for item in items)
        assert panel.today(cast.ayse.person, day=MONDAY_TEN.date() - timedelta(days=1), **asked) == []
    with acting(cast.nermin.person):
        nermins = {"vault": cast.nermin.vault, "centre_id": cast.konak.id}
        assert {item.mine for item in panel.today(cast.nermin.person, day=MONDAY_TEN.date(), **nermins)} == {False}


@pytest.mark.parametrize(
    ("safe", "way", "hour", "titles"),
    [
        (MORNINGS, "phone", 10, ["Randevuyu doğrulayın: şimdi olur"]),
        (MORNINGS, "phone", 8, ["Randevuyu doğrulayın: güvenli saatini bekleyin"]),
        (MORNINGS, "phone", 14, []),
        (MORNINGS, "told", 10, []),
        (NEVER, "phone", 10, []),
    ],
)
def test_a_visit_is_put_forward_for_confirmation_only_where_she_may_be_reached(
    cast, file_with, visit_of, safe, way, hour, titles
) -> None:
    with time_machine.travel(MONDAY_TEN.replace(hour=hour), tick=False):
        visit_of(file_with(safe), at=MONDAY_TEN + timedelta(days=2), confirm_by=way, now=MONDAY_TEN)
        with acting(cast.ayse.person):
            asked = {"vault": cast.ayse.vault, "centre_id": cast.konak.id, "day": MONDAY_TEN.date()}
            assert [str(item.title) for item in panel.today(cast.ayse.person, **asked)] == titles


def test_missed_calls_become_i17_without_a_day(cast) -> None:
    from omuz.casework.contacts.actions import Said, record_contact
    from omuz.casework.contacts.rules.answers import Answers
    from omuz.casework.contacts.rules.safe_contact import SafeContact

    ayse = cast.ayse.person
    with acting(ayse):
        for _ in range(3):
            count_call(by=ayse, centre_id=cast.konak.id, what=Counted.MISSED, day=date(2026, 11, 23))
        count_call(by=ayse, centre_id=cast.konak.id, what=Counted.ANSWERED, day=date(2026, 11, 20))
        for channel in ("phone", "phone", "email"):
            said = Said(Answers(at=TALLY_DAY, channel=channel), SafeContact(), "", None)
            record_contact(by=ayse, vault=cast.ayse.vault, centre_id=cast.konak.id, said=said)
        asked = {"person": ayse, "vault": cast.ayse.vault, "centre_id": cast.konak.id}
        facts = facts_from_installation("call", **asked)
        assert len(facts) == 6
        assert facts.distinct("month") == {"2026-11"}
        table = count(indicator("I17"), facts, ())
        assert (figure_at(table, ()), base_at(table, ())) == (3, 6)
        assert len(facts_from_installation("call", **asked, period="2026-10")) == 0
        assert call.rows(**asked, case_id=cast.konak.id) == []
    with acting(cast.zeynep.person):
        from django.http import Http404

        with pytest.raises(Http404):
            call.rows(person=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.konak.id)
