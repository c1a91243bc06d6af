"""One edition put together: its document, its progress section by section, its files, and whether they are the same."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import metadata
from typing import Final, Literal

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff
from omuz.foundation.people.rules import Role
from omuz.foundation.people.words import ROLE_TITLES
from omuz.insight.reports import annex, paper, word
from omuz.insight.reports.content import composing
from omuz.insight.reports.content.progress import Progress, progress
from omuz.insight.reports.content.report_types import ReportType
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.parts import Document
from omuz.insight.reports.snapshot import Snapshot, read_snapshot
from omuz.network.reports.models import Comment, Edition, SectionText, SignOff
from omuz.network.reports.queries.editions import require_seen
from omuz.network.reports.queries.texts import newest_texts
from omuz.network.reports.queries.voices.quotes import voices_of
from omuz.network.reports.rules import frozen
from omuz.network.reports.rules.sentences import without_gone

_ENGLISH: Final = "_en"
Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")
SETTERS: Final = ("omuz", "typst", "vl-convert-python")
"""Programs that put a PDF together; another version of one of them may set other bytes."""


@dataclass(frozen=True)
class SectionLine:
    """One section on the desk. `text` is the newest version in that language; `open_comments` are not settled.

    `fallen` is the sign-off that was taken off last, with its reason, where nobody has signed since.
    `stands` is false for one whose condition does not hold with what was gathered.
    """

    progress: Progress
    chosen: bool
    stands: bool
    text: SectionText | None
    written_by: str
    signoff: SignOff | None
    signed_by: str
    fallen: SignOff | None
    open_comments: int


@dataclass(frozen=True)
class SameBytes:
    """Whether a PDF made today is the published one, byte for byte; `why` says what may have changed it."""

    same: bool
    why: str
    published: str
    today: str


def report_type_of(edition: Edition) -> ReportType:
    """The type as it was when the edition was made, from its frozen text."""
    return frozen.type_in(edition.content)


def sources_of(edition: Edition) -> Mapping[str, Source]:
    """The list of sources as it was when the edition was made."""
    return frozen.sources_frozen(edition.content)


@lru_cache(maxsize=4)
def _read(text: str) -> Snapshot:
    return read_snapshot(text)


def snapshot_of(edition: Edition) -> Snapshot:
    """What the edition was made from. Raises BrokenSnapshot."""
    return _read(edition.snapshot)


def as_defined(edition: Edition) -> AbstractContextManager[None]:
    """Inside this block figures are put into words as when the edition was made; for whoever lays it out herself."""
    return frozen.as_defined(edition.content)


def network_name() -> str:
    """What the network is called in the language of the document."""
    return _("Kadın Danışma Merkezleri Ağı")


def names_of(edition: Edition) -> dict[str, str]:
    """What the names in the texts stand for, in the language of the moment."""
    return {"network": network_name(), "donor": _("destekleyen kurum"), **said_places(edition.places)}


def said_places(told: Mapping[str, str]) -> dict[str, str]:
    """Places in the language of the moment: in English what stands under `…_en`, where somebody wrote it."""
    plain = {name: words for name, words in told.items() if not name.endswith(_ENGLISH)}
    if (get_language() or "tr").startswith("tr"):
        return plain
    return {name: told.get(f"{name}{_ENGLISH}") or words for name, words in plain.items()}


def publisher() -> str:
    """Under which name an edition is published where nobody has said another."""
    with override("tr"):
        return network_name()


def document(person: Person, edition: Edition, language: Language) -> Document:
    """The document of an edition; raises Http404 for a draft she may not read."""
    require_seen(person, edition)
    return composed(edition, language)


def composed(edition: Edition, language: Language) -> Document:
    """The document for whoever has looked at who asks."""
    kind, snapshot = report_type_of(edition), snapshot_of(edition)
    with as_defined(edition), override(language):
        told = _decided(edition, language)
        standing = frozenset(each.key for each in kind.sections if composing.stands(each, told, snapshot.pieces))
        whole = replace(told, voices=voices_of(edition, standing, language))
        return composing.compose(kind, snapshot, sources_of(edition), whole, language)


def _decided(edition: Edition, language: Language) -> composing.Edition:
    """What people decided, as the composer takes it. Call under the document's language."""
    snapshot = snapshot_of(edition)
    texts = {
        section: composing.Written(
            without_gone(row.words, row.figures, snapshot.pieces, language), role_title(row.role), row.figures
        )
        for section, row in newest_texts(edition, language).items()
    }
    signed = {
        row.section: composing.SignedOff(role_title(row.role), timezone.localtime(row.at).date())
        for row in SignOff.objects.filter(edition=edition, withdrawn_at__isnull=True)
    }
    name = network_name()
    return composing.Edition(
        number=edition.number,
        dated=edition.dated,
        publisher=name if edition.publisher in ("", publisher()) else edition.publisher,
        places=names_of(edition),
        texts=texts,
        signed=signed,
        chosen=None if edition.chosen is None else frozenset(edition.chosen),
        draft=edition.is_draft,
    )


