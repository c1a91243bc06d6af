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

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest
from omuz.network.directory.actions.keeping import keep
from omuz.network.directory.forms.entries import EntryForm, before
from omuz.network.directory.models import Kept
from omuz.network.directory.queries.history import as_at, tellings
from omuz.network.directory.rules.places import WHEREABOUTS, Conflict, Unkept, telling
from omuz.network.directory.rules.words import LABELS

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


def facts_of(row: Kept, subject: str = "", *, secret: bool = False) -> list[tuple[Promise, str, str]]:
    """Label, words and name of every fact that is known; of a secret place nothing that tells where it is.

    `secret` says that the entry hangs on such a place.
    """
    secret = secret or getattr(row, "confidential", False)
    return [
        (LABELS[name], words, name)
        for name in row.FACTS
        if name not in _QUIET
        and not (secret and telling(name, getattr(row, name)))
        and (words := said(name, getattr(row, name), subject))
    ]


def shown_facts(
    row: Kept, day: date | None, subject: str = "", *, secret: bool = False
) -> list[tuple[Promise, str, str]]:
    """The facts as at `day`, or as they are; what tells where a place is that is secret now is shown of no day."""
    secret = secret or getattr(row, "confidential", False)
    return facts_of(row if day is None else as_at(row, day), subject, secret=secret)


def history(row: Kept, subject: str = "", *, secret: bool = False) -> list[dict[str, Any]]:
    """What was said of an entry, newest first; nothing that tells where a secret place is."""
    secret = secret or getattr(row, "confidential", False)
    return [
        {"label": LABELS.get(each.name, each.name), "text": said(each.name, each.value, subject) or "–", "each": each}
        for each in tellings(row)
        if not secret or (each.name not in WHEREABOUTS and not telling(each.name, each.value))
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


def _quiet(row: Kept) -> list[tuple[Promise, str, str]]:
    """What stands in a heading or a badge elsewhere: beside her own words it must be told too."""
    names = [name for name in (*row.FACTS, "confidential") if name in _QUIET and name in LABELS and hasattr(row, name)]
    return [(LABELS[name], words, name) for name in names if (words := said(name, getattr(row, name)))]


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
        told = [*_quiet(theirs), *facts_of(theirs)] if theirs else []
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
    except Unkept as refusal:
        form.add_error(None, str(refusal))
        return page.page(request, row, form, status=422)
    except Conflict:
        return page.page(request, row, form, status=409, theirs=type(row).objects.get(pk=row.pk))
    messages.success(request, page.done)
    return redirect(page.back)


def as_choices(kinds: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Kinds of institution that occur, in words, with their number."""
    return sorted(((code, label_of("institution", code), number) for code, number in kinds.items()), key=lambda x: x[1])
