"""JSON-stat 2.0: one dataset a table, values in row order, hidden cells as null with their status."""

from itertools import product
from typing import Any, Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.opendata.canonical import text_of
from omuz.insight.opendata.publication import ALL, Publication, Published, shown
from omuz.insight.opendata.rows import FREE, STATUSES, rows

METRIC: Final = "measure"


def dataset(publication: Publication, published: Published, language: str = "tr") -> bytes:
    """One table as a JSON-stat dataset in one language; totals are categories of their own (`_T`)."""
    table = published.table
    codes = [[*dimension.categories, TOTAL] for dimension in table.dimensions]
    ids = [*(dimension.name for dimension in table.dimensions), METRIC]
    size = [*map(len, codes), len(published.measures)]
    flats = {flat.key: flat for flat in rows(published)}
    values: list[int | float | None] = []
    status: dict[str, str] = {}
    for key in product(*codes):
        for measure in published.measures:
            flat = flats[key]
            if flat.statuses[measure.name] != FREE:
                status[str(len(values))] = flat.statuses[measure.name]
            values.append(flat.figures[measure.name])
    time = published.time
    told: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": published.title.say(language),
        "source": publication.source.say(language),
        "href": publication.place(f"tables/{published.code}.json"),
        "id": ids,
        "size": size,
        "role": {"metric": [METRIC], **({"time": [time.name]} if time else {})},
        "dimension": _dimensions(published, language),
        "value": values,
        "status": status,
        "note": [words.say(language) for words in (published.meaning, published.base, published.caveat)],
        "extension": {
            "version": publication.version,
            "period": table.period,
            "threshold": table.policy.threshold,
            "publisher": publication.publisher,
            "licence": publication.licence.words.say(language),
            "status": {"label": {code: words[language != "tr"] for code, words in STATUSES.items()}},
            "sha256": table.digest,
        },
    }
    if publication.licence.address:
        told["link"] = {"license": [{"href": publication.licence.address}]}
    if publication.issued:
        told["updated"] = publication.issued.isoformat()
    return text_of(told)


def _dimensions(published: Published, language: str) -> dict[str, Any]:
    told = {}
    for axis, dimension in zip(published.axes, published.table.dimensions, strict=True):
        codes = [*dimension.categories, TOTAL]
        words = {shown(code): axis.label(code) for code in dimension.categories} | {ALL: Words("Toplam", "Total")}
        told[axis.name] = {
            "label": axis.title.say(language),
            "category": {
                "index": [shown(code) for code in codes],
                "label": {code: one.say(language) for code, one in words.items()},
            },
        }
    told[METRIC] = {
        "label": Words("Ölçü", "Measure").say(language),
        "category": {
            "index": [one.name for one in published.measures],
            "label": {one.name: one.title.say(language) for one in published.measures},
            "unit": {
                one.name: {"label": one.unit.say(language), "decimals": int(one.name == "median")}
                for one in published.measures
            },
        },
    }
    return told
