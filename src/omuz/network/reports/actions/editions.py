"""Editions: beginning one, choosing its sections, gathering again, publishing, withdrawing, putting a draft away."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.insight.reports.content.report_types import ReportType, SectionText, report_type
from omuz.insight.reports.gathered import Piece, Table
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.actions.refusals import NotNow, plain, said
from omuz.network.reports.actions.signing import held_draft, take_off
from omuz.network.reports.actions.voices.quotes import keep_printed
from omuz.network.reports.models import Edition, SignOff, ToldTable
from omuz.network.reports.models import SectionText as WrittenText
from omuz.network.reports.queries import desk
from omuz.network.reports.queries.about import places, programme_names
from omuz.network.reports.queries.editions import before, former_text_edition
from omuz.network.reports.queries.gathering import Gathering, gathering
from omuz.network.reports.queries.readiness import unready
from omuz.network.reports.queries.texts import newest_texts
from omuz.network.reports.queries.voices.taken_back import taken_back
from omuz.network.reports.rules import frozen

_LONGEST_WHY = 300
_NAMED = 8
"""So many sections are named in a sentence; of the others it is said how many there are."""


def begin(*, by: Person, report: str, year: int, about: str = "", sections: Sequence[str] | None = None) -> Edition:
    """Begin the next edition: gather, freeze the text of its type, carry over what people wrote before.

    `sections` besides the required ones; None is all. Raises NotNow, CatalogueError (file and line), and leaves
    every edition as it was.
    """
    by.require("reports.build")
    kind = report_type(report)
    told_places = _places(kind, about)
    chosen = _chosen(kind, sections)
    _require_no_draft(report, year, about)
    former = _last_published(report, year, about)
    gathered = gathering(by, report, year, about, desk.snapshot_of(former) if former else None)
    edition = Edition(
        report=report,
        year=year,
        about=about,
        number=_next_number(report, year, about),
        chosen=chosen,
        places=told_places,
        publisher=desk.publisher(),
        begun_by=by.staff_id,
        begun_at=timezone.now(),
    )
    _pin(edition, by, gathered, frozen.freeze(report, _indicators(gathered.snapshot)))
    try:
        with recorded(by=by, event="report.begun", about=f"edition:{edition.id}"):
            edition.save()
            _keep_told(edition, gathered)
            _carry_over(edition)
    except IntegrityError as error:
        # Somebody began it while this one was being gathered; the database keeps one draft.
        raise NotNow(_open_already()) from error
    return edition


def _places(kind: ReportType, about: str) -> dict[str, str]:
    """What the `{…}` of the texts stand for; raises NotNow for a place nobody knows, or one too many."""
    if kind.scope == "network":
        if about:
            raise NotNow(_("Bu rapor bütün ağı anlatır; tek bir yer seçilmez. Hiçbir şey başlatılmadı."))
        return {}
    if kind.scope == "programme":
        return programme_names(about) or {"programme": said(about, _("Program"), 60)}
    names = dict(places(kind.scope))
    if about not in names:
        raise NotNow(_("Bu rapor tek bir yeri anlatır; listeden birini seçin. Hiçbir şey başlatılmadı."))
    return {kind.scope: names[about]}


def _chosen(kind: ReportType, sections: Sequence[str] | None) -> list[str] | None:
    """The sections in the order of the report; raises NotNow for one the report does not have."""
    if sections is None:
        return None
    known = [section.key for section in kind.sections]
    for key in sections:
        if key not in known:
            raise NotNow(_("“%(key)s” adında bir bölüm bu raporda yok; hiçbir şey değişmedi.") % {"key": key})
    return [key for key in known if key in sections]


def _require_no_draft(report: str, year: int, about: str) -> None:
    if Edition.objects.filter(report=report, year=year, about=about, state=Edition.State.DRAFT).exists():
        raise NotNow(_open_already())


def _open_already() -> str:
    return _("Bu raporun bu yıl için açık bir taslağı var; onun üzerinde çalışın ya da önce onu kaldırın.")


def _last_published(report: str, year: int, about: str) -> Edition | None:
    return before(Edition(report=report, year=year, about=about, number=_next_number(report, year, about)))


def _next_number(report: str, year: int, about: str) -> int:
    rows = Edition.objects.filter(report=report, year=year, about=about).exclude(state=Edition.State.DISCARDED)
    last: int | None = rows.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _indicators(snapshot: Snapshot) -> set[str]:
    tables = [piece for piece in snapshot.pieces.values() if isinstance(piece, Table)]
    return {table.indicator for piece in tables for table in (piece.table, *piece.earlier)}


def _pin(edition: Edition, by: Person, gathered: Gathering, content: str) -> None:
    edition.snapshot, edition.digest = gathered.snapshot.to_json(), gathered.snapshot.digest
    edition.kept = list(gathered.kept)
    edition.content, edition.content_digest = content, frozen.digest_of(content)
    edition.gathered_by, edition.gathered_at = by.staff_id, timezone.now()


def _keep_told(edition: Edition, gathered: Gathering) -> None:
    """What was told anew, so that the next telling is held against it, whatever becomes of this edition."""
    now = timezone.now()
    ToldTable.objects.bulk_create(
        [
            ToldTable(
                source=each.source,
                about=each.about,
                period=each.table.period,
                table=each.table.to_json(),
                digest=each.table.digest,
                answered=each.answered,
                edition=edition,
                at=now,
            )
            for each in gathered.told
        ]
    )


def _carry_over(edition: Edition) -> None:
    """The newest words of the edition before, under their writers' names; signatures are not carried over."""
    former = former_text_edition(edition)
    if former is None:
        return
    rows = [row for language in desk.LANGUAGES for row in newest_texts(former, language).values()]
    WrittenText.objects.bulk_create(
        [
            WrittenText(
                edition=edition,
                section=row.section,
                language=row.language,
                version=1,
                words=row.words,
                figures=row.figures,
                by=row.by,
                role=row.role,
                at=row.at,
                carried=former.number,
            )
            for row in rows
            if row.words.strip()
        ]
    )


