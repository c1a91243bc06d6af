"""Entries as a page draws them: facts in words, the day looked at, and the one way every entry is edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest
from omuz.network.directory.actions.keeping import keep
from omuz.network.directory.forms.entries import EntryForm, before
from omuz.network.directory.models import Kept
from omuz.network.directory.queries.history import as_at, tellings
from omuz.network.directory.rules.places import WHEREABOUTS, Conflict, Secret

LABELS: dict[str, Promise] = {
    "name": gettext_lazy("Adı"), "kind": gettext_lazy("Türü"), "district": gettext_lazy("İlçe"),
    "phone": gettext_lazy("Telefon"), "email": gettext_lazy("E-posta"), "website": gettext_lazy("Web adresi"),
    "hours": gettext_lazy("Saatler"), "languages": gettext_lazy("Diller"), "access": gettext_lazy("Erişim"),
    "address": gettext_lazy("Adres"), "how_to_reach": gettext_lazy("Nasıl gidilir"),
    "confidential": gettext_lazy("Yeri gizli"), "appointment": gettext_lazy("Randevu"), "note": gettext_lazy("Not"),
    "example": gettext_lazy("Örnek bilgi"), "closed": gettext_lazy("Kapandı"), "duty": gettext_lazy("Bu işte ne yapar"),
    "family_places": gettext_lazy("Sığınakta aile yeri"), "direct_line": gettext_lazy("Doğrudan hat"),
    "crisis_way": gettext_lazy("Acil durumda"), "interpreting": gettext_lazy("Tercüman düzeni"),
    "staff": gettext_lazy("Kadro"), "eligibility": gettext_lazy("Kimler için"), "cost": gettext_lazy("Ücret"),
    "how_to_apply": gettext_lazy("Nasıl başvurulur"), "post": gettext_lazy("Görev"), "about": gettext_lazy("Konu"),
}  # fmt: skip
_LISTS = {"languages": "service_language", "access": "place_access", "cost": "offer_cost", "district": "district"}
_KINDS = {"institution": "institution", "service": "service"}
_QUIET = frozenset({"confidential", "example", "closed", "name"})


def said(name: str, value: Any, subject: str = "") -> str:
    """One fact in words; empty for nothing."""
    codes = _LISTS.get(name) or (_KINDS.get(subject, "") if name == "kind" else "")
    if isinstance(value, bool):
        return _("evet") if value else _("hayır")
    if isinstance(value, list | tuple):
        return ", ".join(label_of(codes, str(code)) for code in value)
    if value in (None, ""):
        return ""
    return label_of(codes, str(value)) if codes else str(value)


def facts_of(row: Kept, subject: str = "") -> list[tuple[Promise, str, str]]:
    """Label, words and name of every fact that is known; a secret place shows no whereabouts whatever stands there."""
    hidden = WHEREABOUTS if getattr(row, "confidential", False) else ()
    return [
        (LABELS[name], words, name)
        for name in row.FACTS
        if name not in _QUIET and name not in hidden and (words := said(name, getattr(row, name), subject))
    ]


def shown_facts(row: Kept, day: date | None, subject: str = "") -> list[tuple[Promise, str, str]]:
    """The facts as at `day`, or as they are; whereabouts of a place that is secret now are shown of no day."""
    if day is None:
        return facts_of(row, subject)
    past = as_at(row, day)
    if getattr(row, "confidential", False):
        past.confidential = True  # type: ignore[attr-defined]  # only a copy of an entry that has the mark itself
    return facts_of(past, subject)


def history(row: Kept, subject: str = "") -> list[dict[str, Any]]:
    """What was said of an entry, newest first; addresses of a secret place are not there."""
    hidden = WHEREABOUTS if getattr(row, "confidential", False) else ()
    return [
        {"label": LABELS.get(each.name, each.name), "text": said(each.name, each.value, subject) or "–", "each": each}
        for each in tellings(row)
        if each.name not in hidden
    ]


def day_of(request: HttpRequest) -> date | None:
    """The day named by `gun`; None for today or none. Http404 for what is no day or lies ahead."""
    text = request.GET.get("gun", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    today = timezone.localdate()
    if day > today:
        raise Http404
    return None if day == today else day


@dataclass(frozen=True)
class Edited:
    """A page on which one entry is written: its heading, where it stands, and where it leads when kept."""

    heading: str
    back: str
    back_label: str
    done: str

    def page(
        self, request: SignedInRequest, row: Kept, form: EntryForm, *, status: int = 200, theirs: Kept | None = None
    ) -> HttpResponse:
        """The form, with what somebody else wrote meanwhile beside it."""
        told = facts_of(theirs) if theirs else []
        context = {"edited": self, "form": form, "theirs": theirs, "told": told, "row": row}
        return render(request, "directory/edit.html", context, status=status)


def edit(
    request: SignedInRequest, row: Kept, form_of: type[EntryForm], page: Edited, **options: Any
) -> HttpResponseBase:
    """Show and take one entry; nothing typed is lost when it cannot be kept."""
    if request.method != "POST":
        initial = {} if row._state.adding else before(row)
        return page.page(request, row, form_of(initial=initial, **options))
    form = form_of(request.POST, **options)
    if not form.is_valid():
        return page.page(request, row, form, status=422)
    try:
        keep(
            by=request.person,
            row=row,
            facts=form.facts,
            moment=form.moment,
            revision=form.cleaned_data["revision"] or 0,
        )
    except Secret as refusal:
        form.add_error(None, str(refusal))
        return page.page(request, row, form, status=422)
    except Conflict:
        return page.page(request, row, form, status=409, theirs=type(row).objects.get(pk=row.pk))
    messages.success(request, page.done)
    return redirect(page.back)


def as_choices(kinds: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Kinds of institution that occur, in words, with their number."""
    return sorted(((code, label_of("institution", code), number) for code, number in kinds.items()), key=lambda x: x[1])
