"""What the municipalities’ forms on their documents say: public documents, a row a municipality."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.insight.public import listed, taken_part_by, worded
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Marks, Names, Piece, Rows, Table
from omuz.insight.reports.parts import Tone
from omuz.network.surveys.queries.report.rounds import Sitting, sittings

FORM: Final = "municipality_policy"
ALIGNMENT, CHAPTERS, NEXT = "policies.alignment", "policies.chapters", "policies.next"
MISSING: Final = "policies.missing"
_MUNICIPALITY: Final = Words("Belediye", "Municipality")
Mark = tuple[Words, Tone]
YES: Final[Mark] = Words("var", "yes"), "good"
PARTLY: Final[Mark] = Words("kısmen", "partly"), "partly"
NO: Final[Mark] = Words("yok", "no"), "gap"
UNKNOWN: Final[Mark] = Words("bilinmiyor", "not known"), "unknown"
_ANSWERS: Final[Mapping[str, Mark]] = {"yes": YES, "partly": PARTLY, "no": NO, "unknown": UNKNOWN}
_STAGES: Final[Mapping[str, Mark]] = {"0": NO, "1": PARTLY, "2": PARTLY, "3": YES, "4": YES}
_NONE: Final = "none"


def _bodies(text: str) -> Mark:
    """An equality unit or committee stands; another sign of equality is a part of it."""
    told = set(text.split())
    if not told:
        return UNKNOWN
    return NO if told == {_NONE} else YES if told & {"unit", "committee"} else PARTLY


COLUMNS: Final[Mapping[str, tuple[Words, Callable[[str], Mark]]]] = {
    "strategic_plan": (Words("Stratejik plan", "Strategic plan"), lambda text: _ANSWERS.get(text, UNKNOWN)),
    "performance": (Words("Performans programı", "Performance programme"), lambda text: _ANSWERS.get(text, UNKNOWN)),
    "leap": (Words("Yerel eşitlik eylem planı", "Local equality action plan"), lambda t: _ANSWERS.get(t, UNKNOWN)),
    "gender_budget": (Words("Cinsiyete duyarlı bütçe", "Gender-responsive budget"),
                      lambda text: _STAGES.get(text, UNKNOWN)),
    "equality_bodies": (Words("Eşitlik yapıları", "Equality bodies"), _bodies),
}  # fmt: skip
"""Question of the form → head of its column, and the mark of an answer. Only documents anybody may ask for."""
CHAPTERED: Final = "_chapters"
_DECISIONS: Final = Words("Kararlar (son 12 ay)", "Decisions (last 12 months)")


def _decisions(values: Mapping[str, str]) -> Mark:
    """Whether a form names a decision, or says how many there were."""
    if any("decision_name" in path for path in values):
        return YES
    told = values.get("decisions_count", "")
    return UNKNOWN if not told.isdigit() else YES if int(told) else NO


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What the forms of a year say. Raises Refused."""
    person.require("network.dashboard")
    if not asked.wants(ALIGNMENT, CHAPTERS, NEXT, MISSING):
        return {}
    rounds = [Told(each) for each in sittings(FORM, asked.year)]
    if not rounds or rounds[-1].sitting.year != asked.year:
        return {}
    return dict(_pieces(rounds, asked))


def _pieces(rounds: "list[Told]", asked: Asked) -> Iterator[tuple[str, Piece]]:
    now = rounds[-1]
    if asked.wants(ALIGNMENT) and now.forms:
        heads = (*(head for head, _mark in COLUMNS.values()), _DECISIONS)
        yield ALIGNMENT, Marks(_MUNICIPALITY, heads, tuple(now.rows()))
    if asked.wants(CHAPTERS) and now.forms:
        tables = [
            taken_part_by(CHAPTERS, each.sitting.year, "chapter", each.chapters(), "belediye")
            for each in rounds if each.forms
        ]  # fmt: skip
        base = Words("Politika formunu gönderen belediyeler", "Municipalities that sent the policy form")
        words = worded("chapter", Words("Bölüm", "Chapter"), listed("chapter", "standard_chapter"), base,
                       Words("Belediye", "Municipalities"), fractions=True)  # fmt: skip
        yield CHAPTERS, Table(tables[-1], tuple(tables[:-1]), words)
    if asked.wants(NEXT):
        told = [(name, text) for name, values in now.forms.items() if (text := values.get("next", ""))]
        if told:
            columns = (_MUNICIPALITY, Words("Ne yazılmalı", "What should be written"))
            yield NEXT, Rows(columns, tuple((Words(name, name), Words(text, text)) for name, text in told))
    if asked.wants(MISSING):
        yield MISSING, Names(tuple(sorted(now.silent, key=sort_key)))


@dataclass(frozen=True)
class Told:
    """The forms of one round by municipality, in alphabetical order."""

    sitting: Sitting

    @cached_property
    def names(self) -> Mapping[UUID, str]:
        asked = {organisation for _centre, organisation in self.sitting.invited if organisation}
        return dict(Organisation.objects.filter(id__in=asked).values_list("id", "name"))

    @cached_property
    def by_id(self) -> Mapping[UUID, Mapping[str, str]]:
        """Municipality → question → answer."""
        return {each.organisation_id: values for each, values in self.sitting.answers if each.organisation_id}

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str, str]]:
        found = {self.names[key]: values for key, values in self.by_id.items() if key in self.names}
        return {name: found[name] for name in sorted(found, key=sort_key)}

    @property
    def silent(self) -> list[str]:
        """Municipalities that were asked and sent nothing."""
        return [name for key, name in self.names.items() if key not in self.by_id]

    def rows(self) -> Iterator[tuple[Words, tuple[Mark, ...]]]:
        """Every municipality that was asked; of one that sent nothing nothing is known."""
        for name in sorted({*self.forms, *self.silent}, key=sort_key):
            values = self.forms.get(name, {})
            marks = (mark(values.get(question, "")) for question, (_head, mark) in COLUMNS.items())
            yield Words(name, name), (*marks, _decisions(values))

    def chapters(self) -> dict[str, tuple[int, int]]:
        """Of the municipalities that sent a form, those with a document that touches each chapter."""
        touched = [
            {code for name, text in values.items() if name.endswith(CHAPTERED) for code in text.split()}
            for values in self.forms.values()
        ]
        codes = listed("chapter", "standard_chapter")
        return {code: (sum(code in each for each in touched), len(touched)) for code in codes}
