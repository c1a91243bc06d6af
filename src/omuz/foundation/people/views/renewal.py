"""The key of her centre renewed while everybody works, and the printed sheet tried without changing anything."""

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from omuz.foundation.people.forms import Renewal, SheetLines
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, freshly_proven, page, pressed
from omuz.foundation.people.queries import centre_where
from omuz.foundation.vault import actions as vault
from omuz.foundation.vault import renewal
from omuz.foundation.vault.keys import VaultRefused
from omuz.foundation.vault.queries import generations, holders
from omuz.foundation.vault.session import vault_of
from omuz.foundation.vault.sheet import RecoverySheet, SheetMisread


@page("vault.grant")
def renew(request: SignedInRequest, code: str) -> HttpResponseBase:
    """What renewing does and when it is done; how far it has come while it goes on."""
    centre = centre_where(request.person, "vault.grant", code)
    return _told(request, centre, renewal.progress_of(centre.id))


def _told(request: SignedInRequest, centre: Centre, progress: renewal.Progress) -> HttpResponseBase:
    told = {
        "centre": centre,
        "progress": progress,
        "done": progress.total - progress.left,
        "newest": next(iter(generations(centre.id)), None),
        "holders": sum(holder.current for holder in holders(centre.id)),
        "form": Renewal(),
    }
    return render(request, "people/renew.html", told)


@page("vault.grant")
@pressed("renew-key", "code")
@freshly_proven
def begin(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Make the new generation for everybody who holds the key; a new sheet, where one is wanted, is shown once."""
    centre = centre_where(request.person, "vault.grant", code)
    form = Renewal(request.POST)
    wanted = form.is_valid() and form.cleaned_data["new_sheet"]
    sheet = renewal.begin(by=request.person, vault=vault_of(request), centre_id=centre.id, new_sheet=wanted)
    if sheet is None:
        return redirect("renew-key", code)
    return render(request, "people/sheet.html", {"centre": centre, "lines": sheet.lines, "renewed": True})


@page("vault.grant")
@pressed("renew-key", "code")
def go_on(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One step: some thousand data keys under the new key; the last one destroys the old."""
    centre = centre_where(request.person, "vault.grant", code)
    opened, most = vault_of(request), renewal.ONE_PRESS
    return _told(request, centre, renewal.go_on(by=request.person, vault=opened, centre_id=centre.id, most=most))


@page("vault.grant")
@freshly_proven
def try_sheet(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The drill: she types the sheet in, and learns whether it opens the key; nobody is given anything."""
    centre = centre_where(request.person, "vault.grant", code)
    form = SheetLines(request.POST or None)
    if request.method == "POST" and form.is_valid() and _tried(request, form, centre):
        return render(request, "people/sheet_tried.html", {"centre": centre})
    return render(request, "people/try_sheet.html", {"centre": centre, "form": form})


def _tried(request: SignedInRequest, form: SheetLines, centre: Centre) -> bool:
    try:
        sheet = RecoverySheet.parse(form.cleaned_data["lines"])
        vault.try_sheet(by=request.person, centre_id=centre.id, sheet=sheet)
    except (SheetMisread, VaultRefused) as error:
        form.add_error("lines", str(error))
        return False
    return True
