"""Rows of this room as its pages list them: labels and addresses, ready to draw."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.orders.queries.law import law, law_book
from omuz.casework.orders.queries.orders import OpenedAid, OpenedOrder
from omuz.casework.orders.queries.papers import Line, OpenedDecision, OpenedRequest
from omuz.casework.orders.queries.told import due_words, in_words, left_words, length_words, span_words, state_words
from omuz.casework.orders.queries.words import AGREEMENTS, DUES, STEPS
from omuz.casework.orders.rules.due import Level, What, dues, length_over_law, warning
from omuz.casework.orders.rules.picture import counted_otherwise, standing
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import MAY_FOLLOW, Kind, State
from omuz.casework.orders.rules.two import Agreement
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of

_BADGES = {State.WAITING: "look", State.URGENT: "danger", State.GRANTED: "done", State.REFUSED: "look"}


def badge_of(opened: OpenedOrder, today: date) -> str:
    """The colour beside the word of an order's state."""
    level = warning(opened.order, law(), today)
    if level in (Level.LAST, Level.PAST):
        return "danger"
    return "look" if level else _BADGES.get(opened.order.state, "")


def order_row(opened: OpenedOrder, today: date) -> dict[str, Any]:
    """One order in a list."""
    order = opened.order
    known = order.authority != NOT_ASKED
    return {
        "address": reverse("orders:order", args=[opened.id]),
        "title": label_of("order_authority", order.authority) if known else _("Tedbir kararı"),
        "state": state_words(order, today),
        "badge": badge_of(opened, today),
        "span": span_words(order),
        "measures": in_words("order_measure", order.measures),
    }


def due_rows(opened: OpenedOrder, today: date) -> list[dict[str, Any]]:
    """The days that matter for an order, nearest first."""
    return [
        {
            "title": DUES[due.what],
            "when": due_words(due),
            "left": left_words(due.left(today)),
            "article": due.article,
            "past": due.left(today) < 0,
        }
        for due in dues(opened.order, law())
        if due.what is not What.OBJECTION or due.left(today) >= 0
    ]


def next_steps(opened: OpenedOrder) -> list[tuple[str, Any]]:
    """What may be written next: kind and its name."""
    kinds = MAY_FOLLOW[opened.order.state]
    return [(kind.value, STEPS[kind]) for kind in kinds if kind is not Kind.TAKEN_BACK]


def slips(opened: OpenedOrder) -> list[str]:
    """What looks like a slip of the pen; the paper in hand is the last word."""
    found = []
    for step in standing(written.step for written in opened.steps):
        counted = counted_otherwise(step)
        if counted and step.ends_on:
            told = {"written": turkish.day(step.ends_on), "counted": turkish.day(counted)}
            found.append(_("Yazılan bitiş %(written)s; süreye göre %(counted)s çıkıyor. Yazılan geçerlidir.") % told)
    order = opened.order
    if order.starts_on and order.ends_on and not order.extensions and order.state is not State.URGENT:
        limit = law().on("first_order_longest", order.starts_on)
        if length_over_law(order.ends_on, order.starts_on, law()):
            told = {"limit": length_words(limit), "article": limit.article}
            found.append(_("İlk karar en çok %(limit)s verilebilir (%(article)s); süreye yeniden bakın.") % told)
    refused = law().not_for_police(order.measures) if order.state is State.URGENT else ()
    if refused:
        told = {"measures": in_words("order_measure", refused)}
        found.append(_("Kolluk amiri şu tedbirleri veremez, kâğıda yeniden bakın: %(measures)s") % told)
    return found


def aid_row(opened: OpenedAid) -> dict[str, Any]:
    """One request for aid in a list."""
    waiting = opened.aid.outcome == "waiting"
    return {
        "address": reverse("orders:aid", args=[opened.record.id]),
        "title": label_of("aid_kind", opened.aid.kind.value),
        "state": label_of("aid_outcome", opened.aid.outcome),
        "badge": "look" if waiting else "",
        "span": turkish.day(opened.aid.on),
    }


def decision_row(opened: OpenedDecision) -> dict[str, Any]:
    """One weighed duty to notify in a list."""
    state = Agreement(opened.record.state)
    return {
        "address": reverse("orders:decision", args=[opened.record.id]),
        "title": said("notification_decision", opened.weighing.decision) or _("Bildirim kararı"),
        "state": AGREEMENTS[state],
        "badge": "look" if state in (Agreement.WAITING, Agreement.RETURNED) else "done",
        "span": turkish.day(opened.weighing.on),
    }


def request_row(opened: OpenedRequest) -> dict[str, Any]:
    """One request by an authority in a list."""
    return {
        "address": reverse("orders:request", args=[opened.record.id]),
        "title": said("legal_asker", opened.asked.institution) or _("Resmî istek"),
        "state": _("Yanıtlandı") if opened.asked.settled else _("Açık"),
        "badge": "done" if opened.asked.settled else "look",
        "span": turkish.day(opened.asked.on),
    }


def said(name: str, code: str) -> str:
    """A code in words, nothing where it was not asked."""
    return "" if code == NOT_ASKED else label_of(name, code)


def register_rows(kind: str, lines: Iterable[Line]) -> list[list[Any]]:
    """Rows of a register for the ledger: code, state, entered on, due on."""
    words = {state.value: str(text) for state, text in AGREEMENTS.items()}
    words |= {"open": _("Açık"), "settled": _("Yanıtlandı")}
    return [
        [
            {"text": line.code, "url": reverse(f"orders:{kind}", args=[line.id])},
            words.get(line.state, line.state),
            line.made_on,
            line.due_on,
        ]
        for line in lines
    ]


def law_rows(*, turkish: bool) -> list[list[Any]]:
    """Every dated value for the ledger: what, how much, since when, article."""
    return [
        [each.tr if turkish else each.en, length_words(each), each.valid_from, each.article]
        for each in law_book().law.parameters
    ]
