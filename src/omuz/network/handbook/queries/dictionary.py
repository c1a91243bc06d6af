"""The dictionary as it is read: a list that can be searched, and everything about one indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.fact_kinds import Answer
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import published_in
from omuz.foundation.catalogue.turkish import fold
from omuz.insight.indicators.decisions import Decision, decisions_about
from omuz.insight.indicators.definitions import Indicator, Median, all_indicators
from omuz.insight.indicators.told import WorkedExample, conditions, example_told, measured, room_words
from omuz.insight.indicators.units import Unit, all_units, unit_of


@dataclass(frozen=True)
class ListLine:
    """One line of the list."""

    indicator: Indicator
    unit: Unit
    room: str

    @property
    def code(self) -> str:
        return self.indicator.code


@dataclass(frozen=True)
class Page:
    """One indicator as it is printed: label and text of each fact about it, examples, decisions, neighbours."""

    indicator: Indicator
    unit: Unit
    room: str
    facts: tuple[tuple[str, str], ...]
    examples: tuple[WorkedExample, ...]
    decisions: tuple[Decision, ...]
    versions: tuple[tuple[int, str], ...]
    beside: tuple[Indicator, ...]


def lines(query: str = "", unit: str = "") -> list[ListLine]:
    """Every indicator whose words hold all words of `query` (dots and case aside), counting `unit` if given."""
    wanted = fold(query).split()
    found = []
    for one in all_indicators().values():
        counted = unit_of(one)
        if (not unit or counted.code == unit) and all(word in _searched(one, counted) for word in wanted):
            found.append(ListLine(one, counted, room_words(one.kind) if one.kind.awaited else ""))
    return found


def _searched(one: Indicator, unit: Unit) -> str:
    words = (one.title, one.meaning, one.unit, unit.title, one.kind.title)
    return fold(" ".join((one.code, *(f"{each.tr} {each.en}" for each in words))))


def units_in_use() -> list[Unit]:
    """The counting units some indicator counts, in the order of their file."""
    used = {unit_of(one).code for one in all_indicators().values()}
    return [unit for unit in all_units() if unit.code in used]


def page_of(code: str, language: str) -> Page | None:
    """Everything about one indicator in one language, by its code in any case; None for a code that is none."""
    one = all_indicators().get(code.upper())
    return None if one is None else _page(one, language, catalogue_folder())


@lru_cache(maxsize=256)
def _page(one: Indicator, language: str, folder: Path) -> Page:
    with override(language):
        unit = unit_of(one)
        return Page(
            indicator=one,
            unit=unit,
            room=room_words(one.kind) if one.kind.awaited else "",
            facts=_facts(one, unit, language),
            examples=tuple(example_told(one, example, language) for example in one.examples),
            decisions=decisions_about(one.code),
            versions=_versions(one.code, folder),
            beside=_beside(one, all_indicators()),
        )


def _facts(one: Indicator, unit: Unit, language: str) -> tuple[tuple[str, str], ...]:
    """Label and text, in the order a reader asks."""
    direction = {
        "up": _("Yüksek olması istenir."),
        "down": _("Düşük olması istenir."),
        "none": _("Yönü yoktur: yükselmesi de düşmesi de kendi başına iyi ya da kötü değildir."),
    }
    frequency = {"month": _("her ay"), "quarter": _("her çeyrek"), "year": _("her yıl")}
    told = [
        (_("Sayılan"), f"{unit.title.say(language)} ({one.kind.title.say(language)})"),
        *([(_("Birim"), one.unit.say(language))] if fold(one.unit.tr) != fold(unit.title.tr) else []),
        (_("Nasıl"), measured(one, language)),
        (_("Hangi satırlar"), conditions(one.kind, one.where, language) or _("Hepsi.")),
        (_("Payda"), one.denominator.say(language)),
        (_("Yanıt yoksa"), one.unknown_handling()),
        (_("Kırılımlar"), ", ".join(_splits(one, language))),
        (_("Uyarı"), one.caveat.say(language)),
        (_("Ağ toplamı"), _over_centres(one, unit, language)),
        (_("Yön"), direction[one.direction]),
        (_("Ne sıklıkta"), frequency[one.frequency]),
        (_("Kaynak"), one.source),
        (_("Sahibi"), one.owner),
    ]
    return tuple((str(label), str(text)) for label, text in told)


def _splits(one: Indicator, language: str) -> list[str]:
    columns = one.kind.columns
    named = [columns[name] for name in one.allowed_by if name in columns]
    own = [_("Soru")] if len(named) < len(one.allowed_by) else []
    return [column.title.say(language) for column in named if column.answer is not Answer.NUMBER] + own


def _over_centres(one: Indicator, unit: Unit, language: str) -> str:
    """What may be made of the figures of several centres."""
    if isinstance(one.measure, Median):
        return _("Ortancalar toplanmaz; her merkezin değeri ayrı okunur.")
    if unit.note is not None:
        return unit.note.say(language)
    return _("Merkezlerin sayıları toplanabilir; toplam %(unit)s sayısıdır, kadın sayısı değildir.") % {
        "unit": unit.title.say(language)
    }


def _versions(code: str, folder: Path) -> tuple[tuple[int, str], ...]:
    """Published versions, newest first: number and the first letters of its hash."""
    known = [one for one in published_in(folder)[0] if (one.kind, one.code) == ("indicator", code)]
    return tuple((one.version, one.sha256[:12]) for one in sorted(known, key=lambda each: -each.version))


def _beside(one: Indicator, known: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
    """Indicators of the same number that count otherwise (I02 and I02P)."""
    root = one.code[:3]
    return tuple(each for code, each in known.items() if code != one.code and code[:3] == root)
