"""The page of her rights in one file, and the wishes she may have: a pause, a time, a consent taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.cases.views.places import posted
from omuz.casework.rights.actions import giving, wishes
from omuz.casework.rights.forms.asking import KeepingForm, NoticeForm
from omuz.casework.rights.queries.notice import notice_for
from omuz.casework.rights.queries.register import notices_given, requests_of, wish_of, wish_told
from omuz.casework.rights.queries.statement import ends_on, received_by
from omuz.casework.rights.queries.texts import clock_of, notice_on
from omuz.casework.rights.rules.asking import Kind
from omuz.casework.rights.rules.clocks import What
from omuz.casework.rights.views.places import at, opened_for, shown
from omuz.casework.rights.views.requests import in_words
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Everything she can ask for, and what she asked."""
    file, today = opened_for(request, case_id), timezone.localdate()
    context = {
        "requests": [in_words(each) for each in requests_of(file)],
        "given": [_given(each) for each in notices_given(file)],
        "ends_on": ends_on(file, today),
        "wish": wish_of(file),
        "received": received_by(file),
        "may_write": request.person.may("cases.write", file.centre_id),
        "may_destroy": request.person.may("rights.destroy", file.centre_id),
    }
    return shown(request, file, "rights/file.html", context)


def _given(told: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(told[name]) for name in ("on", "version")}
    return {**days, "how": label_of("given_how", told["how"])}


@page("cases.write")
@require_POST
def pause(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """At her wish: nothing more is done with the file, or the work goes on."""
    act = wishes.lift_pause if request.POST.get("what") == "lift" else wishes.pause_file
    try:
        act(by=request.person, vault=vault_of(request), case_id=case_id, on=timezone.localdate())
    except (Conflict, NotNow):
        messages.warning(request, _("Dosya bu arada değişti; şimdiki hâli aşağıda."))
    else:
        messages.success(request, _("İsteği işlendi."))
    return redirect(at("file", case_id))


@page("cases.write")
def keep(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Until when she wants her file kept."""
    file = opened_for(request, case_id, "cases.write")
    closed = file.case.closed_on
    usual = clock_of(What.FILE, timezone.localdate()).ends(closed) if closed else None
    form = edited(KeepingForm(posted(request), usual=usual, initial=wish_told(file)))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wishes.wish_keeping(
            by=request.person,
            vault=vault_of(request),
            case_id=case_id,
            kind=Kind(told["kind"]),
            until=told["until"],
            on=told["on"],
        )
        messages.success(request, _("İsteği yazıldı: dosya %(day)s gününe kadar saklanır.") % _day(told["until"]))
        return redirect(at("file", case_id))
    context = {"form": form, "usual": usual}
    return shown(request, file, "rights/keep.html", context, status=422 if form.is_bound else 200)


def _day(day: date) -> dict[str, str]:
    return {"day": f"{day:%d.%m.%Y}"}


@page("cases.write")
def tell(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Note that she was told how her data are kept; the text to say is beside the form."""
    file, today = opened_for(request, case_id, "cases.write"), timezone.localdate()
    form, text = NoticeForm(posted(request)), notice_on(today)
    if request.method == "POST" and text is not None and form.is_valid():
        giving.give_notice(
            by=request.person,
            vault=vault_of(request),
            case_id=case_id,
            version=text.version,
            how=form.cleaned_data["how"],
            language=translation.get_language() or "tr",
            on=form.cleaned_data["on"],
        )
        messages.success(request, _("Aydınlatma yapıldığı yazıldı."))
        return redirect(at("file", case_id))
    return _telling(request, file, form, status=422 if form.is_bound else 200)


def _telling(request: SignedInRequest, file: OpenedCase, form: NoticeForm, status: int) -> HttpResponseBase:
    context = {"form": form, "text": notice_for(file.centre_id, timezone.localdate())}
    return shown(request, file, "rights/tell.html", context, status=status)


@page("cases.write")
@require_POST
def withdraw(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """She takes back every consent; whoever received something is told, or waits to be told."""
    done = wishes.withdraw_everywhere(
        by=request.person, vault=vault_of(request), case_id=case_id, on=timezone.localdate()
    )
    told = {"consents": done.consents, "packets": done.packets, "recalls": done.recalls}
    words = _("Geri alınan izin: %(consents)d. Kapanan gönderi: %(packets)d. Haber verilecek yer: %(recalls)d.")
    messages.success(request, words % told)
    return redirect(at("file", case_id))
