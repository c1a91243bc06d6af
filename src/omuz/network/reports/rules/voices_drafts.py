"""Drafts of recommendations out of protected figures: a number the gate keeps back starts none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.privacy.cells import TOTAL, Key
from omuz.insight.reports.content.together import words_for
from omuz.insight.reports.gathered import Piece, Table
from omuz.insight.reports.numbers import reads
from omuz.network.reports.rules.voices_proposals import POLICY, PROCEDURE, Proposal, Proposals

BELOW: Final = "standards.critical_below"
NAMED: Final = "needs.area_named"
HEAVY: Final = "needs.area_severity"
PROCEDURES: Final = "profiles.procedures"
ALIGNED: Final = "policies.chapters"
WANTED: Final = (BELOW, NAMED, HEAVY, PROCEDURES, ALIGNED)
"""The figures drafts are drawn from; each is a protected table."""

_REASONS: Final[Mapping[str, Words]] = {
    BELOW: Words("{code} ölçütünde 2. düzeyin altında kalan merkez: {reads}",
                 "Centres below level 2 in {code}: {reads}"),
    NAMED: Words("“{named}” ihtiyacını anan merkez: {reads}; ağırlık ortancası {heavy}",
                 "Centres that named “{named}” as a need: {reads}; median severity {heavy}"),
    PROCEDURES: Words("“{named}” yazılı olan merkez: {reads}", "Centres that have “{named}” in writing: {reads}"),
    ALIGNED: Words("Belgesi “{named}” konusuna değinen belediye: {reads}",
                   "Municipalities with a document on “{named}”: {reads}"),
}  # fmt: skip
LANGUAGES: Final = ("tr", "en")


@dataclass(frozen=True)
class Drafted:
    """A sentence for one gap with the figure it was drawn from, in words of both languages."""

    gap: str
    proposal: Proposal
    what: Words
    reason: Words
    figure: str


def drafts_from(pieces: Mapping[str, Piece], known: Proposals) -> list[Drafted]:
    """One draft a gap: criteria first, then needs by frequency × severity, procedures, and chapters of plans."""
    found: dict[str, Drafted] = {}
    for draft in (*_criteria(pieces, known), *_needs(pieces, known), *_procedures(pieces, known),
                  *_policies(pieces, known)):  # fmt: skip
        found.setdefault(draft.gap, draft)
    return list(found.values())


def _table(pieces: Mapping[str, Piece], key: str) -> Table | None:
    piece = pieces.get(key)
    return piece if isinstance(piece, Table) else None


def _codes(table: Table) -> Iterator[tuple[str, int]]:
    """Category and printed number of every cell that is printed whole."""
    for cell in table.table.cells:
        if len(cell.key) == 1 and cell.key[0] != TOTAL and cell.value is not None and cell.hidden is None:
            yield cell.key[0], cell.value


def _whole(table: Table, key: Key) -> int | None:
    base = table.table.denominator(key)
    return base.value if base is not None and base.hidden is None else None


def _criteria(pieces: Mapping[str, Piece], known: Proposals) -> Iterator[Drafted]:
    table = _table(pieces, BELOW)
    for code, below in _codes(table) if table else ():
        proposal = known.for_gap(code.upper())
        if below and proposal:
            yield _drafted(code.upper(), proposal, pieces, BELOW, code)


def _needs(pieces: Mapping[str, Piece], known: Proposals) -> Iterator[Drafted]:
    named, heavy = _table(pieces, NAMED), _table(pieces, HEAVY)
    if named is None or heavy is None:
        return
    medians = {cell.key[0]: cell.median for cell in heavy.table.cells if len(cell.key) == 1 and cell.median is not None}
    weighed = [(value * medians[code], code) for code, value in _codes(named) if value and medians.get(code)]
    for _product, code in sorted(weighed, key=lambda each: (-each[0], each[1]))[: known.most_needs]:
        proposal = known.by_gap.get(code.upper())
        if proposal:
            yield _drafted(code.upper(), proposal, pieces, NAMED, code)


def _procedures(pieces: Mapping[str, Piece], known: Proposals) -> Iterator[Drafted]:
    table = _table(pieces, PROCEDURES)
    for code, there in _codes(table) if table else ():
        whole = _whole(table, (code,)) if table else None
        proposal = known.by_gap.get(f"{PROCEDURE}.{code}")
        if whole and there < whole and proposal:
            yield _drafted(f"{PROCEDURE}.{code}", proposal, pieces, PROCEDURES, code)


def _policies(pieces: Mapping[str, Piece], known: Proposals) -> Iterator[Drafted]:
    """Chapters that fewer than half of the municipalities that answered have a document on."""
    table, proposal = _table(pieces, ALIGNED), known.by_gap.get(POLICY)
    for code, there in _codes(table) if table and proposal else ():
        whole = _whole(table, (code,)) if table else None
        if whole and 2 * there < whole and proposal:
            yield _drafted(f"{POLICY}.{code.upper()}", proposal, pieces, ALIGNED, code)


def _drafted(gap: str, proposal: Proposal, pieces: Mapping[str, Piece], key: str, code: str) -> Drafted:
    said = {}
    piece = _table(pieces, key)
    if piece is None:
        raise KeyError(key)
    for language in LANGUAGES:
        named = chapter_words(code).say(language) if key in (NAMED, ALIGNED) else words_for(piece, code, language)
        heavy = reads(f"{HEAVY}:{code}", pieces, language) if key == NAMED else ""
        said[language] = _REASONS[key].say(language).format(
            code=code.upper(), named=named, reads=reads(f"{key}:{code}", pieces, language), heavy=heavy
        )  # fmt: skip
    what = proposal.what
    if proposal.gap == POLICY:
        chapter = chapter_words(code)
        what = Words(what.tr.replace("{chapter}", chapter.tr), what.en.replace("{chapter}", chapter.en))
    return Drafted(gap, proposal, what, Words(said["tr"], said["en"]), f"{key}:{code}")


def chapter_words(code: str) -> Words:
    """A chapter of the standards, which is also an area of needs, in both languages."""
    found = next((entry for entry in code_list("standard_chapter") if entry.code == code.lower()), None)
    return Words(found.tr, found.en) if found else Words(code.upper(), code.upper())


def gap_words(gap: str) -> Words:
    """What a gap is, for whoever reads the list: its criterion, chapter or procedure."""
    kind, _dot, code = gap.partition(".")
    if kind == POLICY:
        chapter = chapter_words(code)
        return Words(f"plan ve bütçe: {chapter.tr}", f"plan and budget: {chapter.en}")
    if kind == PROCEDURE:
        return Words("yazılı usul", "written procedure")
    if len(gap) > 1:
        return Words(f"{gap} ölçütü", f"criterion {gap}")
    return chapter_words(gap) if gap else Words("", "")
