"""Blocks laid out as rows of cells: what is printed, under which key; every format prints exactly these cells."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import TOTAL, Key, Reason
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import periods
from omuz.insight.charts import reading as words
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.reports.drawn import chart_of, label_in, reading_of
from omuz.insight.reports.parts import Block, Document, Figure, Grid, Listing, Matrix, Tally, Tone

_CROSSED = 2


@dataclass(frozen=True)
class Placed:
    """One printed cell. `key` is empty for heads; `value` is the number where there is one."""

    words: str
    key: str = ""
    value: int | float | None = None
    tone: Tone = ""
    to: str = ""
    """The block this cell leads to, and which leads back to it."""


@dataclass(frozen=True)
class Laid:
    """A table as it is printed: heads, rows whose first cell names the row, places of the columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Placed, ...], ...]
    numbers: tuple[int, ...] = ()
    footed: bool = False
    """Whether the last row is a total."""
    dense: bool = False
    """Whether it is set small: a long list to look things up in."""

    def texts(self) -> list[list[str]]:
        return [[cell.words for cell in row] for row in self.rows]


def number_key(block: str, codes: Key = (), way: str = "", period: str = "") -> str:
    """The key of one printed number: `volume:phone`, `volume` (total), `volume:phone%` (share), `volume@2025:phone`.

    The same way of writing as `numbers.taken_apart`, with the block in the place of the source.
    """
    at = "" if all(code == TOTAL for code in codes) else ":" + "/".join(codes)
    return f"{block}{'@' + period if period else ''}{at}{way}"


def laid(block: Figure | Grid | Listing | Matrix, language: str) -> Laid:
    """The cells of a block. Call under the document's language, or through `every_number`."""
    if isinstance(block, Listing):
        return _listing(block)
    if isinstance(block, Matrix):
        return _matrix(block)
    if isinstance(block, Figure) and block.chart == "trend":
        return _trend(block, language)
    if len(block.table.dimensions) == _CROSSED and not block.earlier:
        return _crossed(block, language)
    return _lines(block, language)


def tally_text(tally: Tally, language: str) -> str:
    """`7/22`; where the gate hides one of the two, that it does."""
    if tally.part is None or tally.whole is None:
        return _hidden_text(tally.table, tally.table.cell(tally.at).hidden, language)
    return f"{number(tally.part, 0, language)}/{number(tally.whole, 0, language)}"


def _hidden_text(table: SafeTable, hidden: Reason | None, language: str) -> str:
    if hidden is Reason.SMALL:
        return _("<%(n)s, gizlendi") % {"n": number(table.policy.threshold, 0, language)}
    return _("gizlendi")


def every_number(document: Document) -> dict[str, str]:
    """Every printed number and listed fact of a document by its key, as it reads."""
    with override(document.language):
        return {cell.key: cell.words for block in document.blocks() for cell in cells_of(block, document.language)}


def cells_of(block: Block, language: str) -> Iterator[Placed]:
    """The keyed cells of one block."""
    if isinstance(block, Tally):
        yield Placed(tally_text(block, language), block.key, block.part)
    elif isinstance(block, Figure | Grid | Listing | Matrix):
        for row in laid(block, language).rows:
            yield from (cell for cell in row if cell.key)


def _listing(block: Listing) -> Laid:
    leads = block.leads or ("",) * len(block.rows)
    rows = tuple(
        tuple(
            Placed(text, f"{block.key}:{line}/{column}", to=to if column == 1 else "")
            for column, text in enumerate(row, start=1)
        )
        for line, (row, to) in enumerate(zip(block.rows, leads, strict=True), start=1)
    )
    return Laid(block.columns, rows, block.numbers, dense=bool(block.leads))


def _matrix(block: Matrix) -> Laid:
    rows = tuple(
        (
            Placed(name),
            *(
                Placed(mark.words, f"{block.key}:{line}/{column}", tone=mark.tone)
                for column, mark in enumerate(marks, start=1)
            ),
        )
        for line, (name, marks) in enumerate(block.rows, start=1)
    )
    return Laid((block.corner, *block.columns), rows)


def _trend(block: Figure, language: str) -> Laid:
    """A row a period, with the range that chance leaves open."""
    figure = chart_of(block, language)
    read = figure.reading
    chance = figure.beside[0]
    heads = [_("Dönem"), block.wording.counted or _("Sayı"), *([_("Pay")] if read.shares else []), chance.label]
    rows = []
    for row in figure.rows():
        key = number_key(block.key, period=row.codes[-1])
        cells = [Placed(row.label), *_numbers(block, row, read, key)]
        rows.append((*cells, Placed(chance.texts.get(row.codes[-1], ""), f"{key}~")))
    return Laid(tuple(heads), tuple(rows), tuple(range(1, len(heads))))


