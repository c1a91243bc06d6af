"""Reads indicator definitions: a small closed vocabulary, each with its words, its rules and its examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition, unknown_word
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import Answer, FactKind, fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.published import require_unchanged
from omuz.insight.indicators.claims import claims_in
from omuz.insight.indicators.sql import Filter

DIRECTIONS: Final = ("none", "up", "down")
FREQUENCIES: Final = ("month", "quarter", "year")
LEAST_EXAMPLES: Final = 2
FIRST_IN: Final = ("month", "quarter", "year", "ever")
"""Grains in which a fact may be the first of its person; `ever` where a figure covers everything there is."""
FIELD: Final = "field"
"""The dimension of an indicator about missing answers: one category per question."""


@dataclass(frozen=True)
class Count:
    """How many facts."""


@dataclass(frozen=True)
class Share:
    """Facts that hold `part`, of all in the base; split further, the part itself becomes the base of `within`."""

    part: Filter
    in_base: tuple[str, ...]
    within: Mapping[str, Words]


@dataclass(frozen=True)
class Distribution:
    """Facts by the answers in one column, each as a share of the base."""

    column: str
    in_base: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """Per question, the facts in which it was not asked, of those it applies to."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Median:
    """The middle of a number column over the facts that have one."""

    column: str


@dataclass(frozen=True)
class Persons:
    """How many persons, each once in every period a figure speaks of, without anything that names them.

    `column` says of each fact in which grains (month, quarter, year, ever) it is the first of its person.
    """

    column: str


Measure = Count | Share | Distribution | Missing | Median | Persons


@dataclass(frozen=True)
class Example:
    """A handful of facts and what the indicator makes of them: a test, and a page of the handbook."""

    title: Words
    by: tuple[str, ...]
    period: str
    rows: tuple[Mapping[str, Any], ...]
    expect: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, eq=False)
class Indicator:
    """One version of one indicator, read once; everything that is printed beside its figures is in here."""

    code: str
    version: int
    title: Words
    meaning: Words
    unit: Words
    denominator: Words
    caveat: Words
    direction: str
    frequency: str
    source: str
    owner: str
    reviewed_on: date
    review_due: date
    kind: FactKind
    where: Filter
    by: tuple[str, ...]
    measure: Measure
    examples: tuple[Example, ...]

    @property
    def in_base(self) -> tuple[str, ...]:
        """Which of the three special answers belong to the base."""
        return self.measure.in_base if isinstance(self.measure, Share | Distribution) else SPECIAL

    @property
    def judged(self) -> str:
        """The column whose special answers may be left out of the base; empty where none is."""
        if isinstance(self.measure, Distribution):
            return self.measure.column
        return next(iter(self.measure.part)) if isinstance(self.measure, Share) else ""

    @property
    def allowed_by(self) -> tuple[str, ...]:
        """Every dimension this indicator may be split by, its own included."""
        own: tuple[str, ...] = ()
        if isinstance(self.measure, Distribution):
            own = (self.measure.column,)
        elif isinstance(self.measure, Share):
            own = tuple(self.measure.within)
        elif isinstance(self.measure, Missing):
            own = (FIELD,)
        return tuple(dict.fromkeys((*self.by, *own)))

    def unknown_handling(self) -> str:
        """One sentence: where answers that were not given went."""
        special = {
            NOT_ASKED: _("sorulmadı"),
            "did_not_want": _("söylemek istemedi"),
            "unknown": _("bilinmiyor"),
        }
        if isinstance(self.measure, Count | Median | Persons):
            return _("Yanıtı verilmemiş olanlar da sayılır; kırılımda kendi satırında görünür.")
        if isinstance(self.measure, Missing):
            return _("“Söylemek istemedi” ve “bilinmiyor” sorulmuş sayılır: yalnızca paydadadır.")
        inside = ", ".join(special[code] for code in SPECIAL if code in self.in_base)
        outside = ", ".join(special[code] for code in SPECIAL if code not in self.in_base)
        if not outside:
            return _("Paydanın içinde: %(inside)s.") % {"inside": inside}
        if not inside:
            return _("Paydanın dışında: %(outside)s.") % {"outside": outside}
        return _("Paydanın içinde: %(inside)s. Dışında: %(outside)s.") % {"inside": inside, "outside": outside}


def load_indicator(path: Path, folder: Path | None = None) -> Indicator:
    """Read one definition. Raises CatalogueError naming file and place."""
    page = read_definition(path)
    kind = fact_kind(page.text("fact"), folder)
    if page.text("code") != path.stem:
        raise page.fault(_("kod dosyanın adıyla aynı olmalı"), "code")
    indicator = Indicator(
        code=page.text("code"),
        version=page.whole("version"),
        title=page.words("title"),
        meaning=page.words("meaning"),
        unit=page.words("unit"),
        denominator=page.words("denominator"),
        caveat=page.words("caveat"),
        direction=page.choice("direction", DIRECTIONS),
        frequency=page.choice("frequency", FREQUENCIES),
        source=page.text("source"),
        owner=page.text("owner"),
        reviewed_on=page.day("reviewed_on"),
        review_due=page.day("review_due"),
        kind=kind,
        where=_filter(page, "where", kind),
        by=_columns(page, "by", kind),
        measure=_measure(page, kind),
        examples=tuple(_example(section) for section in page.sections("example")),
    )
    page.finish()
    if indicator.review_due < indicator.reviewed_on:
        raise page.fault(_("sonraki gözden geçirme günü öncekinden önce"), "review_due")
    if len(indicator.examples) < LEAST_EXAMPLES:
        raise page.fault(_("en az iki örnek yazılmalı"), "example")
    _claims_nothing(page, indicator)
    return indicator


