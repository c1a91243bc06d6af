"""Everything the page of one referral shows, drawn from the database as it stands now."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from omuz.casework.consents.forms.asking import ReasonForm, SpokenForm
from omuz.casework.consents.queries.given import Coverage, overrides_of
from omuz.casework.consents.queries.wording import group_label, sentence_for
from omuz.casework.consents.queries.words import WHY
from omuz.casework.consents.rules.groups import OWN_QUESTION
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.referrals.forms.planning import PlanForm, ResultForm, TextsForm, plan_initial, texts_initial
from omuz.casework.referrals.models import Packet
from omuz.casework.referrals.queries.answers import answer_of
from omuz.casework.referrals.queries.panel import packet_in_words, state_in_words
from omuz.casework.referrals.queries.shown import shown
from omuz.casework.referrals.queries.told import (
    OpenedReferral,
    covered,
    faults,
    history_of,
    payload_now,
)
from omuz.casework.referrals.queries.words import ACTS, FAULTS
from omuz.casework.referrals.rules.states import HERSELF, Act, Stage
from omuz.casework.referrals.views.places import seen
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of


def draw(request: SignedInRequest, referral: OpenedReferral, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The page; `typed` holds forms that were sent back with a fault, and what a gate refused."""
    found = covered(referral.file, referral.told, timezone.localdate())
    open_yet = referral.row.state in (Stage.DRAFT, Stage.PREPARED)
    may_write = request.person.may("cases.write", referral.file.centre_id)
    context = {
        "referral": referral,
        "told": referral.told,
        "version": referral.row.revision,
        "file": referral.file,
        "state": state_in_words(referral),
        "way": label_of("referral_way", referral.told.way),
        "herself": referral.told.way == HERSELF,
        "packet": shown(payload_now(referral.file, referral.told, found.until)),
        "open_yet": open_yet,
        "may_write": may_write,
        "history": _history(referral),
        **(_writing(referral, found) if open_yet else _after(request, referral)),
        **typed,
    }
    about = f"case:{referral.file.code}"
    return seen(
        request, "referrals/one.html", context, event="referral.opened", centre=referral.file.centre_id, about=about,
        status=status,
    )  # fmt: skip


def _writing(referral: OpenedReferral, found: Coverage) -> dict[str, Any]:
    """While it is written: what is wrong, what can be sent, the forms."""
    told, wrong = referral.told, faults(referral.file, referral.told)
    return {
        "prepared": referral.row.state == Stage.PREPARED,
        "until": found.until,
        "excepted": found.excepted,
        "waiting": [each for each in overrides_of(referral.file) if _same(each, referral) and each.state == "asked"],
        "reason_form": ReasonForm(),
        "faults": [(group_label(each.group), FAULTS[each.fault], each.text, each.refused) for each in wrong],
        "refused_text": any(each.refused for each in wrong),
        "plan_form": PlanForm(initial=plan_initial(told), recipient=told.recipient),
        "texts_form": TextsForm(initial=texts_initial(told.groups), groups=tuple(told.groups)),
        **_asking(referral, found),
    }


def _asking(referral: OpenedReferral, found: Coverage) -> dict[str, Any]:
    """What she still has to be asked: the items by name, and each question with its sentence and its form."""
    to, missing = referral.told.recipient.name, [each.group for each in found.missing]
    together = [group for group in missing if group not in OWN_QUESTION]
    return {
        "missing": [(group_label(each.group), WHY[each.why]) for each in found.missing],
        "together": together,
        "sentence": sentence_for(to, together) if together else "",
        "spoken_form": SpokenForm(groups=together) if together else None,
        "alone": [
            (group, sentence_for(to, [group]), SpokenForm(groups=[group], auto_id=f"{group}_%s"))
            for group in missing
            if group in OWN_QUESTION
        ],
        "none_told": "" if referral.told.groups else sentence_for(to, []),
    }


def _same(override: Any, referral: OpenedReferral) -> bool:
    told = referral.told
    return bool((override.recipient.key, override.channel) == (told.recipient.key, told.way))


def _after(request: SignedInRequest, referral: OpenedReferral) -> dict[str, Any]:
    """Once it was sent: how it stands at the other side, and what came of it."""
    told = referral.told
    packet = Packet.objects.filter(id=told.packet).first() if told.packet else None
    answer = answer_of(packet, vault=vault_of(request)) if packet is not None else None
    return {
        "there": packet_in_words(packet) if packet is not None else "",
        "answer": answer,
        "result_form": ResultForm(initial={"on": timezone.localdate(), "version": referral.row.revision}),
        "obstacles": [label_of("referral_obstacle", code) for code in told.obstacles],
        "left": told.withdrawn_on is None and told.way != HERSELF,
    }


def _history(referral: OpenedReferral) -> list[dict[str, Any]]:
    lines = history_of(referral)
    names = names_of({line.made_by for line in lines})
    return [
        {
            "when": f"{line.on:%d.%m.%Y} · {names.get(line.made_by, '')}",
            "title": str(ACTS[Act(line.act)]) if line.act else label_of("referral_result", line.result),
            "text": " · ".join(
                [*(label_of("referral_obstacle", code) for code in line.obstacles), *([line.note] if line.note else [])]
            ),
            "icon": "send" if line.act == Act.SENT else "undo" if line.act == Act.REVOKED else "forward",
        }
        for line in reversed(lines)
    ]
