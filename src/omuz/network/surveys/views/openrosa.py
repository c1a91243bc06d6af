"""The doors for ODK Collect and KoboCollect, OpenRosa 1.0: no session, no cookie, one centre, a bounded rate.

A device signs in by HTTP Basic with its code and token, or with both in the address for those that cannot.
These are the only pages of the program that take a post without the form's own token: a browser never sends them.
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from omuz.foundation.people.rates import count
from omuz.network.surveys.actions.submissions import NotTaken, receive
from omuz.network.surveys.models import Device, Round
from omuz.network.surveys.queries.devices import invitation_for, names_a_centre, open_invitations, recognised
from omuz.network.surveys.rules import openrosa
from omuz.network.surveys.rules.devices import MOST_BYTES, MOST_PER_MINUTE, MOST_REFUSED

DEVICE = "device"
ITEMSETS = "itemsets.csv"
_XML = "text/xml; charset=utf-8"

View = Callable[..., HttpResponseBase]


class DeviceRequest(HttpRequest):
    """A request of a device that has been recognised."""

    device: Device
    prefix: tuple[str, ...]
    """Code and token where they stand in the address, so that further addresses carry them too."""


def _signed(request: HttpRequest, code: str, token: str) -> tuple[str, str]:
    if code:
        return code, token
    kind, _space, told = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _colon, word = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, word


def device_page(view: View) -> View:
    """Guard a view for devices: bounded rate, token, and the rows of exactly one centre."""

    @wraps(view)
    def inner(request: Any, code: str = "", token: str = "", **named: Any) -> HttpResponseBase:
        name, word = _signed(request, code, token)
        device = recognised(name, word) if name else None
        if device is None:
            return _turned_away(request, name)
        if count(f"device:{device.code}", minutes=1) > MOST_PER_MINUTE:
            return _answer(_("Çok fazla istek. Biraz sonra yeniden deneyin."), 429)
        request.device, request.prefix = device, (code, token) if code else ()
        return _stamped(view(request, **named))

    inner.permission = DEVICE  # type: ignore[attr-defined]  # read by the page table test
    return csrf_exempt(inner)


def _turned_away(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for the token; many wrong ones are only told to wait. Whoever holds a token is never kept out by them."""
    if name and names_a_centre(name) and count(f"refused:{request.META.get('REMOTE_ADDR', '')}") > MOST_REFUSED:
        return _answer(_("Çok fazla yanlış deneme. Biraz sonra yeniden deneyin."), 429)
    refused = _answer(_("Bu cihaz tanınmadı ya da anahtarı geri alındı."), 401)
    refused["WWW-Authenticate"] = 'Basic realm="Omuz", charset="UTF-8"'
    return refused


def _stamped(response: HttpResponseBase) -> HttpResponseBase:
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(MOST_BYTES)
    response["Date"] = http_date(timezone.now().timestamp())
    return response


def _answer(sentence: str, status: int) -> HttpResponse:
    found = HttpResponse(openrosa.response(sentence), content_type=_XML, status=status)
    _stamped(found)
    return found


def _address(request: DeviceRequest, name: str, *args: str) -> str:
    variant = f"{name}-by-address" if request.prefix else name
    return request.build_absolute_uri(reverse(f"surveys:{variant}", args=[*request.prefix, *args]))


@device_page
def root(request: DeviceRequest) -> HttpResponseBase:
    """What somebody sees who opens the address of the server: one sentence."""
    del request
    return _answer(_("Bu adres saha cihazları içindir."), 200)


@device_page
def form_list(request: DeviceRequest) -> HttpResponseBase:
    """The forms this device may fetch: the open rounds of its centre."""
    wanted = openrosa.round_code(request.GET.get("formID", ""))
    offered = [
        _offered(request, each.round)
        for each in open_invitations(request.device.centre_id)
        if not wanted or each.round.code == wanted
    ]
    return HttpResponse(openrosa.form_list(offered), content_type=_XML)


def _offered(request: DeviceRequest, asked: Round) -> openrosa.Offered:
    return openrosa.Offered(
        round_code=asked.code,
        title=asked.title,
        version=asked.version.version,
        md5=openrosa.md5_of(_served(asked)),
        address=_address(request, "device-form", asked.code),
        manifest=_address(request, "device-manifest", asked.code) if asked.version.itemsets else "",
    )


def _served(asked: Round) -> bytes:
    version = asked.version
    return openrosa.served(version.xform, round_code=asked.code, title=asked.title, version=version.version)


def _round(request: DeviceRequest, round_code: str) -> Round | None:
    invitation = invitation_for(request.device.centre_id, round_code)
    return invitation.round if invitation else None


@device_page
def form(request: DeviceRequest, round_code: str) -> HttpResponseBase:
    """One form, named after its round."""
    asked = _round(request, round_code)
    if asked is None:
        return _answer(_("Bu form bu merkeze açık değil."), 404)
    return HttpResponse(_served(asked), content_type=_XML)


@device_page
def manifest(request: DeviceRequest, round_code: str) -> HttpResponseBase:
    """The files that go with a form: its long lists, where it has some."""
    asked = _round(request, round_code)
    if asked is None:
        return _answer(_("Bu form bu merkeze açık değil."), 404)
    content = asked.version.itemsets
    address = _address(request, "device-list", asked.code)
    files = [(ITEMSETS, content.encode(), address)] if content else []
    return HttpResponse(openrosa.manifest(files), content_type=_XML)


@device_page
def long_list(request: DeviceRequest, round_code: str) -> HttpResponseBase:
    """The long lists of a form."""
    asked = _round(request, round_code)
    if asked is None or not asked.version.itemsets:
        return _answer(_("Bu form bu merkeze açık değil."), 404)
    return HttpResponse(asked.version.itemsets.encode(), content_type="text/csv; charset=utf-8")


@device_page
def submission(request: DeviceRequest) -> HttpResponseBase:
    """HEAD says where to post; a post brings one filled form."""
    if request.method == "HEAD":
        return HttpResponse(status=204, headers={"Location": _address(request, "device-submission")})
    if request.method != "POST":
        return _answer(_("Buraya yalnızca form gönderilir."), 405)
    try:
        _answer_row, new = receive(device=request.device, content=_content(request))
    except NotTaken as refused:
        return _answer(str(refused), refused.status)
    return _answer(_("Form alındı.") if new else _("Bu form daha önce alınmıştı; bir kez saklandı."), 201)


def _content(request: DeviceRequest) -> bytes:
    """The XML of a submission; raises NotTaken for one that is too large, empty, or comes with other files."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > MOST_BYTES:
        raise NotTaken(_("Gönderi 5 MB’den büyük; alınmadı."), 413)
    files = {name: request.FILES.getlist(name) for name in request.FILES}
    sent = files.pop("xml_submission_file", [])
    # A record of taps on the glass is no answer; it is neither kept nor a reason to refuse the answers.
    others = [file.name or "" for listed in files.values() for file in listed if file.name != "audit.csv"]
    if others:
        sentence = _("Bu sunucu fotoğraf, ses, video ve dosya almaz: %(names)s. Ekleri kaldırıp yeniden gönderin; "
                     "yanıtlar cihazda duruyor.")  # fmt: skip
        raise NotTaken(sentence % {"names": ", ".join(others)}, 415)
    if len(sent) != 1:
        raise NotTaken(_("Gönderide form yok."))
    content: bytes = sent[0].read()
    return content
