"""Questions and answers between centres: asked, changed, closed, answered, accepted, thanked, taken back."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.exchange.actions.board import (
    LONGEST,
    begun,
    checked_tags,
    demand_current,
    demand_hand,
    keep_former,
)
from omuz.network.exchange.actions.following import follow_quietly
from omuz.network.exchange.models import Answer, FormerWords, Question, Thanks
from omuz.network.exchange.rules.board import THREAD, NotKept
from omuz.network.exchange.rules.plain_words import Typed, refuse_signs


def ask(
    *,
    by: Person,
    centre_id: UUID | None,
    title: str,
    text: str,
    tags: tuple[str, ...] = (),
    names_meant: bool = False,
    at: datetime | None = None,
) -> Question:
    """A question to everybody; whoever asks follows it. `at` is when, now if absent.

    Raises Http404, Refused and NotKept.
    """
    demand_hand(by, centre_id)
    _check(title, text, names_meant)
    row = begun(Question(centre_id=centre_id), by, at)
    with recorded(by=by, event="board.asked", centre=centre_id, about=f"question:{row.id}"):
        row.title, row.text, row.tags = title.strip()[:140], text.strip()[:LONGEST], list(checked_tags(tags))
        row.save(force_insert=True)
        follow_quietly(by, f"{THREAD}{row.id}", row.written_at)
    return row


def change_question(
    *, by: Person, row: Question, title: str, text: str, tags: tuple[str, ...], seen: int, names_meant: bool = False
) -> Question:
    """Other words for a question. Raises Http404, Refused and NotKept."""
    demand_hand(by, row.centre_id)
    _check(title, text, names_meant)
    with recorded(by=by, event="board.question_changed", centre=row.centre_id, about=f"question:{row.id}"):
        held: Question = Question.objects.select_for_update().get(pk=row.pk)
        demand_current(held, seen)
        keep_former(held, by, {"title": held.title, "text": held.text, "tags": list(held.tags)})
        held.title, held.text = title.strip()[:140], text.strip()[:LONGEST]
        held.tags = list(checked_tags(tags, held.tags))
        held.save()
    return held


def close(*, by: Person, row: Question) -> None:
    """No more answers are wanted. Raises Http404 and Refused."""
    demand_hand(by, row.centre_id)
    with recorded(by=by, event="board.question_closed", centre=row.centre_id, about=f"question:{row.id}"):
        row.closed_at = timezone.now()
        row.save()


def reopen(*, by: Person, row: Question) -> None:
    """Answers are wanted again. Raises Http404 and Refused."""
    demand_hand(by, row.centre_id)
    with recorded(by=by, event="board.question_reopened", centre=row.centre_id, about=f"question:{row.id}"):
        row.closed_at = None
        row.save()


def take_question_back(*, by: Person, row: Question) -> None:
    """Its words go for good, former ones too; what others answered stays. Raises Http404 and Refused."""
    demand_hand(by, row.centre_id)
    with recorded(by=by, event="board.question_taken_back", centre=row.centre_id, about=f"question:{row.id}"):
        row.title = row.text = ""
        row.tags = []
        row.away_at = timezone.now()
        row.save()
        FormerWords.objects.filter(of=row.id).delete()


def answer(
    *,
    by: Person,
    question: Question,
    centre_id: UUID | None,
    text: str,
    names_meant: bool = False,
    at: datetime | None = None,
) -> Answer:
    """An answer; whoever gives it follows the question. `at` is when, now if absent.

    Raises Http404, Refused and NotKept.
    """
    demand_hand(by, centre_id)
    if not question.shown or question.closed_at is not None:
        raise NotKept(_("Bu soru kapandı; yanıt alınmıyor. Yazdığınız aşağıda duruyor."))
    _check_answer(text, names_meant)
    row = begun(Answer(centre_id=centre_id, question=question), by, at)
    with recorded(by=by, event="board.answered", centre=centre_id, about=f"question:{question.id}"):
        row.text = text.strip()[:LONGEST]
        row.save(force_insert=True)
        follow_quietly(by, f"{THREAD}{question.id}", row.written_at)
    return row


def change_answer(*, by: Person, row: Answer, text: str, seen: int, names_meant: bool = False) -> Answer:
    """Other words for an answer. Raises Http404, Refused and NotKept."""
    demand_hand(by, row.centre_id)
    _check_answer(text, names_meant)
    with recorded(by=by, event="board.answer_changed", centre=row.centre_id, about=f"answer:{row.id}"):
        held: Answer = Answer.objects.select_for_update().get(pk=row.pk)
        demand_current(held, seen)
        keep_former(held, by, {"text": held.text})
        held.text = text.strip()[:LONGEST]
        held.save()
    return held


def take_answer_back(*, by: Person, row: Answer) -> None:
    """Its words go for good, former ones too. Raises Http404 and Refused."""
    demand_hand(by, row.centre_id)
    with recorded(by=by, event="board.answer_taken_back", centre=row.centre_id, about=f"answer:{row.id}"):
        row.text, row.away_at = "", timezone.now()
        row.save()
        FormerWords.objects.filter(of=row.id).delete()


def accept(*, by: Person, row: Answer, taken: bool = True) -> None:
    """Mark the answer that helped, or take the mark off; those who asked do it. Raises Http404, Refused, NotKept."""
    question = row.question
    demand_hand(by, question.centre_id)
    if taken and not row.shown:
        raise NotKept(_("Bu yanıt geri alınmış; işe yarayan yanıt olarak seçilemez."))
    with recorded(by=by, event="board.answer_accepted", centre=question.centre_id, about=f"question:{question.id}"):
        question.accepted = row if taken else None
        question.save()


def thank(*, by: Person, row: Answer, centre_id: UUID | None) -> None:
    """A centre's thanks for an answer of another one, once; a second press takes it back. Raises Http404, Refused."""
    demand_hand(by, centre_id)
    if row.centre_id == centre_id:
        raise Http404
    with recorded(by=by, event="board.thanked", centre=centre_id, about=f"answer:{row.id}"):
        given = Thanks.objects.filter(answer=row, centre_id=centre_id)
        if given.exists():
            given.delete()
        else:
            Thanks.objects.create(answer=row, centre_id=centre_id, made_at=timezone.now())


def _check(title: str, text: str, names_meant: bool) -> None:
    typed = [
        Typed("title", _("Soru, bir cümlede"), title.strip()),
        Typed("text", _("Biraz daha anlatın"), text.strip()),
    ]
    if not title.strip():
        raise NotKept(_("Sorunuzu bir cümleyle yazın."), "title")
    refuse_signs(typed, names_meant=names_meant)


def _check_answer(text: str, names_meant: bool) -> None:
    if not text.strip():
        raise NotKept(_("Yanıt boş; bir iki cümle yeter."), "text")
    refuse_signs([Typed("text", _("Yanıtınız"), text)], names_meant=names_meant)