def choose_sections(*, by: Person, edition: Edition, sections: Sequence[str] | None) -> Edition:
    """Say which sections besides the required ones stand in a draft; None is all of them."""
    by.require("reports.build")
    chosen = _chosen(desk.report_type_of(edition), sections)
    with recorded(by=by, event="report.sections_chosen", about=f"edition:{edition.id}"):
        held = held_draft(edition)
        held.chosen = chosen
        held.save(update_fields=["chosen"])
    return held


def gather_again(*, by: Person, edition: Edition) -> Edition:
    """Gather anew for a draft and take its type's text as it is today; people's texts stay.

    The sign-off of a section whose figures or standing text changed falls, with the reason. Raises NotNow,
    CatalogueError (file and line) and leaves the draft as it was.
    """
    by.require("reports.build")
    former = before(edition)
    gathered = gathering(by, edition.report, edition.year, edition.about, desk.snapshot_of(former) if former else None)
    content = frozen.freeze(edition.report, _indicators(gathered.snapshot))
    with recorded(by=by, event="report.gathered", about=f"edition:{edition.id}"):
        held = held_draft(edition)
        fallen = _fallen(held, gathered.snapshot, frozen.type_in(content))
        _pin(held, by, gathered, content)
        held.save()
        _keep_told(held, gathered)
        for section, why in fallen.items():
            take_off(held, section, why, by)
    return held


def _fallen(held: Edition, snapshot: Snapshot, kind: ReportType) -> dict[str, str]:
    """Signed section → why nobody stands for it any more."""
    was, old = desk.snapshot_of(held).pieces, {each.key: each for each in desk.report_type_of(held).sections}
    titles = {key: source.title.say() for key, source in desk.sources_of(held).items()}
    signed = SignOff.objects.filter(edition=held, withdrawn_at__isnull=True).values_list("section", flat=True)
    new = {each.key: each for each in kind.sections}
    found = {}
    for key in signed:
        why = _why_fallen(old.get(key), new.get(key), was, snapshot.pieces, titles)
        if why:
            found[key] = why
    return found


