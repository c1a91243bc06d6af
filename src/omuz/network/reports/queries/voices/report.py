"""What this room gives to reports: recommendations, cards, one centre’s own page, needs in the centres’ words."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Rows
from omuz.network.reports.models import Recommendation
from omuz.network.reports.queries.voices.cards import agreed_card, cards_piece, consent_piece
from omuz.network.reports.queries.voices.quotes import needs_in_words
from omuz.network.reports.queries.voices.recommendations import Line, lines
from omuz.network.reports.rules.voices_drafts import chapter_words

IN_WORDS: Final = "needs.in_words"
_PROGRESS: Final[Mapping[str, Words]] = {
    "": Words("sonucu henüz yazılmadı", "nothing written of it yet"),
    Recommendation.Progress.DONE: Words("yapıldı", "done"),
    Recommendation.Progress.UNDER_WAY: Words("sürüyor", "under way"),
    Recommendation.Progress.LEFT: Words("bırakıldı", "left"),
}
_WHO = Words("Kim", "Who")
_WHAT = Words("Ne", "What")
_OUTSIDE = Words("Bunların dışında", "None of these")


def recommendations(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """Accepted recommendations of the year, and what became of those of the year before."""
    person.require("reports.read")
    found: dict[str, Piece] = {}
    if asked.wants("recommendations.accepted"):
        rows = _accepted(asked.year)
        if rows.rows:
            found["recommendations.accepted"] = rows
    if asked.wants("recommendations.former"):
        former = _former(asked.year - 1)
        if former.rows:
            found["recommendations.former"] = former
    return found


def _accepted(year: int) -> Rows:
    columns = (_WHO, _WHAT, Words("Ne zamana kadar", "By when"), Words("Neyle", "With what means"),
               Words("Neye dayanıyor", "Drawn from"))  # fmt: skip
    return Rows(columns, tuple(_row(line) for line in _in_order(year)))


def _in_order(year: int) -> list[Line]:
    found = lines(year, date.min, Recommendation.State.ACCEPTED)
    return sorted(found, key=lambda line: (line.row.until, line.row.gap, line.row.what_tr))


def _row(line: Line) -> tuple[Words, ...]:
    until = day(line.row.until)
    reason = line.reason
    gap = line.gap
    told = [each for each in (reason or (gap if gap.tr else None), _decision(line)) if each]
    drawn = Words(". ".join(each.tr for each in told), ". ".join(each.en for each in told))
    return (line.addressed, line.what, Words(until, until), line.means, drawn)


def _decision(line: Line) -> Words | None:
    row = line.row
    if not row.decision or row.decided_on is None:
        return None
    return Words(f"Karar: {row.decision}, {day(row.decided_on)}", f"Decision: {row.decision}, {day(row.decided_on)}")


def _former(year: int) -> Rows:
    columns = (_WHO, _WHAT, Words("Durum", "State"), Words("Ne oldu", "What became of it"))
    rows = tuple(
        (line.addressed, line.what, _PROGRESS[line.row.progress], Words(line.row.progress_why, line.row.progress_why))
        for line in _in_order(year)
    )
    return Rows(columns, rows)


def cards(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """The cards of the centres whose consent is in force today."""
    person.require("reports.read")
    made = cards_piece(asked.year) if asked.wants("cards.centres") else None
    return {"cards.centres": made} if made is not None and made.cards else {}


def centre(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """One centre’s own page, as it agreed to it; nothing at all without its consent."""
    person.require("reports.read")
    agreed = agreed_card(asked.about, asked.year) if asked.about else None
    if agreed is None:
        return {}
    pieces = {**agreed.pieces, "centre.consent": consent_piece(agreed)}
    return {key: piece for key, piece in pieces.items() if key in asked.keys}


def in_words_piece(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """Needs in the words of centres, checked and consented to; whose they are is not told."""
    person.require("reports.read")
    rows = words_rows(asked.year) if asked.wants(IN_WORDS) else None
    return {IN_WORDS: rows} if rows is not None and rows.rows else {}


def words_rows(year: int) -> Rows:
    """Area and words of every need that may be quoted today."""
    columns = (Words("Alan", "Area"), Words("Merkezin sözü", "The centre’s words"))
    told = ((_area(row.area), Words(row.words_tr, row.words_en or row.words_tr)) for row in needs_in_words(year))
    return Rows(columns, tuple(told))


def _area(code: str) -> Words:
    return chapter_words(code) if len(code) == 1 else _OUTSIDE
