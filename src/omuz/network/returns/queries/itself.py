"""What the network's rooms tell about the network itself: centres and plans counted, never women."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import SPECIAL
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import TOTAL, Cell, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, SCORES, protect
from omuz.foundation.privacy.gate import PUBLIC as ANYBODYS
from omuz.foundation.privacy.policy import PUBLIC_FACTS, Policy
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import Indicator, indicator
from omuz.insight.indicators.engine import NotCountable, count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.sources import facts_of_network

COUNTED: Final = (
    "I42", "I43", "I46", "I47", "I48", "I49", "I50", "I51", "I52", "I53", "I54", "I55", "I56", "I57", "I58", "I59",
)  # fmt: skip
"""Centres, plans, meetings, staff: they pass the gate by the policy for institutions (decision 0019)."""
ACTS: Final = ("I62", "I62K")
"""Acts before everybody's eyes, and how many came: nothing of them is hidden."""
APART: Final = {
    "I51": "chapter", "I53": "course", "I56": "stage", "I57": "directorate", "I58": "directorate",
    "I62": "kind", "I62K": "estimated",
}  # fmt: skip
"""Indicator → what it is told by, a line each; the others have one line."""
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
    for code in sorted((*COUNTED, *PUBLIC, *ACTS)):
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
    if part and known.code == "I51":
        title = _("%(chapter)s, ortanca puan") % {"chapter": part}
    elif part:
        title = f"{title}: {part}"
    return Told(
        code=known.code,
        title=title,
        value=value,
        behind=behind,
        meaning=known.meaning.say(language),
        caveat=known.caveat.say(language),
    )


def _protected(known: Indicator, facts: Facts, year: int) -> Iterator[tuple[str, str, str]]:
    """Of an indicator told apart one line each and one for all that is hidden; else one line."""
    by = APART.get(known.code, "")
    if by and known.code != "I51" and not len(facts):
        yield "", _("veri yok"), ""
        return
    safe = protect(*_raw(known, facts, by, year))
    found = [cell for cell in safe.cells if bool(by) == (cell.key[:1] not in {(), (TOTAL,)})]
    told = [cell for cell in found if not by or (cell.value is not None and cell.key[0] not in SPECIAL)]
    for cell in told:
        yield _part(known, by, cell.key) if by else "", *_value(safe, cell)
    if by and (hidden := sum(cell.value is None for cell in found)):
        rest = _("öteki %(hidden)s") if told else _("%(hidden)s satır")
        yield rest % {"hidden": hidden}, _("gizlendi"), ""
    elif not told:
        yield "", _("veri yok"), ""


def _part(known: Indicator, by: str, key: tuple[str, ...]) -> str:
    """What a line is of, in words."""
    if by == "estimated":
        return _("tahmin edilen") if key == ("yes",) else _("sayılan")
    return known.kind.column(by).label(key[0])


def _raw(known: Indicator, facts: Facts, by: str, year: int) -> tuple[RawTable, Policy]:
    """The table and the policy it passes by; a distribution is told by its own column and is not asked for it."""
    asked = (by,) if by and by in known.by else ()
    if known.code in ACTS:
        kept = f"{PUBLIC_FACTS}outreach/{year}/{known.code}"
        return count(known, facts, asked, period=str(year), population=kept), ANYBODYS
    return count(known, facts, asked, period=str(year)), SCORES if known.code == "I51" else INSTITUTIONS


def _value(safe: SafeTable, cell: Cell) -> tuple[str, str]:
    """A cell as its value and how many stand behind it."""
    if safe.measure == "median":
        return _middle(cell.median), _told(cell.value)
    if safe.measure == "count":
        return _told(cell.value), ""
    share = safe.share(cell.key)
    if cell.value is None:
        value = _("gizlendi")
    elif share is None:
        value = _("veri yok")
    else:
        value = _("%(part)s (%(share)s)") % {"part": _told(cell.value), "share": _percent(share)}
    return value, _told(safe.denominator(cell.key).value)


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
