"""Holds published definitions to their hash: a correction is a new version, and a code never vanishes."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import all_lists

KINDS: Final = {
    "fact": "facts",
    "indicator": "indicators",
    "mapping": "mappings",
    "totals": "totals",
    "unit": "units",
    "violence": "violence",
    "external": "external",
}
"""Kind of definition → its folder."""

_HEADING = (
    "# Hashes of published definitions, and the codes of published lists. Written by tools/publish_catalogues.py;\n"
    "# a line that is here stays: a changed definition gets a new version and a new line.\n"
)


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """One published version of a definition."""

    kind: str
    code: str
    version: int
    sha256: str


def fingerprint(data: dict[str, Any]) -> str:
    """The hash of a definition's content; comments, spaces and the order of keys do not matter."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def definition_at(path: Path, kind: str) -> Published:
    """The version a definition file holds now. Raises CatalogueError when it cannot be read."""
    page = read_definition(path)
    return Published(kind, page.text("code"), page.whole("version"), fingerprint(tomllib.loads(_text(path))))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


@lru_cache(maxsize=8)
def published_in(folder: Path) -> tuple[tuple[Published, ...], dict[str, tuple[str, ...]]]:
    """Everything published so far: versions of definitions, and the codes of each list."""
    if not (folder / "published.toml").exists():
        return (), {}
    page = read_definition(folder / "published.toml")
    versions = tuple(
        Published(entry.text("kind"), entry.text("code"), entry.whole("version"), entry.text("sha256"))
        for entry in page.sections("definition")
    )
    lists = {entry.text("name"): entry.texts("codes") for entry in page.sections("list")}
    return versions, lists


def require_unchanged(folder: Path, path: Path, kind: str) -> None:
    """Raise CatalogueError when a definition was published and is now another under the same version."""
    now = definition_at(path, kind)
    for known in published_in(folder)[0]:
        if (known.kind, known.code, known.version) == (kind, now.code, now.version) and known.sha256 != now.sha256:
            raise CatalogueError(
                _("%(file)s değiştirilmiş ama sürümü hâlâ %(version)d; düzeltme yeni bir sürümdür, version artmalı.")
                % {"file": path.name, "version": now.version}
            )


def breaches(folder: Path) -> Iterator[str]:
    """One sentence for each published thing that is changed or gone, and each definition not yet published."""
    versions, lists = published_in(folder)
    known = {(entry.kind, entry.code, entry.version): entry.sha256 for entry in versions}
    for now in _definitions(folder):
        name = f"{KINDS[now.kind]}/{now.code}.toml"
        was = known.get((now.kind, now.code, now.version))
        if was is None:
            yield _("%(file)s sürüm %(version)d yayımlanmamış.") % {"file": name, "version": now.version}
        elif was != now.sha256:
            yield _("%(file)s yeni sürüm verilmeden değişmiş.") % {"file": name}
    present = all_lists(folder)
    for name, codes in lists.items():
        gone = [code for code in codes if name not in present or code not in present[name]]
        if gone:
            yield _("lists/%(name)s.csv: yayımlanmış “%(code)s” kodu silinemez; ona bir bitiş günü verin.") % {
                "name": name,
                "code": gone[0],
            }
    for name, codes_now in present.items():
        new = [code for code in codes_now.codes if code not in lists.get(name, ())]
        if new:
            yield _("lists/%(name)s.csv: “%(code)s” kodu yayımlanmamış.") % {"name": name, "code": new[0]}


def _definitions(folder: Path) -> list[Published]:
    return [
        definition_at(path, kind) for kind, place in KINDS.items() for path in sorted((folder / place).glob("*.toml"))
    ]


def publish(folder: Path) -> int:
    """Add what is new to `published.toml` and return how many lines that were; refuses changed definitions."""
    versions, lists = published_in(folder)
    kept = {(entry.kind, entry.code, entry.version): entry for entry in versions}
    for now in _definitions(folder):
        known = kept.setdefault((now.kind, now.code, now.version), now)
        if known.sha256 != now.sha256:
            raise CatalogueError(
                _("%(kind)s %(code)s değişmiş; version değerini artırın.") % {"kind": now.kind, "code": now.code}
            )
    codes = {
        name: tuple(dict.fromkeys((*lists.get(name, ()), *present.codes)))
        for name, present in all_lists(folder).items()
    }
    (folder / "published.toml").write_text(_HEADING + _as_toml(sorted(kept.values()), codes), encoding="utf-8")
    published_in.cache_clear()
    return len(kept) - len(versions)


def _as_toml(versions: list[Published], lists: dict[str, tuple[str, ...]]) -> str:
    parts = [
        f'\n[[definition]]\nkind = "{entry.kind}"\ncode = "{entry.code}"\n'
        f'version = {entry.version}\nsha256 = "{entry.sha256}"\n'
        for entry in versions
    ]
    parts += [f'\n[[list]]\nname = "{name}"\ncodes = {json.dumps(codes)}\n' for name, codes in sorted(lists.items())]
    return "".join(parts)
