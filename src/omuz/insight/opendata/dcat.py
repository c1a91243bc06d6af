"""The catalogue of a release in DCAT 3 (JSON-LD): dataset, version, earlier versions, one distribution a file."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import UNKNOWN
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.publication import LANGUAGES, Publication
from omuz.insight.opendata.structure import MEDIA as STRUCTURE_MEDIA

CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "svg": "image/svg+xml",
    "xml": STRUCTURE_MEDIA,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SDMX_MEDIA: Final = "application/vnd.sdmx.data+csv; version=2.0.0"
_NOT_DISTRIBUTED: Final = frozenset({"catalog.jsonld", "index.html", "release.json"})
"""Files about the release, not of it."""
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_CONFORMS: Final = {
    r"tables/.*\.sdmx\.csv": "https://sdmx.org/",
    r"structure\.xml": "https://sdmx.org/",
    r"csv-metadata\.json": "http://www.w3.org/ns/csvw",
    r"tables/.*\.json": "https://json-stat.org/full/",
}


def catalogue(publication: Publication, files: Mapping[str, bytes]) -> bytes:
    """The catalogue of one version; `files` are the other files of the release by name."""
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": publication.place("catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": _said(publication.title),
        "dct:description": _said(publication.description),
        "dct:publisher": _publisher(publication),
        "dct:language": list(LANGUAGES),
        "dcat:dataset": [_dataset(publication, _identifier(publication), files)],
    }
    return text_of(told)


def whole_catalogue(
    address: str, title: Words, publisher: str, published: Sequence[tuple[Publication, Mapping[str, bytes]]]
) -> bytes:
    """One catalogue at `address` over several datasets, each with the files of its version by name."""
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _said(title),
        "dct:description": _said(title),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:language": list(LANGUAGES),
        "dcat:dataset": [
            _dataset(one, _identifier(one), {name: files[name] for name in files if name not in _NOT_DISTRIBUTED})
            for one, files in published
        ],
    }
    return text_of(told)


def _identifier(publication: Publication) -> str:
    return f"{publication.place('')}#dataset" if publication.address else "#dataset"


def _dataset(publication: Publication, identifier: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{publication.code}/{publication.version}",
        "dct:title": _said(publication.title),
        "dct:description": _said(publication.description),
        "dct:publisher": _publisher(publication),
        "dct:source": _said(publication.source),
        "dct:rights": _said(publication.licence.words),
        "dct:language": list(LANGUAGES),
        "dcat:keyword": [part for words in publication.keywords for part in _said(words)],
        "dcat:version": str(publication.version),
        "adms:versionNotes": _said(publication.change),
        "dcat:landingPage": {"@id": publication.place("index.html")},
        "prov:wasDerivedFrom": _said(publication.source),
        "dcat:distribution": [_distribution(publication, name, files[name]) for name in sorted(files)],
    }
    if span := _temporal(publication):
        told["dct:temporal"] = span
    if publication.issued:
        told["dct:issued"] = {"@value": publication.issued.isoformat(), "@type": "xsd:date"}
    if publication.history:
        last = publication.history[-1]
        told["dcat:previousVersion"] = {"@id": publication.place("catalog.jsonld", last.version)}
        told["dcat:hasVersion"] = [_earlier(publication, one.version, one.content) for one in publication.history]
    return told


def _distribution(publication: Publication, name: str, content: bytes) -> dict[str, Any]:
    address = {"@id": publication.place(name)}
    media = media_of(name)
    told: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _IANA + media.split(";")[0]},
        "dct:format": media,
        "dcat:byteSize": len(content),
        "dct:rights": _said(publication.licence.words),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": hashlib.sha256(content).hexdigest(),
        },
    }
    if publication.licence.address:
        told["dct:license"] = {"@id": publication.licence.address}
    form = next((known for pattern, known in _CONFORMS.items() if re.fullmatch(pattern, name)), "")
    if form:
        told["dct:conformsTo"] = {"@id": form}
    return told


def media_of(name: str) -> str:
    """The media type of a file of a release."""
    return SDMX_MEDIA if name.endswith(".sdmx.csv") else MEDIA[name.rsplit(".", 1)[-1]]


def _earlier(publication: Publication, version: int, content: str) -> dict[str, Any]:
    return {
        "@id": publication.place("catalog.jsonld", version),
        "@type": "dcat:Dataset",
        "dct:identifier": f"{publication.code}/{version}",
        "dct:title": _said(publication.title),
        "dct:description": _said(publication.description),
        "dcat:version": str(version),
        "spdx:checksum": {"@type": "spdx:Checksum", "spdx:checksumValue": content},
    }


def _temporal(publication: Publication) -> dict[str, Any] | None:
    """From the first to the last year any table speaks of; None where no table has a date."""
    periods = [one.table.period for one in publication.tables if one.table.period != UNKNOWN]
    years = [int(year) for period in periods for year in re.findall(r"[0-9]{4}", period)]
    if not years:
        return None
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": f"{min(years):04}", "@type": "xsd:gYear"},
        "dcat:endDate": {"@value": f"{max(years):04}", "@type": "xsd:gYear"},
    }


def _publisher(publication: Publication) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": publication.publisher}


def _said(words: Words) -> list[dict[str, str]]:
    return [{"@value": words.say(language), "@language": language} for language in LANGUAGES]
