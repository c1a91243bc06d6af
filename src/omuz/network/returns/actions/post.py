"""Handing a signed return to the network over HTTPS: tried again while the line is bad, never counted twice.

The network knows a return by its digest: the same file again adds nothing, so trying again is safe at any point.
"""

import http.client
import json
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.network.returns.rules.document import read_file

CONTENT_TYPE: Final = "application/vnd.sdmx.data+csv;version=2.0.0"
TIMEOUT: Final = 30.0
"""Seconds for one try."""
PAUSES: Final = (2.0, 6.0, 15.0)
"""Seconds before each further try."""
_MOST_ANSWER: Final = 20_000
_MOST_SAID: Final = 300
_NEW, _KNOWN, _STRANGER, _UNFIT, _WAIT, _FAILING = 201, 200, 403, 422, 429, 500


class NotPosted(ValueError):
    """The network did not take the return in; the message says to its sender what to do."""


class _TryAgain(Exception):
    """The line or the network failed for a moment; the message is what is said when it stays so."""


@dataclass(frozen=True)
class Taken:
    """What the network says: which quarter and version it holds, and whether it came only now."""

    quarter: str
    version: int
    new: bool


def post_return(
    raw: bytes, address: str, *, pause: Callable[[float], object] = time.sleep, timeout: float = TIMEOUT
) -> Taken:
    """Post a signed file to a network installation; raises NotPosted.

    `address` is where its pages are, over HTTPS; http only on this machine. No redirect is followed, no proxy asked.
    """
    place = _door(address)
    digest = read_file(raw).document.digest()
    for wait in (*PAUSES, None):
        try:
            return _answered(*_asked(place, raw, timeout), digest)
        except _TryAgain as failed:
            if wait is None:
                raise NotPosted(str(failed)) from failed
            pause(wait)
    raise AssertionError  # the last pause is None


def _door(address: str) -> SplitResult:
    place = urlsplit(address.strip())
    try:
        usable = bool(place.hostname) and place.port != 0 and not (place.query or place.fragment or place.username)
    except ValueError:
        usable = False
    if not usable or place.scheme not in ("https", "http"):
        raise NotPosted(_("“%(address)s” bir ağ adresi değil; https://… diye yazın.") % {"address": address[:100]})
    if place.scheme == "http" and not _this_machine(str(place.hostname)):
        raise NotPosted(
            _("Bildirim yalnızca https ile gönderilir; adresi https:// ile yazın. Hiçbir şey gönderilmedi.")
        )
    return place


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asked(place: SplitResult, raw: bytes, timeout: float) -> tuple[int, bytes]:
    """Status and body of one try; raises _TryAgain, and NotPosted where trying again cannot help."""
    host = str(place.hostname)
    line: http.client.HTTPConnection = (
        http.client.HTTPSConnection(host, place.port, timeout=timeout, context=ssl.create_default_context())
        if place.scheme == "https"
        else http.client.HTTPConnection(host, place.port, timeout=timeout)
    )
    door = place.path.rstrip("/") + reverse("returns:by-key")
    try:
        line.request("POST", door, body=raw, headers={"Content-Type": CONTENT_TYPE, "Accept": "application/json"})
        answer = line.getresponse()
        body = answer.read(_MOST_ANSWER)
        if not _whole(answer, body):
            raise http.client.IncompleteRead(body)
        return answer.status, body
    except ssl.SSLCertVerificationError as error:
        raise NotPosted(
            _("Ağın kimliği doğrulanamadı (sertifika); hiçbir şey gönderilmedi. Adresi ve saatinizi denetleyin.")
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise _TryAgain(
            _("Ağa ulaşılamadı: %(host)s. Bağlantınızı denetleyip yeniden gönderin; iki kez sayılmaz.")
            % {"host": place.netloc}
        ) from error
    finally:
        line.close()


def _whole(answer: http.client.HTTPResponse, body: bytes) -> bool:
    """Whether the line held to the end of the answer: the library takes a cut header or body for a short one."""
    told = answer.headers.get("Content-Length", "")
    return answer.chunked or (told.isdecimal() and len(body) >= min(int(told), _MOST_ANSWER))


def _answered(status: int, body: bytes, digest: str) -> Taken:
    """What an answer means."""
    told = _json(body)
    if status in (_NEW, _KNOWN) and told.get("taken") is True and told.get("digest") == digest:
        return Taken(str(told.get("quarter")), int(told.get("version", 0)), status == _NEW)
    if status == _WAIT or status >= _FAILING:
        raise _TryAgain(
            _("Ağ şu anda yanıt veremiyor (%(status)d). Biraz sonra yeniden gönderin; iki kez sayılmaz.")
            % {"status": status}
        )
    said = " ".join(str(told.get("said", "")).split())[:_MOST_SAID]
    if status in (_STRANGER, _UNFIT) and said:
        raise NotPosted(_("Ağ bildirimi almadı: %(said)s") % {"said": said})
    raise NotPosted(
        _("Bu adreste bildirim alan bir Omuz ağı yok (%(status)d); hiçbir şey alınmadı. Adresi denetleyin.")
        % {"status": status}
    )


def _json(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
