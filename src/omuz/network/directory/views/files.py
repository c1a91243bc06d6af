"""Taking the directory along, and bringing institutions in: first shown, then kept."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.people.models import Centre, Organisation
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.directory.actions.bringing import bring, known_partner
from omuz.network.directory.forms import BringForm
from omuz.network.directory.forms.files import OWN, PACKAGE
from omuz.network.directory.queries.entries import kind_label, partner_lines
from omuz.network.directory.queries.hsds import package
from omuz.network.directory.queries.tables import as_csv, as_xlsx
from omuz.network.directory.rules.hsds import read, written
from omuz.network.directory.rules.places import Unkept
from omuz.network.directory.rules.received import Received, received
from omuz.network.directory.rules.tables import entries_in, foreign_tables

_SALT = "directory.bring"
_AN_HOUR = 3600
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@page("directory.read")
def taken(_request: SignedInRequest, kind: str) -> HttpResponseBase:
    """The directory as a file: table of institutions, or the whole public part as an Open Referral package."""
    today = timezone.localdate()
    makers = {"csv": as_csv, "xlsx": as_xlsx}
    if kind == "zip":
        content = written(package(today))
    elif kind in makers:
        content = makers[kind](partner_lines(today))
    else:
        raise Http404
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="belge-{today.isoformat()}.{kind}"'
    return response


def _received(raw: bytes, table: str) -> Received:
    if table == PACKAGE:
        owners = {str(each) for each in Organisation.objects.values_list("id", flat=True)}
        centres = {str(each) for each in Centre.objects.values_list("id", flat=True)}
        return received(read(raw), owners=owners, centres=centres)
    entries, refused = entries_in(raw, None if table == OWN else foreign_tables()[table])
    return Received(entries, {}, refused)


@page("directory.edit")
def bring_in(request: SignedInRequest) -> HttpResponseBase:
    """Choose a file; see what would become of each line before anything is kept."""
    form = BringForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        raw, table = form.cleaned_data["file"], form.cleaned_data["table"]
        try:
            told = _received(raw, table)
            context |= _preview(told) | {"ticket": signing.dumps([raw.hex(), table], salt=_SALT, compress=True)}
        except UnreadableFile as fault:
            form.add_error("file", str(fault))
    return render(request, "directory/bring.html", context, status=422 if form.errors else 200)


def _preview(told: Received) -> dict[str, Any]:
    lines = [(entry, kind_label(entry.kind), known_partner(entry)) for entry in told.entries]
    return {"lines": lines, "centres": len(told.centres), "refused": told.refused, "shown": True}


@page("directory.edit")
@require_POST
def keep_brought(request: SignedInRequest) -> HttpResponseBase:
    """Keep what was shown: the lines that are fit, all of them or none."""
    try:
        raw, table = signing.loads(request.POST.get("ticket", ""), salt=_SALT, max_age=_AN_HOUR)
        told = _received(bytes.fromhex(raw), table)
        done = bring(by=request.person, entries=told.entries, holds_from=timezone.localdate(), centres=told.centres)
    except (signing.BadSignature, KeyError, UnreadableFile):
        messages.error(request, _("Önizlemenin süresi doldu; hiçbir şey alınmadı. Dosyayı yeniden seçin."))
        return redirect("directory:bring")
    except Unkept as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:bring")
    counted = {"new": done.new, "changed": done.changed, "same": done.same}
    messages.success(request, _("%(new)s kurum eklendi, %(changed)s değişti, %(same)s aynı kaldı.") % counted)
    return redirect("directory:institutions")
