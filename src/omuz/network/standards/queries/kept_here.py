"""Living standards without a case: what the network's own rooms already hold about a centre, beside its claim."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.insight.indicators.definitions import indicator
from omuz.network.directory.models import PublicPart
from omuz.network.directory.queries.entries import partner_lines, to_verify
from omuz.network.profiles.facts import profile_row
from omuz.network.profiles.models import SignedProfile
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.returns.queries.own import quarter_lines
from omuz.network.returns.rules.quarters import Standing
from omuz.network.standards.facts import action_facts
from omuz.network.standards.models import PolicyDocument
from omuz.network.standards.queries.measured import Measured
from omuz.network.standards.queries.network import EQUALITY_PLAN
from omuz.network.standards.rules.content import Criterion

QUARTERS = 4
ASKED = {"A3": "budget_line", "A5": "crisis"}
"""Criteria a question of the yearly profile answers → the name of the question."""
WORKED_OUT = {"C1": ("I43", "norm_filled"), "J3": ("I42", "persons_per_worker")}
"""Criteria a number of the yearly profile answers → the indicator of that number, and its column."""
PLANS = "I59"
"""The indicator that counts actions of equality plans: for one centre, those of its own municipality."""


def kept_here(person: Person, *, centre_id: UUID, criteria: list[Criterion], today: date) -> dict[str, list[Measured]]:
    """Criterion → what returns, directory and signed profile say; only for the centre's own people."""
    if centre_id not in person.centres:
        return {}
    found = {}
    for criterion in criteria:
        say = _plans if PLANS in criterion.measured_by else _SAID.get(criterion.measured_in)
        told = say(person, centre_id, criterion.code, today) if say else None
        if told:
            found[criterion.code] = [told]
    return found


def _returns(person: Person, centre_id: UUID, _code: str, today: date) -> Measured:
    """How many of the last four quarters that are due were sent, and how many of them in time."""
    due = [line for line in quarter_lines(person, centre_id, today) if line.due_on <= today][:QUARTERS]
    sent = [line for line in due if line.sent and line.standing is not Standing.DECLINED]
    late = sum(line.standing is Standing.LATE for line in due)
    return Measured(
        title=_("Gönderilen üç aylık bildirim"),
        value=f"{len(sent)}/{len(due)}",
        base="",
        period=" – ".join(str(line.quarter) for line in (due[-1], due[0])) if due else "–",
        caveat=_("%(late)s tanesi son günden sonra.") % {"late": late} if late else "",
    )


def _directory(_person: Person, centre_id: UUID, _code: str, today: date) -> Measured:
    """How many institutions were telephoned within half a year, and when the centre last looked at its own page."""
    every, waiting = len(partner_lines(today)), len(to_verify(today))
    own = PublicPart.objects.filter(centre_id=centre_id).values_list("verified_on", flat=True).first()
    return Measured(
        title=_("Son altı ayda doğrulanan kurum"),
        value=f"{every - waiting}/{every}",
        base="",
        period=turkish.day(today),
        caveat=_("Merkezin kendi bilgileri: %(day)s.") % {"day": turkish.day(own)}
        if own
        else _("Merkezin kendi bilgileri hiç doğrulanmadı."),
    )


def _profile(_person: Person, centre_id: UUID, code: str, _today: date) -> Measured | None:
    """What the centre signed about it in its newest profile."""
    rows = SignedProfile.objects.filter(centre_id=centre_id).select_related("version")
    signed = rows.order_by("-signed_at").first()
    told = _worked_out(signed, code) if code in WORKED_OUT else _answer(signed, code)
    if signed is None or told is None:
        return None
    return Measured(
        title=told[0],
        value=told[1],
        base="",
        period=turkish.day(timezone.localtime(signed.signed_at).date()),
        caveat=" ".join([_("İmzaladığınız merkez profilinden."), *told[2:]]),
    )


def _answer(signed: SignedProfile | None, code: str) -> tuple[str, ...] | None:
    """The question and its answer in words."""
    if signed is None or not signed.values.get(ASKED.get(code, "")):
        return None
    language = get_language() or "tr"
    asked = sheet(signed.version, language).by_name[ASKED[code]]
    return asked.label.rstrip(" ?"), asked.in_words(signed.values[asked.name], language)


def _worked_out(signed: SignedProfile | None, code: str) -> tuple[str, ...] | None:
    """The indicator of the centre alone with what it leaves out, where its profile has the numbers for it."""
    of, column = WORKED_OUT[code]
    number = profile_row("", 0, signed.values)[column] if signed else None
    if not isinstance(number, int | float):
        return None
    told, language = indicator(of), get_language() or "tr"
    value = f"{turkish.number(number, None, language)} {told.unit.say(language)}"
    return told.title.say(language), value, told.caveat.say(language)


def _plans(_person: Person, centre_id: UUID, _code: str, today: date) -> Measured | None:
    """Of the actions for the centre in its municipality's equality plans of this year, how many have money."""
    town = Centre.objects.filter(pk=centre_id).values("organisation_id")
    plans = PolicyDocument.objects.filter(kind=EQUALITY_PLAN, organisation_id__in=town)
    funded = action_facts(plans, today.year).column("funded")
    if not funded:
        return None
    told, unknown = indicator(PLANS), funded.count("unknown")
    return Measured(
        title=told.title.say(get_language() or "tr"),
        value=f"{funded.count('yes')}/{len(funded) - unknown}",
        base="",
        period=str(today.year),
        caveat=_("%(n)s eylemin bütçesi yazılmamış.") % {"n": unknown} if unknown else "",
    )


def _training(person: Person, centre_id: UUID, code: str, today: date) -> Measured | None:
    """What the register of trainings tells; the room stands above this one, so it is named in the settings."""
    told: Measured | None = import_string(settings.STANDARD_SOURCES["training"])(person, centre_id, code, today)
    return told


_SAID: dict[str, Callable[[Person, UUID, str, date], Measured | None]] = {
    "returns": _returns,
    "directory": _directory,
    "profiles": _profile,
    "training": _training,
}
