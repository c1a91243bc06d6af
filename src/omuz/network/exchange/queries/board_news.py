"""What is new for one member of staff, by what she follows; hers alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.exchange.models import Answer, Card, Follow, Question, ReadMark
from omuz.network.exchange.queries.board import Voice, Voices
from omuz.network.exchange.queries.board_search import analyses
from omuz.network.exchange.queries.board_words import Tag, known_tags
from omuz.network.exchange.rules.board import EVERYTHING, THREAD, Kind


@dataclass(frozen=True)
class New:
    """Something she has not read: a card, a question, a question with new answers, an analysis."""

    kind: Kind
    item: UUID
    title: str
    when: datetime
    voice: Voice | None
    why: str


@dataclass(frozen=True)
class Followed:
    """One thing she follows, in words."""

    what: str
    title: str
    kind: str
    since: datetime


@dataclass(frozen=True)
class _Happened:
    """Something that happened: by whom (empty where nobody is told), about which item."""

    kind: Kind
    item: UUID
    title: str
    when: datetime
    tags: tuple[str, ...]
    voice: Voice | None
    by: UUID | None


def followed(person: Person) -> list[Followed]:
    """What she follows: everything first, then tags, then questions."""
    rows = Follow.objects.filter(staff_id=person.staff_id).order_by("since")
    known = known_tags()
    asked = {THREAD + str(row.id): row.title for row in Question.objects.all()}
    told = []
    for row in rows:
        if row.what == EVERYTHING:
            told.append(Followed(row.what, _("Her şey"), "all", row.since))
        elif row.what.startswith(THREAD):
            told.append(Followed(row.what, asked.get(row.what) or _("Geri alınmış bir soru"), "question", row.since))
        else:
            tag = known.get(row.what)
            told.append(Followed(row.what, f"{tag.short}" if tag else row.what, "tag", row.since))
    order = ("all", "tag", "question")
    return sorted(told, key=lambda each: order.index(each.kind))


def follows(person: Person, what: str) -> bool:
    """Whether she follows this."""
    return bool(Follow.objects.filter(staff_id=person.staff_id, what=what).exists())


def news(person: Person) -> list[New]:
    """What she has not read of what she follows, newest first; never what she wrote herself. Raises Refused."""
    person.require("exchange.read")
    since = dict(Follow.objects.filter(staff_id=person.staff_id).values_list("what", "since"))
    if not since:
        return []
    known = known_tags()
    read = dict(ReadMark.objects.filter(staff_id=person.staff_id).values_list("item", "read_at"))
    found: dict[UUID, New] = {}
    for each in sorted(_happened(person, min(since.values())), key=lambda one: one.when):
        why = _why(each, since, known)
        unread = each.item not in read or read[each.item] < each.when
        if why and unread and each.by != person.staff_id:
            found[each.item] = New(each.kind, each.item, each.title, each.when, each.voice, why)
    return sorted(found.values(), key=lambda one: one.when, reverse=True)


def _why(each: _Happened, since: dict[str, datetime], known: dict[str, Tag]) -> str:
    """By what she follows she hears of it; empty where by nothing."""
    for tag in each.tags:
        if tag in since and since[tag] <= each.when:
            return known[tag].short if tag in known else tag
    thread = THREAD + str(each.item)
    if thread in since and since[thread] <= each.when:
        return _("takip ettiğiniz soru")
    return _("her şeyi takip ediyorsunuz") if EVERYTHING in since and since[EVERYTHING] <= each.when else ""


def _happened(person: Person, begin: datetime) -> list[_Happened]:
    """Everything that came since `begin` and stands there for everybody."""
    voices = Voices(person)
    shown = {"away_at__isnull": True, "hidden_at__isnull": True, "written_at__gte": begin}
    told = [
        _Happened(Kind.CARD, row.id, row.title, row.written_at, tuple(row.tags), voices.of(row), row.written_by)
        for row in Card.objects.filter(**shown)
    ]
    told += [
        _Happened(Kind.QUESTION, row.id, row.title, row.written_at, tuple(row.tags), voices.of(row), row.written_by)
        for row in Question.objects.filter(**shown)
    ]
    answers = Answer.objects.filter(**shown, question__away_at__isnull=True, question__hidden_at__isnull=True)
    told += [
        _Happened(
            Kind.ANSWER, row.question.id, row.question.title, row.written_at, tuple(row.question.tags), voices.of(row),
            row.written_by,
        )
        for row in answers.select_related("question")
    ]  # fmt: skip
    midnight = timezone.localtime(begin).replace(hour=0, minute=0, second=0, microsecond=0)
    told += [
        _Happened(Kind.ANALYSIS, one.item, one.title, max(one.when, begin), one.tags, None, None)
        for one in analyses()
        if one.when >= midnight
    ]
    return told
