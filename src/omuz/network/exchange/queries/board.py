"""Cards, questions and answers as somebody may read them: by centre and post, never by name."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.people.rules import Role
from omuz.foundation.people.words import ROLE_TITLES
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.exchange.models import Answer, Card, FormerWords, Question, Thanks
from omuz.network.exchange.queries.board_words import Named, Tag, board_words, known_tags, tags_of
from omuz.network.exchange.rules.board import Standing

Said = Card | Question | Answer


@dataclass(frozen=True)
class Voice:
    """Who speaks: the centre's name (not of one whose place is confidential) and the post; `ours` for her own."""

    place: str
    post: str
    ours: bool


class Voices:
    """Names of centres for one page, looked up once."""

    def __init__(self, person: Person) -> None:
        self.own = person.centres
        self.names: dict[UUID, str] = dict(Centre.objects.values_list("id", "name"))
        self.secret = secret_centres()
        self.network = person.may("exchange.moderate")

    def of(self, row: Said) -> Voice:
        """Who said this."""
        post = str(ROLE_TITLES[Role(row.post)]) if row.post in list(Role) else ""
        return Voice(self.place(row.centre_id), post, self.ours(row))

    def place(self, centre_id: UUID | None) -> str:
        """A centre as everybody reads it."""
        if centre_id is None:
            return _("Ağ koordinasyonu")
        if centre_id in self.secret:
            return _("Yeri gizli bir merkez")
        return self.names.get(centre_id) or _("Kapanmış bir merkez")

    def ours(self, row: Said) -> bool:
        """Whether she writes for those who said it."""
        return self.network if row.centre_id is None else row.centre_id in self.own


@dataclass(frozen=True)
class CardLine:
    """A card with who wrote it and what it is tagged with."""

    card: Card
    voice: Voice
    tags: list[Tag]
    evidence: Named | None


@dataclass(frozen=True)
class QuestionLine:
    """A question with how many answers can be read."""

    row: Question
    voice: Voice
    tags: list[Tag]
    answers: int
    standing: Standing


@dataclass(frozen=True)
class AnswerLine:
    """An answer; `thanked` by her own centre, `words` is empty once it is taken back."""

    row: Answer
    voice: Voice
    thanks: int
    thanked: bool
    accepted: bool


@dataclass(frozen=True)
class QuestionPage:
    """A question with its answers, the one that helped first."""

    line: QuestionLine
    answers: list[AnswerLine] = field(default_factory=list)


def card_lines(person: Person, *, tag: str = "", ours: bool = False) -> list[CardLine]:
    """Cards newest first; `ours` with those her centre took back. What is hidden stands there for its centre too."""
    person.require("exchange.read")
    voices, known = Voices(person), known_tags()
    rows: QuerySet[Card] = Card.objects.all()
    if tag:
        rows = rows.filter(tags__contains=[tag])
    kept = [row for row in rows if (voices.ours(row) if ours else row.away_at is None)]
    return [card_line(row, voices, known) for row in kept]


def card_line(row: Card, voices: Voices, known: dict[str, Tag]) -> CardLine:
    """One card as it is listed."""
    return CardLine(row, voices.of(row), tags_of(row.tags, known), board_words().evidence.get(row.evidence))


def card_of(person: Person, card_id: UUID) -> Card:
    """A card she may read; Http404 for none, and for one another centre took back."""
    person.require("exchange.read")
    row: Card | None = Card.objects.filter(pk=card_id).first()
    if row is None or (row.away_at is not None and not Voices(person).ours(row)):
        raise Http404
    return row


def question_lines(person: Person, *, tag: str = "", state: str = "", ours: bool = False) -> list[QuestionLine]:
    """Questions newest first, without those taken back; `state` is a standing, empty for all."""
    person.require("exchange.read")
    voices, known, counted = Voices(person), known_tags(), _counted()
    rows: QuerySet[Question] = Question.objects.filter(away_at__isnull=True)
    if tag:
        rows = rows.filter(tags__contains=[tag])
    lines = [_question_line(row, voices, known, counted) for row in rows if not ours or voices.ours(row)]
    return [line for line in lines if not state or line.standing == state]


def _counted() -> Counter[UUID]:
    shown = Answer.objects.filter(away_at__isnull=True, hidden_at__isnull=True)
    return Counter(shown.values_list("question_id", flat=True))


def _question_line(row: Question, voices: Voices, known: dict[str, Tag], counted: Counter[UUID]) -> QuestionLine:
    answers = counted[row.id]
    return QuestionLine(row, voices.of(row), tags_of(row.tags, known), answers, row.standing(answers))


def question_of(person: Person, question_id: UUID) -> Question:
    """A question she may read, also one whose words were taken back; Http404 for none."""
    person.require("exchange.read")
    row: Question | None = Question.objects.filter(pk=question_id).first()
    if row is None:
        raise Http404
    return row


def question_page(person: Person, row: Question) -> QuestionPage:
    """The question with every answer she may read: the accepted one first, then as they came."""
    voices, known = Voices(person), known_tags()
    answers = list(row.answers.all())
    thanks: dict[UUID, list[UUID | None]] = {}
    for answer_id, centre_id in Thanks.objects.filter(answer__in=answers).values_list("answer_id", "centre_id"):
        thanks.setdefault(answer_id, []).append(centre_id)
    lines = [_answer_line(each, row, voices, thanks.get(each.id, [])) for each in answers]
    lines.sort(key=lambda line: not line.accepted)
    counted = Counter({row.id: sum(each.shown for each in answers)})
    return QuestionPage(_question_line(row, voices, known, counted), lines)


def _answer_line(row: Answer, question: Question, voices: Voices, thanks: Collection[UUID | None]) -> AnswerLine:
    mine = any((voices.network if each is None else each in voices.own) for each in thanks)
    return AnswerLine(row, voices.of(row), len(thanks), mine, row.id == question.accepted_id)


def answer_of(person: Person, answer_id: UUID) -> Answer:
    """An answer she may read; Http404 for none."""
    person.require("exchange.read")
    row: Answer | None = Answer.objects.select_related("question").filter(pk=answer_id).first()
    if row is None:
        raise Http404
    return row


def former_words(person: Person, row: Said) -> list[FormerWords]:
    """How it read before, newest first, for its centre and the network coordinator; nothing for everybody else."""
    voices = Voices(person)
    return list(FormerWords.objects.filter(of=row.id)) if voices.ours(row) or voices.network else []


def used_tags(person: Person) -> list[tuple[Tag, int]]:
    """Tags that stand on something that can be read, the most used first."""
    person.require("exchange.read")
    shown = {"away_at__isnull": True, "hidden_at__isnull": True}
    counted = Counter(_flat(Card.objects.filter(**shown).values_list("tags", flat=True)))
    counted += Counter(_flat(Question.objects.filter(**shown).values_list("tags", flat=True)))
    known = known_tags()
    return [(tag, counted[tag.code]) for tag in tags_of([code for code, _count in counted.most_common()], known)]


def _flat(lists: Iterable[Iterable[str]]) -> Iterable[str]:
    return (code for codes in lists for code in codes)