def role_title(role: str) -> str:
    """A post in words; documents name posts, never people."""
    return str(ROLE_TITLES[Role(role)]) if role in set(Role) else role


def section_lines(person: Person, edition: Edition, language: Language) -> tuple[SectionLine, ...]:
    """Every section of an edition in order, chosen or not, with how far it is."""
    require_seen(person, edition)
    kind, snapshot = report_type_of(edition), snapshot_of(edition)
    texts = newest_texts(edition, language)
    signed, fallen = _signoffs(edition)
    names = _names({row.by for row in texts.values()} | {row.by for row in signed.values()})
    comments = list(Comment.objects.filter(edition=edition, settled_at__isnull=True, answers__isnull=True))
    with as_defined(edition), override(language):
        told = _unfilled(edition, language)
        lines = progress(kind, snapshot, told, language)
    found = []
    for line in lines:
        key = line.section.key
        text, signoff = texts.get(key), signed.get(key)
        found.append(
            SectionLine(
                progress=line,
                chosen=line.section.required or told.chosen is None or key in told.chosen,
                stands=composing.stands(line.section, told, snapshot.pieces),
                text=text,
                written_by=names.get(text.by, "") if text else "",
                signoff=signoff,
                signed_by=names.get(signoff.by, "") if signoff else "",
                fallen=None if signoff else fallen.get(key),
                open_comments=sum(row.section == key for row in comments),
            )
        )
    return tuple(found)


def _unfilled(edition: Edition, language: Language) -> composing.Edition:
    """As `_decided`, the texts as they were written: a figure that is gone has to be seen as gone."""
    told = _decided(edition, language)
    rows = newest_texts(edition, language)
    texts = {key: replace(text, words=rows[key].words) for key, text in told.texts.items()}
    return replace(told, texts=texts)


def _signoffs(edition: Edition) -> tuple[dict[str, SignOff], dict[str, SignOff]]:
    """Section → who stands for it now; section → the sign-off that was taken off last."""
    signed: dict[str, SignOff] = {}
    fallen: dict[str, SignOff] = {}
    for row in SignOff.objects.filter(edition=edition).order_by("at"):
        (signed if row.withdrawn_at is None else fallen)[row.section] = row
    return signed, fallen


def _names(ids: set[object]) -> dict[object, str]:
    return dict(Staff.objects.filter(pk__in=ids).values_list("id", "full_name"))


def pdf(person: Person, edition: Edition, language: Language) -> bytes:
    """The edition as PDF, set with the definitions it was made with."""
    return _made(person, edition, language, paper.to_pdf)


def docx(person: Person, edition: Edition, language: Language) -> bytes:
    """The edition as DOCX."""
    return _made(person, edition, language, word.to_docx)


def xlsx(person: Person, edition: Edition, language: Language) -> bytes:
    """All tables of the edition as a workbook."""
    return _made(person, edition, language, annex.to_xlsx)


def _made(person: Person, edition: Edition, language: Language, make: Callable[[Document], bytes]) -> bytes:
    whole = document(person, edition, language)
    with as_defined(edition):
        return make(whole)


def paper_of(edition: Edition, language: Language) -> tuple[str, bytes]:
    """The PDF of an edition as it stands, with its SHA-256 (hex)."""
    whole = composed(edition, language)
    with as_defined(edition):
        made = paper.to_pdf(whole)
    return hashlib.sha256(made).hexdigest(), made


def setter() -> str:
    """Which versions of which programs set a PDF here and now."""
    return "; ".join(f"{name} {metadata.version(name)}" for name in SETTERS)


def same_bytes(edition: Edition, language: Language) -> SameBytes:
    """Make the PDF again and hold it against the digest kept at publication."""
    kept: str = edition.papers.get(language, "")
    if not kept:
        return SameBytes(False, _("Bu baskı bu dilde yayımlanmadı; karşılaştırılacak belge yok."), "", "")
    today, _paper = paper_of(edition, language)
    if today == kept:
        return SameBytes(True, "", kept, today)
    now = setter()
    if now != edition.setter:
        why = _(
            "Belge aynı veri ve metinden yapıldı ama onu dizen programın sürümü değişti:"
            " yayımlanırken %(then)s, bugün %(now)s."
        ) % {"then": edition.setter, "now": now}
    else:
        why = _("Belge aynı veri ve metinden, aynı sürümle yapıldı ama baytları tutmuyor; bilgi işleme haber verin.")
    return SameBytes(False, why, kept, today)
