"""The table for centres without Omuz: hand it out, read it, show what it makes, take it in."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.periods import said
from omuz.network.returns import actions
from omuz.network.returns.actions.sheet import sheet_questions
from omuz.network.returns.forms import SheetForm
from omuz.network.returns.queries.asked import asked_as
from omuz.network.returns.queries.counted import restored_tables
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.queries.sheets import template
from omuz.network.returns.rules.checks import unfit
from omuz.network.returns.rules.document import Document, read_text
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.returns.views import questions
from omuz.network.returns.views.places import quarter_of, today
from omuz.network.returns.views.shown import attachment, figures_of, on_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "returns.sheet"
_LONGEST = timedelta(hours=8)


@page("network.returns")
def blank(request: SignedInRequest) -> HttpResponseBase:
    """The table to be filled in by one centre for one quarter."""
    centre = Centre.objects.filter(code=request.GET.get("merkez", "")).first()
    if centre is None:
        raise Http404
    return attachment(template(centre, quarter_of(request, Quarter.of(today()).before)), XLSX, ending="xlsx")


@page("network.returns")
@require_POST
def read(request: SignedInRequest) -> HttpResponseBase:
    """Protect what was filled in and show what would be taken in; the file itself is kept nowhere."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Dosya seçilmedi ya da boş; hiçbir şey alınmadı."))
        return redirect("returns:received")
    try:
        document = actions.read_sheet(by=request.person, raw=form.content())
    except actions.NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("returns:received")
    return _shown(request, document)


def _shown(request: SignedInRequest, document: Document) -> HttpResponseBase:
    """The preview, which carries the protected document in the form, sealed against change, and no bare count."""
    asked = sheet_questions(document)
    answers = questions.answers_in(request.POST)
    faults: dict[str, Any] = {}
    for one in asked:
        faults |= unfit([one], answers, [reason.code for reason in reasons_for(asked_as(one.check))])
    figures = figures_of(restored_tables(document.tables, document.quarter))
    context = {
        "document": document,
        "centre": Centre.objects.get(code=document.centre),
        "period": said(str(document.quarter)),
        "carried": signing.dumps(document.text(), salt=_SALT, compress=True),
        "asked": questions.on_page(asked, answers, faults, said(str(document.quarter.before))),
        "figures": on_page(figures, None),
    }
    return render(request, "returns/sheet.html", context)


@page("network.returns")
@require_POST
def keep(request: SignedInRequest) -> HttpResponseBase:
    """Take in what was shown, with the answers; what does not fit is asked again."""
    try:
        text = signing.loads(request.POST.get("belge", ""), salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature:
        messages.error(request, _("Sayfa çok bekledi ya da değişti; hiçbir şey alınmadı. Tabloyu yeniden seçin."))
        return redirect("returns:received")
    try:
        row, _new = actions.keep_sheet(by=request.person, text=text, answers=questions.answers_in(request.POST))
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
        return _shown(request, read_text(text))
    told = {"quarter": said(row.quarter), "version": row.version}
    messages.success(request, _("%(quarter)s bildirimi alındı (sürüm %(version)s).") % told)
    return redirect("returns:received")
