"""Reads a mapping file and holds it against the lists, before any row of a table is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition, unknown_word
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.fact_kinds import Column, FactKind, fact_kind
from omuz.foundation.catalogue.lists import SPECIAL, all_lists
from omuz.foundation.catalogue.mappings.applied import Bound, MappedFile, Pick, picker
from omuz.foundation.catalogue.mappings.rules import REFUSE, Answer, Bands, Coded, Day, Flags, Rule, Source, Text
from omuz.foundation.catalogue.mappings.words import date_pattern, word
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.tables import Hints, read_rows
from omuz.foundation.catalogue.tables.encodings import ENCODINGS
from omuz.foundation.catalogue.turkish import fold

_FORMATS: Final = ("csv", "xlsx")
_DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Mapping:
    """How one kind of table is read: where each field of a fact comes from, and what stands for what."""

    code: str
    version: int
    title: Words
    note: Words
    kind: FactKind
    hints: Hints
    day: Day | None
    constants: dict[str, Answer]
    rules: tuple[Rule, ...]
    words: Text | None

    @classmethod
    def load(cls, path: Path, folder: Path | None = None) -> Self:
        """Read a mapping. Raises CatalogueError with one sentence that names the file and the place."""
        page = read_definition(path)
        code = page.text("code")
        kind = fact_kind(page.text("fact"), folder)
        for key in ("source", "owner"):
            page.text(key)
        page.day("reviewed_on")
        constants: dict[str, Answer] = {}
        unmentioned = page.choice("unmentioned", SPECIAL)
        for column in kind.answers:
            constants[column.name] = (unmentioned,) if column.several else unmentioned
        rules = _fields(page.section("field"), kind, constants, folder)
        mapping = cls(
            code=code,
            version=page.whole("version"),
            title=page.words("title"),
            note=page.words("note"),
            kind=kind,
            hints=_hints(page.section("file")),
            day=_day(page.section("occurred_on")),
            constants=constants,
            rules=rules,
            words=Text(_source(page.section("words"), closed=True)) if page.has("words") else None,
        )
        page.finish()
        return mapping

    @classmethod
    def named(cls, name: str) -> Self:
        """A mapping by the path of its file, or by its code in the catalogues. Raises CatalogueError."""
        path = Path(name)
        if path.suffix != ".toml" and not path.exists():
            path = catalogue_folder() / "mappings" / f"{name}.toml"
        return cls.load(path)

    def bind(self, columns: tuple[str, ...]) -> Bound:
        """Find the mapping's columns in a header. Raises CatalogueError naming the first that is missing."""
        places: dict[str, list[int]] = {}
        for place, column in enumerate(columns):
            places.setdefault(fold(column), []).append(place)
        day = words = None
        if self.day and (at := self._place(self.day.source, columns, places)) is not None:
            day = (picker([at]), self.day.answer)
        if self.words and (at := self._place(self.words.source, columns, places)) is not None:
            words = picker([at])
        constants = dict(self.constants)
        fields: list[tuple[str, Pick, Callable[[Any], Any]]] = []
        for rule in self.rules:
            found = [self._place(source, columns, places) for source in rule.sources]
            present = [place for place in found if place is not None]
            if present:
                fields.append((rule.field, picker(present, always_tuple=isinstance(rule, Flags)), rule.answer))
            elif not isinstance(rule, Flags) and rule.empty != REFUSE:
                constants[rule.field] = (rule.empty,) if isinstance(rule, Coded) and rule.several else rule.empty
        return Bound(constants, fields, day, words)

    def _place(self, source: Source, columns: tuple[str, ...], places: dict[str, list[int]]) -> int | None:
        """Where a source's column stands; None when it is optional and absent."""
        found = [place for name in source.names for place in places.get(fold(name), ())]
        if len(found) == 1 or (found and len({*found}) == 1):
            return found[0]
        if found:
            raise CatalogueError(
                _("“%(mapping)s” eşlemesi: dosyada “%(column)s” sütunu birden çok.")
                % {"mapping": self.code, "column": columns[found[0]]}
            )
        if source.optional:
            return None
        raise CatalogueError(
            _("“%(mapping)s” eşlemesi bu dosyaya uymuyor: “%(column)s” sütunu yok. Dosyadaki sütunlar: %(columns)s.")
            % {"mapping": self.code, "column": source.names[0], "columns": ", ".join(columns[:12])}
        )

    def read(self, source: Path | BinaryIO) -> MappedFile:
        """Open a table and map it row by row; iterate the result once.

        Raises UnreadableFile or CatalogueError before any row is read when file or mapping is wrong.
        """
        table = read_rows(source, self.hints)
        try:
            return MappedFile(table, self.bind(table.columns))
        except BaseException:
            table.close()
            raise


def _hints(section: Section) -> Hints:
    hints = Hints(
        format=section.choice("format", _FORMATS) if section.has("format") else "",
        delimiter=_delimiter(section),
        encoding=section.choice("encoding", ENCODINGS) if section.has("encoding") else "",
        sheet=section.text("sheet", ""),
        header_row=section.whole("header_row", 1),
    )
    if hints.header_row < 1:
        raise section.fault(_("burada 1 ya da daha büyük bir satır numarası olmalı"), "header_row")
    section.finish()
    return hints


