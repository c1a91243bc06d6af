"""The analyses of one's own centre: the list, one of them with its readings, and the steps it takes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of
from omuz.network.exchange.actions import destroying, reading, writing
from omuz.network.exchange.forms.analyses import answers_in
from omuz.network.exchange.models import CaseAnalysis
from omuz.network.exchange.queries import analyses as found
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import WRITABLE, NotNow, State, may_read_second

UNPROCESSABLE = 422
_LONGEST_NUMBER = 9


def number_in(request: SignedInRequest, name: str) -> int:
    """A whole number of the form, 0 where none stands there."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


@page("exchange.write")
def own(request: SignedInRequest) -> HttpResponseBase:
    """The analyses of her centres; those that wait for a second reader first."""
    vault, today = vault_of(request), timezone.localdate()
    posts = request.person.centres_where("exchange.write")
    held = [post for post in posts if post.centre_id in vault.centres]
    groups = [(post, _first_those_to_read(found.lines_of(request.person, post.centre_id, vault, today)))
              for post in held if post.centre_id]  # fmt: skip
    context = {"groups": groups, "closed": [post for post in posts if post not in held], "many": len(held) > 1,
               "over": sum(line.over for _post, lines in groups for line in lines)}  # fmt: skip
    return render(request, "exchange/analyses/own.html", context)


def _first_those_to_read(lines: list[found.Line]) -> list[found.Line]:
    return sorted(lines, key=lambda line: not line.may_read)


@page("exchange.write")
@require_POST
def begin(request: SignedInRequest, centre_id: UUID) -> HttpResponseBase:
    """A new draft, at once its page."""
    row = writing.begin(by=request.person, vault=vault_of(request), centre_id=centre_id)
    return redirect("exchange:write", row.id)


@page("exchange.write")
def one(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """One analysis: its words with the places that ask for a look, its readings, and what can be done now."""
    row = found.analysis_of(request.person, analysis_id)
    vault_of(request).centre(row.centre_id)
    looked(by=request.person, event="analysis.opened", centre=row.centre_id, about=writing.about(row))
    return _drawn(request, row)


def _drawn(request: SignedInRequest, row: CaseAnalysis, status: int = 200, **more: Any) -> HttpResponse:
    vault = vault_of(request)
    typed, names = found.typed_of(row, vault), found.names_of({*row.writers, row.author_id})
    reads = row.state == State.READING and may_read_second(request.person.staff_id, row.writers)
    told, wrong = more.pop("told", {}), more.pop("wrong", {})
    context = {
        "row": row,
        "title": typed.one("title").strip(),
        "parts": found.parts_of(typed, marked=row.state != State.SHOWN),
        "writers": [names.get(each, "") for each in row.writers],
        "traps": [(trap, told.get(trap.item.code), wrong.get(trap.item.code)) for trap in found.traps_of(typed)],
        "reads": reads,
        "waits": row.state == State.READING and not reads,
        "writable": row.state in WRITABLE,
        "readings": found.readings_of(row, vault),
        "versions": row.versions.count(),
        "consent": typed.one("consent"),
        "consent_why": typed.one("consent_why"),
        "use": template(),
        **more,
    }
    return render(request, "exchange/analyses/one.html", context, status=status)


@page("exchange.write")
@require_POST
def read_second(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """The second reader's answers, trap by trap; what she answered stays on the page where something is missing."""
    row = found.analysis_of(request.person, analysis_id)
    codes = [trap.item.code for trap in found.traps_of(found.typed_of(row, vault_of(request)))]
    told, wrong = answers_in(request.POST, codes)
    try:
        if wrong:
            raise NotNow(_("Okuma yazılmadı: “değişmeli” dediğiniz her yere nedenini yazın. Yanıtlarınız duruyor."))
        read = reading.read_second(by=request.person, vault=vault_of(request), analysis_id=row.id,
                                   revision=number_in(request, "revision"), answers=told)  # fmt: skip
    except NotNow as refusal:
        typed = {code: (request.POST.get(f"trap-{code}", ""), request.POST.get(f"why-{code}", "")) for code in codes}
        return _drawn(request, row, UNPROCESSABLE, told=typed, wrong=wrong, refusal=str(refusal))
    messages.success(request, _answered(read))
    return redirect("exchange:analysis", row.id)


def _answered(row: CaseAnalysis) -> str:
    if row.state == State.MEND:
        return _("Geri gönderildi; yazanlar nedenlerinizi görür ve onarır.")
    return _("Onaylandı; ağda okunuyor.") if found.is_open(row) else _("Onaylandı; merkezinizde okunuyor.")


_STEPS: dict[str, tuple[Callable[..., CaseAnalysis], Callable[[], str]]] = {
    "geri-al": (writing.take_back, lambda: _("Geri alındı; yeniden yazılabilir.")),
    "yayindan-cek": (reading.withdraw, lambda: _("Yayından çekildi; artık kimse okumuyor.")),
}


@page("exchange.write")
@require_POST
def step(request: SignedInRequest, analysis_id: UUID, name: str) -> HttpResponseBase:
    """Take it back from the second reader, or from where it is shown."""
    if name not in _STEPS:
        raise Http404
    act, said = _STEPS[name]
    try:
        act(by=request.person, analysis_id=analysis_id)
        messages.success(request, said())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("exchange:analysis", analysis_id)


@page("exchange.write")
def destroy(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """Say what will be gone, and destroy one analysis before its time."""
    row = found.analysis_of(request.person, analysis_id)
    if request.method == "POST":
        destroying.destroy(by=request.person, analysis_id=row.id)
        messages.success(request, _("Yok edildi."))
        return redirect("exchange:own")
    context = {
        "heading": _("Analizi yok et"),
        "gone": [_("Yazılanlar, eski sürümler, ikinci okumalar; ağda okunuyorsa oradaki kopyası. Geri getirilemez.")],
        "kept": [_("Böyle bir analiz olduğu, kendi koduyla ve kimin ne zaman yok ettiği."), row.code],
        "act": _("Yok et"),
        "back": reverse("exchange:analysis", args=[row.id]),
    }
    return render(request, "shell/confirm.html", context)


@page("exchange.write")
@require_POST
def destroy_expired(request: SignedInRequest) -> HttpResponseBase:
    """Destroy everything of her centres whose time is over."""
    posts = request.person.centres_where("exchange.write")
    centres = [post.centre_id for post in posts if post.centre_id]
    gone = destroying.destroy_expired(by=request.person, centres=centres, today=timezone.localdate())
    messages.success(request, _("Süresi dolan %(gone)d analiz yok edildi.") % {"gone": gone})
    return redirect("exchange:own")
