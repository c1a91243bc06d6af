"""What this room shows on the page of a file, on the page of today, and to her."""

# ruff: noqa: ARG001  # every room answers the same calls

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, records_of, visible_cases
from omuz.casework.cases.queries.panels import Entry, HerSection, Panel, TodayItem
from omuz.casework.referrals.models import Arrival, Packet, Recall, Referral
from omuz.casework.referrals.queries.shown import shown
from omuz.casework.referrals.queries.told import OpenedReferral, history_of, payload_now, referrals_of
from omuz.casework.referrals.queries.words import ACTS, PACKET_STATES, STAGES
from omuz.casework.referrals.rules.states import Act, PacketState, Result, Stage
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

LEFT = (Stage.SENT.value, Stage.CLOSED.value)


def panel(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> Panel | None:
    """The file's referrals, the open ones first."""
    found = referrals_of(opened)
    lines = [_line(each) for each in sorted(found, key=lambda each: (each.row.state == Stage.CLOSED, -_when(each)))]
    may_write = person.may("cases.write", opened.centre_id)
    context = {"case_id": opened.id, "lines": lines, "may_write": may_write}
    return Panel(_("Yönlendirmeler"), "referrals/panel.html", context, order=40)


def _when(referral: OpenedReferral) -> int:
    return referral.told.on.toordinal()


def _line(referral: OpenedReferral) -> dict[str, object]:
    told, row = referral.told, referral.row
    return {
        "id": referral.id,
        "to": told.recipient.name,
        "on": told.on,
        "state": state_in_words(referral),
        "late": row.due_on is not None and row.state == Stage.SENT,
        "due_on": row.due_on,
    }


def state_in_words(referral: OpenedReferral) -> str:
    """The last thing known of a referral, in a word or two."""
    told = referral.told
    if told.withdrawn_on is not None:
        return _("geri alındı")
    return stage_in_words(referral.row.state, told.result)


def stage_in_words(state: str, result: str) -> str:
    """What came of it once something is known, else where it stands with us."""
    if state in LEFT and result and result != Result.CONSENTED:
        return label_of("referral_result", result)
    return str(STAGES[Stage(state)])


def entries(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[Entry]:
    """Every step of every referral, for the timeline."""
    found = []
    for referral in referrals_of(opened):
        address = reverse("referrals:open", args=[referral.id])
        for line in history_of(referral):
            what = str(ACTS[Act(line.act)]) if line.act else label_of("referral_result", line.result)
            title = f"{referral.told.recipient.name}: {what}"
            found.append(Entry(line.on, title, line.note, address, "share", line.made_by))
    for row in records_of(opened.case, Arrival):
        answers = row.opened(opened.key, "answers")
        address = reverse("referrals:packet", args=[answers["packet"]])
        found.append(
            Entry(date.fromisoformat(answers["on"]), _("Başka merkezden geldi"), "", address, "import", row.made_by)
        )
    return found


def today(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[TodayItem]:
    """Answers that were promised, packets that came, recipients who are still to be told; by code only."""
    return [
        *_awaited(person, centre_id, day),
        *_arrived(person, centre_id, day),
        *_to_be_told(person, centre_id),
    ]


def _awaited(person: Person, centre_id: UUID, day: date) -> list[TodayItem]:
    seen = visible_cases(person, centre_id)
    rows = Referral.objects.filter(case__in=seen, state=Stage.SENT.value, due_on__lte=day).select_related("case")
    return [
        TodayItem(
            "referral", row.case.code, row.case_id, _("Yönlendirmeden yanıt bekleniyor"), row.due_on,
            reverse("referrals:open", args=[row.id]), mine=_holds(row.case, person), order=45,
        )
        for row in rows.order_by("due_on", "id")
    ]  # fmt: skip


def _holds(case: Case, person: Person) -> bool:
    return case.holder_id == person.staff_id


def _arrived(person: Person, centre_id: UUID, day: date) -> list[TodayItem]:
    rows = Packet.objects.filter(to_centre_id=centre_id, state=PacketState.SENT.value).order_by("due_on", "sent_at")
    return [
        TodayItem(
            "packet", _("Gelen"), None, _("Gelen yönlendirme yanıt bekliyor"), row.due_on,
            reverse("referrals:packet", args=[row.id]), urgent=row.due_on is not None and row.due_on < day, order=30,
        )
        for row in rows.only("id", "due_on", "sent_at")
    ]  # fmt: skip


def _to_be_told(person: Person, centre_id: UUID) -> list[TodayItem]:
    rows = Recall.objects.filter(centre_id=centre_id, state=Recall.States.OPEN).order_by("due_on")
    return [
        TodayItem(
            "recall", _("Geri alma"), None, _("Alıcıya geri çekildiğini söyle"), row.due_on,
            reverse("referrals:recalls"), urgent=True, mine=row.worker_id == person.staff_id, order=15,
        )
        for row in rows.only("id", "due_on", "worker_id")
    ]  # fmt: skip


def told_to_her(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[HerSection]:
    """Who received what, word for word as it was passed on."""
    lines: list[tuple[str, str]] = []
    for referral in referrals_of(opened):
        told = referral.told
        if referral.row.state not in LEFT:
            continue
        seen = shown(payload_now(referral.file, told, None))
        what = "; ".join(f"{label}: {text}" for label, text in seen.lines) or _("Hiçbir bilgi verilmedi.")
        if told.withdrawn_on is not None:
            what = f"{what} ({_('geri alındı')} {turkish.day(told.withdrawn_on)})"
        lines.append((f"{turkish.day(told.sent_on or told.on)} · {told.recipient.name}", what))
    return [HerSection(_("Kime ne söyledik"), tuple(lines))] if lines else []


def held(person: Person, *, vault: OpenedVault, opened: OpenedCase) -> list[tuple[str, int]]:
    """How much of it is kept."""
    number = records_of(opened.case, Referral).count()
    return [(_("Yönlendirme"), number)] if number else []


def packet_in_words(packet: Packet) -> str:
    """Where a packet stands, in a word."""
    return str(PACKET_STATES[PacketState(packet.state)])
