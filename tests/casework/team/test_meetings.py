"""The weekly meeting: its table fills itself, decisions are kept by code, minutes tell no story."""

from datetime import date, timedelta

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.casework.appointments.actions.promising import plan_follow_up
from omuz.casework.cases.queries.files import open_case
from omuz.casework.safety.actions.urgent import put_on_list
from omuz.casework.team.actions.meeting import (
    Closed,
    decide,
    keep_meeting,
    open_meeting,
    put_on_table,
    settle_decision,
    take_off_table,
)
from omuz.casework.team.models import Decision
from omuz.casework.team.queries.meetings import agenda, decisions_of, open_decisions
from omuz.casework.team.queries.panel import entries, held, panel, today, told_to_her
from omuz.casework.team.queries.team import workload
from omuz.casework.team.rules.meeting import DecisionState, Why
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from tests.casework.appointments.conftest import ANY_TIME, closed_to
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def meeting(cast):
    """The meeting of Monday 23 November 2026."""
    with acting(cast.nermin.person):
        return open_meeting(by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id, on=DAY)


def safe_file(cast):
    return opened_file(cast, identity={"safe": ANY_TIME.to_payload()})


def urgent_now(cast, case) -> None:
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        with recorded(by=cast.ayse.person, event="risk.raised", centre=case.centre_id):
            put_on_list(file, by=cast.ayse.person, on=DAY, talk_id=case.id)


def decided(cast, case, meeting=None, **more):
    told = {"what": "Avukat randevusu", "post": "lawyer", "due_on": DAY, **more}
    with acting(cast.nermin.person):
        return decide(
            by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, meeting_id=meeting.id if meeting else None,
            **told,
        )  # fmt: skip


def test_the_table_fills_itself_and_takes_what_is_put_on_it(cast, meeting) -> None:
    urgent, overdue, chosen, hidden = (safe_file(cast) for _ in range(4))
    urgent_now(cast, urgent)
    week_ago = timezone.localtime() - timedelta(days=7)
    with acting(cast.ayse.person):
        plan_follow_up(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=overdue.id, way="phone", due_on=week_ago.date(),
            now=week_ago,
        )  # fmt: skip
    with acting(cast.nermin.person):
        for case in (chosen, hidden, chosen):
            put_on_table(by=cast.nermin.person, vault=cast.nermin.vault, meeting_id=meeting.id, case_id=case.id)
        table = agenda(cast.nermin.person, vault=cast.nermin.vault, meeting=meeting)
        told = {line.code: line.why for line in table}
        assert told == {
            urgent.code: Why.URGENT, overdue.code: Why.OVERDUE, chosen.code: Why.CHOSEN, hidden.code: Why.CHOSEN,
        }  # fmt: skip
        item = next(line for line in table if line.code == chosen.code)
        take_off_table(by=cast.nermin.person, item_id=item.item_id)
    closed_to(cast, hidden, hidden_from=[cast.ayse.staff.pk])
    with acting(cast.ayse.person):
        seen = {line.code for line in agenda(cast.ayse.person, vault=cast.ayse.vault, meeting=meeting)}
        assert seen == {urgent.code, overdue.code}


def test_a_decision_says_what_who_by_post_and_until_when(cast, meeting) -> None:
    case = safe_file(cast)
    made = decided(cast, case, meeting, worker_id=cast.ayse.staff.pk)
    with acting(cast.ayse.person):
        (one,) = decisions_of(cast.ayse.person, vault=cast.ayse.vault, meeting=meeting)
        assert (one.code, one.what, one.post, one.due_on, one.on) == (case.code, "Avukat randevusu", "lawyer", DAY, DAY)
        asked = {"vault": cast.ayse.vault, "centre_id": cast.konak.id}
        (item,) = today(cast.ayse.person, day=DAY, **asked)
        assert (item.code, item.mine, "Avukat randevusu" in str(item.title)) == (case.code, True, False)
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        given = {"vault": cast.ayse.vault, "opened": file}
        assert panel(cast.ayse.person, **given).context["decided"][0]["what"] == "Avukat randevusu"
        assert str(entries(cast.ayse.person, **given)[0].text) == "Avukat randevusu"
        assert told_to_her(cast.ayse.person, **given)[0].lines[0][1] == "Avukat randevusu"
        assert held(cast.ayse.person, **given) == [("Ekip kararı", 1)]
        settle_decision(
            by=cast.ayse.person, vault=cast.ayse.vault, decision_id=made.id, revision=1, state=DecisionState.DONE
        )
        assert open_decisions(cast.ayse.person, **asked) == []
        assert today(cast.ayse.person, day=DAY, **asked) == []


