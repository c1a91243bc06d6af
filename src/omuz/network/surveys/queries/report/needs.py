"""The centres' three needs: how many named a subject, how heavy, whose task; each centre once a subject."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import ANSWERS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.of_centres import protected
from omuz.insight.public import COUNTED, taken_part
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Table, TableWords
from omuz.network.surveys.queries.report.rounds import Sitting, sittings
from omuz.network.surveys.rules import needs

ANSWERED: Final = "needs.answered"
_ALONE: Final = (needs.OWNER, needs.TRIED, needs.WITHIN)
POLICY: Final = replace(ANSWERS, centres=3)
"""Centres stand in several rows: behind a sum over rows there have to be three of them."""
_QUESTIONS: Final = {"area": "need_1_area", "owner": "need_1_owner", "tried": "need_1_tried", "within": "need_1_within"}
_HEADS: Final[Mapping[str, Words]] = {
    "area": Words("İhtiyaç", "Need"), "owner": Words("Sahibi", "Whose task"),
    "tried": Words("İstendi mi?", "Asked for?"), "within": Words("Süre", "Time"),
}  # fmt: skip
_WROTE: Final = Words(
    "İhtiyaçlarını yazan merkezler; birden çok ihtiyaç yazılabilir",
    "Centres that wrote their needs; several needs may be written",
)
_BASES: Final[Mapping[str, Words]] = {
    needs.SEVERITY: Words("Bu konuda ihtiyaç yazan merkezler; her merkezin en ağır saydığı",
                          "Centres that wrote a need of this subject; the heaviest each of them named"),
    needs.BY_OWNER: Words("Satırdaki konuyu yazan merkezler; birden çok sahip yazılabilir",
                          "Centres that named the subject of the row; several owners may be named"),
}  # fmt: skip


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What may be said of the needs of a year, former years beside it. Raises Refused."""
    person.require("network.dashboard")
    if not asked.keys:
        return {}
    rounds = list(sittings(needs.FORM, asked.year))
    if not rounds or rounds[-1].year != asked.year or not rounds[-1].invited:
        return {}
    found: dict[str, Piece] = {}
    if asked.wants(ANSWERED):
        part = [taken_part(ANSWERED, each.year, len(each.sent), len(each.invited)) for each in rounds if each.invited]
        words = TableWords(base=Words("Formu doldurmaya çağrılan merkezler", "Centres asked to fill in the form"),
                           counted=COUNTED, fractions=True)  # fmt: skip
        found[ANSWERED] = Table(part[-1], tuple(part[:-1]), words)
    wanted = asked.keys & {*needs.JOINED, *_ALONE}
    if wanted:
        told = [tables_of(each, wanted) for each in rounds]
        for key in sorted(wanted & told[-1].keys()):
            earlier = tuple(tables[key] for tables in told[:-1] if key in tables)
            found[key] = Table(told[-1][key], earlier, _words(key, told[-1][key], rounds[-1]))
    return found


def tables_of(sitting: Sitting, wanted: frozenset[str] | set[str]) -> dict[str, SafeTable]:
    """The protected tables of one round; none below five centres.

    Those that tell the same numbers are protected together whatever is asked for: another report may print the rest.
    """
    told = [written for _answer, values in sitting.answers if (written := needs.needs_in(values))]
    if len(told) < needs.FEWEST:
        return {}
    options = {name: tuple(sitting.options(question)) for name, question in _QUESTIONS.items()}
    raws = needs.Centres(sitting.year, told, options).raws()
    found: dict[str, SafeTable] = {}
    if wanted & set(needs.JOINED):
        joined: dict[str, RawTable] = {key: raws[key] for key in needs.JOINED}
        found |= protected(joined, POLICY, needs.beside(joined))
    for key in _ALONE:
        if key in wanted:
            found |= protected({key: raws[key]}, ANSWERS)
    return found


def _words(key: str, table: SafeTable, sitting: Sitting) -> TableWords:
    names = [one.name for one in table.dimensions]
    return TableWords(
        {name: _HEADS[name] for name in names},
        {name: sitting.options(_QUESTIONS[name]) for name in names},
        _BASES.get(key, _WROTE),
        COUNTED,
        fractions=table.measure == "share",
    )
