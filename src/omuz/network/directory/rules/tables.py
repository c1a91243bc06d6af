"""Tables of institutions people bring: our own columns, or another system's through a mapping of the catalogue."""

import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.tables import BadRow, as_typed, read_rows
from omuz.foundation.catalogue.turkish import fold
from omuz.network.directory.rules.entry import NotFit, PartnerEntry, RefusedLine, entry_of

COLUMNS: Final = {
    "id": "Kimlik", "kind": "Tür", "name": "Ad", "phone": "Telefon", "email": "E-posta", "website": "Web",
    "district": "İlçe", "address": "Adres", "confidential": "Yeri gizli", "how_to_reach": "Nasıl gidilir",
    "hours": "Saatler", "languages": "Diller", "access": "Erişim", "services": "Hizmetler", "note": "Not",
    "verified_on": "Doğrulandı", "example": "Örnek",
}  # fmt: skip
"""Our facts and the heads of their columns, the same in and out."""
LARGEST: Final = 400_000
MOST_LINES: Final = 2_000


@dataclass(frozen=True)
class ForeignTable:
    """How another system's columns become ours: one source column each, words translated where they differ."""

    code: str
    title: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def ours(self, told: Mapping[str, str]) -> dict[str, str]:
        """One line by the names of our facts."""
        ours = dict(self.constants)
        for name, column in self.columns.items():
            value = " ".join(told.get(fold(column), "").split())
            told_so = self.values.get(name, {})
            words = {fold(word): said for word, said in told_so.items() if word != "*"}
            ours[name] = words.get(fold(value), told_so.get("*", value))
        return ours


def foreign_tables() -> dict[str, ForeignTable]:
    """The mappings of the catalogue by code."""
    found = {}
    for path in sorted((catalogue_folder() / "directory").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = ForeignTable(
            path.stem, told["title"]["tr"], told["columns"], told.get("values", {}), told.get("constants", {})
        )
    return found


OWN: Final = ForeignTable("", "", {name: name for name in COLUMNS})


def entries_in(raw: bytes, mapping: ForeignTable | None = None) -> tuple[list[PartnerEntry], list[RefusedLine]]:
    """Every line of a CSV, XLSX or GeoJSON table: taken, or refused by line and column. Raises UnreadableFile."""
    taken: list[PartnerEntry] = []
    refused: list[RefusedLine] = []
    for line, told in _lines(raw):
        if isinstance(told, BadRow):
            refused.append(RefusedLine(line, "", told.what))
            continue
        try:
            taken.append(entry_of(line, (mapping or OWN).ours(told)))
        except NotFit as fault:
            refused.append(RefusedLine(line, COLUMNS.get(fault.column, fault.column), fault.sentence))
    return _once(taken, refused)


def _once(taken: list[PartnerEntry], refused: list[RefusedLine]) -> tuple[list[PartnerEntry], list[RefusedLine]]:
    """The same institution twice in one file: the second line is refused."""
    seen: dict[tuple[str, str, str], int] = {}
    kept = []
    for entry in taken:
        key = (entry.kind, fold(entry.name), str(entry.facts.get("district", "")))
        if key in seen:
            sentence = _("Aynı kurum %(line)s. satırda da var.") % {"line": seen[key]}
            refused.append(RefusedLine(entry.line, COLUMNS["name"], sentence))
        else:
            seen[key] = entry.line
            kept.append(entry)
    return kept, sorted(refused, key=lambda each: each.line)


def _lines(raw: bytes) -> Iterator[tuple[int, dict[str, str] | BadRow]]:
    """Lines by folded column; our own heads are already called as our facts are."""
    if len(raw) > LARGEST:
        raise UnreadableFile(_("Dosya çok büyük; en çok 400 kB olabilir."))
    if raw.lstrip()[:1] == b"{":
        yield from _features(raw)
        return
    known = {fold(head): name for name, head in COLUMNS.items()} | {fold(name): name for name in COLUMNS}
    with read_rows(io.BytesIO(raw)) as table:
        heads = [fold(known.get(fold(column), column)) for column in table.columns]
        for number, row in enumerate(table):
            if number >= MOST_LINES:
                raise UnreadableFile(_("Dosyada çok satır var; en çok 2.000 kurum bir kerede alınır."))
            told = dict(zip(heads, map(as_typed, row.values), strict=True)) if not isinstance(row, BadRow) else row
            yield row.line, told


def _features(raw: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        features: list[dict[str, Any]] = json.loads(raw)["features"]
        for number, feature in enumerate(features, start=1):
            told = {fold(name): str(value) for name, value in feature["properties"].items() if value is not None}
            yield number, told
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(_("Bu dosya bir GeoJSON tablosu değil ya da yarım.")) from error
