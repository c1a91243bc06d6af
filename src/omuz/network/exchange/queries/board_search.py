"""One search over cards, questions, answers and the analyses the network may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.network.exchange.models import Answer, Card, PublishedAnalysis, Question
from omuz.network.exchange.queries.board import Said, Voice, Voices
from omuz.network.exchange.queries.board_words import Tag, known_tags, searched_words, tags_of
from omuz.network.exchange.rules.board import Kind
from omuz.network.exchange.rules.search import Piece, excerpt, pieces, wanted, weight

MOST: int = 60
"""Results shown; whoever finds more says one more word."""
_TITLE, _TAG, _TEXT = 5, 3, 1


@dataclass(frozen=True)
class Text:
    """Something that can be found: what it is, where it is read, and its words. `voice` is None for an analysis."""

    kind: Kind
    item: UUID
    page: UUID
    title: str
    texts: tuple[str, ...]
    tags: tuple[str, ...]
    when: datetime
    voice: Voice | None


@dataclass(frozen=True)
class Hit:
    """One result: the title cut at the words found, and the part of the text where they stand."""

    text: Text
    title: list[Piece]
    around: list[Piece]
    tags: list[Tag]


@dataclass(frozen=True)
class Found:
    """What was found, best first, and how many there are in all."""

    hits: list[Hit]
    all: int


def find(person: Person, query: str, *, kind: str = "", tag: str = "") -> Found:
    """Everything that holds all words of `query`, of one kind and tag where told. Raises Refused."""
    person.require("exchange.read")
    asked, known = wanted(query), known_tags()
    ranked = []
    for text in readable(person):
        if (kind and text.kind != kind) or (tag and tag not in text.tags):
            continue
        heavy = _weight(text, asked, known) if asked else 1
        if heavy:
            ranked.append((heavy, text.when, text))
    ranked.sort(key=lambda each: (each[0], each[1]), reverse=True)
    return Found([_hit(text, asked, known) for _heavy, _when, text in ranked[:MOST]], len(ranked))


def _weight(text: Text, asked: Sequence[str], known: dict[str, Tag]) -> int:
    parts = [(text.title, _TITLE), (searched_words(text.tags, known), _TAG), *((each, _TEXT) for each in text.texts)]
    return weight(asked, parts)


def _hit(text: Text, asked: Sequence[str], known: dict[str, Tag]) -> Hit:
    return Hit(text, pieces(text.title, asked), excerpt(text.texts, asked), tags_of(text.tags, known))


def readable(person: Person) -> Iterator[Text]:
    """Everything on the board that stands there for everybody, and analyses open to the network."""
    voices = Voices(person)
    shown: dict[str, Any] = {"away_at__isnull": True, "hidden_at__isnull": True}
    for card in Card.objects.filter(**shown):
        texts = (card.tried, card.happened, card.helps)
        yield _text(Kind.CARD, card, (card.id, card.title, card.tags), texts, voices)
    for row in Question.objects.filter(**shown):
        yield _text(Kind.QUESTION, row, (row.id, row.title, row.tags), (row.text,), voices)
    open_ones = {"question__hidden_at__isnull": True, "question__away_at__isnull": True}
    for said in Answer.objects.filter(**shown, **open_ones).select_related("question"):
        about = said.question
        yield _text(Kind.ANSWER, said, (about.id, about.title, about.tags), (said.text,), voices)
    yield from analyses()


def _text(kind: Kind, row: Said, page: tuple[UUID, str, list[str]], texts: tuple[str, ...], voices: Voices) -> Text:
    """Something a centre said, under the title and tags of the page where it is read."""
    where, title, tags = page
    return Text(kind, row.id, where, title, texts, tuple(tags), row.written_at, voices.of(row))


def analyses() -> Iterator[Text]:
    """Analyses the network may read today; whose they are is said to nobody."""
    today = timezone.localdate()
    for row in PublishedAnalysis.objects.filter(shown_until__gte=today):
        texts = tuple(str(value) for value in _words(row.fields))
        when = timezone.make_aware(datetime.combine(row.shown_on, time()))
        yield Text(Kind.ANALYSIS, row.id, row.id, row.title, texts, tuple(row.tags), when, None)


def _words(fields: Any) -> Iterator[str]:
    """Every text inside the stored fields of an analysis, however deep."""
    if isinstance(fields, str):
        yield fields
    elif isinstance(fields, dict):
        for value in fields.values():
            yield from _words(value)
    elif isinstance(fields, list):
        for value in fields:
            yield from _words(value)
