"""The page of a recorded talk: its word and why, raised with one press, lowered with a reason, what is done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, opened
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.safety.actions.drafts import Conflict, NotNow
from omuz.casework.safety.actions.talks import NotLowered, act_on_factors, lower_level, raise_level, talk_of
from omuz.casework.safety.actions.urgent import met_urgently
from omuz.casework.safety.forms.reasons import DECIDED_MAX, LowerForm
from omuz.casework.safety.forms.talk import action_choices
from omuz.casework.safety.models import RiskTalk
from omuz.casework.safety.queries.shown import changes_of, level_shown, silent_factors, told_factors
from omuz.casework.safety.queries.talks import risk_talk_of
from omuz.casework.safety.queries.words import LOWER_PROBLEMS, SAID, level_words
from omuz.casework.safety.rules.factors import Factor, Said
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import LowerReason, Talk, TalkState
from omuz.casework.safety.views import places
from omuz.casework.safety.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


def shown(request: SignedInRequest, row: RiskTalk, file: OpenedCase, status: int = 200) -> HttpResponse:
    """Draw a recorded talk."""
    looked(by=request.person, event="risk_talk.read", centre=file.centre_id, about=f"case:{file.code}")
    talk, today = talk_of(row, file.key), timezone.localdate()
    names = {str(each): name for each, name in names_of({row.made_by, *_changers(talk)}).items()}
    context = {
        "case": file.case,
        "row": row,
        "talk": talk,
        "now": level_shown(talk),
        "who": names.get(str(row.made_by), ""),
        "told": told_factors(talk),
        "silent": silent_factors(talk),
        "plan_offered": SAID[Said(talk.plan_offered)],
        "changes": changes_of(talk, names),
        "higher": [(level, level_words(level)) for level in Level if level.above(talk.level)],
        "fear": talk.fear.said is Said.YES,
        "may_lower": talk.level is not Level.STANDARD and talk.fear.said is not Said.YES,
        "action_choices": action_choices(today),
        "may_write": request.person.may("cases.write", file.centre_id),
    }
    return render(request, "safety/talk.html", context, status=status)


def _changers(talk: Talk) -> set[UUID]:
    return {UUID(each.by) for each in talk.changes}


def _recorded(request: SignedInRequest, talk_id: UUID) -> RiskTalk | None:
    row = risk_talk_of(request.person, talk_id, "cases.write")
    return row if row.state == TalkState.RECORDED else None


@page("cases.write")
@require_POST
def up(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """Raise the word: one press, no reason asked."""
    if _recorded(request, talk_id) is None or request.POST.get("then") not in set(Level):
        return redirect(at("talk", talk_id))
    then, today = Level(request.POST["then"]), timezone.localdate()
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "talk_id": talk_id, "on": today}
    try:
        row = raise_level(**given, then=then, revision=places.version_of(request))
    except (Conflict, NotNow):
        messages.warning(request, _("Bu konuşma bu arada değişti; yaptığınız işlenmedi. Şimdiki hâli aşağıda."))
        return redirect(at("talk", talk_id))
    told = {"code": row.case.code, "word": level_words(then)}
    messages.success(request, _("%(code)s: yükseltildi, şimdi “%(word)s”.") % told)
    return redirect(at("talk", talk_id))


@page("cases.write")
def down(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """Lower the word, with a written reason; below the rule's word only the coordinator."""
    row = _recorded(request, talk_id)
    if row is None:
        return redirect(at("talk", talk_id))
    file = opened(row.case, vault_of(request))
    talk = talk_of(row, file.key)
    posted = request.method == "POST"
    form = LowerForm(request.POST if posted else None, initial={"version": row.revision}, now=talk.level)
    if posted and form.is_valid() and _lowered(request, talk_id, form):
        messages.success(request, _("%(code)s: indirildi; gerekçesi dosyada.") % {"code": file.code})
        return redirect(at("talk", talk_id))
    if not posted:
        looked(by=request.person, event="risk_talk.read", centre=file.centre_id, about=f"case:{file.code}")
    leads = request.person.may("cases.lead", file.centre_id)
    context = {"form": form, "case": file.case, "row": row, "now": level_shown(talk), "leads": leads}
    context["fear"] = talk.fear.said is Said.YES
    return render(request, "safety/lower.html", context, status=422 if posted else 200)


def _lowered(request: SignedInRequest, talk_id: UUID, form: LowerForm) -> bool:
    told = form.cleaned_data
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "talk_id": talk_id}
    try:
        lower_level(
            **given,
            then=Level(told["then"]),
            reason=LowerReason(told["reason"]),
            words=told["words"],
            on=timezone.localdate(),
            revision=told["version"],
        )
    except NotLowered as kept:
        form.add_error(None, str(LOWER_PROBLEMS[kept.problem]))
        return False
    except (Conflict, NotNow):
        form.add_error(None, _("Bu konuşma bu arada değişti; indirilmedi. Önce şimdiki hâline bakın."))
        return False
    return True


@page("cases.write")
@require_POST
def act(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """Write what is done about factors of a recorded talk."""
    if _recorded(request, talk_id) is None:
        return redirect(at("talk", talk_id))
    known = {code for code, _words in action_choices(timezone.localdate())}
    chosen = {factor: tuple(c for c in request.POST.getlist(f"done_{factor}") if c in known) for factor in Factor}
    actions = {factor: codes for factor, codes in chosen.items() if codes}
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "talk_id": talk_id}
    try:
        if actions:
            today = timezone.localdate()
            act_on_factors(**given, actions=actions, revision=places.version_of(request), on=today)
            messages.success(request, _("Yapılanlar yazıldı."))
    except (Conflict, NotNow):
        messages.warning(request, _("Bu konuşma bu arada değişti; yaptığınız işlenmedi. Şimdiki hâli aşağıda."))
    return redirect(at("talk", talk_id))


@page("cases.write")
@require_POST
def met(request: SignedInRequest, entry_id: UUID) -> HttpResponseBase:
    """The team met about this file today; it leaves the urgent list."""
    # A decision that is too long is cut rather than refused: the meeting itself is what must be known.
    decided = request.POST.get("decided", "").strip()[:DECIDED_MAX]
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "entry_id": entry_id}
    try:
        entry = met_urgently(**given, decided=decided, on=timezone.localdate())
    except NotNow as past:
        messages.info(request, _("Ekip bu dosyayı bu arada görüşmüş; listede değil."))
        return redirect(at("file", past.record.case_id))
    messages.success(request, _("%(code)s: ekip görüştü; acil listeden çıktı.") % {"code": entry.case.code})
    return redirect(at("file", entry.case_id))
