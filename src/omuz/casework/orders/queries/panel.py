"""What this room shows of a file: on its page, on its timeline, on the page of today, to her, and what is held."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, visible_cases
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.orders.models import AidRequest, LegalAnswer, LegalRequest, NotificationDecision, ProtectionOrder
from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.orders import OpenedOrder, aids_of, orders_of
from omuz.casework.orders.queries.papers import decisions_of, requests_of
from omuz.casework.orders.queries.told import her_lines, in_words, left_words, span_words, state_words, step_lines
from omuz.casework.orders.queries.triggers import triggers_of, triggers_of_centre
from omuz.casework.orders.queries.words import SIGNS, STEPS, TODAY
from omuz.casework.orders.rules.named import Sign, Trigger
from omuz.casework.orders.rules.picture import standing
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import State
from omuz.casework.orders.rules.two import Agreement
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

HAPPENED = (Sign.BREACH, Sign.REFUSED)
OVER = (State.ENDED, State.LAPSED, State.NOT_PURSUED)
_KINDS: tuple[tuple[type[Model], Promise], ...] = (
    (ProtectionOrder, gettext_lazy("Tedbir kararları")),
    (AidRequest, gettext_lazy("Kreş ve maddi yardım istekleri")),
    (NotificationDecision, gettext_lazy("Bildirim kararları")),
    (LegalRequest, gettext_lazy("Resmî istekler")),
)


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel:
    """Her orders beside the file, the running ones first; urgent when one ends within three days or was broken."""
    today = timezone.localdate()
    signs = triggers_of(person, vault=vault, opened=opened)
    orders = sorted(orders_of(opened), key=lambda each: each.order.state in OVER)
    context = {
        "case_id": opened.id,
        "orders": [_line(each, today) for each in orders],
        "signs": [
            {"words": SIGNS[each.trigger.sign], "left": sign_left(each.trigger), "urgent": each.trigger.urgent}
            for each in signs
        ],
        "aids": aids_of(opened),
        "waiting": _waiting(opened),
        "may_write": person.may("cases.write", opened.centre_id),
    }
    urgent = any(each.trigger.urgent for each in signs)
    return Panel(_("Kararlar ve haklar"), "orders/panel.html", context, order=40, urgent=urgent)


def _line(opened: OpenedOrder, today: date) -> dict[str, object]:
    order = opened.order
    return {
        "id": opened.id,
        "title": label_of("order_authority", order.authority) if order.authority != NOT_ASKED else _("Tedbir kararı"),
        "state": state_words(order, today),
        "span": span_words(order),
        "over": order.state in OVER,
    }


def _waiting(opened: OpenedCase) -> list[dict[str, str]]:
    """Papers of the file somebody still has to do something with."""
    decisions = [
        {"title": _("Bildirim kararı"), "address": reverse("orders:decision", args=[each.record.id])}
        for each in decisions_of(opened)
        if each.record.state in (Agreement.WAITING, Agreement.RETURNED)
    ]
    requests = [
        {"title": _("Resmî istek"), "address": reverse("orders:request", args=[each.record.id])}
        for each in requests_of(opened)
        if not each.asked.settled
    ]
    return [*decisions, *requests]


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:  # noqa: ARG001  # one shape for every room
    """Every step of every order, aid, decision and request, for the timeline."""
    return [*_order_entries(opened), *_paper_entries(opened)]


def _order_entries(opened: OpenedCase) -> Iterator[Entry]:
    for each in orders_of(opened):
        address = reverse("orders:order", args=[each.id])
        kept = {step.id for step in standing(written.step for written in each.steps)}
        for written in each.steps:
            if written.step.id in kept:
                text = " · ".join(step_lines(written.step))
                yield Entry(written.step.on, STEPS[written.step.kind], text, address, "shield", written.made_by)


def _paper_entries(opened: OpenedCase) -> Iterator[Entry]:
    for aid in aids_of(opened):
        title, address = label_of("aid_kind", aid.aid.kind.value), reverse("orders:aid", args=[aid.record.id])
        yield Entry(aid.aid.on, title, _("istendi"), address, "file", aid.record.made_by)
        if aid.aid.decided_on:
            text = label_of("aid_outcome", aid.aid.outcome)
            yield Entry(aid.aid.decided_on, title, text, address, "file", aid.record.changed_by)
    for decision in decisions_of(opened):
        address = reverse("orders:decision", args=[decision.record.id])
        text = label_of("notification_decision", decision.weighing.decision)
        text = "" if decision.weighing.decision == NOT_ASKED else text
        yield Entry(decision.weighing.on, _("Bildirim kararı"), text, address, "meeting", decision.record.made_by)
    for request in requests_of(opened):
        address = reverse("orders:request", args=[request.record.id])
        yield Entry(request.asked.on, _("Resmî istek"), "", address, "letter", request.record.made_by)
        if request.asked.answered_on:
            given = in_words("legal_given", request.asked.given)
            by = request.record.changed_by
            yield Entry(request.asked.answered_on, _("Resmî istek yanıtlandı"), given, address, "letter", by)


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Ends 30, 14 and 3 days ahead, approvals, objections, breaches, and papers that wait for her; by code."""
    signs = triggers_of_centre(person, vault=vault, centre_id=centre_id)
    papers = list(_papers_of_today(person, centre_id, day))
    # Only of files something waits in: a centre has thousands, of which a few have orders or papers.
    told = {each.case_id for each in signs} | {paper.case_id for paper in papers if paper.case_id}
    cases: dict[UUID | None, Case] = {}
    if told:
        rows = visible_cases(person, centre_id).filter(id__in=told).only("id", "code", "holder_id")
        cases = {case.id: case for case in rows}
    items = [
        TodayItem(
            kind="order",
            code=cases[each.case_id].code,
            case_id=each.case_id,
            title=_today_words(each.trigger),
            when=each.trigger.on,
            address=reverse("orders:order", args=[each.order_id]),
            urgent=each.trigger.urgent,
            mine=_mine(person, cases[each.case_id]),
            order=10 if each.trigger.urgent else 40,
        )
        for each in signs
        if each.case_id in cases and _still_new(each.trigger, day)
    ]
    return [*items, *(replace(each, code=cases[each.case_id].code) for each in papers if each.case_id in cases)]


