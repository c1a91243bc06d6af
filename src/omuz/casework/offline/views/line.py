"""What the page asks while there is a line: where it stands, its half, drafts to take along, and to deliver."""

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omuz.casework.cases.queries.pausing import Paused
from omuz.casework.contacts.views.places import place_of
from omuz.casework.interviews.queries.records import interview_of
from omuz.casework.interviews.rules.record import State
from omuz.casework.offline import actions
from omuz.casework.offline.actions.computers import allowed_hours
from omuz.casework.offline.actions.delivering import NoSuchFile
from omuz.casework.offline.forms import Unreadable, entry_of, uuid_of
from omuz.casework.offline.queries.computers import drafts_to_take, standing_of
from omuz.casework.offline.queries.waiting import stands_in
from omuz.casework.offline.rules import Ended, Outcome
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.actions import doors
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.rules import device_kind
from omuz.foundation.vault.keys import VaultRefused
from omuz.foundation.vault.session import vault_of

View = Callable[..., HttpResponseBase]
UNTAKEN = 422
GONE = 410
MOST_COUNTED = 1000


def _refused(sentence: object, status: int = UNTAKEN) -> JsonResponse:
    return JsonResponse({"error": str(sentence)}, status=status)


def in_json(view: View) -> View:
    """Inside `page`: every refusal becomes one sentence the page can show; nothing is written then.

    Whoever opens such an address by hand is led to the page itself.
    """

    @wraps(view)
    def inner(request: Any, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method == "GET" and not request.headers.get("X-Omuz-Background"):
            return redirect("offline:shell")
        try:
            return view(request, *args, **named)
        except actions.NotAllowed as ended:
            return _refused(ended, GONE)
        except (NoSuchFile, Paused, VaultRefused) as refusal:
            return _refused(refusal)
        except Unreadable:
            return _refused(_("Gönderilen okunamadı; hiçbir şey yazılmadı. Sayfayı yenileyip yeniden gönderin."), 400)
        except Http404:
            return _refused(_("Bu dosyayı ya da bilgisayarı açamıyorsunuz; hiçbir şey yazılmadı."), 404)

    return inner


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RawPostDataException as error:  # a form where our script sends JSON
        raise Unreadable("body") from error


def _told(request: HttpRequest) -> dict[str, Any]:
    try:
        told = json.loads(_body(request))
    except ValueError as error:
        raise Unreadable("body") from error
    if not isinstance(told, dict):
        raise Unreadable("body")
    return told


@page("contacts.record")
@require_safe
@in_json
def standing(request: SignedInRequest) -> HttpResponseBase:
    """Whether her centre allows it and where this computer stands; carries the token the other requests need."""
    asked = request.GET.get("aygit", "")
    place = place_of(request, "contacts.record")
    return JsonResponse(
        {
            "token": get_token(request),
            "hours": allowed_hours(place.centre_id),
            "device": standing_of(request.person, uuid_of(asked) if asked else None),
        }
    )


def _half(given: actions.Half) -> JsonResponse:
    told = {
        "device": str(given.device.id),
        "half": base64.b64encode(given.half).decode(),
        "hours": allowed_hours(given.device.centre_id),
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@page("contacts.record")
@require_POST
@in_json
def switch_on(request: SignedInRequest) -> HttpResponseBase:
    """Her password again, then a computer begins."""
    place = place_of(request, "contacts.record")
    try:
        if not doors.prove(request, by=request.person, password=str(_told(request).get("password", ""))):
            return _refused(_("Parola doğru değil."))
    except doors.TooManyTries:
        return _refused(doors.TOO_MANY, 429)
    given = actions.switch_on(
        by=request.person,
        vault=vault_of(request),
        centre_id=place.centre_id,
        machine=device_kind(request.headers.get("User-Agent", "")),
    )
    return _half(given)


@page("contacts.record")
@require_POST
@in_json
def half(request: SignedInRequest) -> HttpResponseBase:
    """The half of her own computer's key."""
    device_id = uuid_of(_told(request).get("device"))
    return _half(actions.half_of(by=request.person, vault=vault_of(request), device_id=device_id))


@page("contacts.record")
@require_POST
@in_json
def switch_off(request: SignedInRequest) -> HttpResponseBase:
    """End her own computer."""
    told = _told(request)
    why = Ended.SIGNED_OUT if told.get("why") == Ended.SIGNED_OUT.value else Ended.SWITCHED_OFF
    actions.switch_off(by=request.person, device_id=uuid_of(told.get("device")), why=why)
    return JsonResponse({"done": True})


@page("contacts.record")
@require_POST
@in_json
def expired(request: SignedInRequest) -> HttpResponseBase:
    """Note how many entries her computer destroyed because nobody sent them in time."""
    told = _told(request)
    count = told.get("count")
    if not isinstance(count, int) or not 0 <= count <= MOST_COUNTED:
        raise Unreadable("count")
    actions.note_expired(by=request.person, device_id=uuid_of(told.get("device")), count=count)
    return JsonResponse({"done": True})


@page("contacts.record")
@require_POST
@in_json
def deliver(request: SignedInRequest) -> HttpResponseBase:
    """Take one entry; the same entry again gets the same answer."""
    done = actions.deliver(by=request.person, vault=vault_of(request), entry=entry_of(_body(request)))
    return JsonResponse({"outcome": done.outcome.value, "address": _address(request, done)})


def _address(request: SignedInRequest, done: actions.Delivered) -> str:
    if done.outcome is Outcome.COMPARE:
        return reverse("offline:compare", args=[done.target])
    tally = json.loads(_body(request)).get("kind") == "tally"
    return reverse("contacts:open" if tally else "interviews:open", args=[done.target])


@page("cases.write")
@require_safe
@in_json
def drafts(request: SignedInRequest) -> HttpResponseBase:
    """Her unfinished interviews, by code and time."""
    rows = [
        {"id": str(row.id), "code": row.case.code, "at": timezone.localtime(row.changed_at).isoformat()}
        for row in drafts_to_take(request.person)
    ]
    return JsonResponse({"drafts": rows})


@page("cases.write")
@require_POST
@in_json
def take(request: SignedInRequest, interview_id: UUID) -> HttpResponseBase:
    """What stands in one of them, to go on with it when the line is cut."""
    interview = interview_of(request.person, interview_id, "cases.write")
    if interview.state != State.DRAFT:
        raise Http404
    stands = stands_in(interview, vault_of(request))
    about = f"case:{interview.case.code}"
    looked(by=request.person, event="offline.taken", centre=interview.centre_id, about=about)
    told = {"code": interview.case.code, "fields": {name: list(values) for name, values in stands.items()}}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})