def test_closed_minutes_take_nothing_more(cast, meeting) -> None:
    case = safe_file(cast)
    with acting(cast.nermin.person):
        asked = {"by": cast.nermin.person, "vault": cast.nermin.vault, "meeting_id": meeting.id}
        keep_meeting(**asked, revision=1, present=[cast.ayse.staff.pk], general="Oda boyanacak", close=True)
        with pytest.raises(Closed):
            keep_meeting(**asked, revision=2, present=[], general="")
        with pytest.raises(Closed):
            put_on_table(**asked, case_id=case.id)
    with pytest.raises(Closed):
        decided(cast, case, meeting)
    with acting(cast.nermin.person):
        assert not Decision.objects.exists()


def test_one_meeting_a_day_and_none_of_another_centre(cast, meeting) -> None:
    with acting(cast.ayse.person):
        again = open_meeting(by=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, on=DAY)
        assert again.id == meeting.id
    with acting(cast.zeynep.person), pytest.raises(Http404):
        open_meeting(by=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.konak.id, on=DAY)
    assert cast.zeynep.client().get(reverse("team:meeting", args=[meeting.id])).status_code == 404


def test_workload_counts_work_and_ranks_nobody(cast) -> None:
    case = safe_file(cast)
    closed = safe_file(cast)
    closed_to(cast, closed, hidden_from=[cast.nermin.staff.pk])
    decided(cast, case, worker_id=cast.ayse.staff.pk)
    with acting(cast.nermin.person):
        loads = workload(cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id, day=DAY)
    told = {each.worker.name: (each.files, each.decisions) for each in loads}
    assert told == {"Ayşe Demir": (1, 1), "Nermin Aksoy": (0, 0)}, (
        "a file hidden from the reader is in no number of hers"
    )


def test_the_pages_carry_a_meeting_from_table_to_minutes(cast) -> None:
    with time_machine.travel("2026-11-23 10:00+03:00", tick=False):
        case, client = safe_file(cast), cast.nermin.client()
        address = client.post(reverse("team:meetings"), {"on": "23.11.2026"})["Location"]
        meeting_id = address.rstrip("/").rsplit("/", 1)[1]
        at = {name: reverse(f"team:{name}", args=[meeting_id]) for name in ("choose", "keep", "minutes", "meeting")}
        assert client.post(at["choose"], {"q": case.code}).status_code == 302
        client.post(at["choose"], {"q": "D-ZZZZZ"})
        assert case.code in client.get(at["meeting"]).content.decode()
        page = reverse("team:decision", args=[meeting_id, case.id])
        assert client.get(page).status_code == 200
        assert client.post(page, {"what": "", "post": ""}).status_code == 422
        told = {"what": "Barodan avukat istenecek", "post": "lawyer", "until": "2026-11-24", "worker": ""}
        assert client.post(page, told).status_code == 302
        kept = {"present": [str(cast.ayse.staff.pk)], "general": "Bekleme odası", "version": "1"}
        assert client.post(at["keep"], kept).status_code == 302
        stale = client.post(at["keep"], {**kept, "general": "Kaybolmasın"})
        assert stale.status_code == 409
        assert "Kaybolmasın" in stale.content.decode()
        assert "Bekleme odası" in stale.content.decode()
        assert client.post(at["keep"], {**kept, "version": "2", "kapat": "1"})["Location"] == at["minutes"]
        paper = client.get(at["minutes"]).content.decode()
        for seen in (case.code, "Barodan avukat istenecek", "Ayşe Demir", "Bekleme odası", "<title>Belge</title>"):
            assert seen in paper
        assert cast.nermin.client().get(reverse("team:team")).content.decode().count("Barodan avukat istenecek") == 1
        closed_to(cast, case, hidden_from=[cast.ayse.staff.pk])
        hers = cast.ayse.client()
        for where in (at["minutes"], at["meeting"], reverse("team:team")):
            text = hers.get(where).content.decode()
            assert case.code not in text
            assert "Barodan" not in text
        assert hers.get(page).status_code == 404


def test_the_urgent_list_empties_itself_when_the_team_met(cast) -> None:
    from omuz.casework.safety.models import UrgentEntry

    case = safe_file(cast)
    urgent_now(cast, case)
    client, address = cast.ayse.client(), reverse("team:team")
    assert case.code in client.get(address).content.decode()
    with acting(cast.ayse.person):
        entry = UrgentEntry.objects.get()
    met = reverse("team:met", args=[entry.id])
    assert client.post(met, {"decided": "Sığınak konuşuldu"}).status_code == 302
    assert case.code not in client.get(address).content.decode()
    assert "bu arada" in client.post(met, {"decided": ""}, follow=True).content.decode()
    assert client.post(met, {"decided": "x" * 400}).status_code == 302
    assert cast.zeynep.client().post(met).status_code == 404
