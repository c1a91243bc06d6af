"""What several pages of this room need: the language of the report, its head, where a pressed button leads."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Person
from omuz.insight.reports.content.blocks import filled
from omuz.insight.reports.content.report_types import ReportType, SectionText
from omuz.insight.reports.snapshot import BrokenSnapshot
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.forms import NAMES
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import LANGUAGES, Language, network_name, report_type_of, said_places
from omuz.network.reports.queries.editions import edition_for, may_read_drafts

FILES: Final = (("pdf", "PDF"), ("docx", "Word (DOCX)"), ("xlsx", "Excel (XLSX)"))
UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
_LONG: Final = 70


def interface() -> Language:
    """The language of the page around the report."""
    return "en" if (get_language() or "tr").startswith("en") else "tr"


def spoken(request: HttpRequest) -> Language:
    """The language of the report somebody asked for, else that of the page."""
    asked = request.POST.get("language") or request.GET.get("dil", "")
    return next((each for each in LANGUAGES if each == asked), interface())


def draft_for(person: Person, edition_id: UUID) -> Edition:
    """A draft she works on; raises Http404 for whoever may not read drafts and for what is a draft no more."""
    edition = edition_for(person, edition_id)
    if not may_read_drafts(person) or not edition.is_draft:
        raise Http404
    return edition


def section_of(edition: Edition, key: str) -> SectionText:
    """A section of the edition's frozen type; raises Http404 where it has no such one."""
    found = next((each for each in report_type_of(edition).sections if each.key == key), None)
    if found is None:
        raise Http404
    return found


def said(edition: Edition, words: Any, language: Language) -> str:
    """A line of the type with the names of this edition in it."""
    common = {"year": str(edition.year), "former": str(edition.year - 1), "publisher": edition.publisher}
    with override(language):
        told = {"dated": "", "network": network_name(), **common, **said_places(edition.places)}
    return filled(words.say(language), told)


def head(edition: Edition, report: ReportType, language: Language) -> dict[str, Any]:
    """How an edition is called: `title`, `subtitle`, and `short` for a breadcrumb."""
    title = said(edition, report.title, language)
    short = title if len(title) <= _LONG else f"{title[:_LONG].rpartition(' ')[0]}…"
    return {"title": title, "subtitle": said(edition, report.subtitle, language), "short": short}


def frame(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """What every page of an edition takes: its row, its name, the languages and the files."""
    language = spoken(request)
    return {
        "edition": edition,
        "told": head(edition, report_type_of(edition), interface()),
        "language": language,
        "languages": NAMES,
        "kinds": FILES,
    }


def back(name: str, *args: Any, language: str = "", at: str = "") -> HttpResponseBase:
    """Where a pressed button leads."""
    query = f"?{urlencode({'dil': language})}" if language else ""
    return redirect(f"{reverse(f'reports:{name}', args=args)}{query}{at}")


def attempted(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Try a step; say on the next page that it is done, or why not. Nothing has changed where it was refused."""
    try:
        act()
    except (NotNow, CatalogueError, BrokenSnapshot) as refusal:
        messages.warning(request, str(refusal))
        return False
    if done:
        messages.success(request, done)
    return True


def broken_said(error: Exception) -> str:
    """A report type that cannot be read, named by file and line."""
    return _("%(what)s Son baskılar olduğu gibi duruyor.") % {"what": error}
