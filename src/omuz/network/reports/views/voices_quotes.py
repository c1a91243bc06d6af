"""Words of centres: found in open answers, proposed, checked by another, consented to by the centre."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.actions.voices import quotes as acts
from omuz.network.reports.queries.voices import quotes as found
from omuz.network.reports.queries.voices.open_answers import open_answer, open_answers, rounds_with_answers
from omuz.network.reports.rules.voices_marks import Sign, checklist, marks, pieces
from omuz.network.reports.views.shared import UNPROCESSABLE, attempted
from omuz.network.reports.views.voices_recommendations import asked_year, require_valid, with_year
from omuz.network.reports.voices_forms import CheckForm, QuoteForm

AREA_SECTION = found.NEEDS


def said_of(about: str) -> str:
    """What a mark may be, in words."""
    signs = {
        Sign.NUMBER: _("sayı"), Sign.CAPITAL: _("büyük harf"), Sign.NAME: _("isim olabilir"), Sign.DISTRICT: _("yer"),
    }  # fmt: skip
    if about in signs:
        return str(signs[Sign(about)])
    return next((item.title.say() for item in checklist() if item.code == about), about)


def marked(text: str) -> list[tuple[str, str]]:
    """A text cut at its marks, each with what it may be in words; empty words where nothing is marked."""
    return [(words, said_of(about) if about else "") for words, about in pieces(text, marks(text, checklist()))]


def _sections() -> list[tuple[str, str]]:
    return [(section.key, section.title.say()) for section in found.sections()]


@page("reports.comment")
def quotes(request: SignedInRequest) -> HttpResponseBase:
    """Proposed words of a year, those that wait for her first, and the way to the open answers."""
    year = asked_year(request)
    quotes_ = request.person.may("reports.quote")
    context = {
        "year": year,
        "years": sorted({year, timezone.localdate().year, year - 1}, reverse=True),
        "lines": found.quote_lines(request.person, year),
        "rounds": rounds_with_answers(year) if quotes_ else [],
    }
    return render(request, "reports/voices/quotes.html", context)


@page("reports.quote")
def answers(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Open answers of one round, question by question."""
    year = asked_year(request)
    asked = next((each for each in rounds_with_answers(year) if each.id == round_id), None)
    if asked is None:
        raise Http404
    groups: dict[str, list[Any]] = {}
    for each in open_answers(request.person, asked):
        query = urlencode({"yol": each.path})
        where = f"{reverse('reports:new-quote', args=[each.answer_id])}?{query}"
        groups.setdefault(each.question, []).append((each, where))
    context = {"asked": asked, "groups": groups, "year": year}
    return render(request, "reports/voices/answers.html", context)


@page("reports.quote")
def new(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """Words out of one answer, edited beside it."""
    asked = open_answer(request.person, answer_id, request.POST.get("yol") or request.GET.get("yol", ""))
    start = {"words_tr": asked.words[:500], "section": AREA_SECTION}
    form = QuoteForm(request.POST or None, sections=_sections(), initial=start)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.propose(by=request.person, found=asked, section=told["section"], words_tr=told["words_tr"],
                                words_en=told["words_en"])  # fmt: skip
            return redirect("reports:quote", made.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "original": asked, "original_marked": marked(asked.words), "year": asked.year}
    return render(request, "reports/voices/quote_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("reports.comment")
def one(request: SignedInRequest, quote_id: UUID) -> HttpResponseBase:
    """One proposal: the words with their marks, the check, the consent; the answer itself for whom it is meant."""
    line = found.quote_line(request.person, quote_id)
    row, items = line.row, checklist()
    start = {"words_tr": row.words_tr, "words_en": row.words_en, "section": row.section, "revision": row.revision}
    form = QuoteForm(request.POST or None, sections=_sections(), initial=start)
    if request.method == "POST" and _edited(request, line, form):
        return redirect("reports:quote", row.id)
    questions = [(item.code, item.question.say()) for item in items]
    context = {
        "line": line,
        "form": form,
        "marked": marked(row.words_tr),
        "marked_en": marked(row.words_en) if row.words_en else [],
        "hints": [each for each in (*marked(row.words_tr), *marked(row.words_en)) if each[1]],
        "original": found.original_of(request.person, row),
        "check": CheckForm(questions=questions, initial={"revision": row.revision}),
    }
    return render(request, "reports/voices/quote.html", context, status=UNPROCESSABLE if form.errors else 200)


def _edited(request: SignedInRequest, line: found.QuoteLine, form: QuoteForm) -> bool:
    """Whether the words were written anew; what was wrong stands in the form otherwise."""
    if not line.may_edit:
        request.person.require("reports.quote", line.row.centre_id)
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        acts.edit(
            by=request.person,
            row=line.row,
            section=told["section"],
            words_tr=told["words_tr"],
            words_en=told["words_en"],
            seen=told["revision"] or 0,
        )
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@page("reports.comment")
@require_POST
def check(request: SignedInRequest, quote_id: UUID) -> HttpResponseBase:
    """The identity check by a second person."""
    line = found.quote_line(request.person, quote_id)
    form = CheckForm(request.POST, questions=[(item.code, item.code) for item in checklist()])

    def act() -> None:
        require_valid(form)
        told = form.cleaned_data
        acts.check(by=request.person, row=line.row, answered=told["answered"], kept_why=told["kept_why"],
                   seen=told["revision"])  # fmt: skip

    attempted(request, act, _("Denetim yazıldı."))
    return redirect("reports:quote", quote_id)


@page("reports.consent")
@require_POST
def consent(request: SignedInRequest, quote_id: UUID) -> HttpResponseBase:
    """The centre agrees to exactly these words, or takes that back."""
    line = found.quote_line(request.person, quote_id)
    if request.POST.get("consent") == "no":
        attempted(request, lambda: acts.take_back(by=request.person, row=line.row), _("Onay geri alındı."))
    else:
        seen = request.POST.get("revision", "")
        number = int(seen) if seen.isdecimal() else 0
        attempted(request, lambda: acts.consent(by=request.person, row=line.row, seen=number), _("Onay yazıldı."))
    return redirect("reports:quote", quote_id)


@page("reports.quote")
@require_POST
def drop(request: SignedInRequest, quote_id: UUID) -> HttpResponseBase:
    """Give up these words."""
    line = found.quote_line(request.person, quote_id)
    why = request.POST.get("why", "")
    attempted(request, lambda: acts.drop(by=request.person, row=line.row, why=why), _("Söz geri çekildi."))
    return with_year("quotes", line.row.year)
