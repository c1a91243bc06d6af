"""Living standards without a case: what the network's own rooms already hold about a centre, beside its claim."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.network.directory.models import PublicPart
from omuz.network.directory.queries.entries import partner_lines, to_verify
from omuz.network.profiles.models import SignedProfile
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.returns.queries.own import quarter_lines
from omuz.network.returns.rules.quarters import Standing
from omuz.network.standards.queries.measured import Measured
from omuz.network.standards.rules.content import Criterion

QUARTERS = 4
ASKED = {"A3": "budget_line", "A5": "crisis"}
"""Criteria a question of the yearly profile answers → the name of the question."""


def kept_here(person: Person, *, centre_id: UUID, criteria: list[Criterion], today: date) -> dict[str, list[Measured]]:
    """Criterion → what returns, directory and signed profile say; only for the centre's own people."""
    if centre_id not in person.centres:
        return {}
    found = {}
    for criterion in criteria:
        say = _SAID.get(criterion.measured_in)
        told = say(person, centre_id, criterion.code, today) if say else None
        if told:
            found[criterion.code] = [told]
    return found


def _returns(person: Person, centre_id: UUID, _code: str, today: date) -> Measured:
    """How many of the last four quarters that are due were sent, and how many of them in time."""
    due = [line for line in quarter_lines(person, centre_id, today) if line.due_on <= today][:QUARTERS]
    sent = [line for line in due if line.sent]
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
    if signed is None or not signed.values.get(ASKED.get(code, "")):
        return None
    language = get_language() or "tr"
    asked = sheet(signed.version, language).by_name[ASKED[code]]
    return Measured(
        title=asked.label.rstrip(" ?"),
        value=asked.in_words(signed.values[asked.name], language),
        base="",
        period=turkish.day(timezone.localtime(signed.signed_at).date()),
        caveat=_("İmzaladığınız merkez profilinden."),
    )


_SAID: dict[str, Callable[[Person, UUID, str, date], Measured | None]] = {
    "returns": _returns,
    "directory": _directory,
    "profiles": _profile,
}
