"""What a centre writes about itself: levels, evidence, and the two signatures under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.standards.actions.refusals import NotNow, not_evidence, plain
from omuz.network.standards.models import Assessment, Judgement
from omuz.network.standards.rules.evidence import Evidence, NotEvidence, require_evidence
from omuz.network.standards.rules.levels import LEVELS, faults_of
from omuz.network.standards.rules.steps import State, merged

FIELDS = ("level", "reason", "comment", "responsible", "next_step")
MOST_PIECES = 12
_LONGEST = {"level": 1, "responsible": 120}
_LONG = 2000

Changes = Mapping[str, Mapping[str, str]]
"""Criterion → field → what was written."""


@dataclass(frozen=True)
class Kept:
    """What became of a save: the new revision of each criterion, and what somebody else had written meanwhile."""

    revisions: dict[str, int]
    clashes: dict[str, dict[str, str]]


def keep(*, by: Person, assessment: Assessment, changes: Changes, seen: Mapping[str, int]) -> Kept:
    """Keep changed fields of some criteria; a field somebody else changed since `seen` is not overwritten.

    Several people write at once: different fields are merged, the same field comes back as a clash.
    Raises NotNow once the centre has signed, or for a text that tells of somebody.
    """
    by.require("standards.assess", assessment.centre_id)
    criteria = {each.code for each in assessment.round.standard.text.criteria()}
    for code, fields in changes.items():
        if code not in criteria or not fields.keys() <= set(FIELDS):
            raise NotNow(_("Bu ölçüt bu sürümde yok; hiçbir şey kaydedilmedi."))
        if fields.get("level", "") not in ("", *LEVELS):
            raise NotNow(_("Düzey 0, 1, 2, 3 ya da U olur; hiçbir şey kaydedilmedi."))
        plain(*(value for name, value in fields.items() if name != "level"))
    with transaction.atomic():
        held = writable(assessment)
        rows = {row.code: row for row in held.judgements.select_for_update().filter(code__in=changes)}
        written, kept = _laid(held, rows, changes, seen, by)
        # Nothing new, nothing written: neither a signature is taken off nor an event put down.
        if written:
            about = f"assessment:{assessment.id}"
            with recorded(by=by, event="assessment.kept", centre=assessment.centre_id, about=about):
                _begun(held)
                _store(written, known=rows)
    return kept


def _laid(
    held: Assessment, rows: Mapping[str, Judgement], changes: Changes, seen: Mapping[str, int], by: Person
) -> tuple[list[Judgement], Kept]:
    """The rows that say something new now, not stored yet, and what is told of every criterion."""
    revisions, clashes = {}, {}
    written: list[Judgement] = []
    for code, fields in changes.items():
        row = rows.get(code) or _new(held, code)
        cut = {name: value.strip()[: _LONGEST.get(name, _LONG)] for name, value in fields.items()}
        found = merged(_values(row), row.stamps, cut, seen.get(code, 0), row.revision)
        if found.clashes:
            clashes[code] = found.clashes
        if found.taken:
            _put(row, found.taken, by)
            written.append(row)
        revisions[code] = row.revision
    return written, Kept(revisions, clashes)


def held_assessment(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, locked for this act: the page it was pressed on may be old."""
    held: Assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    return held


def writable(assessment: Assessment) -> Assessment:
    """The assessment, locked for this act; raises NotNow once it is signed or closed."""
    held = held_assessment(assessment)
    if not held.is_written:
        raise NotNow(_("Bu değerlendirme imzalanmış ya da kapanmış; değişiklik için ağdan yeniden açılmasını isteyin."))
    return held


def _begun(held: Assessment) -> None:
    """Inside an act that writes: marked as begun, and a first signature taken off."""
    if held.state == State.INVITED or held.worker_signed_at or held.lead_signed_at:
        # A first signature stands under what was written then; a later word takes it off again.
        held.state = State.WRITING
        held.worker_signed_by = held.worker_signed_at = held.lead_signed_by = held.lead_signed_at = None
        held.save()


def _row(assessment: Assessment, code: str) -> Judgement:
    row: Judgement | None = Judgement.objects.select_for_update().filter(assessment=assessment, code=code).first()
    return row or _new(assessment, code)


def _new(assessment: Assessment, code: str) -> Judgement:
    return Judgement(assessment=assessment, centre_id=assessment.centre_id, code=code)


def _values(row: Judgement) -> dict[str, str]:
    return {name: getattr(row, name) for name in FIELDS}