def _why_fallen(
    old: SectionText | None,
    new: SectionText | None,
    was: Mapping[str, Piece],
    now: Mapping[str, Piece],
    titles: Mapping[str, str],
) -> str:
    if old is None or new is None or _words_of(old) != _words_of(new):
        return _("bölümün hazır metni değişti")
    changed = [key for key in _figures_of(new) if was.get(key) != now.get(key)]
    if not changed:
        return ""
    return _("sayılar değişti: %(which)s") % {"which": _listed([titles.get(key, key) for key in changed])}


def _figures_of(section: SectionText) -> Iterable[str]:
    """What a signature stands for; how the edition itself was made is not among it."""
    return (key for key in section.sources if not key.startswith("edition."))


def _words_of(section: SectionText) -> object:
    """A section as it reads, wherever in its file each block stands."""
    blocks = tuple((each.kind, each.key, each.sources, each.title, each.note, each.words) for each in section.blocks)
    return section.title, section.absent, blocks


def _listed(names: Collection[str]) -> str:
    told = list(names)[:_NAMED]
    more = len(names) - len(told)
    line = "; ".join(told)
    return _("%(line)s ve %(more)d tane daha") % {"line": line, "more": more} if more else line


def publish(*, by: Person, edition: Edition) -> Edition:
    """Publish a draft and keep the digest of its PDF in each language.

    Raises NotNow naming the sections that are not ready; the draft stays as it is then.
    """
    by.require("reports.build")
    with recorded(by=by, event="report.published", about=f"edition:{edition.id}"):
        held = held_draft(edition)
        _require_ready(by, held)
        _require_consented(held)
        standing = [line.progress.section.key for line in desk.section_lines(by, held, "tr") if line.stands]
        keep_printed(held, standing)
        held.state = Edition.State.PUBLISHED
        held.published_by, held.published_at = by.staff_id, timezone.now()
        held.setter = desk.setter()
        held.papers = {language: desk.paper_of(held, language)[0] for language in desk.LANGUAGES}
        held.save()
    return held


def _require_ready(by: Person, held: Edition) -> None:
    lacking = unready(by, held)
    if not lacking:
        return
    told = [f"{one.title} ({', '.join(one.reasons)})" for one in lacking]
    raise NotNow(_("Baskı yayımlanmadı; önce tamamlanacak bölümler: %(sections)s.") % {"sections": _listed(told)})


def _require_consented(held: Edition) -> None:
    lacking = taken_back(desk.snapshot_of(held))
    if lacking:
        raise NotNow(
            _("Baskı yayımlanmadı; taslağın verisini yeniden toplayın: %(what)s.") % {"what": _listed(lacking)}
        )


def withdraw(*, by: Person, edition: Edition, why: str) -> Edition:
    """Take a published edition back with a reason; whoever works on reports still reads it, with the reason."""
    by.require("reports.build")
    reason = said(why, _("Neden"), _LONGEST_WHY)
    plain(reason)
    with recorded(by=by, event="report.withdrawn", about=f"edition:{edition.id}"):
        held: Edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if not held.is_published:
            raise NotNow(_("Yalnız yayımlanmış bir baskı geri çekilir; hiçbir şey değişmedi."))
        held.state = Edition.State.WITHDRAWN
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_why = by.staff_id, timezone.now(), reason
        held.save()
    return held


def discard(*, by: Person, edition: Edition) -> Edition:
    """Put a draft away; its number is free again and what was written in it stays kept."""
    by.require("reports.build")
    with recorded(by=by, event="report.discarded", about=f"edition:{edition.id}"):
        held = held_draft(edition)
        held.state = Edition.State.DISCARDED
        held.save(update_fields=["state"])
    return held
