"""She asks in her own order; each act writes one event; nothing is readable at rest and nothing is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services import actions
from omuz.casework.services.models import ServiceRequest, ShelterRequest
from omuz.casework.services.rules.requests import RequestState
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db


def _events(member: Member) -> list[str]:
    with acting(member.person):
        told = AuditEvent.objects.filter(event__regex="^(service|shelter)[.]").order_by("seq")
        return list(told.values_list("event", flat=True))


def _settle(member: Member, request: Any, state: RequestState, **told: Any) -> Any:
    with acting(member.person):
        given = {"revision": request.revision, "on": date(2026, 4, 1), **told}
        return actions.settle_request(by=member.person, vault=member.vault, request_id=request.id, state=state, **given)


def test_one_press_writes_one_sealed_request_and_one_event(cast: Cast, case: Any, ask: Callable[..., Any]) -> None:
    row = ask("legal", hers="Boşanmak istiyorum.")
    with acting(cast.ayse.person):
        stored = ServiceRequest.objects.get(id=row.id)
        raw = bytes(stored.answers) + bytes(stored.words)
    assert (stored.state, stored.due_on) == ("waiting", date(2026, 3, 16))
    assert not any(plain in raw for plain in (b"legal", "Boşanmak".encode(), b"2026"))
    assert _events(cast.ayse) == ["service.asked"]


def test_she_keeps_her_own_order_and_can_change_it(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any]
) -> None:
    for service in ("psychological", "legal", "nursery"):
        last = ask(service)
    with acting(cast.ayse.person):
        assert actions.move_request(by=cast.ayse.person, vault=cast.ayse.vault, request_id=last.id, up=True)
        assert actions.move_request(by=cast.ayse.person, vault=cast.ayse.vault, request_id=last.id, up=True)
        assert not actions.move_request(by=cast.ayse.person, vault=cast.ayse.vault, request_id=last.id, up=True)
    assert [each.wish.service for each in services().waiting] == ["nursery", "psychological", "legal"]
    assert _events(cast.ayse) == ["service.asked"] * 3 + ["service.reordered"] * 2


def test_a_second_press_writes_nothing_and_an_ended_request_can_be_asked_again(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any]
) -> None:
    first = ask("legal")
    assert ask("legal").id == first.id
    _settle(cast.ayse, first, RequestState.WITHDRAWN)
    assert ask("legal").id != first.id
    assert _events(cast.ayse) == ["service.asked", "service.settled", "service.asked"]
    assert [each.row.state for each in services().wishes] == ["waiting", "withdrawn"]


def test_what_was_missing_is_named_and_what_stood_before_is_kept(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any]
) -> None:
    row = ask("nursery", hers="Gece çalışıyorum.")
    row = _settle(cast.ayse, row, RequestState.NOT_MET, unmet_reason="hours", missing="gece kreşi")
    told = services().wishes[0]
    assert (told.wish.unmet_reason, told.missing, told.hers) == ("hours", "gece kreşi", "Gece çalışıyorum.")
    assert (row.due_on, told.wish.settled_on, told.days) == (None, date(2026, 4, 1), None)
    _settle(cast.ayse, row, RequestState.WAITING)
    told = services().wishes[0]
    assert (told.row.state, told.wish.settled_on, told.wish.unmet_reason, told.missing) == (
        "waiting", None, "not_asked", "",
    )  # fmt: skip
    assert [(each["state"], each["words"].get("missing", "")) for each in told.versions] == [
        ("waiting", ""), ("not_met", "gece kreşi"),
    ]  # fmt: skip


def test_two_people_at_once_lose_nothing(cast: Cast, ask: Callable[..., Any]) -> None:
    row = ask("legal")
    _settle(cast.nermin, row, RequestState.MET)
    with pytest.raises(Conflict):
        _settle(cast.ayse, row, RequestState.WITHDRAWN)
    with acting(cast.ayse.person):
        assert ServiceRequest.objects.get(id=row.id).state == "met"


def test_a_shelter_asked_for_gets_its_own_record_and_is_back_tomorrow(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any]
) -> None:
    ask("shelter")
    told = services()
    assert [each.asked.outcome for each in told.shelters] == ["waiting"]
    assert told.shelters[0].asked.request == told.wishes[0].row.id
    with acting(cast.ayse.person):
        assert ShelterRequest.objects.get().due_on == date(2026, 3, 3)
    assert _events(cast.ayse) == ["service.asked"]


@pytest.mark.parametrize("who", ["zeynep", "elif_", "derya", "can"])
def test_nobody_from_elsewhere_asks_or_settles(cast: Cast, ask: Callable[..., Any], who: str) -> None:
    row = ask("legal")
    member = getattr(cast, who)
    with pytest.raises(Http404):
        _settle(member, row, RequestState.MET)


@pytest.mark.parametrize("how", ["hidden_from", "only_for"])
def test_a_file_closed_to_her_takes_its_requests_with_it(
    cast: Cast, case: Any, ask: Callable[..., Any], close_to: Callable[..., None], how: str
) -> None:
    row = ask("legal")
    close_to(case, **{how: [(cast.ayse if how == "hidden_from" else cast.nermin).staff.pk]})
    with pytest.raises(Http404):
        _settle(cast.ayse, row, RequestState.MET)
    with pytest.raises(Http404):
        ask("nursery")
    with acting(cast.ayse.person):
        assert not ServiceRequest.objects.exists()
    _settle(cast.nermin, row, RequestState.MET)