def _put(row: Judgement, values: Mapping[str, str], by: Person) -> None:
    row.revision += 1
    for name, value in values.items():
        setattr(row, name, value)
        row.stamps[name] = row.revision
    row.changed_by, row.changed_at = by.staff_id, timezone.now()


def _store(written: list[Judgement], *, known: Mapping[str, Judgement]) -> None:
    """New rows in one statement: a whole chapter, or a whole sheet, arrives at once."""
    Judgement.objects.bulk_create([row for row in written if row.code not in known])
    for row in written:
        if row.code in known:
            row.save()


def _signed(row: Judgement, by: Person) -> None:
    row.changed_by, row.changed_at = by.staff_id, timezone.now()
    row.save()


def add_evidence(*, by: Person, assessment: Assessment, code: str, piece: Evidence) -> Judgement:
    """Add a piece of evidence: its description, where it lies, until when it holds; never case paper."""
    by.require("standards.assess", assessment.centre_id)
    if assessment.round.standard.text.find(code) is None:
        raise NotNow(_("Bu ölçüt bu sürümde yok; hiçbir şey kaydedilmedi."))
    try:
        require_evidence(piece)
    except NotEvidence as refused:
        raise not_evidence(refused) from refused
    about = f"criterion:{code}"
    with recorded(by=by, event="assessment.evidence_added", centre=assessment.centre_id, about=about):
        held = writable(assessment)
        row = _row(held, code)
        if len(row.evidence) >= MOST_PIECES:
            raise NotNow(_("Bir ölçüt için en çok 12 kanıt yazılır; eskisini çıkarın."))
        _begun(held)
        row.evidence = [*row.evidence, piece.to_json()]
        _signed(row, by)
    return row


def drop_evidence(*, by: Person, assessment: Assessment, code: str, place: int, mark: str) -> Judgement:
    """Take off the piece at `place` whose `mark` the page showed; raises NotNow when it is not there any more."""
    by.require("standards.assess", assessment.centre_id)
    about = f"criterion:{code}"
    with recorded(by=by, event="assessment.evidence_dropped", centre=assessment.centre_id, about=about):
        held = writable(assessment)
        row = _row(held, code)
        if not 0 <= place < len(row.evidence) or row.pieces[place].mark != mark:
            raise NotNow(_("Bu kanıt artık listede yok."))
        _begun(held)
        row.evidence = [each for at, each in enumerate(row.evidence) if at != place]
        _signed(row, by)
    return row


def sign(*, by: Person, assessment: Assessment, now: datetime | None = None) -> Assessment:
    """Sign the centre's own part, as worker or, with the right to, as coordinator; two different people.

    The second signature closes the part; `now` is the moment of the act, the clock when absent.
    Raises NotNow while a criterion is open or a U has no reason.
    """
    by.require("standards.assess", assessment.centre_id)
    with recorded(by=by, event="assessment.signed", centre=assessment.centre_id, about=f"assessment:{assessment.id}"):
        held = held_assessment(assessment)
        if not held.is_written:
            raise NotNow(_("Bu değerlendirme zaten imzalanmış ya da kapanmış."))
        _require_whole(held)
        _put_signature(held, by, now or timezone.now())
        if held.worker_signed_at and held.lead_signed_at:
            held.state = State.SIGNED
        held.save()
    return held


def _require_whole(assessment: Assessment) -> None:
    rows = {row.code: row for row in assessment.judgements.all()}
    codes = [each.code for each in assessment.round.standard.text.criteria()]
    faults = faults_of(
        {code: row.level for code, row in rows.items()}, {code: row.reason for code, row in rows.items()}, codes
    )
    if not faults:
        return
    still = sorted(faults, key=codes.index)
    raise NotNow(
        _("İmzadan önce tamamlanacak: %(codes)s. “Uygulanamaz” için gerekçe gerekir.")
        % {"codes": ", ".join(still[:8]) + (" …" if len(still) > 8 else "")}  # noqa: PLR2004 - a readable line
    )


def _put_signature(held: Assessment, by: Person, now: datetime) -> None:
    """The coordinator's where she may and it is missing, else the worker's; never both by one person."""
    if by.staff_id in (held.worker_signed_by, held.lead_signed_by):
        raise NotNow(_("Siz zaten imzaladınız; ikinci imza başka birinden gelir."))
    if by.may("standards.sign", held.centre_id) and not held.lead_signed_at:
        held.lead_signed_by, held.lead_signed_at = by.staff_id, now
    elif not held.worker_signed_at:
        held.worker_signed_by, held.worker_signed_at = by.staff_id, now
    else:
        raise NotNow(_("Çalışan imzası var; ikinci imza koordinatörden gelir."))
