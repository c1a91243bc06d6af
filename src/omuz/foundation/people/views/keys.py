"""The key of her centre: made with a second holder and a sheet, granted, and recovered."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.queries import seen_events
from omuz.foundation.people.access import Held, Refused
from omuz.foundation.people.forms import SheetLines
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, freshly_proven, page, pressed
from omuz.foundation.people.queries import centre_where, names, possible_holders
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault.keys import VaultRefused
from omuz.foundation.vault.queries import generations, holders, sheet_since
from omuz.foundation.vault.renewal import RENEW_EVERY, TRY_SHEET_EVERY
from omuz.foundation.vault.sheet import RecoverySheet, SheetMisread

FEW_HOLDERS = 2


@page("vault.hold")
def keys(request: SignedInRequest) -> HttpResponseBase:
    """Who holds the key of each of her centres, and what is missing."""
    centres = [_state(request, post) for post in request.person.centres_where("vault.hold")]
    return render(request, "people/keys.html", {"centres": centres})


def _state(request: SignedInRequest, post: Held) -> dict[str, object]:
    assert post.centre_id is not None  # noqa: S101  # centres_where gives posts at centres only
    current = [holder for holder in holders(post.centre_id) if holder.current]
    known = names(holder.staff_id for holder in current)
    here = possible_holders(post.centre_id)
    still = {staff.pk for staff in here}
    return {
        "post": post,
        **_paper_and_age(request, post.centre_id),
        "holders": [(holder, known.get(holder.staff_id, ""), holder.staff_id in still) for holder in current],
        "few": len(still & {holder.staff_id for holder in current}) < FEW_HOLDERS,
        "leads": request.person.may("vault.grant", post.centre_id),
        "could_hold": [staff.full_name for staff in here],
    }


def _paper_and_age(request: SignedInRequest, centre_id: UUID) -> dict[str, object]:
    """Whether the key is made and how old it is, whether the paper of today is in the safe, and when it was tried."""
    now, there = timezone.now(), generations(centre_id)
    stored = seen_events(request.person, "recovery_sheet.stored", f"centre:{centre_id}").first()
    tried = seen_events(request.person, "recovery_sheet.tried", f"centre:{centre_id}").first()
    since = sheet_since(centre_id)
    # What was said of a sheet that has been replaced since says nothing of this one.
    stored, tried = (each if each and since and each.at >= since else None for each in (stored, tried))
    last = tried.at if tried else since
    return {
        "made": bool(there),
        "old": bool(there) and now - there[0].made_at > RENEW_EVERY,
        "renewing": len(there) > 1,
        "stored": stored,
        "tried": tried,
        "untried": last is not None and now - last > TRY_SHEET_EVERY,
    }


@page("vault.grant")
@pressed("keys")
@freshly_proven
def make_key(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Make the centre's key for everybody who can hold it today; the sheet is shown once."""
    centre = centre_where(request.person, "vault.grant", code)
    who = [staff.pk for staff in possible_holders(centre.id)]
    sheet = vault.create_centre_key(by=request.person, centre_id=centre.id, holder_ids=who)
    return render(request, "people/sheet.html", {"centre": centre, "lines": sheet.lines, "holders": len(who)})


@page("vault.grant")
@pressed("keys")
def take_back(request: SignedInRequest, code: str, staff_id: UUID) -> HttpResponseBase:
    """Take the key back from somebody whose post here has ended without it."""
    centre = centre_where(request.person, "vault.grant", code)
    if staff_id in {staff.pk for staff in possible_holders(centre.id)}:
        raise Refused(
            _("Bu kişinin burada görevi sürüyor; anahtarı, görevi bitince geri alınır. Hiçbir şey değişmedi.")
        )
    vault.withdraw(by=request.person, centre_id=centre.id, staff_id=staff_id)
    return redirect("keys")


@page("vault.grant")
@pressed("keys")
def sheet_stored(request: SignedInRequest, code: str) -> HttpResponseBase:
    """She has put the printed sheet into the safe."""
    centre = centre_where(request.person, "vault.grant", code)
    with recorded(by=request.person, event="recovery_sheet.stored", centre=centre.id, about=f"centre:{centre.id}"):
        pass
    return redirect("keys")


@page("vault.hold")
@freshly_proven
def recover(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Nobody holds the key any more: with the sheet from the safe she holds it again."""
    centre = centre_where(request.person, "vault.hold", code)
    form = SheetLines(request.POST or None)
    if request.method == "POST" and form.is_valid() and _recovered(request, form, centre):
        return render(request, "people/recovered.html", {"centre": centre})
    return render(request, "people/recover.html", {"centre": centre, "form": form})


def _recovered(request: SignedInRequest, form: SheetLines, centre: Centre) -> bool:
    try:
        sheet = RecoverySheet.parse(form.cleaned_data["lines"])
        vault.recover(by=request.person, centre_id=centre.id, sheet=sheet, staff_id=request.person.staff_id)
    except (SheetMisread, VaultRefused) as error:
        form.add_error("lines", str(error))
        return False
    return True
