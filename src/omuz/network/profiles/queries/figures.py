"""The network's figures of a round: exact for whoever reads every profile, through the gate for the centres."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.facts import Facts
from omuz.network.profiles.facts import profile_facts
from omuz.network.profiles.models import NetworkFigures, SignedProfile
from omuz.network.profiles.queries.profiles import profile_rounds, signed_of
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.queries.telling import Telling, keys_of, sources
from omuz.network.profiles.rules.asking import dependencies
from omuz.network.profiles.rules.counting import Figure, exact, figure_in
from omuz.network.profiles.rules.sheet import Asked, Part
from omuz.network.profiles.rules.tables import questions_of
from omuz.network.surveys.models import Round
from omuz.network.surveys.queries.questionnaires import form_of_version

INDICATORS = ("I42", "I43", "I46", "I47", "I48", "I49")
TOLD_AS_INDICATOR = frozenset({"budget_line", "crisis", "legal"})
"""Told once, as an indicator: its base leaves some answers out, so a second table would give those away."""


def tables_now(asked: Round, signed: Sequence[SignedProfile]) -> dict[str, SafeTable]:
    """Every table that may leave, by the key of a report or of a question no report prints."""
    form = form_of_version(asked.version)
    telling = Telling(
        sheet=sheet(asked.version, "tr"),
        profiles=[row.values for row in signed],
        facts=_facts(asked, signed),
        year=asked.opens_on.year,
        depends=list(dependencies(form)),
    )
    telling.gather()
    return telling.protected()


def figures_of(asked: Round, tables: Mapping[str, SafeTable]) -> dict[str, Figure]:
    """Question → what may be read of it; questions of which nothing may be said are absent."""
    known = sheet(asked.version, "tr")
    own = keys_of(known)
    found = {
        question.name: figure_in(question, tables[own[question.name]])
        for question in known.questions
        if question.name not in TOLD_AS_INDICATOR and own.get(question.name) in tables
    }
    for source in sources().values():
        table = tables.get(source.key)
        if table is not None and len(table.dimensions) > 1:
            rows = {code: known.by_name[name] for name, code in questions_of(source, known).items()}
            found |= {rows[code].name: figure_in(rows[code], table, code) for code in table.dimensions[0].categories}
    return found


def indicators_of(tables: Mapping[str, SafeTable]) -> dict[str, Any]:
    """Indicator → part and base, or median and number of centres, as they left the gate."""
    told: dict[str, Any] = {}
    by_code = {table.indicator: table for table in tables.values()}
    for code in INDICATORS:
        safe = by_code.get(code)
        if safe is None:
            continue
        if safe.measure == "median":
            told[code] = {"median": safe.total.median, "base": safe.total.value}
        else:
            told[code] = {"part": safe.total.value, "base": safe.denominator(()).value}
    return told


def facts_of_year(person: Person, year: int) -> Facts:
    """The signed profiles of a year's newest round as rows; for a reader who may read all. Raises Refused."""
    person.require("network.dashboard")
    asked = next((each for each in profile_rounds() if each.opens_on.year == year), None)
    return _facts(asked, list(signed_of(asked).values())) if asked else profile_facts([])


def _facts(asked: Round, signed: Sequence[SignedProfile]) -> Facts:
    codes = dict(Centre.objects.filter(id__in=[row.centre_id for row in signed]).values_list("id", "code"))
    return profile_facts([(codes[row.centre_id], asked.opens_on.year, row.values) for row in signed])


def newest_figures(asked: Round) -> NetworkFigures | None:
    """What the network told about a round last."""
    found: NetworkFigures | None = NetworkFigures.objects.filter(round=asked).first()
    return found


LONG = 12
"""A question with more choices than this names only those somebody chose."""


@dataclass(frozen=True)
class QuestionLine:
    """One question with what is told of it: (words, "7/22") for each answer, the middle, how many did not answer."""

    asked: Asked
    counts: tuple[tuple[str, str], ...]
    middle: str
    answered: int | None
    silent: int | None


def in_words(asked: Asked, figure: Figure | None, invited: int) -> QuestionLine:
    """A figure as a reader reads it; a kept-back number says so, a missing centre is counted as missing."""
    if figure is None:
        return QuestionLine(asked, (), "", None, None)
    base = figure.answered
    options = asked.options if base != 0 else ()
    told = [(words, figure.cells.get(code)) for code, words in options]
    if len(told) > LONG:
        told = [(words, number) for words, number in told if number != 0]
    counts = tuple((words, _count(number, base)) for words, number in told)
    middle = ""
    if figure.median is not None:
        middle = turkish.number(round(figure.median, 1), None, get_language() or "tr")
    return QuestionLine(asked, counts, middle, base, None if base is None else invited - base)


def _count(number: int | None, base: int | None) -> str:
    if number is None:
        return _("gizlendi")
    return f"{number}/{base}" if base is not None else str(number)


def exact_part(part: Part, signed: Iterable[SignedProfile], invited: int) -> list[QuestionLine]:
    """Every question of a section counted as it is; for whoever reads every profile anyway."""
    profiles = [row.values for row in signed]
    return [in_words(question, exact(question, profiles), invited) for question in part.questions]


def told_part(part: Part, figures: NetworkFigures) -> list[QuestionLine]:
    """The questions of a section of which something was told."""
    known: Mapping[str, Any] = figures.figures
    return [
        in_words(question, Figure.of_json(known[question.name]), figures.invited)
        for question in part.questions
        if question.name in known
    ]


def indicator_lines(figures: NetworkFigures) -> list[tuple[str, str, str, str]]:
    """Code, title, value, caveat of each indicator told."""
    language = get_language() or "tr"
    lines = []
    for code, told in figures.indicators.items():
        known = indicator(code)
        if "median" in told:
            value = _("beşten az merkez")
            if told["median"] is not None:
                middle = turkish.number(told["median"], None, language)
                value = _("ortanca %(middle)s (%(base)s merkez)") % {"middle": middle, "base": told["base"]}
        else:
            value = _count(told["part"], told["base"])
        lines.append((code, known.title.say(language), value, known.caveat.say(language)))
    return lines
