"""What the network's rooms tell about the network itself: centres and plans counted, never women."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import SPECIAL
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.gate import INSTITUTIONS, SCORES, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import Indicator, indicator
from omuz.insight.indicators.engine import NotCountable, count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.sources import facts_of_network

COUNTED: Final = ("I42", "I43", "I46", "I47", "I48", "I49", "I50", "I51", "I59")
"""Centres and plans: they pass the gate by the policy for institutions (decision 0019)."""
PUBLIC: Final = ("I44", "I45")
"""Rates of numbers anybody may look up; a region as a whole is one row, and its value is the rate itself."""


@dataclass(frozen=True)
class Told:
    """One indicator of the network in one year: its words, its value in words, and how many stand behind it."""

    code: str
    title: str
    value: str
    behind: str
    meaning: str
    caveat: str


def indicators_of(person: Person, year: int) -> list[Told]:
    """Every indicator about the network itself that this installation can count. Raises Refused."""
    person.require("network.dashboard")
    kept: dict[str, Facts] = {}
    found = []
    for code in sorted((*COUNTED, *PUBLIC)):
        known = indicator(code)
        try:
            if known.kind.code not in kept:
                kept[known.kind.code] = facts_of_network(known.kind.code, person=person, year=year)
        except NotCountable:
            continue
        told = _rate if code in PUBLIC else _protected
        found += [_line(known, *each) for each in told(known, kept[known.kind.code], year)]
    return found


def _line(known: Indicator, part: str, value: str, behind: str) -> Told:
    language = get_language() or "tr"
    title = known.title.say(language)
    return Told(
        code=known.code,
        title=_("%(chapter)s, ortanca puan") % {"chapter": part} if part else title,
        value=value,
        behind=behind,
        meaning=known.meaning.say(language),
        caveat=known.caveat.say(language),
    )


def _protected(known: Indicator, facts: Facts, year: int) -> Iterator[tuple[str, str, str]]:
    """Of an indicator by chapter one line each, else one line."""
    by = ("chapter",) if "chapter" in known.by else ()
    safe = protect(count(known, facts, by, period=str(year)), SCORES if by else INSTITUTIONS)
    for cell in safe.cells:
        if by and cell.key[0] in (TOTAL, *SPECIAL):
            continue
        if safe.measure == "median":
            part = known.kind.column("chapter").label(cell.key[0]) if by else ""
            yield part, _middle(cell.median), _told(cell.value)
        else:
            yield "", _share(safe), _told(safe.denominator(cell.key).value)


def _share(safe: SafeTable) -> str:
    part, share = safe.total.value, safe.share(safe.total.key)
    if part is None:
        return _("gizlendi")
    if share is None:
        return _("veri yok")
    return _("%(part)s (%(share)s)") % {"part": _told(part), "share": _percent(share)}


def _percent(share: float) -> str:
    told = number(round(share), 0, get_language() or "tr")
    return f"{told}%" if (get_language() or "tr").startswith("en") else f"%{told}"


def _middle(median: float | None) -> str:
    return _("beşten az merkez") if median is None else number(round(median, 1), None, get_language() or "tr")


def _told(counted: int | None) -> str:
    return _("gizlendi") if counted is None else number(counted, 0, get_language() or "tr")


def _rate(known: Indicator, facts: Facts, year: int) -> Iterator[tuple[str, str, str]]:
    """The rate of the whole province; districts are on the map."""
    rates = count(known, facts, ("scope",), period=str(year)).medians
    rate = rates.get(("province",))
    yield "", _("yazılmamış") if rate is None else number(round(float(rate), 2), None, get_language() or "tr"), ""
