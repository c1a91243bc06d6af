"""An invented, composed analysis as the tests write it, and the steps it takes."""

from typing import TYPE_CHECKING, Any

from omuz.foundation.people.access import acting
from omuz.insight.reports.content.identity_check import checklist
from omuz.network.exchange.actions import reading, writing
from omuz.network.exchange.models import CaseAnalysis

if TYPE_CHECKING:
    from tests.cast import Cast, Member

TITLE = "Uzaklaştırma kararı bitince ne oldu"
TOLD: dict[str, Any] = {
    "title": [TITLE],
    "made": ["both"],
    "context": ["coast"],
    "wishes": ["Evde kalmak ve korkmadan uyumak istiyordu."],
    "done": ["1. hafta: dinledik, güvenlik planı yaptık\n3. hafta: kararın uzatılmasını istedik"],
    "power": ["Evin parası ve anahtarı şiddet uygulayandaydı."],
    "learned": ["Kararın bitişinden önce takvime not koyuyoruz."],
    "consent": ["not_needed"],
    "consent_why": ["Deneyimlerden kuruldu, tek bir kadına ait ayrıntı yok."],
    "visibility": ["network"],
    "months": ["12"],
}
CLEAN = {item.code: "" for item in checklist()}


def begun(cast: "Cast", by: "Member | None" = None, **changed: Any) -> CaseAnalysis:
    """A draft with these words, written by Ayşe where nobody else is named."""
    who = by or cast.ayse
    with acting(who.person):
        row = writing.begin(by=who.person, vault=who.vault, centre_id=cast.konak.id)
    told: dict[str, Any] = {**TOLD, **{name: [value] for name, value in changed.items()}}
    return kept(who, row, **told)


def kept(by: "Member", row: CaseAnalysis, *, revision: int | None = None, page: str = "", **told: Any) -> CaseAnalysis:
    """Somebody writes these fields."""
    with acting(by.person):
        return writing.keep(
            by=by.person, vault=by.vault, analysis_id=row.id, changes=dict(told), page=page,
            revision=row.revision if revision is None else revision,
        )  # fmt: skip


def handed(cast: "Cast", **changed: Any) -> CaseAnalysis:
    """An analysis of Ayşe's that waits for a second reader."""
    row = begun(cast, **changed)
    with acting(cast.ayse.person):
        return writing.hand_on(by=cast.ayse.person, vault=cast.ayse.vault, analysis_id=row.id)


def read(by: "Member", row: CaseAnalysis, **why: str) -> CaseAnalysis:
    """Somebody answers every trap; `why` are those she refuses."""
    with acting(by.person):
        return reading.read_second(
            by=by.person, vault=by.vault, analysis_id=row.id, revision=row.revision, answers={**CLEAN, **why}
        )


def shown(cast: "Cast", **changed: Any) -> CaseAnalysis:
    """An analysis Nermin approved."""
    return read(cast.nermin, handed(cast, **changed))
