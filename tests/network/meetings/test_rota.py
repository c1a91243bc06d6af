"""The year's turns: accepted as proposed, changed with a reason that stays, called off without a gap in numbers."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.network.meetings.actions import institutions, preparing, rota
from omuz.network.meetings.models import Institution, Meeting, RotaChange
from omuz.network.meetings.queries import rota as turns
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.meetings.houses import House


def _numbers() -> list[int | None]:
    return list(Meeting.objects.filter(cancelled_at=None).order_by("on").values_list("number", flat=True))


def test_owners_of_centres_come_from_the_directory_and_a_municipality_without_a_centre_by_hand(house: "House") -> None:
    names = set(Institution.objects.values_list("name", flat=True))
    assert names == {"Konak Belediyesi", "Bornova Belediyesi", "Karaburun Belediyesi"}
    assert house.without_centre.organisation_id is None
    with acting(house.elif_), pytest.raises(NotNow):
        institutions.take_in_directory(by=house.elif_)


def test_one_name_is_one_institution(house: "House") -> None:
    told: dict[str, Any] = {"kind": "district", "member": True, "hosts": False}
    with acting(house.elif_), pytest.raises(NotNow, match="zaten var"):
        institutions.write_institution(by=house.elif_, name="Karaburun Belediyesi", **told)


def test_a_meeting_begins_with_an_agenda_that_holds_the_follow_up_of_decisions(house: "House") -> None:
    kinds = [item.kind for item in house.meeting.items.all()]
    assert kinds.count("follow_up") == 1
    assert sum(item.minutes for item in house.meeting.items.all()) == house.meeting.length == 180


def test_the_proposal_fills_the_year_fairly_and_leaves_planned_months_alone(house: "House") -> None:
    today = timezone.localdate()
    with acting(house.elif_):
        found = turns.turns(turns.proposal_start(today), week=3, weekday=2)
        assert not {(turn.on.year, turn.on.month) for turn in found} & {
            (row.on.year, row.on.month) for row in Meeting.objects.all()
        }
        hosts = {row.id: row for row in turns.hosts()}
        rota.plan(by=house.elif_, turns=[rota.Planned(turn.on, hosts[turn.host.id]) for turn in found])
        assert _numbers() == list(range(24, 24 + len(_numbers())))
        times = [share.times + (share.coming is not None) for share in turns.shares(today)]
        assert min(times) >= 1
        assert turns.turns(turns.proposal_start(today), week=3, weekday=2) == []


def test_two_change_turns_and_everybody_reads_why(house: "House") -> None:
    first, second = house.coming
    with acting(house.elif_):
        with pytest.raises(NotNow, match="Gerekçe"):
            rota.swap(by=house.elif_, meeting=first, other=second, reason=" ")
        rota.swap(by=house.elif_, meeting=first, other=second, reason="Salon onarımda")
        hosts = [Meeting.objects.get(pk=row.pk).host_id for row in house.coming]
        assert hosts == [house.without_centre.id, house.bornova.id]
        told = list(RotaChange.objects.order_by("meeting__on").values_list("kind", "before", "after", "reason"))
    assert told == [
        ("swap", "Bornova Belediyesi", "Karaburun Belediyesi", "Salon onarımda"),
        ("swap", "Karaburun Belediyesi", "Bornova Belediyesi", "Salon onarımda"),
    ]
    html = house.page("rota", house.cast.ayse).content.decode()
    assert "Salon onarımda" in html


def test_a_meeting_called_off_leaves_its_number_to_the_next(house: "House") -> None:
    with acting(house.elif_):
        gone = rota.call_off(by=house.elif_, meeting=house.coming[0], reason="Deprem tatbikatı")
        assert gone.number is None
        assert _numbers() == [24, 25]
        with pytest.raises(NotNow):
            rota.change_host(by=house.elif_, meeting=gone, host=house.konak, reason="x")


def test_another_day_renumbers_what_nobody_was_called_to(house: "House") -> None:
    first, second = house.coming
    with acting(house.elif_):
        rota.change_day(by=house.elif_, meeting=first, on=second.on + timedelta(days=7), reason="Bayram")
        assert Meeting.objects.get(pk=second.pk).number == 25
        assert Meeting.objects.get(pk=first.pk).number == 26
        with pytest.raises(NotNow, match="zaten var"):
            rota.change_day(by=house.elif_, meeting=first, on=second.on, reason="Bayram")


def test_whoever_has_it_in_her_calendar_gets_the_change(house: "House") -> None:
    row = house.called(house.coming[0])
    assert row.sequence == 0
    with acting(house.elif_):
        moved = rota.change_day(by=house.elif_, meeting=row, on=row.on + timedelta(days=1), reason="Salon dolu")
    assert (moved.sequence, moved.number) == (1, 25)


def test_the_past_is_not_rewritten(house: "House") -> None:
    with acting(house.elif_):
        past = rota.plan(by=house.elif_, turns=[rota.Planned(house.meeting.on - timedelta(days=30), house.konak)])[0]
        with pytest.raises(NotNow, match="geçti"):
            rota.change_host(by=house.elif_, meeting=past, host=house.bornova, reason="x")


def test_only_the_network_coordinator_writes_and_the_database_holds_it(house: "House") -> None:
    for who in (house.cast.nermin, house.sema, house.cast.derya):
        with acting(who.person), pytest.raises(Refused):
            rota.call_off(by=who.person, meeting=house.coming[0], reason="x")
        with acting(who.person):
            assert Meeting.objects.count() == 3
            from omuz.foundation.audit.chain import recorded

            with recorded(by=who.person, event="network_meeting.prepared"):
                assert Meeting.objects.update(topic="x") == 0


def test_a_call_needs_place_and_guests_and_never_takes_away_who_came(house: "House") -> None:
    with acting(house.elif_), pytest.raises(NotNow, match="yer"):
        preparing.call(by=house.elif_, meeting=house.meeting, institutions=[house.konak])
    row = house.held()
    with acting(house.elif_):
        preparing.call(by=house.elif_, meeting=row, institutions=[house.without_centre])
        left = set(row.invited.values_list("institution__name", flat=True))
    assert left == {"Konak Belediyesi", "Bornova Belediyesi", "Karaburun Belediyesi"}


def test_an_agenda_keeps_its_order_and_what_was_said(house: "House") -> None:
    with acting(house.elif_):
        items = [preparing.Item("Sunum", 30, presenter="Bar temsilcisi"), preparing.Item("Takip", 10, "follow_up")]
        preparing.write_agenda(by=house.elif_, meeting=house.meeting, items=items)
        assert [row.title for row in house.meeting.items.all()] == ["Sunum", "Takip"]
        with pytest.raises(NotNow, match="kişi adına"):
            preparing.write_agenda(
                by=house.elif_, meeting=house.meeting, items=[preparing.Item("Sunum", 30, presenter="Ayşe Demir")]
            )
        with pytest.raises(NotNow, match="dakika"):
            preparing.write_agenda(by=house.elif_, meeting=house.meeting, items=[preparing.Item("Sunum", 0)])


def test_papers_are_named_by_where_they_are_and_never_taken_in(house: "House") -> None:
    with acting(house.elif_):
        with pytest.raises(NotNow, match="https"):
            preparing.note_paper(by=house.elif_, meeting=house.meeting, kind="slides", title="S", link="http://x.org")
        with pytest.raises(NotNow, match="nerede"):
            preparing.note_paper(by=house.elif_, meeting=house.meeting, kind="slides", title="S")
        kept = preparing.note_paper(
            by=house.elif_, meeting=house.meeting, kind="slides", title="Sunum", kept_at="Ağ klasörü, 24"
        )
        preparing.remove_paper(by=house.elif_, row=kept)
        assert not house.meeting.attachments.exists()
