"""The network's figures of a round: exact for whoever reads every profile, through the gate for the centres."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import NETWORK, protect
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.profiles.facts import profile_facts
from omuz.network.profiles.models import NetworkFigures, SignedProfile
from omuz.network.profiles.queries.profiles import profile_rounds, signed_of
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.profiles.rules.counting import Figure, exact, protected
from omuz.network.profiles.rules.sheet import Asked, Kind, Part
from omuz.network.surveys.models import Round

INDICATORS = ("I42", "I43", "I46", "I47", "I48", "I49")
TOLD_AS_INDICATOR = frozenset({"budget_line", "crisis", "legal"})
"""Told once, as an indicator: its base leaves some answers out, so a second table would give those away."""


def figures_now(asked: Round, signed: Sequence[SignedProfile]) -> dict[str, Figure]:
    """Question → what may leave of it; questions of which nothing may be said are absent."""
    profiles = [row.values for row in signed]
    year = str(asked.opens_on.year)
    found = {
        question.name: protected(question, profiles, year)
        for question in sheet(asked.version, "tr").questions
        if question.kind is not Kind.WORDS and question.name not in TOLD_AS_INDICATOR
    }
    return {name: figure for name, figure in found.items() if figure is not None}


def indicators_now(asked: Round, signed: Sequence[SignedProfile]) -> dict[str, Any]:
    """Indicator → part and base, or median and number of centres, as they leave the gate."""
    year = asked.opens_on.year
    facts = _facts(asked, signed)
    told: dict[str, Any] = {}
    for code in INDICATORS:
        safe = protect(count(indicator(code), facts, period=str(year)), NETWORK)
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
