"""At which centre and in which quarter a page is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from omuz.foundation.people.access import Held
from omuz.foundation.people.pages import SignedInRequest
from omuz.insight.charts.periods import said
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter


@dataclass(frozen=True)
class Place:
    """The centre a page is about, and her other centres to change to."""

    held: Held
    others: tuple[Held, ...]

    @property
    def centre_id(self) -> UUID:
        if self.held.centre_id is None:
            raise Http404
        return self.held.centre_id


def place_of(request: SignedInRequest, permission: str) -> Place:
    """The centre named by `merkez`, else her first one with `permission`; Http404 for a centre that is not hers."""
    held = list({post.centre_id: post for post in request.person.centres_where(permission)}.values())
    if not held:
        request.person.require(permission)
        raise Http404
    wanted = request.GET.get("merkez") or request.POST.get("merkez") or held[0].centre_code
    found = next((post for post in held if post.centre_code == wanted), None)
    if found is None:
        raise Http404
    return Place(found, tuple(post for post in held if post is not found))


def today() -> date:
    """The local date."""
    return timezone.localdate()


def quarter_of(request: HttpRequest, default: Quarter) -> Quarter:
    """The quarter named by `donem`, else `default`; Http404 for what is none or lies ahead."""
    text = request.GET.get("donem") or request.POST.get("donem") or str(default)
    try:
        quarter = Quarter.read(text)
    except NotAQuarter as error:
        raise Http404 from error
    if quarter > Quarter.of(today()):
        raise Http404
    return quarter


def choices(quarters: list[Quarter], chosen: Quarter) -> list[tuple[str, str, bool]]:
    """Quarters for a select: code, words, whether it is the chosen one; the chosen one is always among them."""
    listed = quarters if chosen in quarters else [chosen, *quarters]
    return [(str(quarter), said(str(quarter)), quarter == chosen) for quarter in listed]