def _delimiter(section: Section) -> str:
    if not section.has("delimiter"):
        return ""
    value = section.raw("delimiter")
    if value not in _DELIMITERS:
        raise section.fault(_("ayraç virgül, noktalı virgül, sekme ya da dik çizgi olmalı"), "delimiter")
    return str(value)


def _source(section: Section, *, closed: bool = False) -> Source:
    source = Source(section.texts("column"), section.flag("optional"))
    if not source.names:
        raise section.fault(_("sütun adı yazılmamış"), "column")
    if closed:
        section.finish()
    return source


def _day(section: Section) -> Day | None:
    """The rule for the day; None where the mapping says in words that the source has none."""
    if section.has("absent"):
        section.text("absent")
        section.finish()
        return None
    forms = section.texts("formats")
    patterns = [date_pattern(form) for form in (*forms, "yyyy-mm-dd")]
    known = tuple(pattern for pattern in patterns if pattern is not None)
    if not forms or len(known) < len(patterns):
        raise section.fault(_("gün biçimi dd, mm ve yyyy parçalarından oluşmalı, örneğin dd.mm.yyyy"), "formats")
    day = Day(_source(section), forms, known)
    section.finish()
    return day


def _fields(section: Section, kind: FactKind, constants: dict[str, Answer], folder: Path | None) -> tuple[Rule, ...]:
    """The rules of all fields; constants are put where they belong."""
    rules: list[Rule] = []
    answers = {column.name: column for column in kind.answers}
    for name in section.names():
        if name not in answers:
            raise section.fault(unknown_word(name, answers))
        field, column = section.section(name), answers[name]
        if field.has("constant"):
            codes = field.texts("constant")
            for code in codes:
                _accepted(field, column, code, "constant")
            if not column.several and len(codes) != 1:
                raise field.fault(_("bu alan tek bir kod alır"), "constant")
            constants[name] = codes if column.several else codes[0]
        else:
            rules.append(_rule(field, column, folder))
        field.finish()
    return tuple(rules)


def _accepted(field: Section, column: Column, code: str, key: str, *extra: str) -> str:
    """The code, when the column takes it or it is one of the extra words. Raises CatalogueError."""
    if code not in extra and not column.accepts(code):
        raise field.fault(unknown_word(code, (*(column.codes or ()), *SPECIAL, *extra)), key)
    return code


def _rule(field: Section, column: Column, folder: Path | None) -> Rule:
    if field.has("flags"):
        return _flags(field, column)
    source = _source(field)
    empty = _accepted(field, column, field.text("empty"), "empty", REFUSE)
    codes = _codes(field, column, folder)
    if field.has("bands"):
        outside = _accepted(field, column, field.text("outside"), "outside", REFUSE)
        return Bands(column.name, source, _bands(field.section("bands"), column), codes, empty, outside)
    if not codes:
        raise field.fault(_("values, labels, bands ya da flags yazılmalı"))
    separator = field.text("separator", "")
    if separator and not column.several:
        raise field.fault(_("bu alan tek bir kod alır"), "separator")
    otherwise = _accepted(field, column, field.text("otherwise", REFUSE), "otherwise", REFUSE)
    return Coded(column.name, source, codes, empty, otherwise, separator, column.several)


def _codes(field: Section, column: Column, folder: Path | None) -> dict[str, str]:
    """Folded word → code, from the list's own words (`labels`) and from the table of values."""
    codes: dict[str, str] = {}
    if field.flag("labels"):
        lists = all_lists(folder)
        for name in (column.list_name, "special"):
            for entry in lists[name]:
                codes |= dict.fromkeys((word(entry.tr), word(entry.en), word(entry.code)), entry.code)
    if field.has("values"):
        table = field.section("values")
        written: dict[str, str] = {}
        for text in table.names():
            code = _accepted(table, column, str(table.raw(text)), text)
            if written.setdefault(word(text), code) != code:
                raise table.fault(_("aynı sözcük iki ayrı koda bağlanmış"), text)
        codes |= written
    return codes


def _bands(section: Section, column: Column) -> tuple[tuple[str, float, float], ...]:
    bands: list[tuple[str, float, float]] = []
    for code in section.names():
        _accepted(section, column, code, "")
        match section.raw(code):
            case [int() | float() as first, int() | float() as after]:
                bands.append((code, float(first), float(after)))
            case _other:
                raise section.fault(_("aralık [ilk, sonrası] biçiminde iki sayı olmalı"), code)
    bands.sort(key=lambda band: band[1])
    if any(first >= after for _code, first, after in bands) or any(a[2] > b[1] for a, b in pairwise(bands)):
        raise section.fault(_("aralıklar üst üste geliyor ya da ters"))
    return tuple(bands)


def _flags(field: Section, column: Column) -> Flags:
    if not column.several:
        raise field.fault(_("bu alan tek bir kod alır"), "flags")
    table = field.section("flags")
    names = table.names()
    flag_codes = tuple(_accepted(table, column, str(table.raw(name)), name) for name in names)
    words = {word(text): meaning for meaning in ("yes", "no") for text in field.texts(meaning)}
    if field.has("words"):
        other = field.section("words")
        words |= {word(text): other.choice(text, SPECIAL) for text in other.names()}
    return Flags(
        column.name,
        tuple(Source((name,)) for name in names),
        flag_codes,
        words,
        field.choice("empty", (*SPECIAL, "no", REFUSE)),
        _accepted(field, column, field.text("none"), "none"),
    )
