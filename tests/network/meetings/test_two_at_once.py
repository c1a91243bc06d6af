"""Two people on one page, and a button pressed twice: nothing is lost, nothing counted or decided a second time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from omuz.foundation.people.access import acting
from omuz.network.meetings.actions import decisions, minutes, preparing, rota
from omuz.network.meetings.models import Attachment, Decision, EvaluationCount, FollowUp, Meeting
from omuz.network.meetings.queries.meetings import came_lately
from omuz.network.meetings.rules.standing import Outcome
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.meetings.houses import House


def _opened(house: "House", name: str, *args: Any) -> dict[str, str]:
    """What the form of a page sends when nothing is touched."""
    page: Any = html.document_fromstring(house.page(name, None, *args).content.decode())
    form = max(page.xpath("//main//form[@method='post']"), key=lambda each: len(each.fields))
    return {key: value or "" for key, value in form.fields.items() if key != "csrfmiddlewaretoken"}


def _sent(house: "House", name: str, given: Mapping[str, Any], *args: Any) -> Any:
    return house.cast.elif_.client().post(reverse(f"meetings:{name}", args=args), given)


def test_two_who_write_minutes_keep_what_the_other_wrote(house: "House") -> None:
    row = house.held()
    first, second = list(row.items.all())[:2]
    hers, other = _opened(house, "minutes", row.id), _opened(house, "minutes", row.id)
    assert _sent(house, "minutes", {**hers, f"note-{first.id}": "Açıldı."}, row.id).status_code == 302
    assert _sent(house, "minutes", {**other, f"note-{second.id}": "İzlendi."}, row.id).status_code == 302
    with acting(house.elif_):
        assert [row.items.get(pk=each.pk).noted for each in (first, second)] == ["Açıldı.", "İzlendi."]


def test_two_who_write_under_one_item_are_told_and_lose_no_word(house: "House") -> None:
    row = house.held()
    item = row.items.first()
    other = _opened(house, "minutes", row.id)
    _sent(house, "minutes", {**_opened(house, "minutes", row.id), f"note-{item.id}": "Açıldı."}, row.id)
    refused = _sent(house, "minutes", {**other, f"note-{item.id}": "Tanışıldı."}, row.id)
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "başka biri de yazdı" in told and "Açıldı." in told and "Tanışıldı." in told
    page: Any = html.document_fromstring(told)
    again = {**other, f"was-note-{item.id}": page.xpath(f"//input[@name='was-note-{item.id}']/@value")[0]}
    assert _sent(house, "minutes", {**again, f"note-{item.id}": "Açıldı, tanışıldı."}, row.id).status_code == 302
    with acting(house.elif_):
        assert row.items.get(pk=item.pk).noted == "Açıldı, tanışıldı."


def test_a_decision_sent_twice_is_decided_once(house: "House") -> None:
    row = house.held()
    given = {
        **_opened(house, "minutes", row.id),
        "form-0-what": "Kart basılsın",
        "form-0-owner": str(house.konak.id),
        "form-0-owner_post": "KDM koordinatörü",
    }
    for _time in range(2):
        assert _sent(house, "minutes", given, row.id).status_code == 302
    with acting(house.elif_):
        assert Decision.objects.count() == 1


def test_two_who_note_who_came_keep_what_the_other_noted(house: "House") -> None:
    row = house.called()
    konak, bornova = (row.invited.get(institution=each) for each in (house.konak, house.bornova))
    hers, other = _opened(house, "presence", row.id), _opened(house, "presence", row.id)
    _sent(house, "presence", {**hers, f"present-{konak.id}": "yes", "heads": "9"}, row.id)
    _sent(house, "presence", {**other, f"present-{bornova.id}": "no"}, row.id)
    with acting(house.elif_):
        assert [row.invited.get(pk=each.pk).present for each in (konak, bornova)] == ["yes", "no"]
        assert Meeting.objects.get(pk=row.pk).heads == 9


def test_an_item_somebody_added_meanwhile_stays_on_the_agenda(house: "House") -> None:
    row = house.coming[0]
    other = _opened(house, "agenda", row.id)
    hers = {**_opened(house, "agenda", row.id), "form-6-title": "Ziyaret", "form-6-minutes": "20"}
    _sent(house, "agenda", hers, row.id)
    _sent(house, "agenda", {**other, "form-0-title": "Karşılama"}, row.id)
    with acting(house.elif_):
        titles = list(row.items.values_list("title", flat=True))
    assert titles[0] == "Karşılama" and titles[-1] == "Ziyaret" and len(titles) == 7


def test_an_item_taken_off_meanwhile_stays_off_unless_she_wrote_in_it(house: "House") -> None:
    row = house.coming[0]
    stale = _opened(house, "agenda", row.id)
    name = stale["form-1-title"]
    _sent(house, "agenda", {**_opened(house, "agenda", row.id), "form-1-title": ""}, row.id)
    assert _sent(house, "agenda", {**stale, "form-0-title": "Karşılama"}, row.id).status_code == 302
    with acting(house.elif_):
        titles = list(row.items.values_list("title", flat=True))
    assert name not in titles and titles[0] == "Karşılama" and len(titles) == len(set(titles))
    told = _sent(house, "agenda", {**stale, "form-1-title": "Yeni ad"}, row.id)
    assert told.status_code == 422 and "Yeni ad" in told.content.decode()
    with acting(house.elif_):
        assert "Yeni ad" not in row.items.values_list("title", flat=True)


def test_an_institution_called_meanwhile_stays_called(house: "House") -> None:
    row = house.called()
    page: Any = html.document_fromstring(house.page("call", None, row.id).content.decode())
    form = max(page.xpath("//main//form[@method='post']"), key=lambda each: len(each.inputs))
    stale: dict[str, list[str]] = {}
    for key, value in form.form_values():
        stale.setdefault(key, []).append(value)
    with acting(house.elif_):
        guest = house.without_centre
        there = [each.institution for each in row.invited.all()]
        preparing.call(by=house.elif_, meeting=row, institutions=[*there, guest])
    left = [each for each in stale["institution"] if each != str(house.bornova.id)]
    assert _sent(house, "call", {**stale, "institution": left}, row.id).status_code == 302
    with acting(house.elif_):
        now = {each.institution_id for each in row.invited.all()}
    assert guest.id in now and house.bornova.id not in now


def test_turns_changed_twice_by_one_press_do_not_change_back(house: "House") -> None:
    one, other = house.coming
    given = {"what": "swap", "host": str(one.host_id), "other": str(other.id), "reason": "Salon onarımda"}
    assert _sent(house, "turn", given, one.id).status_code == 302
    again = _sent(house, "turn", given, one.id)
    assert again.status_code == 422 and "az önce değişti" in again.content.decode()
    with acting(house.elif_):
        assert Meeting.objects.get(pk=one.pk).host_id == other.host_id


def test_a_year_accepted_twice_is_planned_once(house: "House") -> None:
    given = {"week": "3", "weekday": "2", "begins": "10:00", "ends": "13:00"}
    for _time in range(2):
        assert _sent(house, "accept", given).status_code == 302
    with acting(house.elif_):
        days = list(Meeting.objects.values_list("on", flat=True))
        with pytest.raises(NotNow):
            rota.plan(by=house.elif_, turns=[rota.Planned(days[0], house.konak)])
    assert len(days) == len(set(days))


def test_sheets_sent_twice_are_counted_once(house: "House") -> None:
    row = house.held()
    given = _opened(house, "evaluation", row.id)
    numbers = {f"{question}-yes": "4" for question in ("useful", "heard", "clear")}
    page: Any = html.document_fromstring(house.page("evaluation", None, row.id).content.decode())
    once = page.xpath("//input[@name='once']/@value")[0]
    for _time in range(2):
        _sent(house, "sheets", {**given, **numbers, "once": once}, row.id)
    with acting(house.elif_):
        assert set(EvaluationCount.objects.values_list("number", flat=True)) == {4}


def test_what_is_said_twice_or_noted_twice_stands_once(house: "House") -> None:
    decision, today = house.decided(), timezone.localdate()
    with acting(house.elif_):
        for _time in range(2):
            decisions.say(by=house.elif_, decision=decision, outcome=Outcome.RUNNING, on=today, words="Sürüyor")
            preparing.note_paper(by=house.elif_, meeting=house.meeting, kind="report", title="Rapor", kept_at="Dolap 2")
        assert (FollowUp.objects.count(), Attachment.objects.count()) == (1, 1)


def test_attendance_is_told_institution_by_institution_over_twelve_meetings(house: "House") -> None:
    row = house.held()
    with acting(house.elif_):
        lately = came_lately(timezone.localdate())
        assert (lately[house.konak.id].there, lately[house.konak.id].written) == (1, 1)
        assert (lately[house.bornova.id].there, lately[house.bornova.id].written) == (0, 1)
        assert lately[house.without_centre.id].written == 0
        assert came_lately(row.on - timedelta(days=1)) == {}
        minutes.close_minutes(by=house.elif_, meeting=row)
    assert "1 çağrının 1 tanesine geldi" in house.page("institutions", house.cast.zeynep).content.decode()
    assert house.page("institutions", house.cast.derya).status_code == 403
