"""Letting figures of the network out, holding them back for a while; every act is a line of the ledger."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import canonical
from omuz.network.returns.actions.prepare import NotPossible
from omuz.network.returns.models import Hold, LedgerEntry, NetworkRelease
from omuz.network.returns.queries.proposal import Proposal, proposal
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.rules.document import digest_of
from omuz.network.returns.rules.proof import outcome_of
from omuz.network.returns.rules.quarters import Quarter


def release_figures(
    *, by: Person, quarter: Quarter, audience: str, reason: str = "", now: datetime | None = None
) -> NetworkRelease:
    """Let the network's figures of a quarter out to an audience, numbered, with the returns they are made of.

    A later release of the same quarter is a correction and says why. Raises NotPossible before its day, without
    anything to let out, without anything new, and for a correction without a reason.
    """
    by.require("network.returns")
    when = now or timezone.now()
    planned = proposal(by, quarter, audience, timezone.localtime(when).date())
    _require_releasable(planned, reason, timezone.localtime(when).date())
    payload = canonical(planned.told(reason))
    act = LedgerEntry.Act.CORRECTED if planned.corrects else LedgerEntry.Act.RELEASED
    sources = sorted({(one.centre, one.version, one.digest) for each in planned.sums.values() for one in each.sources})
    with recorded(by=by, event="figures.released", about=f"release:{quarter}/{planned.number}"):
        row = NetworkRelease.objects.create(
            quarter=str(quarter),
            number=planned.number,
            audience=audience,
            payload=payload,
            digest=digest_of(payload),
            reason=reason,
            released_by=by.staff_id,
            released_at=when,
        )
        told = {"reason": reason, "sources": sources, "digest": row.digest, "proof": outcome_of(planned.proof)}
        _line(by, when, act=act, quarter=quarter, audience=audience, **told)
    release: NetworkRelease = row
    return release


def _require_releasable(planned: Proposal, reason: str, today: date) -> None:
    if today < planned.opens_on:
        told = {"day": day(planned.opens_on)}
        raise NotPossible(_("Bu çeyreğin sayıları en erken %(day)s günü yayımlanır. Hiçbir şey değişmedi.") % told)
    if planned.same:
        raise NotPossible(_("Son yayımdan bu yana hiçbir sayı değişmedi; yeni bir yayım gerekmiyor."))
    if not planned.sums:
        raise NotPossible(
            _(
                "Yayımlanacak tablo kalmadı: ya bekletiliyor ya da fark az sayıda merkezi ele verir."
                " Birkaç merkez daha gönderene ya da düzeltene kadar bekleyin. Hiçbir şey değişmedi."
            )
        )
    if planned.corrects and reason not in [one.code for one in reasons_for("corrected")]:
        raise NotPossible(_("Düzeltilmiş bir yayım nedenini söyler; bir neden seçin. Hiçbir şey değişmedi."))


def _line(by: Person, when: datetime, *, act: str, quarter: Quarter | str = "", **told: Any) -> LedgerEntry:
    """One line of the ledger; only inside an act."""
    line: LedgerEntry = LedgerEntry.objects.create(act=act, quarter=str(quarter), at=when, by=by.staff_id, **told)
    return line


def note_release(by: Person, when: datetime, *, act: str, centre_id: UUID, **told: Any) -> LedgerEntry:
    """The line of a centre that opened totals to its director or closed them; only inside an act."""
    return _line(by, when, act=act, centre_id=centre_id, **told)


def hold_back(
    *, by: Person, breakdown: str, code: str, reason: str, until: date | None = None, now: datetime | None = None
) -> Hold:
    """Withhold a district or a form of violence from releases, until a day or until lifted, with a reason.

    Raises NotPossible for an unknown code or reason, and for a day that has passed.
    """
    by.require("network.returns")
    when = now or timezone.now()
    listed = {"district": "district", "violence_types": "violence_type"}.get(breakdown)
    if listed is None or code not in {entry.code for entry in code_list(listed).entries}:
        raise NotPossible(_("Bekletilecek ilçeyi ya da şiddet türünü listeden seçin. Hiçbir şey değişmedi."))
    if reason not in [one.code for one in reasons_for("hold")]:
        raise NotPossible(_("Bir neden seçin. Hiçbir şey değişmedi."))
    if until is not None and until < timezone.localtime(when).date():
        raise NotPossible(_("Bitiş günü geçmiş; ileri bir gün yazın ya da boş bırakın. Hiçbir şey değişmedi."))
    with recorded(by=by, event="figures.held", about=f"hold:{breakdown}/{code}"):
        row = Hold.objects.create(
            breakdown=breakdown, code=code, reason=reason, until=until, placed_by=by.staff_id, placed_at=when
        )
        _line(by, when, act=LedgerEntry.Act.HELD, reason=reason, about=f"{breakdown}/{code}"[:40])
    hold: Hold = row
    return hold


def lift(*, by: Person, hold: Hold, now: datetime | None = None) -> None:
    """End a hold; lifting it again adds nothing."""
    by.require("network.returns")
    if hold.lifted_at is not None:
        return
    when = now or timezone.now()
    with recorded(by=by, event="figures.let_go", about=f"hold:{hold.breakdown}/{hold.code}"):
        hold.lifted_by, hold.lifted_at = by.staff_id, when
        hold.save()
        _line(by, when, act=LedgerEntry.Act.LIFTED, reason=hold.reason, about=f"{hold.breakdown}/{hold.code}"[:40])