def _claims_nothing(page: Section, indicator: Indicator) -> None:
    """Raise CatalogueError where a definition makes a rate among all women of a count of those who came."""
    for key in ("title", "meaning", "unit", "denominator", "caveat"):
        said: Words = getattr(indicator, key)
        for claim in (*claims_in(said.tr), *claims_in(said.en)):
            raise page.fault(
                _("“%(claim)s” denemez; merkeze gelenlerin sayısı bütün kadınları anlatmaz") % {"claim": claim}, key
            )


def _filter(page: Section, key: str, kind: FactKind) -> Filter:
    """Column → codes, every one of them known."""
    if not page.has(key):
        return {}
    section = page.section(key)
    filter_: dict[str, tuple[str, ...]] = {}
    for name in section.names():
        _known(section, name, kind)
        filter_[name] = section.texts(name)
        for code in filter_[name]:
            if not kind.columns[name].accepts(code):
                raise section.fault(unknown_word(code, (*(kind.columns[name].codes or ()), *SPECIAL)), name)
    return filter_


def _known(section: Section, name: str, kind: FactKind) -> str:
    if name not in kind.columns:
        raise section.fault(unknown_word(name, kind.columns))
    return name


def _columns(page: Section, key: str, kind: FactKind) -> tuple[str, ...]:
    names = page.texts(key)
    for name in names:
        _known(page, name, kind)
        if kind.columns[name].answer is Answer.NUMBER:
            raise page.fault(_("sayı alanına göre bölünemez"), key)
    return names


def _measure(page: Section, kind: FactKind) -> Measure:
    """The one measure section of a definition."""
    makers = {
        "count": _count, "share": _share, "distribution": _distribution, "missing": _missing, "median": _median,
        "persons": _persons,
    }  # fmt: skip
    found = [key for key in makers if page.has(key)]
    if len(found) != 1:
        raise page.fault(_("ölçü bölümlerinden tam biri yazılmalı: %(known)s") % {"known": ", ".join(makers)})
    section = page.section(found[0])
    measure = makers[found[0]](section, kind)
    section.finish()
    return measure


def _count(_section: Section, _kind: FactKind) -> Measure:
    return Count()


def _share(section: Section, kind: FactKind) -> Measure:
    part = _filter(section, "part", kind)
    if len(part) != 1:
        raise section.fault(_("pay tek bir alanın kodlarıyla tanımlanmalı"), "part")
    within: dict[str, Words] = {}
    if section.has("within"):
        splits = section.section("within")
        within = {_known(splits, name, kind): splits.words(name) for name in splits.names()}
    return Share(part, _in_base(section), within)


def _distribution(section: Section, kind: FactKind) -> Measure:
    name = _known(section, section.text("column"), kind)
    if kind.columns[name].answer not in (Answer.ONE, Answer.SEVERAL):
        raise section.fault(_("burada kodlu bir alan olmalı"), "column")
    return Distribution(name, _in_base(section))


def _missing(section: Section, kind: FactKind) -> Measure:
    names = _columns(section, "fields", kind)
    if not names or any(kind.columns[name].answer not in (Answer.ONE, Answer.SEVERAL) for name in names):
        raise section.fault(_("burada kodlu alanlar olmalı"), "fields")
    return Missing(names)


def _median(section: Section, kind: FactKind) -> Measure:
    name = _known(section, section.text("column"), kind)
    if kind.columns[name].answer is not Answer.NUMBER:
        raise section.fault(_("ortanca yalnızca sayı alanından alınır"), "column")
    return Median(name)


def _persons(section: Section, kind: FactKind) -> Measure:
    name = _known(section, section.text("column"), kind)
    column = kind.columns[name]
    if not column.several or not set(FIRST_IN) <= set(column.codes or ()):
        raise section.fault(_("kişiler, ilk kez hangi dönemde sayıldığını söyleyen bir alandan sayılır"), "column")
    return Persons(name)


def _in_base(section: Section) -> tuple[str, ...]:
    """Which special answers stay in the base; it must be said, even when it is none."""
    codes = section.texts("in_base")
    for code in codes:
        if code not in SPECIAL:
            raise section.fault(unknown_word(code, SPECIAL), "in_base")
    return codes


def _example(section: Section) -> Example:
    rows: list[Mapping[str, Any]] = []
    for row in section.raw("rows"):
        rows += [{key: value for key, value in row.items() if key != "times"}] * row.get("times", 1)
    example = Example(
        title=section.words("title"),
        by=section.texts("by", ()),
        period=section.text("period", ""),
        rows=tuple(rows),
        expect=tuple(section.raw("expect")),
    )
    section.finish()
    return example


@lru_cache(maxsize=8)
def _indicators_in(folder: Path) -> Mapping[str, Indicator]:
    found = {}
    for path in sorted((folder / "indicators").glob("*.toml")):
        require_unchanged(folder, path, "indicator")
        found[path.stem] = load_indicator(path, folder)
    return found


def all_indicators(folder: Path | None = None) -> Mapping[str, Indicator]:
    """Every indicator by code, read once and held against what was published. Raises CatalogueError."""
    return _indicators_in(folder or catalogue_folder())


def indicator(code: str, folder: Path | None = None) -> Indicator:
    """One indicator by code. Raises CatalogueError when there is none."""
    known = all_indicators(folder)
    if code not in known:
        raise CatalogueError(_("Böyle bir gösterge yok: %(what)s.") % {"what": unknown_word(code, known)})
    return known[code]
