"""Reads published totals into raw tables: every number in its place, nothing missing, nothing twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables import BadRow, read_rows
from omuz.foundation.privacy.cells import GREATEST, Dimension, Key, RawTable
from omuz.foundation.privacy.links import Hierarchy, Links
from omuz.insight.totals.definition import Category, Coarser, Divided, Table, TotalsMapping


@dataclass
class Read:
    """One table as its files say it: numbers by key, the publisher's own totals, the words for the codes."""

    table: Table
    numbers: dict[Key, int] = field(default_factory=dict)
    bases: dict[Key, int] = field(default_factory=dict)
    stated: dict[tuple[str, Key], int] = field(default_factory=dict)
    """(dimension, key without it) → the publisher's own total over that dimension."""
    labels: dict[str, dict[str, Words]] = field(default_factory=dict)
    lines: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """File → its rows as text, for what must stay the same between files."""

    @property
    def coarser(self) -> dict[str, Coarser]:
        """The tables summed up from this one, by code."""
        return {one.code: one for one in self.table.coarser}

    def categories(self, name: str) -> tuple[str, ...]:
        """The codes of a dimension: as the mapping orders them, else as the files do."""
        return tuple(self.labels[name])


class Contrary(UnreadableFile):
    """A file does not hold what its mapping says, or says the same cell twice; nothing of it was used."""


def read_totals(mapping: TotalsMapping, sources: Mapping[str, Path]) -> list[Read]:
    """Every table of a mapping. Raises UnreadableFile or Contrary with file, row and column."""
    return [_read(table, sources) for table in mapping.tables]


def _read(table: Table, sources: Mapping[str, Path]) -> Read:
    read = Read(table)
    for one in table.dimensions:
        read.labels[one.name] = {category.code: category.words for category in one.values.values()}
    for name in table.files:
        rows = list(_rows(table, sources[name]))
        read.lines[name] = [cells for _line, cells in rows]
        for line, cells in rows:
            _take(read, name, line, cells)
    _require_whole(read)
    for coarser in table.coarser:
        read.labels[coarser.dimension] = {one.code: one.words for one in coarser.values.values()}
        for code in read.categories(coarser.finer):
            if code[: -coarser.drop] not in coarser.values:
                raise Contrary(
                    _("“%(code)s” hiçbir üst birime girmiyor; eşlemeye yazın: %(name)s.")
                    % {"code": code, "name": coarser.dimension}
                )
    return read


