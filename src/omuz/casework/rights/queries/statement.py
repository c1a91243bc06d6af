"""The statement she may ask for: what is held, who saw it, who received it, how long it is kept."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.panels import HerSection
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.referrals.queries.told import Told, referrals_of
from omuz.casework.referrals.rules.book import SHELTERS
from omuz.casework.rights.queries.her import held_in
from omuz.casework.rights.queries.register import notices_given, requests_of, setting_of, wish_of
from omuz.casework.rights.queries.texts import clock_of, told_clock
from omuz.casework.rights.rules.clocks import What, file_ends
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.rules import Role
from omuz.foundation.people.words import ROLE_TITLES
from omuz.foundation.vault.opened import OpenedVault

_SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class Seen:
    """One person, or one post, that opened or wrote something of a file: on how many days, first and last."""

    who: str
    days: int
    first: date
    last: date


def seen_by(opened: OpenedCase) -> list[Seen]:
    """Who was in the file, from the log; by name only where the centre has chosen so. The most recent first."""
    rows = AuditEvent.objects.filter(chain=opened.centre_id, about=f"case:{opened.code}", staff_id__isnull=False)
    found = list(rows.values_list("staff_id", "role", "at"))
    setting = setting_of(opened.centre_id)
    names = names_of({staff for staff, _role, _at in found if staff}) if setting and setting.names_shown else {}
    days: dict[str, set[date]] = defaultdict(set)
    for staff, role, at in found:
        days[_who(staff, role, names)].add(timezone.localdate(at))
    seen = [Seen(who, len(each), min(each), max(each)) for who, each in days.items()]
    return sorted(seen, key=lambda each: (each.last, each.who), reverse=True)


def _who(staff: UUID | None, role: str, names: dict[UUID, str]) -> str:
    posts = _SEPARATOR.join(str(ROLE_TITLES[Role(each)]) for each in role.split(",") if each in set(Role))
    return f"{names[staff]} ({posts})" if staff in names else posts


@dataclass(frozen=True, slots=True)
class Received:
    """One thing that left: when, to whom, for what, what of it, whether it was taken back."""

    on: date
    to: str
    what: str
    withdrawn_on: date | None


def received_by(opened: OpenedCase) -> list[Received]:
    """Whoever received something of her, oldest first; a shelter is a safe place without a name."""
    found = [each.told for each in referrals_of(opened)]
    return [
        Received(told.sent_on, _to(told), _what(told), told.withdrawn_on)
        for told in found
        if told.sent_on and told.shares
    ]


def _to(told: Told) -> str:
    return _("güvenli yer") if told.recipient.kind in SHELTERS else told.recipient.name


def _what(told: Told) -> str:
    groups = _SEPARATOR.join(label_of("field_group", code) for code in told.groups)
    return f"{label_of('sharing_purpose', told.purpose)}: {groups}"


def ends_on(opened: OpenedCase, today: date) -> date | None:
    """The day the file is due as things stand; None while it is open and she said nothing."""
    return file_ends(opened.case.closed_on, clock_of(What.FILE, today), wish_of(opened))


def statement(person: Person, *, vault: OpenedVault, opened: OpenedCase, today: date) -> list[HerSection]:
    """The whole statement in parts, each part there even where it says that there is nothing."""
    return [
        _held(person, vault, opened),
        _seen(opened),
        _received(opened),
        _kept(opened, today),
        _notices(opened),
        _asked(opened),
    ]


def _or_nothing(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(lines) or (("", _("Yok.")),)


def _held(person: Person, vault: OpenedVault, opened: OpenedCase) -> HerSection:
    lines = [(label, str(number)) for label, number in held_in(person, vault=vault, opened=opened)]
    return HerSection(_("Hakkınızda ne tutuyoruz?"), _or_nothing(lines))


def _seen(opened: OpenedCase) -> HerSection:
    lines = []
    for each in seen_by(opened):
        told = {"days": each.days, "first": turkish.day(each.first), "last": turkish.day(each.last)}
        words = _("%(days)d ayrı gün; ilk %(first)s, son %(last)s") if each.days > 1 else _("bir gün: %(last)s")
        lines.append((each.who, words % told))
    return HerSection(_("Kim gördü ya da yazdı?"), _or_nothing(lines))


def _received(opened: OpenedCase) -> HerSection:
    lines = []
    for each in received_by(opened):
        words = f"{each.to}. {each.what}"
        if each.withdrawn_on:
            words += " " + _("(%(day)s günü geri alındı)") % {"day": turkish.day(each.withdrawn_on)}
        lines.append((turkish.day(each.on), words))
    return HerSection(_("Kime verildi?"), _or_nothing(lines))


def _kept(opened: OpenedCase, today: date) -> HerSection:
    ends = ends_on(opened, today)
    clock = told_clock(What.FILE, today)
    period = f"{clock.since}: {_period(clock.clock.days, clock.clock.months)}"
    lines = [(str(clock.title), period)]
    wish = wish_of(opened)
    if wish:
        lines.append((_("Sizin istediğiniz gün"), turkish.day(wish)))
    lines.append((_("Silinecek gün"), turkish.day(ends) if ends else _("dosyanız açık; kapanınca süre başlar")))
    if opened.case.paused_on:
        lines.append((_("İsteğinizle işlem yapılmıyor"), turkish.day(opened.case.paused_on)))
    return HerSection(_("Ne kadar saklıyoruz?"), tuple(lines))


def _period(days: int, months: int) -> str:
    if days:
        return _("%(number)d gün") % {"number": days}
    if months % 12 == 0:
        return _("%(number)d yıl") % {"number": months // 12}
    return _("%(number)d ay") % {"number": months}


def _notices(opened: OpenedCase) -> HerSection:
    lines = [
        (
            turkish.day(date.fromisoformat(each["on"])),
            _("%(how)s (metnin tarihi: %(version)s)")
            % {"how": label_of("given_how", each["how"]), "version": turkish.day(date.fromisoformat(each["version"]))},
        )
        for each in notices_given(opened)
    ]
    return HerSection(_("Bilgilendirildiğiniz gün"), _or_nothing(lines))


def _asked(opened: OpenedCase) -> HerSection:
    lines = []
    for each in requests_of(opened):
        words = label_of("rights_request_kind", each.kind)
        if each.answered_on:
            words += f" → {turkish.day(each.answered_on)}: {label_of('rights_request_outcome', each.outcome)}"
        lines.append((turkish.day(each.on), words))
    return HerSection(_("İstedikleriniz"), _or_nothing(lines))
