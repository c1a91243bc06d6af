"""What an edition says of itself: how it was made, and what changed since the one before."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.turkish import day
from omuz.insight.indicators.definitions import indicator
from omuz.insight.reports.content.report_types import ReportType
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.gathered import Facts, Pair, Piece, Rows, Table
from omuz.insight.reports.numbers import reads
from omuz.insight.reports.snapshot import Change, Snapshot, changes

METHOD: Final = "edition.method"
CHANGES: Final = "edition.changes"
MOST: Final = 150
"""So many changes are listed in the document; how many more there are is said."""


def pieces(
    kind: ReportType, known: Mapping[str, Source], snapshot: Snapshot, former: Snapshot | None, kept: Sequence[str]
) -> dict[str, Piece]:
    """The two pieces of the room `edition`; without a former edition nothing is said of changes."""
    found: dict[str, Piece] = {METHOD: Facts(tuple(_method(kind, known, snapshot, kept)))}
    if former is not None:
        found[CHANGES] = _changes(known, former, snapshot)
    return found


def both(say: Callable[[], str]) -> Words:
    """A sentence of the program in both languages."""
    told = []
    for language in ("tr", "en"):
        with override(language):
            told.append(say())
    return Words(*told)


def _method(kind: ReportType, known: Mapping[str, Source], snapshot: Snapshot, kept: Sequence[str]) -> list[Pair]:
    tables = [piece for piece in snapshot.pieces.values() if isinstance(piece, Table)]
    lines: list[Pair] = [
        (both(lambda: _("Dönem")), Words(str(snapshot.year), str(snapshot.year))),
        (both(lambda: _("Verinin toplandığı gün")), both(lambda: day(snapshot.taken_on))),
        (both(lambda: _("Kaynaklar")), _rooms(known, snapshot)),
    ]
    for key in sorted(key for key in snapshot.pieces if key.endswith(".answered")):
        told = Words(*(reads(key, snapshot.pieces, language) for language in ("tr", "en")))
        lines.append((known[key].title, told))
    if tables:
        lines.append((both(lambda: _("Küçük sayılar")), both(lambda: _hidden_from(tables))))
        lines.append((both(lambda: _("Tanımlar")), both(lambda: _definitions(tables))))
    if kept:
        lines.append((both(lambda: _("Önceki hâliyle verilen tablolar")), both(lambda: _kept(known, kept))))
    lines.append((both(lambda: _("Raporun metni")), both(lambda: _("sürüm %(version)d") % {"version": kind.version})))
    return lines


def _rooms(known: Mapping[str, Source], snapshot: Snapshot) -> Words:
    rooms = dict.fromkeys(known[key].room.title for key in snapshot.pieces if key in known)
    if not rooms:
        return both(lambda: _("bu yıl için hiç veri yok"))
    return Words("; ".join(words.tr for words in rooms), "; ".join(words.en for words in rooms))


def _hidden_from(tables: Sequence[Table]) -> str:
    least = sorted({piece.table.policy.threshold for piece in tables if not piece.table.policy.public})
    if not least:
        return _("Bu raporda yalnız herkese açık sayılar var.")
    told = " / ".join(str(each) for each in least)
    return _(
        "Eşiğin altındaki sayılar ve onları ele veren sayılar gizlendi (eşik: %(least)s). Baskılar arasındaki fark da"
        " tek bir merkezin yanıtını söylemez."
    ) % {"least": told}


def _definitions(tables: Sequence[Table]) -> str:
    codes = sorted({(piece.table.indicator, piece.table.version) for piece in tables if _is_defined(piece)})
    if not codes:
        return _("merkezlerin formlarındaki sorular")
    return ", ".join(_("%(code)s sürüm %(version)d") % {"code": code, "version": number} for code, number in codes)


def _is_defined(piece: Table) -> bool:
    try:
        indicator(piece.table.indicator)
    except CatalogueError:
        return False
    return True


def _kept(known: Mapping[str, Source], kept: Sequence[str]) -> str:
    titles = "; ".join(known[key].title.say() for key in kept)
    return _(
        "Son paylaşımdan bu yana az merkez yanıt verdiği için yenilenmedi, aradaki fark bir merkezin yanıtını"
        " söylerdi: %(titles)s."
    ) % {"titles": titles}


def _changes(known: Mapping[str, Source], former: Snapshot, snapshot: Snapshot) -> Rows:
    """What differs, the edition's own pieces aside, as rows in both languages."""
    titles = {key: source.title for key, source in known.items()}
    turkish, english = (changes(_bare(former), _bare(snapshot), titles, language) for language in ("tr", "en"))
    rows = [
        _row(one, other)
        for one, other in zip_longest(turkish[:MOST], english[:MOST])
        if one is not None and other is not None
    ]
    more = len(turkish) - len(rows)
    if more > 0:
        rest = both(lambda: _("ve %(count)d değişiklik daha") % {"count": more})
        rows.append((rest, Words("…", "…"), Words("…", "…")))
    heads = (both(lambda: _("Ne")), both(lambda: _("Önceki baskıda")), both(lambda: _("Bu baskıda")))
    return Rows(heads, tuple(rows))


def _row(one: Change, other: Change) -> tuple[Words, Words, Words]:
    return (
        Words(one.what, other.what),
        Words(one.before or "–", other.before or "–"),
        Words(one.now or "–", other.now or "–"),
    )


def _bare(snapshot: Snapshot) -> Snapshot:
    own = {key: piece for key, piece in snapshot.pieces.items() if not key.startswith("edition.")}
    return Snapshot(snapshot.report, snapshot.year, snapshot.taken_on, own, snapshot.about)
