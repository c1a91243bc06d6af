"""CSV with its metadata (CSV on the Web): one flat table, one code list, and what every column means."""

from typing import Any, Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.tables import EXCHANGE, Cell, as_csv, harmless
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.publication import ALL, LANGUAGES, Publication, Published, shown
from omuz.insight.opendata.rows import STATUSES, rows

CODES: Final = "codes.csv"
_DIALECT: Final = {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n", "\n"]}


def table_csv(published: Published) -> bytes:
    """One row for every cell: codes, figures, status, and the bounds the gate prints for a hidden count."""
    names = [*(axis.name for axis in published.axes), *(one.name for one in published.measures)]
    head: list[Cell] = [*names, "status", "low", "high"]
    lines = [
        [*flat.codes, *(flat.figures[one.name] for one in published.measures), flat.status, flat.low, flat.high]
        for flat in rows(published)
    ]
    return as_csv([head, *lines], EXCHANGE)


def codes_csv(publication: Publication) -> bytes:
    """The words for every code of every table: table, dimension, code, Turkish, English."""
    lines: list[list[Cell]] = [["table", "dimension", "code", "tr", "en"]]
    for published in publication.tables:
        for axis, dimension in zip(published.axes, published.table.dimensions, strict=True):
            for code in dimension.categories:
                words = axis.label(code)
                lines.append([published.code, axis.name, shown(code), harmless(words.tr), harmless(words.en)])
            lines.append([published.code, axis.name, ALL, "Toplam", "Total"])
        lines += [[published.code, "status", code, tr, en] for code, (tr, en) in STATUSES.items()]
    return as_csv(lines, EXCHANGE)


def metadata(publication: Publication) -> bytes:
    """The table group of a release, `csv-metadata.json`: every table with its schema, licence, source and notes."""
    group: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "tr"}],
        "@id": publication.place("csv-metadata.json"),
        "dc:title": _said(publication.title),
        "dc:description": _said(publication.description),
        "dc:publisher": publication.publisher,
        "dc:source": _said(publication.source),
        "dc:rights": _said(publication.licence.words),
        "dialect": _DIALECT,
        "tables": [*(_table(publication, one) for one in publication.tables), _codes_table(publication)],
    }
    if publication.licence.address:
        group["dc:license"] = {"@id": publication.licence.address}
    if publication.issued:
        group["dc:issued"] = {"@value": publication.issued.isoformat(), "@type": "xsd:date"}
    return text_of(group)


def _table(publication: Publication, published: Published) -> dict[str, Any]:
    names = [axis.name for axis in published.axes]
    columns = [_column(axis.name, axis.title, "string", required=True) for axis in published.axes]
    for measure in published.measures:
        kind = "number" if measure.name == "median" else "integer"
        columns.append({**_column(measure.name, measure.title, kind), "dc:unit": _said(measure.unit)})
    columns.append(_column("status", Words("Gizlilik durumu", "Confidentiality status"), "string", required=True))
    columns.append(_column("low", Words("Gizli sayı en az", "Hidden count is at least"), "integer"))
    columns.append(_column("high", Words("Gizli sayı en çok", "Hidden count is at most"), "integer"))
    return {
        "url": publication.place(f"tables/{published.code}.csv"),
        "dc:title": _said(published.title),
        "dc:description": _said(published.meaning),
        "dc:temporal": published.table.period,
        "notes": [
            {"dc:subject": "base", "dc:description": _said(published.base)},
            {"dc:subject": "caveat", "dc:description": _said(published.caveat)},
        ],
        # A table of one figure has no column that could tell its rows apart, and needs none.
        "tableSchema": {"columns": columns, **({"primaryKey": names} if names else {})},
    }


def _codes_table(publication: Publication) -> dict[str, Any]:
    titles = {
        "table": Words("Tablo", "Table"),
        "dimension": Words("Boyut", "Dimension"),
        "code": Words("Kod", "Code"),
        "tr": Words("Türkçe", "Turkish"),
        "en": Words("İngilizce", "English"),
    }
    columns = [_column(name, words, "string", required=True) for name, words in titles.items()]
    return {
        "url": publication.place(CODES),
        "dc:title": _said(Words("Kodların karşılıkları", "Words for the codes")),
        "tableSchema": {"columns": columns, "primaryKey": ["table", "dimension", "code"]},
    }


def _column(name: str, title: Words, datatype: str, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "titles": {"und": name, **{language: title.say(language) for language in LANGUAGES}},
        "datatype": datatype,
        "required": required,
        "null": "",
    }


def _said(words: Words) -> list[dict[str, str]]:
    return [{"@value": words.say(language), "@language": language} for language in LANGUAGES]
