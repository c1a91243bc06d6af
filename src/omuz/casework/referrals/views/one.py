"""One referral: what the other side will see, what she still has to be asked, and each press that moves it on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.consents.actions.excepting import Exceptional, ask_override
from omuz.casework.consents.actions.giving import Spoken, record_consents
from omuz.casework.consents.forms.asking import ReasonForm, SpokenForm
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.consents.rules.groups import OWN_QUESTION
from omuz.casework.referrals.actions.drafting import (
    ConsentMissing,
    NothingChosen,
    TextRefused,
    change_referral,
    discard_referral,
    prepare_referral,
)
from omuz.casework.referrals.actions.recalling import revoke_referral
from omuz.casework.referrals.actions.sending import NoLetterbox, note_result, send_referral
from omuz.casework.referrals.forms.planning import PlanForm, ResultForm, TextsForm
from omuz.casework.referrals.queries.book import recipient_of
from omuz.casework.referrals.queries.suggested import suggestions
from omuz.casework.referrals.queries.told import OpenedReferral, covered
from omuz.casework.referrals.rules.states import Result
from omuz.casework.referrals.views.drawn import draw
from omuz.casework.referrals.views.places import at, moved_on, referral_for, to_referral, version
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The page."""
    return draw(request, referral_for(request, referral_id, "cases.read"))


@page("cases.write")
@require_POST
def change(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The texts, and the frame where it was opened; a prepared one is a draft again."""
    referral = referral_for(request, referral_id)
    recipient = recipient_of(request.person, referral.file.centre_id, referral.told.recipient.key)
    plan = PlanForm(request.POST, recipient=recipient)
    texts = TextsForm(request.POST, groups=tuple(referral.told.groups))
    if not plan.is_valid() or not texts.is_valid():
        return draw(request, referral, status=422, plan_form=plan, texts_form=texts)
    added = [group for group in plan.cleaned_data["groups"] if group not in referral.told.groups]
    told = plan.plan(suggestions(referral.file, added, on=plan.cleaned_data["on"]) | texts.texts)
    try:
        _act(request, change_referral, referral_id, plan=told)
    except Conflict:
        now = referral_for(request, referral_id)
        theirs = [(group_label(group), text) for group, text in now.told.groups.items()]
        return draw(request, now, status=409, plan_form=plan, texts_form=texts, theirs=theirs)
    except NotNow:
        return moved_on(request, at("open", referral_id))
    return to_referral(referral_id)


def _act(request: SignedInRequest, act: Any, referral_id: UUID, **more: Any) -> Any:
    return act(by=request.person, vault=vault_of(request), referral_id=referral_id, revision=version(request), **more)


@page("cases.write")
@require_POST
def say(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """Her answers to what was said aloud; a group with its own question comes in a form of its own."""
    referral = referral_for(request, referral_id)
    form = SpokenForm(request.POST, groups=_asked(request, referral))
    if not form.is_valid():
        return draw(request, referral, status=422, spoken_form=form)
    told = form.cleaned_data
    spoken = Spoken(
        referral.told.recipient, referral.told.purpose, referral.told.way, form.answers, told["on"], told["until"],
        told["form"] or "said", told["how"] or "face_to_face", told["note"],
    )  # fmt: skip
    record_consents(by=request.person, vault=vault_of(request), case_id=referral.file.id, spoken=spoken)
    messages.success(request, _("Yanıtları yazıldı."))
    return to_referral(referral_id)


def _asked(request: SignedInRequest, referral: OpenedReferral) -> tuple[str, ...]:
    """The groups of the form that was sent: one with its own question, or all the others of this referral."""
    alone = request.POST.get("alone", "")
    groups = tuple(referral.told.groups)
    if alone in OWN_QUESTION and alone in groups:
        return (alone,)
    return tuple(group for group in groups if group not in OWN_QUESTION)


@page("cases.write")
@require_POST
def ask(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """Ask a second person for an exception to what is missing."""
    referral, form = referral_for(request, referral_id), ReasonForm(request.POST)
    today, told = timezone.localdate(), referral.told
    missing = [each.group for each in covered(referral.file, told, today).missing if each.group not in OWN_QUESTION]
    if not missing:
        return moved_on(request, at("open", referral_id))
    if not form.is_valid():
        return draw(request, referral, status=422, reason_form=form)
    row = ask_override(
        by=request.person, vault=vault_of(request), case_id=referral.file.id, on=today,
        wanted=Exceptional(told.recipient, told.purpose, missing, told.way), reason=form.cleaned_data["reason"],
    )  # fmt: skip
    return redirect(reverse("consents:override", args=[row.id]))


@page("cases.write")
@require_POST
def prepare(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The first gate."""
    return _through(
        request, referral_id, prepare_referral, _("Hazır. Göndermek ayrı bir adımdır; önce bir kez okuyun.")
    )


@page("cases.write")
@require_POST
def send(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The second gate; only this press sends."""
    return _through(request, referral_id, send_referral, _("Gönderildi."))


def _through(request: SignedInRequest, referral_id: UUID, act: Any, done: str) -> HttpResponseBase:
    """One press through a gate; what the gate refuses is shown on the page, named item by item."""
    try:
        _act(request, act, referral_id, on=timezone.localdate())
    except (ConsentMissing, TextRefused, NothingChosen) as refused:
        return draw(request, referral_for(request, referral_id), status=422, refused=type(refused).__name__)
    except NoLetterbox:
        messages.error(request, _("Bu merkezin posta kutusu yok ya da onaylanmamış; hiçbir şey gönderilmedi."))
        return to_referral(referral_id)
    except (Conflict, NotNow):
        return moved_on(request, at("open", referral_id))
    messages.success(request, done)
    return to_referral(referral_id)


@page("cases.write")
@require_POST
def result(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """What came of it."""
    form = ResultForm(request.POST)
    if not form.is_valid():
        return draw(request, referral_for(request, referral_id), status=422, result_form=form)
    told = form.cleaned_data
    try:
        _act(
            request, note_result, referral_id, result=Result(told["result"]), obstacles=tuple(told["obstacles"]),
            on=told["on"], note=told["note"], answer_by=told["answer_by"],
        )  # fmt: skip
    except (Conflict, NotNow):
        return moved_on(request, at("open", referral_id))
    messages.success(request, _("Sonuç yazıldı."))
    return to_referral(referral_id)


@page("cases.write")
@require_POST
def revoke(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """Take it back: a packet closes at once, anybody else is to be told."""
    try:
        _act(request, revoke_referral, referral_id, on=timezone.localdate())
    except (Conflict, NotNow):
        return moved_on(request, at("open", referral_id))
    messages.success(request, _("Geri alındı."))
    return to_referral(referral_id)


@page("cases.write")
@require_POST
def discard(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """Throw a draft away; nothing of it left."""
    referral = referral_for(request, referral_id)
    try:
        discard_referral(by=request.person, referral_id=referral_id, revision=version(request))
    except (Conflict, NotNow):
        return moved_on(request, at("open", referral_id))
    messages.success(request, _("Taslak atıldı."))
    return redirect(reverse("desk:case", args=[referral.file.id]))
