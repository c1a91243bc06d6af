"""A release on its way into its folder: publication, protection, charts, method note and proof as files."""

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.tables import PROGRAM, Cell, as_csv
from omuz.foundation.privacy.gate import ProtectedRelease
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.publication import Publication
from omuz.insight.opendata.release import content_of, release_files
from omuz.insight.totals.contradictions import Contradiction
from omuz.site.cli.monitor.note import Basis, Source, method_note
from omuz.site.faults import Stopped
from omuz.site.words import _, language


@dataclass(frozen=True)
class Made:
    """Everything a release folder holds, and what is said of it."""

    publication: Publication
    protection: ProtectedRelease
    contradictions: Sequence[Contradiction]
    refused: int
    files: Mapping[str, bytes]


def made(
    publication: Publication,
    protection: ProtectedRelease,
    basis: Basis,
    charts: Mapping[str, bytes],
    contradictions: Sequence[Contradiction] = (),
) -> Made:
    """The files of a release. Raises Stopped when nothing differs from the version before."""
    if publication.history and publication.history[-1].content == content_of(publication):
        raise Stopped(_("Sayılar önceki yayınla aynı; yeni sürüm yapılmadı."))
    more: dict[str, bytes] = {f"charts/{code}.svg": picture for code, picture in charts.items()}
    more |= {f"proof/{one.code}.json": one.table.to_json().encode() + b"\n" for one in publication.tables}
    more["proof/attack.json"] = text_of(protection.payload())
    more["method.md"] = method_note(publication, protection, basis, contradictions).encode()
    if contradictions:
        more["contradictions.csv"] = _written(contradictions)
    about: dict[str, Any] = {
        "mapping": {"code": basis.mapping, "version": basis.mapping_version},
        "sources": [{"file": one.name, "sha256": one.sha256, "rows": one.rows} for one in basis.sources],
        "release": protection.digest,
        "refused_rows": basis.refused,
    }
    files = release_files(publication, more, about, language())
    return Made(publication, protection, contradictions, basis.refused, files)


def _written(contradictions: Sequence[Contradiction]) -> bytes:
    """Number beside number; an empty one is hidden by the gate."""
    rows: list[list[Cell]] = [
        ["kind", "what", "about", "first", "first_number", "second", "second_number", "difference"],
    ]
    for one in contradictions:
        title, about, first, second = (words.say(language()) for words in (one.title, one.about, one.first, one.second))
        kind = "changed" if one.changed else "contradiction"
        rows.append([kind, title, about, first, one.first_number, second, one.second_number, one.difference])
    return as_csv(rows, PROGRAM)


def source_of(path: Path, rows: int | None = None) -> Source:
    """A file by its name and hash."""
    with path.open("rb") as file:
        return Source(path.name, hashlib.file_digest(file, "sha256").hexdigest(), rows)


def change_of(args: argparse.Namespace, version: int) -> Words:
    """What changed since the version before, in the words given."""
    if args.change:
        return Words(args.change, args.change)
    if version == 1:
        return Words("İlk sürüm.", "First version.")
    return Words("Yeni veri.", "New data.")
