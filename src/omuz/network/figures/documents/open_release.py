"""Every file of one open version: tables in all formats, pictures, method note, proof, catalogue, hashes."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from omuz.insight.charts.downloads.pictures import to_svg
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.publication import LANGUAGES, Publication
from omuz.insight.opendata.release import release_files
from omuz.network.figures.documents.method import method_note
from omuz.network.figures.documents.pictures import released_figures
from omuz.network.figures.queries.opendata import Dataset, publication
from omuz.network.figures.queries.released import Let

SPOKEN = "tr"
"""Files that can hold one language only are in this one; codes, metadata and catalogue are in both."""
_MOST = 40


@dataclass(frozen=True)
class OpenRelease:
    """One version, made: what it says, its files by name, and the SHA-256 of each."""

    publication: Publication
    files: Mapping[str, bytes]
    hashes: Mapping[str, str]


_MADE: OrderedDict[tuple[object, str], OpenRelease] = OrderedDict()
"""Versions made lately; a release never changes, so neither do its files."""


def open_release(about: Dataset, number: int, address: str) -> OpenRelease:
    """The files of a version at an address; Http404 for a number that is none."""
    place = (about.version(number).row.pk, address)
    if place not in _MADE:
        _MADE[place] = _made(about, number, address)
        while len(_MADE) > _MOST:
            _MADE.popitem(last=False)
    return _MADE[place]


def _made(about: Dataset, number: int, address: str) -> OpenRelease:
    one, told = about.version(number), publication(about, number, address)
    with override(SPOKEN):
        more = {f"charts/{key}.svg": to_svg(figure) for key, figure in released_figures(one, late=False).items()}
    more |= {f"method.{spoken}.md": method_note(told, one, spoken) for spoken in LANGUAGES}
    if one.proof is not None:
        more["proof.json"] = text_of(one.proof)
    files = release_files(told, more, _about(one), SPOKEN)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    return OpenRelease(told, files, hashes)


def _about(one: Let) -> dict[str, Any]:
    """What the manifest says of the release: all of it stands in the ledger, and no centre is named."""
    return {
        "release": {"number": one.number, "digest": one.row.digest},
        "centres": {key: dict(zip(("reported", "known"), one.standing(key), strict=True)) for key in one.tables},
        "held_back": sorted(one.held),
        "left_out": sorted(one.few),
    }