def _lines(block: Figure | Grid, language: str) -> Laid:
    """A row a category; where there are former years, a column (or two) each."""
    read = reading_of(block, language)
    rows = chart_of(block, language).rows() if isinstance(block, Figure) else list(read.rows)
    if read.table.dimensions:
        rows = [*rows, replace(read.total, label=_total_label(read))]
    years = [*(replace(block, table=table, earlier=()) for table in block.earlier), replace(block, earlier=())]
    reads = [(each.table.period, reading_of(each, language)) for each in years]
    several = len(reads) > 1
    heads = [words.heading(read), *(head for period, one in reads for head in _heads(block, one, several, period))]
    laid_rows = []
    for row in rows:
        cells = [Placed(row.label if read.about or row.codes else block.title)]
        for period, one in reads:
            found = next((each for each in (*one.rows, one.total) if each.codes == row.codes), None)
            key = number_key(block.key, row.codes, period=period if several else "")
            cells += _numbers(block, found or _gone(row), one, key)
        laid_rows.append(tuple(cells))
    return Laid(tuple(heads), tuple(laid_rows), tuple(range(1, len(heads))), bool(read.table.dimensions))


def _gone(row: Row) -> Row:
    return replace(row, absent=True, share=None)


def _heads(block: Figure | Grid, read: Reading, several: bool, period: str) -> list[str]:
    said = periods.said(period, read.language)
    counted = block.wording.counted or _("Sayı")
    if read.table.measure == "median":
        # A public rate (centres per women) is no median of answers: it has a value, and people behind it.
        pair = [_("Değer") if read.table.policy.public else _("Ortanca"), block.wording.counted or _("Yanıt")]
    else:
        pair = [counted, _("Pay")] if read.shares else [counted]
    if not several:
        return pair
    return [said] if len(pair) == 1 else [f"{said}, {name}" for name in pair]


def _numbers(block: Figure | Grid, row: Row, read: Reading, key: str) -> list[Placed]:
    """The cells of one row: its number, and its share or median where the table has one."""
    table = read.table
    exact = row.known and row.value.exact
    value = int(row.value.low) if exact else None
    told = Placed(_counted(block, row, read), key, value, "" if row.known else "hidden")
    if table.measure == "median":
        return [_median(row, table, read.language, key), replace(told, key=f"{key}#")]
    if not read.shares:
        return [told]
    share = round(float(row.share.low) * 100, 1) if exact and row.share and row.share.exact else None
    return [told, Placed(words.share_text(row, read.language), f"{key}%", share)]


def _median(row: Row, table: SafeTable, language: str, key: str) -> Placed:
    middle = None if row.absent else table.cell(row.codes).median
    if middle is None:
        return Placed(_("gizlendi"), key, tone="hidden")
    return Placed(number(middle, None, language), key, middle)


def _counted(block: Figure | Grid, row: Row, read: Reading) -> str:
    text = words.value_text(row, read)
    trend = isinstance(block, Figure) and block.chart == "trend"
    if not block.wording.fractions or not row.known or trend or (row.codes and TOTAL in row.codes):
        return text
    whole = words.span(read.table.denominator(row.codes)) if read.shares else read.denominator
    return text if whole is None or not whole.exact else f"{text}/{number(int(whole.low), 0, read.language)}"


def _total_label(read: Reading) -> str:
    return _("Toplam (aynı kayıt birden çok satırda olabilir)") if read.table.multi else _("Toplam")


def _crossed(block: Figure | Grid, language: str) -> Laid:
    """The first dimension down, the second across, sums at the edges."""
    read = reading_of(block, language)
    table = block.table
    down, across = table.dimensions
    by_codes = {row.codes: row for row in read.rows}
    heads = [block.wording.dimensions.get(down.name) or words.heading(read).split(" · ", maxsplit=1)[0]]
    heads += [label_in(read, block.wording, across, code) for code in across.categories]
    rows = []
    for code in (*down.categories, TOTAL):
        name = _("Toplam") if code == TOTAL else label_in(read, block.wording, down, code)
        cells = [Placed(name)]
        for other in (*across.categories, TOTAL):
            codes = (code, other)
            row = by_codes.get(codes) or _sum_row(table, codes)
            cells.append(_one(block, row, read, number_key(block.key, codes)))
        rows.append(tuple(cells))
    return Laid((*heads, _("Toplam")), tuple(rows), tuple(range(1, len(heads) + 1)), footed=True)


def _one(block: Figure | Grid, row: Row, read: Reading, key: str) -> Placed:
    """Number and share in one cell."""
    told = _numbers(block, row, read, key)
    if len(told) == 1 or not row.known:
        return told[0]
    return replace(told[0], words=f"{told[0].words} ({told[1].words})")


def _sum_row(table: SafeTable, codes: Key) -> Row:
    cell = table.cell(codes)
    share = words.share_span(cell, table.denominator(codes)) if table.measure == "share" else None
    return Row(codes, "", words.span(cell), share, cell.hidden)