def _today_words(trigger: Trigger) -> str:
    if trigger.sign in HAPPENED:
        return str(TODAY[trigger.sign])
    return f"{TODAY[trigger.sign]}: {left_words(trigger.left)}"


def _still_new(trigger: Trigger, day: date) -> bool:
    """What happened stands on the page of today for a few days; what is due stands there until it is written."""
    return trigger.sign not in HAPPENED or -trigger.left <= law().amount("warn_last", day)


def sign_left(trigger: Trigger) -> str:
    """When it happened, or how long is left."""
    return turkish.day(trigger.on) if trigger.sign in HAPPENED else left_words(trigger.left)


def _mine(person: Person, case: Case) -> bool:
    return case.holder_id in (None, person.staff_id)


def _papers_of_today(person: Person, centre_id: UUID, day: date) -> Iterator[TodayItem]:
    """Papers that wait, those of files she may not know of among them: without a code until that is looked up."""
    wait = NotificationDecision.objects.filter(centre_id=centre_id, state=Agreement.WAITING.value)
    for decision in wait.exclude(changed_by=person.staff_id).only("id", "case_id"):
        yield _paper(decision.case_id, "decision", decision.id, _("Bildirim kararı ikinci kişiyi bekliyor"))
    letters = LegalAnswer.objects.filter(centre_id=centre_id, state=Agreement.WAITING.value)
    for letter in letters.exclude(made_by=person.staff_id).only("id", "case_id"):
        yield _paper(letter.case_id, "letter", letter.id, _("Resmî yanıt ikinci kişiyi bekliyor"))
    asked = LegalRequest.objects.filter(centre_id=centre_id, state=LegalRequest.OPEN, due_on__isnull=False)
    for request in asked.only("id", "case_id", "due_on"):
        title = _("Resmî isteğin yanıt günü: %(left)s") % {"left": left_words((request.due_on - day).days)}
        near = (request.due_on - day).days <= law().amount("warn_last", day)
        yield _paper(request.case_id, "request", request.id, title, when=request.due_on, near=near)
    planned = NotificationDecision.objects.filter(
        centre_id=centre_id, state=Agreement.AGREED.value, due_on__lte=day
    ).only("id", "case_id", "due_on")
    for decision in planned:
        title = _("Kararlaştırılan bildirimin günü geldi")
        yield _paper(decision.case_id, "decision", decision.id, title, when=decision.due_on)


def _paper(
    case_id: UUID, name: str, paper_id: UUID, title: str, when: date | None = None, *, near: bool = False
) -> TodayItem:
    return TodayItem(
        "paper", "", case_id, title, when, reverse(f"orders:{name}", args=[paper_id]), urgent=near, order=45
    )


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:  # noqa: ARG001  # one shape for every room
    """Her orders with their days and rights, her aid, and every time an authority was told or asked about her."""
    day = timezone.localdate()
    sections = [
        HerSection(_("Tedbir kararınız"), tuple(her_lines(each.order, law(), day))) for each in orders_of(opened)
    ]
    aids = tuple(
        (label_of("aid_kind", each.aid.kind.value), _her_aid(each.aid.outcome, each.aid.on)) for each in aids_of(opened)
    )
    papers = (*_her_decisions(opened), *_her_requests(opened))
    sections += [HerSection(_("Kreş ve maddi yardım"), aids)] if aids else []
    return [*sections, HerSection(_("Resmî makamlar"), papers)] if papers else sections


def _her_aid(outcome: str, on: date) -> str:
    told = {"day": turkish.day(on), "outcome": label_of("aid_outcome", outcome)}
    return _("%(day)s günü istediniz: %(outcome)s") % told


def _her_decisions(opened: OpenedCase) -> Iterator[tuple[str, str]]:
    for each in decisions_of(opened):
        told = _("Bildirilip bildirilmeyeceği konuşuldu: %(decision)s") % {
            "decision": label_of("notification_decision", each.weighing.decision)
        }
        if each.weighing.done_on:
            told += ". " + _("%(day)s günü bildirildi.") % {"day": turkish.day(each.weighing.done_on)}
        yield turkish.day(each.weighing.on), told


def _her_requests(opened: OpenedCase) -> Iterator[tuple[str, str]]:
    for each in requests_of(opened):
        told = _("%(institution)s sordu: %(kind)s") % {
            "institution": label_of("legal_asker", each.asked.institution),
            "kind": label_of("legal_request_kind", each.asked.kind),
        }
        if each.asked.given:
            told += ". " + _("Verilen: %(given)s") % {"given": in_words("legal_given", each.asked.given)}
        yield turkish.day(each.asked.on), told


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:  # noqa: ARG001  # one shape for every room
    """How many of each kind this room keeps about her."""
    return [
        (str(title), model._default_manager.filter(centre_id=opened.centre_id, case=opened.case).count())
        for model, title in _KINDS
    ]
