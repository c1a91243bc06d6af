"""A centre looks at itself: progress, a chapter or one criterion, autosave, evidence, signatures, profile, file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.replies import UNPROCESSABLE, told
from omuz.foundation.vault.opened import OpenedVault, VaultClosed
from omuz.foundation.vault.session import vault_of
from omuz.network.standards.actions import assessing as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import LEVEL_WORDS, EvidenceForm
from omuz.network.standards.models import Assessment
from omuz.network.standards.queries import assessments as reads
from omuz.network.standards.queries.kept_here import kept_here
from omuz.network.standards.queries.measured import measured
from omuz.network.standards.queries.table import ENDINGS, table_file
from omuz.network.standards.rules.content import Criterion
from omuz.network.standards.rules.evidence import Evidence
from omuz.network.standards.views.shared import back, today

_CONFLICT = 409


@page("standards.read")
def assessment(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """How far the centre has come, who signed, and what comes next."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    parts = reads.progress(row)
    context = {
        "row": row,
        "seat": seat,
        "centre": reads.centre_name(row.centre_id),
        "visitor": reads.centre_name(row.visitor_id),
        "parts": parts,
        "done": sum(part.done for part in parts),
        "total": sum(part.total for part in parts),
        "names": reads.staff_names([row.worker_signed_by, row.lead_signed_by, row.visit_signed_by]),
        "may_sign": seat.own and row.is_written and request.person.may("standards.assess", row.centre_id),
        "may_decline": seat.own and row.is_written and request.person.may("standards.sign", row.centre_id),
        "late": row.is_written and today() > row.last_day,
    }
    return render(request, "standards/assessment.html", context)


@page("standards.read")
def chapter(request: SignedInRequest, assessment_id: UUID, code: str) -> HttpResponseBase:
    """A whole chapter on one page."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    found = row.round.standard.text.chapter(code)
    if found is None:
        raise Http404
    codes = [each.code for each in row.round.standard.text.chapters]
    at = codes.index(code)
    beside = (codes[at - 1] if at else "", codes[at + 1] if at + 1 < len(codes) else "")
    return _sheet(request, row, seat, list(found.criteria), beside)


@page("standards.read")
def single(request: SignedInRequest, assessment_id: UUID, code: str) -> HttpResponseBase:
    """One criterion at a time."""
    return _single(request, assessment_id, code, EvidenceForm(prefix="kanit"))


def _single(
    request: SignedInRequest, assessment_id: UUID, code: str, form: EvidenceForm, status: int = 200
) -> HttpResponseBase:
    row, seat = reads.assessment_of(request.person, assessment_id)
    text = row.round.standard.text
    found = text.find(code)
    if found is None:
        raise Http404
    return _sheet(request, row, seat, [found], text.beside(code), form, status)


def _sheet(
    request: SignedInRequest,
    row: Assessment,
    seat: reads.Seat,
    criteria: list[Criterion],
    beside: tuple[str, str],
    form: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    lines = reads.sheet(row, criteria, visiting=seat.visitor)
    context = {
        "row": row,
        "seat": seat,
        "chapter": row.round.standard.text.chapter(criteria[0].chapter),
        "scale": row.round.standard.text.scale,
        "lines": lines,
        "figures": _figures(request, row, criteria),
        "vault_open": _vault(request) is not None,
        "single": form is not None,
        "evidence": form,
        "writes": seat.own and row.is_written,
        "names": reads.staff_names([line.judgement.changed_by for line in lines]),
        **dict(zip(("previous", "following"), beside, strict=True)),
    }
    return render(request, "standards/sheet.html", context, status=status)


def _figures(request: SignedInRequest, row: Assessment, criteria: list[Criterion]) -> dict[str, Any]:
    """What operations say to a criterion: kept by the network, and measured behind the seal where it is open."""
    given: dict[str, Any] = {"centre_id": row.centre_id, "criteria": criteria, "today": today()}
    return {
        **kept_here(request.person, **given),
        **measured(request.person, vault=_vault(request), **given),
    }


def _vault(request: SignedInRequest) -> OpenedVault | None:
    """Her opened vault; none for people without one."""
    try:
        return vault_of(request)
    except VaultClosed:
        return None


@page("standards.assess")
@require_POST
def kept(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Autosave: keeps changed fields, answers in JSON; a pressed button keeps all and leads on."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    background = bool(request.headers.get("X-Omuz-Background"))
    changes, seen = _changes(request, background)
    try:
        done = acts.keep(by=request.person, assessment=row, changes=changes, seen=seen)
    except NotNow as refusal:
        if background:
            name = next((f"{code}-{field}" for code, fields in changes.items() for field in fields), "level")
            return JsonResponse({"errors": {name: str(refusal)}}, status=UNPROCESSABLE)
        told(request, refusal)
        return back(*_onward(request, row))
    if background:
        return _answer(done)
    if done.clashes:
        told(request, NotNow(_clash_words(done)))
    return back(*_onward(request, row))


def _changes(request: SignedInRequest, background: bool) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Criterion → field → words as posted, and the revision of each criterion the page showed."""
    names = request.POST.getlist("changed") if background else list(request.POST)
    changes: dict[str, dict[str, str]] = {}
    for name in names:
        code, dash, field = name.partition("-")
        if dash and field in acts.FIELDS:
            changes.setdefault(code, {})[field] = request.POST.get(name, "")
    shown = {code: request.POST.get(f"{code}-revision", "") for code in changes}
    return changes, {code: int(told_) for code, told_ in shown.items() if told_.isdigit()}


