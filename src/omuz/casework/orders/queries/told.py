"""An order in words: for the panel, for the timeline, and for her in plain sentences."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.casework.orders.queries.words import STATES, UNITS
from omuz.casework.orders.rules.detention import detention
from omuz.casework.orders.rules.due import Due, What, dues
from omuz.casework.orders.rules.law import Law, Parameter, Unit
from omuz.casework.orders.rules.picture import Order
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import State, Step
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of


def in_words(name: str, codes: Iterable[str]) -> str:
    """Codes of a list in words, parted by a semicolon."""
    return "; ".join(label_of(name, code) for code in codes)


def state_words(order: Order, today: date) -> str:
    """Where it stands, said of today: an order whose days are over is not in force."""
    if order.run_out(today):
        return _("Süresi doldu")
    if order.state is State.GRANTED and order.starts_on and order.starts_on > today:
        return _("Daha başlamadı")
    return str(STATES[order.state])


def length_words(limit: Parameter) -> str:
    """A value of the law as “6 ay”, “%50” or “1/30”."""
    value, language = limit.value, get_language() or "tr"
    if limit.unit is Unit.PART:
        return turkish.share(value, 0, language)
    if limit.unit is Unit.DIVISOR:
        return f"1/{int(value)}"
    written = str(int(value)) if value == value.to_integral_value() else turkish.number(value, None, language)
    return f"{written} {UNITS[limit.unit]}"


def left_words(left: int) -> str:
    """Days to an end as somebody would say it."""
    if left < 0:
        return _("%(days)s gün önce geçti") % {"days": -left}
    return _("bugün") if left == 0 else _("%(days)s gün kaldı") % {"days": left}


def span_words(order: Order) -> str:
    """From when to when; of what was not granted, the day it was refused or asked for."""
    if order.starts_on is None:
        day = order.refused_on or order.asked_on
        return turkish.day(day) if day else ""
    told = {"start": turkish.day(order.starts_on)}
    if order.ends_on is None:
        return _("%(start)s gününden, bitişi bilinmiyor") % told
    return _("%(start)s – %(end)s (son gün içinde)") % (told | {"end": turkish.day(order.ends_on)})


def step_lines(step: Step) -> list[str]:
    """What a step says beside its name and day."""
    lists = {"asked": "order_asker", "objected": "objection_by"}
    results = {"breach": "breach_result", "objection_decided": "objection_result", "ended": "order_end"}
    found = [
        label_of(lists[step.kind], step.by) if step.by != NOT_ASKED and step.kind in lists else "",
        label_of("order_authority", step.authority) if step.authority != NOT_ASKED else "",
        in_words("order_measure", step.measures),
        f"{step.amount} {UNITS_BY_CODE[step.unit]}" if step.amount else "",
        _("bitiş %(day)s") % {"day": turkish.day(step.ends_on)} if step.ends_on else "",
        _("gizlilik kararı: %(answer)s") % {"answer": label_of("yes_no", step.confidential)}
        if step.confidential != NOT_ASKED
        else "",
        in_words("breach_told_to", step.told_to),
        label_of(results[step.kind], step.result) if step.result != NOT_ASKED and step.kind in results else "",
    ]
    return [line for line in found if line]


UNITS_BY_CODE = {unit.value: words for unit, words in UNITS.items()}


def due_words(due: Due) -> str:
    """A day that matters with its hour where hours count, and a word about a weekend."""
    hours = due.what in (What.JUDGE, What.GOVERNOR)
    told = turkish.moment(due.by) if hours else turkish.day(due.by.date())
    if not due.weekend or due.what is What.END:
        return told
    moved = turkish.day(due.latest.date())
    return _("%(day)s (hafta sonu; en geç %(moved)s sonuna dek sürebilir)") % {"day": told, "moved": moved}


def her_lines(order: Order, law: Law, today: date) -> list[tuple[str, str]]:
    """One order as she may read it: what it says, its days, and what she can ask for."""
    lines = [(_("Durumu"), state_words(order, today))]
    if order.authority != NOT_ASKED:
        lines.append((_("Kim verdi"), label_of("order_authority", order.authority)))
    if order.measures:
        lines.append((_("Ne diyor"), in_words("order_measure", order.measures)))
    if order.starts_on:
        lines.append((_("Ne zaman"), span_words(order)))
    if order.confidential == "yes":
        lines.append((_("Gizlilik"), _("Kimlik ve adres bilgileriniz resmî kayıtlarda gizlenir.")))
    for due in dues(order, law):
        if due.what is What.OBJECTION and order.state is State.REFUSED:
            told = _("Redde %(day)s gününe kadar aile mahkemesine itiraz edebilirsiniz; ücret ödenmez.")
            lines.append((_("Hakkınız"), told % {"day": due_words(due)}))
    approvals = [due for due in dues(order, law) if due.what in (What.JUDGE, What.GOVERNOR)]
    if approvals:
        told = _("%(day)s saatine kadar onaylanmazsa kalkabilir. Onaylanıp onaylanmadığını birlikte sorabiliriz.")
        lines.append((_("Onay"), told % {"day": due_words(approvals[0])}))
    if order.in_force(today):
        lines.append((_("Hakkınız"), _("Bitmeden uzatılmasını ya da değiştirilmesini isteyebilirsiniz.")))
        lines.append((_("Uyulmazsa"), breach_words(law, len(order.breaches) + 1, today)))
    return lines


def breach_words(law: Law, breaches: int, on: date) -> str:
    """What she can do when the order is broken, and what the law then foresees."""
    limits = detention(law, breaches, on)
    told = {"least": limits.least.value, "most": length_words(limits.most), "total": length_words(limits.total)}
    return (
        _(
            "112’yi ya da KADES’i arayabilirsiniz. Hâkim %(least)s–%(most)s zorlama hapsine karar verebilir"
            " (toplamı en çok %(total)s)."
        )
        % told
    )


def money(amount: Decimal) -> str:
    """An amount in lira."""
    return f"{turkish.number(amount, 2, get_language() or 'tr')} TL"
