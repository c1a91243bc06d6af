"""An invented year: a piece for every source a report may ask for, tables made by the real gate, centres made up."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, NETWORK, SCORES, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.reports.content.report_types import ReportType
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.gathered import Cards, Facts, Marks, Names, Piece, Rows, Shown, Table, TableWords
from omuz.insight.reports.snapshot import Snapshot

CODES: Mapping[str, tuple[str, ...]] = {
    "answer": ("yes", "partly", "no"),
    "district": code_list("district").codes,
    "area": code_list("standard_chapter").codes,
    "chapter": code_list("standard_chapter").codes,
    "quarter": ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"),
    "month": tuple(f"2026-{month:02}" for month in range(1, 13)),
    "scope": ("province",),
}
KNOWN_WORDS = {
    "yes": Words("Evet", "Yes"), "partly": Words("Kısmen", "Partly"), "no": Words("Hayır", "No"),
}  # fmt: skip


def categories(name: str) -> tuple[str, ...]:
    """The codes of a dimension, invented where there is no list of them here."""
    return CODES.get(name, tuple(f"{name}_{place}" for place in "abcde"))


def table(source: Source, year: int = 2026, shift: int = 0) -> SafeTable:
    """A protected table as a source wants it; `shift` moves its numbers."""
    names = source.by
    about_time = {"month": "month", "quarter": "quarter"}
    grain: Any = next((about_time[name] for name in names if name in about_time), "year")
    dimensions = tuple(Dimension(name, categories(name)) for name in names)
    keys = _keys(dimensions)
    counts = {key: 6 + (place * 5 + shift) % 9 for place, key in enumerate(keys)}
    plain: dict[str, Any] = {
        "indicator": source.key, "version": 1, "dimensions": dimensions, "base": "merkez", "period": str(year),
        "grain": grain, "measure": source.measure,
    }  # fmt: skip
    if source.measure == "median":
        medians = {key: 1.0 + (place + shift) % 4 for place, key in enumerate(keys)}
        if dimensions:
            counts[("*",)], medians[("*",)] = sum(counts.values()), 2.0
        return protect(RawTable(**plain, counts=counts, medians=medians), SCORES)
    policy = NETWORK if source.measure == "count" else INSTITUTIONS
    if source.measure == "count":
        return protect(RawTable(**plain, counts=counts), policy)
    if not names:
        whole = {(): 22}
        return protect(RawTable(**plain, counts={(): 7 + shift}, denominators=whole), policy)
    return protect(RawTable(**plain, counts=counts, share_over=(names[-1],)), policy)


def _keys(dimensions: tuple[Dimension, ...]) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [()]
    for dimension in dimensions:
        keys = [(*key, code) for key in keys for code in dimension.categories]
    return keys


def piece(source: Source, shift: int = 0, *, former: bool = False) -> Piece:
    """A piece as a source wants it."""
    word = Words(f"{source.key} değeri {shift}", f"value of {source.key} {shift}")
    match source.gives:
        case "table":
            codes = {name: {code: KNOWN_WORDS.get(code, Words(f"{code} (tr)", f"{code} (en)"))
                            for code in categories(name)} for name in source.by}  # fmt: skip
            wording = TableWords(
                {name: Words(name, name) for name in source.by}, codes, Words("Yanıt veren merkezler", "Centres"),
                Words("Merkez", "Centres"), source.measure == "share",
            )  # fmt: skip
            return Table(table(source, 2026, shift), (table(source, 2025, shift + 1),) if former else (), wording)
        case "rows":
            return Rows((Words("Ne", "What"), Words("Kim", "Who")), ((Words("Birinci", "First"), word),))
        case "marks":
            return Marks(Words("Belediye", "Municipality"), (Words("Plan", "Plan"),),
                         ((Words("Konak", "Konak"), ((word, "good"),)),))  # fmt: skip
        case "names":
            return Names(("Uydurma Merkez",))
        case "facts":
            return Facts(((Words("Ad", "Name"), word),))
        case _:
            return Cards((Shown("konak-1", "Uydurma Merkez", word, ((Words("Saat", "Hours"), word),),
                                Words("Onay: sorumlu, 01.10.2026", "Consent: coordinator, 01.10.2026")),))  # fmt: skip


def snapshot(report: ReportType, known: Mapping[str, Source], shift: int = 0, *, former: bool = False) -> Snapshot:
    """Everything a report asks for."""
    pieces = {key: piece(known[key], shift, former=former) for key in report.sources}
    return Snapshot(report.code, 2026, date(2026, 11, 23), pieces)


def bare(report: ReportType) -> Snapshot:
    """A year of which nothing is known."""
    return Snapshot(report.code, 2026, date(2026, 11, 23), {})
