"""The desk of an edition: how far each section is, what changed, and the steps from gathering to withdrawal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import shown, ticked
from omuz.insight.reports.snapshot import BrokenSnapshot, Change, changes
from omuz.network.reports.actions import editions as acts
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.forms import WhyForm
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import (
    Language,
    SectionLine,
    as_defined,
    report_type_of,
    section_lines,
    snapshot_of,
    sources_of,
)
from omuz.network.reports.queries.editions import edition_for, may_read_drafts
from omuz.network.reports.queries.gathering import OWN, gathering
from omuz.network.reports.queries.readiness import unready
from omuz.network.reports.queries.touched import count
from omuz.network.reports.views.beside import ways
from omuz.network.reports.views.comparing import MOST, since
from omuz.network.reports.views.naming import place_of
from omuz.network.reports.views.shared import UNPROCESSABLE, attempted, back, draft_for, frame, said, spoken


@page("reports.read")
def edition(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """A draft's desk for those who work on it; the cover of a published edition for everybody."""
    person, row = request.person, edition_for(request.person, edition_id)
    context = {**frame(request, row), "place": place_of(row), "works": may_read_drafts(person),
               "builds": person.may("reports.build"), "ways": ways(person)}  # fmt: skip
    context["since"] = since(person, row, spoken(request))
    context["kept"] = _titles(row, row.kept, spoken(request))
    if not row.is_draft:
        return render(request, "reports/published.html", context)
    context["boxes"] = shown(_boxes(row))
    return render(request, "reports/desk.html", {**context, **_told(person, row, spoken(request))})


def _told(person: Person, row: Edition, language: Language) -> dict[str, Any]:
    """Sections with their titles, what each of them waits for, and how many are ready."""
    lacking = {one.section: one.reasons for one in unready(person, row)}
    drawn = [_line(row, line, lacking, language) for line in section_lines(person, row, language)]
    chosen = [each for each in drawn if each["line"].chosen and each["line"].stands]
    ready = sum(not each["reasons"] for each in chosen)
    return {
        "sections": chosen,
        "unmet": [each for each in drawn if each["line"].chosen and not each["line"].stands],
        "choices": [each for each in drawn if not each["required"]],
        "ready": ready,
        "whole": bool(chosen) and ready == len(chosen),
        "stale": sum(each["stale"] for each in chosen),
        "comments": sum(each["line"].open_comments for each in chosen),
    }


def _line(row: Edition, line: SectionLine, lacking: Mapping[str, Sequence[str]], language: Language) -> dict[str, Any]:
    """One section as the desk draws it; `asked` is how many sources it asks for."""
    section = line.progress.section
    return {
        "line": line,
        "key": section.key,
        "title": said(row, section.title, language),
        "required": section.required,
        "missing": _titles(row, line.progress.missing, language),
        "asked": len(line.progress.given) + len(line.progress.missing),
        "stale": count(line.progress.stale),
        "reasons": lacking.get(section.key, ()),
    }


def _boxes(row: Edition) -> dict[str, bool]:
    """Sections that may be taken out → whether each stands in it now."""
    sections = [each.key for each in report_type_of(row).sections if not each.required]
    return {key: row.chosen is None or key in row.chosen for key in sections}


@page("reports.build")
@require_POST
def choose(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """Which sections besides the required ones stand in it."""
    row = draft_for(request.person, edition_id)
    wanted = ticked(request.POST, "sections", _boxes(row))
    done = _("Bölümler güncellendi; çıkan bölümlerde yazılanlar saklanıyor.")
    attempted(request, lambda: acts.choose_sections(by=request.person, edition=row, sections=wanted), done)
    return back("edition", row.pk, language=spoken(request))


def _would_change(person: Person, row: Edition, language: Language) -> tuple[tuple[Change, ...], list[str]]:
    """What would read otherwise, and the titles of tables that stay as they were told before."""
    fresh, known = gathering(person, row.report, row.year, row.about), sources_of(row)
    with as_defined(row):
        found = changes(snapshot_of(row), fresh.snapshot, {key: each.title for key, each in known.items()}, language)
    own = f"{OWN}."
    return tuple(each for each in found if not each.key.startswith(own)), _titles(row, fresh.kept, language)


def _titles(row: Edition, keys: Iterable[str], language: Language) -> list[str]:
    known = sources_of(row)
    return [known[key].title.say(language) for key in keys if key in known]


@page("reports.build")
def again(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """Gather anew: first what would change, then the step itself."""
    row = draft_for(request.person, edition_id)
    if request.method == "POST":
        done = _("Sayılar yeniden toplandı; değişen sayıyı anan cümleler işaretlendi.")
        attempted(request, lambda: acts.gather_again(by=request.person, edition=row), done)
        return back("edition", row.pk, language=spoken(request))
    try:
        found, kept = _would_change(request.person, row, spoken(request))
    except (CatalogueError, BrokenSnapshot, NotNow, ValueError) as refusal:
        messages.warning(request, str(refusal))
        return back("edition", row.pk, language=spoken(request))
    context = {**frame(request, row), "changes": found[:MOST], "more": max(0, len(found) - MOST), "kept": kept}
    return render(request, "reports/again.html", context)


@page("reports.build")
def publish(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """What is missing, or the button that publishes."""
    row = draft_for(request.person, edition_id)
    if request.method == "POST":
        done = _("Baskı yayımlandı. Artık değişmez; bir düzeltme yeni bir baskıdır.")
        attempted(request, lambda: acts.publish(by=request.person, edition=row), done)
        return redirect("reports:edition", row.pk)
    context = {**frame(request, row), **_told(request.person, row, spoken(request))}
    return render(request, "reports/publish.html", context)


@page("reports.build")
def withdraw(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """Take a published edition back with a reason."""
    row = edition_for(request.person, edition_id)
    if not row.is_published:
        return redirect("reports:edition", row.pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        done = _("Baskı geri çekildi; nedeni sayfasında duruyor.")
        attempted(request, lambda: acts.withdraw(by=request.person, edition=row, why=why), done)
        return redirect("reports:edition", row.pk)
    context = {
        "heading": _("Bu baskı geri çekilsin mi?"), "form": form, "act": _("Geri çek"), "back": f"/raporlar/{row.pk}/",
        "gone": [_("Müdürlük ve merkezler bu baskıyı artık okuyamaz ve indiremez.")],
        "kept": [_("Baskı, verisi ve yazılanlar saklanır; nedeni ağın sayfasında görünür.")],
    }  # fmt: skip
    return render(request, "shell/confirm.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@page("reports.build")
def discard(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """Put a draft away."""
    row = draft_for(request.person, edition_id)
    if request.method == "POST":
        done = _("Taslak kaldırıldı; numarası yeniden kullanılabilir.")
        attempted(request, lambda: acts.discard(by=request.person, edition=row), done)
        return redirect("reports:editions")
    context = {
        "heading": _("Bu taslak kaldırılsın mı?"), "act": _("Taslağı kaldır"), "back": f"/raporlar/{row.pk}/",
        "gone": [_("Taslak listeden çıkar; bölümleri artık açılmaz.")],
        "kept": [_("Yazılanlar kayıtta kalır. Yayımlanmış baskılara dokunulmaz.")],
    }  # fmt: skip
    return render(request, "shell/confirm.html", context)
