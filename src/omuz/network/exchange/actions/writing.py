"""An analysis is begun, written by two people at once without either losing a word, and handed to a second reader."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault
from omuz.network.exchange.actions.refusing import missing, months_of, refuse_long, refuse_traces
from omuz.network.exchange.models import AnalysisVersion, CaseAnalysis
from omuz.network.exchange.queries.analyses import analysis_of, key_of, locked_analysis
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import (
    MOST_MONTHS,
    SETTINGS,
    WRITABLE,
    Conflict,
    NotNow,
    State,
    Typed,
    new_code,
    until,
)

Changes = dict[str, list[str]]
"""Field → what stands in it now, for the fields that changed."""


def about(row: CaseAnalysis) -> str:
    """How the log names an analysis: by its own code."""
    return f"analysis:{row.code}"


def begin(*, by: Person, vault: OpenedVault, centre_id: UUID, today: date | None = None) -> CaseAnalysis:
    """Begin an empty draft under a key of its own. Raises Refused, Http404, NotGranted."""
    by.require("exchange.write", centre_id)
    now = timezone.now()
    with recorded(by=by, event="analysis.begun", centre=centre_id) as record:
        data_key, key = vault.centre(centre_id).new_data_key()
        data_key.save(force_insert=True)
        row = CaseAnalysis(
            centre_id=centre_id, code=_free_code(), author_id=by.staff_id, writers=[by.staff_id], made_at=now,
            changed_at=now, changed_by=by.staff_id, keep_until=until(today or timezone.localdate(), MOST_MONTHS),
            data_key=data_key,
        )  # fmt: skip
        row.put(key, Typed().to_payload())
        row.save(force_insert=True)
        record.about = about(row)
    return row


def _free_code() -> str:
    while CaseAnalysis.objects.filter(code=(code := new_code())).exists():
        continue
    return code


def keep(
    *,
    by: Person,
    vault: OpenedVault,
    analysis_id: UUID,
    revision: int,
    changes: Changes,
    page: str = "",
    loaded: int | None = None,
) -> CaseAnalysis:
    """Keep what changed since `revision`; writes nothing, not even an event, when nothing did.

    A whole page that kept itself while it was written says at which revision it was `loaded`: what others wrote since
    then in fields it did not touch stays theirs. Words another person wrote stay as a version. Raises Refused for a
    trace that may never be kept, Conflict when somebody else changed one of these fields meanwhile, NotNow when it is
    not being written any more.
    """
    known = analysis_of(by, analysis_id)
    changes = {name: values for name, values in changes.items() if name in (*template().codes, *SETTINGS)}
    refuse_traces(changes)
    refuse_long(changes)
    key = key_of(known, vault)
    if not Typed.from_payload(known.told(key)).differing(changes):
        return known
    with recorded(by=by, event="analysis.kept", centre=known.centre_id, about=about(known)):
        row = _writable(by, analysis_id)
        kept = Typed.from_payload(row.told(key))
        really = _mine(kept, kept.differing(changes), page, loaded if loaded != revision else None)
        _refuse_stale(row, kept, really, revision, page)
        if not really:
            return row
        if row.changed_by != by.staff_id and kept.fields:
            keep_version(row, key)
        row.revision += 1
        row.put(key, kept.with_changes(really, page, row.revision).to_payload())
        _touch(row, by)
        row.save(force_update=True)
    return row


def _writable(by: Person, analysis_id: UUID) -> CaseAnalysis:
    row = locked_analysis(by, analysis_id)
    if row.state not in WRITABLE:
        raise NotNow(_("Bu analiz şu anda yazılmıyor; hiçbir şey değişmedi. Sayfasından geri alıp yazın."))
    return row


def _mine(kept: Typed, changes: Changes, page: str, loaded: int | None) -> Changes:
    theirs = kept.changed_elsewhere(loaded, page) if loaded is not None else frozenset()
    return {name: values for name, values in changes.items() if name not in theirs}


def _refuse_stale(row: CaseAnalysis, kept: Typed, changes: Changes, revision: int, page: str) -> None:
    clashing = kept.changed_elsewhere(revision, page) & changes.keys()
    if clashing:
        raise Conflict(row.revision, {name: kept.fields.get(name, []) for name in sorted(clashing)})


def keep_version(row: CaseAnalysis, key: OpenedKey) -> None:
    """Keep the words as they stand now beside the analysis; inside an act that is about to change them."""
    version = AnalysisVersion(
        centre_id=row.centre_id, analysis=row, revision=row.revision, made_at=row.changed_at, made_by=row.changed_by
    )
    version.put(key, row.told(key))
    version.save(force_insert=True)


def _touch(row: CaseAnalysis, by: Person) -> None:
    row.changed_at, row.changed_by = timezone.now(), by.staff_id
    if by.staff_id not in row.writers:
        row.writers = [*row.writers, by.staff_id]
    row.keep_until = until(timezone.localdate(row.changed_at), MOST_MONTHS)


def hand_on(*, by: Person, vault: OpenedVault, analysis_id: UUID) -> CaseAnalysis:
    """Hand it to a second reader; from now on nobody writes in it. Raises NotNow with what is missing."""
    known = analysis_of(by, analysis_id)
    key = key_of(known, vault)
    with recorded(by=by, event="analysis.handed_on", centre=known.centre_id, about=about(known)):
        row = _writable(by, analysis_id)
        typed = Typed.from_payload(row.told(key))
        if wrong := missing(typed):
            raise NotNow(" ".join([_("Henüz ikinci okumaya verilemez."), *wrong, _("Yazdıklarınız duruyor.")]))
        keep_version(row, key)
        row.state, row.handed_at = State.READING, timezone.now()
        row.visibility, row.months = typed.one("visibility"), months_of(typed)
        row.save(force_update=True)
    return row


def take_back(*, by: Person, analysis_id: UUID) -> CaseAnalysis:
    """Take it back from the second reader, or write on after it was withdrawn. Raises NotNow."""
    known = analysis_of(by, analysis_id)
    with recorded(by=by, event="analysis.taken_back", centre=known.centre_id, about=about(known)):
        row = locked_analysis(by, analysis_id)
        if row.state not in (State.READING, State.WITHDRAWN):
            raise NotNow(_("Bu analiz geri alınacak durumda değil; hiçbir şey değişmedi."))
        row.state, row.handed_at, row.shown_on = State.DRAFT, None, None
        row.save(force_update=True)
    return row