def _rows(table: Table, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a file by heading. Raises Contrary where a column is missing or a line cannot be taken apart."""
    opened = read_rows(path, table.hints)
    wanted = [one.column for one in table.dimensions if one.column] + [one for one in (table.value, table.base) if one]
    wanted += [heading for one in table.dimensions if one.across for heading in one.values]
    wanted += list(table.only)
    wanted += [one.label for one in table.dimensions if one.label]
    missing = [name for name in wanted if name not in opened.columns]
    if missing:
        opened.close()
        raise Contrary(
            _("%(file)s: “%(column)s” sütunu yok. Dosyadaki sütunlar: %(columns)s.")
            % {"file": path.name, "column": missing[0], "columns": ", ".join(opened.columns[:12])}
        )
    for row in opened:
        if isinstance(row, BadRow):
            raise Contrary(
                _("%(file)s, satır %(line)d: %(what)s %(todo)s")
                % {"file": path.name, "line": row.line, "what": row.what, "todo": row.todo}
            )
        cells = dict(zip(opened.columns, row.values, strict=True))
        if all(" ".join(cells[column].split()) == word for column, word in table.only.items()):
            yield row.line, cells


def _take(read: Read, file: str, line: int, cells: Mapping[str, str]) -> None:
    """Put the numbers of one row in their places."""
    table = read.table
    told: dict[str, str] = {}
    whole: list[str] = []
    for one in table.dimensions:
        if one.across:
            continue
        word = " ".join(cells[one.column].split())
        if one.total and word == one.total:
            whole.append(one.name)
        else:
            told[one.name] = _code(read, one, word, cells, (file, line))
    across = next((one for one in table.dimensions if one.across), None)
    spots = [(heading, {across.name: category.code}) for heading, category in across.values.items()] if across else []
    for heading, more in spots or [(table.value, {})]:
        codes = told | more
        value = _number(cells[heading], file, line, heading)
        if whole:
            key = tuple(codes[one.name] for one in table.dimensions if one.name not in whole)
            read.stated[whole[0], key] = value
            continue
        key = tuple(codes[one.name] for one in table.dimensions)
        _put(read.numbers, key, value, file, line)
        if table.base:
            _put(read.bases, key, _number(cells[table.base], file, line, table.base), file, line)


def _code(read: Read, one: Divided, word: str, cells: Mapping[str, str], where: tuple[str, int]) -> str:
    if one.values:
        if word not in one.values:
            raise Contrary(
                _("%(file)s, satır %(line)d: “%(word)s” eşlemede yok; eşlemeye yazın.")
                % {"file": where[0], "line": where[1], "word": word}
            )
        return one.values[word].code
    label = cells[one.label] if one.label else word
    read.labels[one.name].setdefault(word, Words(label, label))
    return word


def _put(numbers: dict[Key, int], key: Key, value: int, file: str, line: int) -> None:
    if key in numbers:
        raise Contrary(
            _("%(file)s, satır %(line)d: aynı hücre ikinci kez geçiyor (%(key)s); hangisinin doğru olduğu bilinemez.")
            % {"file": file, "line": line, "key": " · ".join(key)}
        )
    numbers[key] = value


def _number(text: str, file: str, line: int, column: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit()) or int(plain) > GREATEST:
        raise Contrary(
            _("%(file)s, satır %(line)d, “%(column)s”: “%(text)s” tam sayı değil; boş hücre sıfır sayılmaz.")
            % {"file": file, "line": line, "column": column, "text": plain}
        )
    return int(plain)


def _require_whole(read: Read) -> None:
    """Raise Contrary where a cell is missing: it is not zero."""
    names = [one.name for one in read.table.dimensions]
    wanted = 1
    for name in names:
        wanted *= len(read.categories(name))
    if len(read.numbers) != wanted or not wanted:
        raise Contrary(
            _("%(files)s: %(wanted)d hücre olmalı, %(found)d var; eksik hücre sıfır sayılmaz.")
            % {"files": ", ".join(read.table.files), "wanted": wanted, "found": len(read.numbers)}
        )


def raw_tables(mapping: TotalsMapping, reads: Sequence[Read]) -> list[RawTable]:
    """The totals as raw tables, for the gate and nobody else; each is followed by what is summed up from it."""
    tables = []
    for read in reads:
        table = read.table
        dimensions = [Dimension(one.name, read.categories(one.name), one.kind) for one in table.dimensions]
        tables.append(_raw(mapping, read, table.code, dimensions, read.numbers, read.bases))
        for coarser in table.coarser:
            place = [one.name for one in table.dimensions].index(coarser.finer)
            above = Dimension(coarser.dimension, read.categories(coarser.dimension))
            numbers = [_lifted(counts, place, coarser) for counts in (read.numbers, read.bases)]
            lifted = [*dimensions[:place], above, *dimensions[place + 1 :]]
            tables.append(_raw(mapping, read, coarser.code, lifted, *numbers))
    return tables


def links(reads: Sequence[Read]) -> Links:
    """Which codes lie in which coarser ones, so that the gate protects both levels as one."""
    found = []
    for read in reads:
        for coarser in read.table.coarser:
            finer = next(one for one in read.table.dimensions if one.name == coarser.finer)
            level = finer.kind or finer.name
            within = {code: coarser.values[code[: -coarser.drop]].code for code in read.categories(finer.name)}
            found.append(Hierarchy((level, coarser.dimension), {level: within}))
    return Links(tuple(found))


def _lifted(counts: Mapping[Key, int], place: int, coarser: Coarser) -> dict[Key, int]:
    lifted: dict[Key, int] = {}
    for key, value in counts.items():
        above = (*key[:place], coarser.values[key[place][: -coarser.drop]].code, *key[place + 1 :])
        lifted[above] = lifted.get(above, 0) + value
    return lifted


def _raw(
    mapping: TotalsMapping,
    read: Read,
    code: str,
    dimensions: Sequence[Dimension],
    numbers: Mapping[Key, int],
    bases: Mapping[Key, int],
) -> RawTable:
    table = read.table
    years = sorted(code for one in dimensions if one.about == "year" for code in one.categories)
    period = "unknown" if not years else years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    return RawTable(
        indicator=f"{mapping.code}.{code}",
        version=mapping.version,
        dimensions=tuple(dimensions),
        counts=numbers,
        base=table.base_words.tr,
        period=period,
        grain="year",
        measure="share" if table.base else "count",
        denominators=bases if table.base else None,
        population=f"{mapping.code}/{table.population or table.code}/{period}",
    )


__all__ = ["Category", "Contrary", "Read", "links", "raw_tables", "read_totals"]
