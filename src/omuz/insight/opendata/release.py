"""All files of a release: tables in every format, charts and notes handed in, manifest, catalogue and page."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from omuz.insight.opendata import csvw, jsonstat, sdmx
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.dcat import catalogue
from omuz.insight.opendata.page import catalogue_page
from omuz.insight.opendata.publication import Edition, Publication, Published
from omuz.insight.opendata.structure import STRUCTURE, structure
from omuz.insight.opendata.workbook import workbook

MANIFEST: Final = "release.json"


def content_of(publication: Publication) -> str:
    """SHA-256 over what the tables say: the same figures by the same definitions have the same hash on any day."""
    return content_of_tables(publication.code, publication.tables)


def content_of_tables(code: str, tables: Iterable[Published]) -> str:
    """The same for the tables of a dataset, without the words around them."""
    told = {one.code: one.table.digest for one in tables}
    return hashlib.sha256(text_of({"code": code, "tables": told})).hexdigest()


def edition(publication: Publication) -> Edition:
    """This version as a later one will name it."""
    return Edition(publication.version, content_of(publication), publication.issued, publication.change)


def release_files(
    publication: Publication, more: Mapping[str, bytes], about: Mapping[str, Any], language: str = "tr"
) -> dict[str, bytes]:
    """Every file of a release by its name in the folder.

    `more` are files beside the tables (charts, notes, proof); `about` is what the manifest says besides (sources,
    mapping). The manifest names every other file with its hash, so one hash stands for the whole release.
    """
    files: dict[str, bytes] = dict(more)
    for published in publication.tables:
        place = f"tables/{published.code}"
        files[f"{place}.csv"] = csvw.table_csv(published)
        files[f"{place}.sdmx.csv"] = sdmx.sdmx_csv(publication, published)
        files[f"{place}.json"] = jsonstat.dataset(publication, published, language)
    files[csvw.CODES] = csvw.codes_csv(publication)
    files["csv-metadata.json"] = csvw.metadata(publication)
    files[STRUCTURE] = structure(publication)
    files["tables.xlsx"] = workbook(publication, language)
    catalogued = dict(files)
    files["catalog.jsonld"] = catalogue(publication, catalogued)
    files["index.html"] = catalogue_page(publication, catalogued, language)
    files[MANIFEST] = _manifest(publication, files, about)
    return files


def _manifest(publication: Publication, files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    editions = [*publication.history, edition(publication)]
    told: dict[str, Any] = {
        "dataset": publication.code,
        "version": publication.version,
        "content": content_of(publication),
        "editions": [
            {
                "version": one.version,
                "content": one.content,
                "issued": one.issued.isoformat() if one.issued else None,
                "change": {"tr": one.change.tr, "en": one.change.en},
            }
            for one in editions
        ],
        "tables": {one.code: one.table.digest for one in publication.tables},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        **about,
    }
    return text_of(told)
