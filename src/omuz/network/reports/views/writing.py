"""One section of a draft: its figures as they will stand, the person's text beside them, versions of it.

The autosave answers 200 `{"saved_at", "based_on"}`, 409 `{"changes": […], "based_on"}` where somebody else wrote in
between, 422 with a sentence where the text cannot be kept; nothing of hers is ever put away by itself.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.content.report_types import SectionText as SectionWords
from omuz.insight.reports.web import page_of
from omuz.network.reports.actions import writing as acts
from omuz.network.reports.actions.refusals import NotNow, OthersWrote
from omuz.network.reports.forms import CommentForm
from omuz.network.reports.models import Edition
from omuz.network.reports.queries import texts
from omuz.network.reports.queries.desk import (
    as_defined,
    document,
    report_type_of,
    section_lines,
    snapshot_of,
    sources_of,
)
from omuz.network.reports.queries.quotable import quotable
from omuz.network.reports.queries.touched import sentences
from omuz.network.reports.views.beside import ways
from omuz.network.reports.views.shared import (
    CONFLICT,
    UNPROCESSABLE,
    attempted,
    back,
    draft_for,
    frame,
    said,
    section_of,
    spoken,
)
from omuz.network.reports.views.sittings import sittings

_LONGEST_NUMBER = 9


@page("reports.comment")
def section(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """The desk of one section."""
    row = draft_for(request.person, edition_id)
    return _drawn(request, row, section_of(row, key))


def _drawn(request: SignedInRequest, row: Edition, words: SectionWords, status: int = 200, **more: Any) -> HttpResponse:
    language, person = spoken(request), request.person
    lines = section_lines(person, row, language)
    line = next(each for each in lines if each.progress.section.key == words.key)
    standing = [each.progress.section for each in lines if each.chosen and each.stands]
    with as_defined(row):
        told = page_of(document(person, row, language), words.key)
        touched = sentences(line.progress.stale, snapshot_of(row).pieces, language)
        figures = quotable(words.sources, snapshot_of(row).pieces, sources_of(row), language)
    context = {
        **frame(request, row), "key": words.key, "title": said(row, words.title, language), "line": line,
        "prompt": said(row, words.prompt, language) if words.prompt else "",
        "page": told, "text": line.text, "typed": line.text.words if line.text else "",
        "based_on": line.text.version if line.text else 0, "longest": acts.LONGEST,
        "figures": figures, "touched": touched,
        "comments": texts.comments(person, row, words.key), "comment": CommentForm(),
        "writes": person.may("reports.write"), "builds": person.may("reports.build"), "ways": ways(person),
        **_around(standing, words.key, row, language), **more,
    }  # fmt: skip
    return render(request, "reports/section.html", context, status=status)


def _around(sections: list[SectionWords], key: str, row: Edition, language: Any) -> dict[str, Any]:
    """The chosen sections before and after this one."""
    told = [{"key": each.key, "title": said(row, each.title, language)} for each in sections]
    at = next((place for place, each in enumerate(told) if each["key"] == key), -1)
    return {
        "previous": told[at - 1] if at > 0 else None,
        "following": told[at + 1] if 0 <= at < len(told) - 1 else None,
    }


def _based_on(request: SignedInRequest) -> int:
    told = request.POST.get("based_on", "")
    return int(told) if told.isdecimal() and len(told) < _LONGEST_NUMBER else 0


def _words(request: SignedInRequest) -> str:
    """What was typed, with the line ends of a text."""
    return request.POST.get("words", "").replace("\r\n", "\n")


def _keep(request: SignedInRequest, row: Edition, key: str) -> Any:
    return acts.write(
        by=request.person, edition=row, section=key, language=spoken(request), words=_words(request),
        based_on=_based_on(request),
    )  # fmt: skip


@page("reports.write")
@require_POST
def write(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """Keep the text; where somebody else wrote in between, both are shown and hers stays in the field."""
    row = draft_for(request.person, edition_id)
    words = section_of(row, key)
    try:
        _keep(request, row, key)
    except OthersWrote as clash:
        more = {"typed": _words(request), "clash": clash, "based_on": clash.theirs.version}
        return _drawn(request, row, words, CONFLICT, **more)
    except NotNow as refusal:
        more = {"typed": _words(request), "refusal": str(refusal), "based_on": _based_on(request)}
        return _drawn(request, row, words, UNPROCESSABLE, **more)
    messages.success(request, _("Kaydedildi."))
    onward = {each.key for each in report_type_of(row).sections} & {request.POST.get("next", "")}
    return back("section", row.pk, onward.pop() if onward else key, language=spoken(request))


@page("reports.write")
@require_POST
def keep(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """Autosave of the text."""
    row = draft_for(request.person, edition_id)
    section_of(row, key)
    try:
        kept = _keep(request, row, key)
    except OthersWrote as clash:
        change = {"name": "words", "label": _("Yazı"), "theirs": clash.theirs.words}
        return JsonResponse({"changes": [change], "based_on": clash.theirs.version}, status=CONFLICT)
    except NotNow as refusal:
        return JsonResponse({"errors": {"words": str(refusal)}}, status=UNPROCESSABLE)
    saved = timezone.localtime(kept.at).strftime("%H:%M")
    return JsonResponse({"saved_at": saved, "based_on": kept.version})


@page("reports.comment")
def versions(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """Who wrote what, newest first; each can be brought back."""
    row = draft_for(request.person, edition_id)
    words, language = section_of(row, key), spoken(request)
    found = texts.versions(request.person, row, key, language)
    context = {
        **frame(request, row), "key": key, "title": said(row, words.title, language), "sittings": sittings(found),
        "newest": found[0].row.version if found else 0, "writes": request.person.may("reports.write"),
    }  # fmt: skip
    return render(request, "reports/versions.html", context)


@page("reports.write")
@require_POST
def restore(request: SignedInRequest, edition_id: UUID, key: str, version: int) -> HttpResponseBase:
    """Bring an older version back as a new one."""
    row, language = draft_for(request.person, edition_id), spoken(request)
    section_of(row, key)
    attempted(
        request,
        lambda: acts.restore(by=request.person, edition=row, section=key, language=language, version=version,
                             based_on=_based_on(request)),
        _("Eski hâli geri geldi; aradaki hiçbir sürüm kaybolmadı."),
    )  # fmt: skip
    return back("section", row.pk, key, language=language)