def _answer(done: acts.Kept) -> JsonResponse:
    """What the autosave script reads: new revisions, and field by field what somebody else wrote."""
    answer: dict[str, object] = {f"{code}-revision": number for code, number in done.revisions.items()}
    answer["saved_at"] = f"{timezone.localtime():%H:%M}"
    if not done.clashes:
        return JsonResponse(answer)
    answer["changes"] = [
        {
            "name": f"{code}-{name}",
            "label": code,
            "theirs": str(LEVEL_WORDS.get(value, value)) if name == "level" else value,
        }
        for code, fields in done.clashes.items()
        for name, value in fields.items()
    ]
    return JsonResponse(answer, status=_CONFLICT)


def _clash_words(done: acts.Kept) -> str:
    return _("Şu ölçütleri siz yazarken başkası da yazmış; onun yazdığı duruyor, bakıp yeniden yazın: %(codes)s") % {
        "codes": ", ".join(sorted(done.clashes))
    }


def _onward(request: SignedInRequest, row: Assessment) -> tuple[str, UUID, str] | tuple[str, UUID]:
    """To the page its button named."""
    kind, _colon, code = request.POST.get("next", "").partition(":")
    if kind in ("single", "chapter") and code.isalnum():
        return (kind, row.id, code)
    return ("assessment", row.id)


@page("standards.assess")
@pressed("standards:single", "assessment_id", "code")
def evidence(request: SignedInRequest, assessment_id: UUID, code: str) -> HttpResponseBase:
    """Add a piece of evidence."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    form = EvidenceForm(request.POST, prefix="kanit")
    if form.is_valid():
        try:
            acts.add_evidence(by=request.person, assessment=row, code=code, piece=Evidence(**form.cleaned_data))
            return back("single", row.id, code)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    return _single(request, assessment_id, code, form, UNPROCESSABLE)


@page("standards.assess")
@require_POST
def drop(request: SignedInRequest, assessment_id: UUID, code: str, place: int) -> HttpResponseBase:
    """Take a piece of evidence off."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    try:
        acts.drop_evidence(by=request.person, assessment=row, code=code, place=place, mark=request.POST.get("mark", ""))
    except NotNow as refusal:
        told(request, refusal)
    return back("single", row.id, code)


@page("standards.assess")
@require_POST
def signature(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Sign the centre's own part."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    try:
        acts.sign(by=request.person, assessment=row)
    except NotNow as refusal:
        told(request, refusal)
    return back("assessment", row.id)


@page("standards.read")
def profile_page(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """The profile as bars, beside the centre's own past; a printed page and a table say the same."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    shown = reads.shown_profile(row)
    lines = reads.sheet(row, list(row.round.standard.text.criteria()), visiting=seat.visitor)
    context = {
        "row": row,
        "seat": seat,
        "centre": reads.centre_name(row.centre_id),
        "shown": shown,
        "gaps": [line for line in lines if line.gap],
        "disputed": [line for line in lines if line.finding and line.finding.disagreement],
        "words": LEVEL_WORDS,
    }
    return render(request, "standards/profile.html", context)


@page("standards.assess")
def taken(request: SignedInRequest, assessment_id: UUID, ending: str) -> HttpResponseBase:
    """The centre's own assessment as a file with a neutral name."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    if not seat.own or ending not in ENDINGS:
        raise Http404
    answer = HttpResponse(table_file(row, ending), content_type=ENDINGS[ending])
    answer["Content-Disposition"] = f'attachment; filename="belge-{today().isoformat()}.{ending}"'
    return answer
