"""One `[[block]]` of a section: what it prints, of which sources, under which condition. The vocabulary is closed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words, unknown_word
from omuz.foundation.privacy.cells import Key
from omuz.insight.charts.figure import Shape
from omuz.insight.reports.content.conditions import Condition
from omuz.insight.reports.content.lines import Page
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.numbers import UnknownFigure, taken_apart
from omuz.insight.reports.quoting import quoted_keys

OF_SOURCE: Final[Mapping[str, str]] = {
    "figure": "table", "grid": "table", "years": "table", "tally": "table", "listing": "rows", "matrix": "marks",
    "names": "names", "facts": "facts", "cards": "cards",
}  # fmt: skip
"""Kind of block → what its source must give."""
OF_SEVERAL: Final = ("ranking", "beside")
OF_WORDS: Final = ("text", "points", "heading", "written")
KINDS: Final = (*OF_SOURCE, *OF_SEVERAL, *OF_WORDS)
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "network": (), "centre": ("centre",), "municipality": ("municipality",), "programme": ("programme", "donor"),
}  # fmt: skip
"""Scope of a report → places its texts may have besides the common ones."""
COMMON: Final = ("year", "former", "network", "publisher", "dated")
_PLACE: Final = re.compile(r"(?<!\{)\{([^{}]*)\}(?!\})")
_DRAWN: Final = 1
_ONLY: Final[Mapping[str, str]] = {"chart": "figure", "alt": "figure", "at": "tally", "ordered": "points"}
"""What may be said of one kind of block only."""


@dataclass(frozen=True)
class Block:
    """A block as written. `line` is where it stands, `file` what a fault calls its file."""

    kind: str
    key: str
    file: str
    line: int
    sources: tuple[str, ...] = ()
    title: Words | None = None
    note: Words | None = None
    alt: Words | None = None
    words: tuple[Words, ...] = ()
    chart: Shape = "bars"
    at: Key = ()
    ordered: bool = False
    silent: bool = False
    when: Condition = field(default_factory=Condition)


def read_block(page: Page, name: str, section: str, scope: str, known: Mapping[str, Source]) -> Block:
    """One block. Raises CatalogueError with file and line."""
    kinds = [kind for kind in KINDS if page.has(kind)]
    if len(kinds) != 1:
        raise page.fault(_("bir blok tam olarak birini söyler: %(kinds)s") % {"kinds": ", ".join(KINDS)})
    kind = kinds[0]
    for key, only in _ONLY.items():
        if page.has(key) and kind != only:
            raise page.fault(_("yalnız %(kind)s bloğunda yazılır") % {"kind": only}, key)
    sources = _sources(page, kind, known)
    words = _block_words(page, kind)
    _check_words(page, kind, words, scope, known)
    default = _default_key(kind, section, page, sources)
    block = Block(
        kind=kind,
        key=page.text("key", default),
        file=name,
        line=page.line(),
        sources=sources,
        title=_optional(page, "title"),
        note=_optional(page, "note"),
        alt=_optional(page, "alt"),
        words=words,
        chart=_chart(page, kind, sources, known),
        at=page.texts("at", ()),
        ordered=page.flag("ordered"),
        silent=page.flag("silent"),
        when=Condition.of(page, known),
    )
    _check_quoted(page, block, known)
    for key, said in (("title", block.title), ("note", block.note), ("alt", block.alt)):
        if said:
            check_places(page, key, said, scope)
    page.finish()
    return block


def _default_key(kind: str, section: str, page: Page, sources: tuple[str, ...]) -> str:
    if kind == "years":
        return f"{sources[0]}.years"
    if kind in OF_SOURCE:
        return sources[0]
    number = re.sub(r"\D", "", page.where.rpartition("[")[2])
    return f"{section}.{kind}_{number}"


def _sources(page: Page, kind: str, known: Mapping[str, Source]) -> tuple[str, ...]:
    if kind in OF_WORDS:
        return ()
    keys = page.texts(kind)
    for key in keys:
        if key not in known:
            raise page.fault(unknown_word(key, known), kind)
    if kind in OF_SOURCE:
        if len(keys) != 1:
            raise page.fault(_("tek bir kaynak adı yazılır"), kind)
        if known[keys[0]].gives != OF_SOURCE[kind]:
            raise page.fault(_("“%(key)s” bunun için uygun değil: %(gives)s verir")
                             % {"key": keys[0], "gives": known[keys[0]].gives}, kind)  # fmt: skip
        return keys
    _check_several(page, kind, keys, known)
    return keys


def _check_several(page: Page, kind: str, keys: tuple[str, ...], known: Mapping[str, Source]) -> None:
    sides = {known[key].by for key in keys}
    if len(keys) < 2 or len(sides) != 1 or len(next(iter(sides))) != 1:  # noqa: PLR2004  # two or more side by side
        raise page.fault(_("en az iki tablo, hepsi aynı tek kırılımla olmalı"), kind)
    if kind == "ranking" and [known[key].measure for key in keys] != ["share", "median"]:
        raise page.fault(_("sıralama bir pay ve bir ortanca ister: kaç merkez, ne kadar ağır"), kind)


def _block_words(page: Page, kind: str) -> tuple[Words, ...]:
    if kind in ("text", "heading"):
        return (page.words(kind),)
    if kind == "points":
        both = page.section("points")
        turkish, english = both.texts("tr"), both.texts("en")
        both.finish()
        if len(turkish) != len(english) or not turkish:
            raise page.fault(_("iki dilde de aynı sayıda madde olmalı"), "points")
        return tuple(Words(*pair) for pair in zip(turkish, english, strict=True))
    if kind == "written":
        page.flag("written")
    return ()


def _optional(page: Page, key: str) -> Words | None:
    return page.words(key) if page.has(key) else None


def _chart(page: Page, kind: str, sources: tuple[str, ...], known: Mapping[str, Source]) -> Shape:
    chosen = page.choice("chart", get_args(Shape), "bars")
    if kind == "figure":
        by = known[sources[0]].by
        if len(by) > _DRAWN:
            raise page.fault(_("iki kırılımlı tablo çizilmez; grid yazın"), kind)
        if chosen in ("share", "number") and by:
            raise page.fault(_("“%(chart)s” yalnız kırılımsız bir sayıya uyar") % {"chart": chosen}, "chart")
        if chosen in ("bars", "columns") and not by:
            raise page.fault(_('kırılımsız bir sayı çubukla çizilmez; grid, tally ya da chart = "share" yazın'), kind)
        if chosen == "map" and by != ("district",):
            raise page.fault(_("harita yalnız ilçe kırılımıyla çizilir"), "chart")
    found: Shape = next(shape for shape in get_args(Shape) if shape == chosen)
    return found


def _check_words(page: Page, kind: str, words: Collection[Words], scope: str, known: Mapping[str, Source]) -> None:
    for pair in words:
        check_places(page, kind, pair, scope)
        if quoted_keys(pair.tr) != quoted_keys(pair.en) and set(quoted_keys(pair.tr)) != set(quoted_keys(pair.en)):
            raise page.fault(_("iki dil aynı sayıları söylemeli"), kind)
        for key in quoted_keys(pair.tr):
            try:
                source = taken_apart(key).source
            except UnknownFigure as error:
                raise page.fault(str(error).rstrip("."), kind) from error
            if source not in known or known[source].gives != "table":
                raise page.fault(unknown_word(source, [name for name in known if known[name].gives == "table"]), kind)


def check_places(page: Page, key: str, pair: Words, scope: str) -> None:
    """Raise CatalogueError for a `{place}` that reports of this scope do not have."""
    allowed = (*COMMON, *PLACES[scope])
    for place in places_in(pair):
        if place not in allowed:
            raise page.fault(unknown_word(place, allowed), key)


def places_in(pair: Words) -> tuple[str, ...]:
    """The names of the `{…}` of a text in either language."""
    return tuple(dict.fromkeys((*_PLACE.findall(pair.tr), *_PLACE.findall(pair.en))))


def _check_quoted(page: Page, block: Block, known: Mapping[str, Source]) -> None:
    """A sentence with a figure stands only where the figure does."""
    wanted = {taken_apart(key).source for pair in block.words for key in quoted_keys(pair.tr)}
    for source in sorted(wanted - set(block.when.given)):
        raise page.fault(_("“%(key)s” sayısını anan yazı when.given ile ona bağlanmalı") % {"key": source}, block.kind)
    if block.kind == "tally":
        asked = known[block.sources[0]]
        if asked.measure != "share":
            raise page.fault(_("“7/22” biçiminde yalnız pay tabloları yazılır"), block.kind)
        if len(block.at) != len(asked.by):
            raise page.fault(_("at her kırılım için bir kod ister: %(by)s") % {"by": ", ".join(asked.by) or "–"}, "at")


def filled(text: str, places: Mapping[str, str]) -> str:
    """A text with its places filled; quoted figures stay as they are."""
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)
