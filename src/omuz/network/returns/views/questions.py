"""The checks in words: what is asked of a return, beside which reasons may be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.network.returns.actions.refusals import unfit_sentence
from omuz.network.returns.queries.asked import asked_as
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.reasons import Reason, reasons_for, said_reason
from omuz.network.returns.rules.checks import MOST_WORDS, Check, Question, Unfit
from omuz.network.returns.rules.document import Answer


@dataclass(frozen=True)
class Asked:
    """One question on a page: its sentence, the field names, what was answered, what is wrong with it."""

    name: str
    sentence: str
    demands: bool
    reasons: Sequence[Reason]
    chosen: str
    chosen_words: str
    words: str
    fault: str
    most: int = MOST_WORDS


def on_page(
    asked: Sequence[Question], answers: Mapping[str, Answer], faults: Mapping[str, Unfit], before: str
) -> list[Asked]:
    """The questions as a page shows them; `before` names the quarter before in words."""
    return [
        Asked(
            name=one.name,
            sentence=_sentence(one, before),
            demands=one.demands,
            reasons=reasons_for(asked_as(one.check)) if one.demands else (),
            chosen=answers[one.name].reason if one.name in answers else "",
            chosen_words=said_reason(answers[one.name].reason) if one.name in answers else "",
            words=answers[one.name].words if one.name in answers else "",
            fault=unfit_sentence(faults[one.name])
            if faults.get(one.name, Unfit.UNANSWERED) is not Unfit.UNANSWERED
            else "",
        )
        for one in asked
    ]


def answers_in(posted: QueryDict) -> dict[str, Answer]:
    """The answers of a form, by the question's name."""
    names = [key.removeprefix("neden:") for key in posted if key.startswith("neden:")]
    return {
        name: Answer(posted.get(f"neden:{name}", ""), " ".join(posted.get(f"soz:{name}", "").split()))
        for name in names[:100]
        if posted.get(f"neden:{name}")
    }


def titled(key: str) -> str:
    """The title of a table of the return; the key where this contents does not know it."""
    plan = contents().plans.get(key)
    return plan.indicator.title.say() if plan else key


def _sentence(one: Question, before: str) -> str:
    names = ", ".join(titled(key) for key in one.keys)
    return _SENTENCES[one.check]() % {"names": names, "before": before, "was": _n(one.before), "now": _n(one.after)}


_SENTENCES = {
    Check.JUMP: lambda: _("%(names)s: %(before)s döneminde %(was)s, şimdi %(now)s. Yarıdan çok değişmiş; neden?"),
    Check.EMPTY: lambda: _("Bu dönemde hiç temas yok görünüyor. Gerçekten yok muydu, kayıt mı tutulamadı?"),
    Check.CORRECTED: lambda: _("Bu çeyreğin sayıları daha önce gönderilmişti. Neden düzeltiliyor?"),
    Check.GAP: lambda: _(
        "%(before)s için sayı gönderilmemiş: eksik sayılır, sıfır sayılmaz; karşılaştırma yapılamadı."
    ),
    Check.PARTS: lambda: _("%(names)s: bölümler toplamı tutmuyor. Nedeni nedir?"),
    Check.SEVERAL: lambda: _("Birden çok yanıt verilebilen tablolar: %(names)s. Satırları toplamayın; toplamı aşar."),
    Check.VERSION: lambda: _(
        "Önceki dönemden başka tanım sürümüyle sayılan: %(names)s. Değişim tanımdan da gelebilir."
    ),
}


def _n(value: int | None) -> str:
    return "–" if value is None else number(value, 0, get_language() or "tr")


_CHECKS = {
    Check.JUMP.value: lambda: _("yarıdan çok değişim"),
    Check.EMPTY.value: lambda: _("hiç temas yok"),
    Check.CORRECTED.value: lambda: _("düzeltme"),
    Check.PARTS.value: lambda: _("toplam tutmuyor"),
    "declined": lambda: _("göndermedi"),
}


def said_check(check: str) -> str:
    """A check in two or three words."""
    return _CHECKS[check]() if check in _CHECKS else check
