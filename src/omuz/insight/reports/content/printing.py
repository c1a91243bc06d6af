"""One block of a report type with its data, as a block of the document. Call under the document's language."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.reports import parts
from omuz.insight.reports.content.blocks import Block, filled
from omuz.insight.reports.content.source_keys import Source
from omuz.insight.reports.content.together import beside, ranked, ranked_heads
from omuz.insight.reports.gathered import Cards, Facts, Marks, Names, Piece, Rows, Table
from omuz.insight.reports.numbers import reads
from omuz.insight.reports.quoting import paragraphs


def printed(
    block: Block, pieces: Mapping[str, Piece], known: Mapping[str, Source], places: Mapping[str, str], language: str
) -> Iterator[parts.Block]:
    """The block, or one a card for cards. Raises UnknownFigure for a text or a tally that names what is not there."""
    if not block.sources:
        yield _words(block, pieces, places, language)
        return
    source = known[block.sources[0]]
    title = filled((block.title or source.title).say(language), places)
    note = _said(block.note, places, language)
    origin = source.room.source.say(language)
    if block.kind == "ranking":
        rows = ranked(block.sources[0], block.sources[1], pieces, language)
        yield parts.Listing(block.key, title, ranked_heads(), rows, origin, note, (2, 3, 4),
                            _tables(block, pieces))  # fmt: skip
    elif block.kind == "beside":
        heads = (_("İlçe"), *(known[key].title.say(language) for key in block.sources))
        told = beside(block.sources, pieces, language)
        yield parts.Listing(block.key, title, heads, told, origin, note, tuple(range(1, len(heads))),
                            _tables(block, pieces))  # fmt: skip
    else:
        yield from _of_piece(block, pieces[block.sources[0]], title, note, origin, places, language)


def _tables(block: Block, pieces: Mapping[str, Piece]) -> tuple[SafeTable, ...]:
    """The protected tables a listing of several is read from."""
    found = (pieces.get(key) for key in block.sources)
    return tuple(piece.table for piece in found if isinstance(piece, Table))


def _words(block: Block, pieces: Mapping[str, Piece], places: Mapping[str, str], language: str) -> parts.Block:
    texts = [filled(words.say(language), places) for words in block.words]
    if block.kind == "points":
        items = tuple(paragraphs(text, pieces, language)[0] for text in texts)
        return parts.Points(block.key, items, block.ordered)
    return parts.Prose(block.key, paragraphs(texts[0], pieces, language))


def _said(words: Words | None, places: Mapping[str, str], language: str) -> str:
    return filled(words.say(language), places) if words else ""


def _of_piece(
    block: Block, piece: Piece, title: str, note: str, origin: str, places: Mapping[str, str], language: str
) -> Iterator[parts.Block]:
    match piece:
        case Table():
            yield from _of_table(block, piece, title, note, origin, _said(block.alt, places, language), language)
        case Rows(columns=columns, rows=rows, numbers=numbers):
            told = tuple(tuple(words.say(language) for words in row) for row in rows)
            heads = tuple(words.say(language) for words in columns)
            yield parts.Listing(block.key, title, heads, told, origin, note, numbers)
        case Marks(corner=corner, columns=columns, rows=lines):
            marked = tuple(
                (name.say(language), tuple(parts.Mark(words.say(language), tone) for words, tone in marks))
                for name, marks in lines
            )
            heads = tuple(words.say(language) for words in columns)
            yield parts.Matrix(block.key, title, corner.say(language), heads, marked, origin, note)
        case Names(names=names):
            yield parts.Missing(block.key, title, names)
        case Facts(facts=facts):
            yield parts.Box(block.key, title, tuple((name.say(language), text.say(language)) for name, text in facts))
        case Cards(cards=cards):
            for card in cards:
                facts_told = tuple((name.say(language), text.say(language)) for name, text in card.facts)
                yield parts.Card(f"{block.key}.{card.code}", card.name, card.line.say(language), facts_told,
                                 card.consent.say(language))  # fmt: skip


def _nothing_to_read(table: SafeTable) -> bool:
    """Whether a table of two dimensions shows nothing but its margins: a page of “hidden” tells nobody anything."""
    inner = [cell for cell in table.cells if TOTAL not in cell.key]
    return len(table.dimensions) > 1 and all(cell.hidden is not None for cell in inner)


def _of_table(
    block: Block, piece: Table, title: str, note: str, origin: str, alt: str, language: str
) -> Iterator[parts.Block]:
    wording = piece.wording.say(language)
    if block.kind == "tally":
        reads(":".join(filter(None, (block.sources[0], "/".join(block.at)))), {block.sources[0]: piece}, language)
        yield parts.Tally(block.key, title, piece.table, block.at, origin)
    elif block.kind == "years":
        if piece.earlier:
            yield parts.Grid(block.key, title, piece.table, origin, note, wording, piece.earlier, block.sources[0])
    elif _nothing_to_read(piece.table):
        yield parts.Absent(
            block.key, _("%(title)s: bütün hücreleri gizlenecek kadar küçük olduğundan basılmadı.") % {"title": title}
        )
    elif block.kind == "grid":
        yield parts.Grid(block.key, title, piece.table, origin, note, wording, of=block.sources[0])
    else:
        earlier = piece.earlier if block.chart == "trend" else ()
        yield parts.Figure(
            block.key, title, piece.table, block.chart, alt, origin, note, wording, earlier, of=block.sources[0]
        )
