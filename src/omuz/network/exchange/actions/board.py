"""Writing experience cards: once, again, taken back, put back; and what every act of the board has in common."""

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.rules import Role
from omuz.network.exchange.models import Answer, Card, FormerWords, Question
from omuz.network.exchange.queries.board_words import board_words, known_tags
from omuz.network.exchange.rules.board import CardWords, NotKept
from omuz.network.exchange.rules.plain_words import Typed, refuse_signs

LONGEST = 4000
"""Letters of one part of a card, of a question or an answer."""

Said = TypeVar("Said", Card, Question, Answer)


def write_card(
    *, by: Person, centre_id: UUID | None, told: CardWords, names_meant: bool = False, at: datetime | None = None
) -> Card:
    """A new card of a centre, or (without one) of the network; `at` is when, now if absent.

    Raises Http404, Refused and NotKept.
    """
    demand_hand(by, centre_id)
    kept = _checked(told, (), names_meant)
    card = begun(Card(centre_id=centre_id), by, at)
    with recorded(by=by, event="board.card_written", centre=centre_id, about=f"card:{card.id}"):
        _put(card, kept)
        card.save(force_insert=True)
    return card


def change_card(*, by: Person, card: Card, told: CardWords, seen: int, names_meant: bool = False) -> Card:
    """Other words for a card; how it read before is kept for its centre. `seen`: the revision she had before her.

    Raises Http404, Refused, and NotKept when somebody else has changed it meanwhile.
    """
    demand_hand(by, card.centre_id)
    kept = _checked(told, card.tags, names_meant)
    with recorded(by=by, event="board.card_changed", centre=card.centre_id, about=f"card:{card.id}"):
        row: Card = Card.objects.select_for_update().get(pk=card.pk)
        demand_current(row, seen)
        keep_former(row, by, words_of(row).stored())
        _put(row, kept)
        row.save()
    return row


def withdraw_card(*, by: Person, card: Card, why: str, erase: bool = False) -> None:
    """Take a card off the board; with `erase` its words and former words go for good. Raises Http404 and Refused."""
    demand_hand(by, card.centre_id)
    with recorded(by=by, event="board.card_withdrawn", centre=card.centre_id, about=f"card:{card.id}", why=why.strip()):
        card.away_at, card.away_why = timezone.now(), _plain_why(why)
        if erase:
            card.title = card.tried = card.happened = card.helps = ""
            card.tags = []
            FormerWords.objects.filter(of=card.id).delete()
        card.save()


def put_back(*, by: Person, card: Card) -> None:
    """Show a withdrawn card again. Raises Http404, Refused, and NotKept when its words are gone."""
    demand_hand(by, card.centre_id)
    if not card.tried:
        raise NotKept(_("Bu kartın sözleri silinmişti; geri konamaz. Yeni bir kart yazın."))
    with recorded(by=by, event="board.card_put_back", centre=card.centre_id, about=f"card:{card.id}"):
        card.away_at, card.away_why = None, ""
        card.save()


def words_of(card: Card) -> CardWords:
    """A stored card in the form it is typed in."""
    return CardWords(card.title, card.tried, card.happened, card.helps, card.evidence, tuple(card.tags))


def _checked(told: CardWords, before: Collection[str], names_meant: bool) -> CardWords:
    parts, kinds = board_words().parts, board_words().evidence
    typed = [Typed(code, str(parts[code].title), getattr(told, code).strip()) for code in parts]
    for each in typed:
        if not each.text:
            raise NotKept(_("“%(place)s” boş; kart dört bölümüyle anlaşılır.") % {"place": each.label}, each.field)
    if told.evidence not in kinds:
        raise NotKept(_("Bunu nereden bildiğinizi seçin: gözlem de yeter."), "evidence")
    refuse_signs(typed, names_meant=names_meant)
    words = {each.field: each.text[:LONGEST] for each in typed}
    return CardWords(**words, evidence=told.evidence, tags=checked_tags(told.tags, before))


def _put(card: Card, told: CardWords) -> None:
    card.title, card.tried, card.happened, card.helps = told.title[:140], told.tried, told.happened, told.helps
    card.evidence, card.tags = told.evidence, list(told.tags)


def checked_tags(codes: Collection[str], before: Collection[str] = ()) -> tuple[str, ...]:
    """Tags as they are stored, in their own order; one that is unknown now stays only where it already stood."""
    known = known_tags()
    return (*(code for code in known if code in codes), *(c for c in before if c in codes and c not in known))


def demand_hand(by: Person, centre_id: UUID | None) -> None:
    """Raise Http404 or Refused unless she writes for this centre, or for the network where there is none."""
    if centre_id is not None:
        by.require("exchange.write", centre_id)
    elif not by.may("exchange.moderate"):
        raise Refused(_("Ağın kendi yazılarını ağ koordinatörü yazar."))


def begun(row: Said, by: Person, at: datetime | None = None) -> Said:
    """A new row with who wrote it, when and under which post; the caller saves."""
    now = at or timezone.now()
    row.post = _post(by, row.centre_id)
    row.written_by = row.changed_by = by.staff_id
    row.written_at = row.changed_at = now
    return row


def _post(by: Person, centre_id: UUID | None) -> str:
    roles = {post.role for post in by.posts if post.centre_id == centre_id}
    order = (Role.NETWORK_COORDINATOR, Role.CENTRE_COORDINATOR, Role.COUNSELLOR)
    return next((role.value for role in order if role in roles), Role.COUNSELLOR.value)


def keep_former(row: Said, by: Person, words: dict[str, object]) -> None:
    """Keep how it read, and note the change; the caller puts the new words and saves. Inside `recorded`."""
    FormerWords.objects.create(
        centre_id=row.centre_id, of=row.id, revision=row.revision, words=words, post=row.post, made_at=row.changed_at
    )
    row.revision += 1
    row.post = _post(by, row.centre_id)
    row.changed_by, row.changed_at = by.staff_id, timezone.now()


def demand_current(row: Said, seen: int) -> None:
    """Raise NotKept when somebody changed it after she opened it, so that nobody writes over anybody."""
    if row.away_at is not None:
        raise NotKept(_("Bu yazı bu arada geri çekilmiş; değişikliğiniz kaydedilmedi."))
    if row.revision != seen:
        raise NotKept(
            _(
                "Siz yazarken ekibinizden biri de değiştirdi. Yazdıklarınız aşağıda duruyor; öbür hâlini başka bir"
                " pencerede açıp birleştirin, sonra yeniden kaydedin."
            )
        )


def _plain_why(why: str) -> str:
    refuse_signs([Typed("why", _("Neden"), why)])
    return why.strip()[:200]


def demand_moderator(by: Person) -> None:
    """Raise Http404 for everybody but the network coordinator: a row of another centre is nobody else's matter."""
    if not by.may("exchange.moderate"):
        raise Http404


_ABOUT = {Card: "card", Question: "question", Answer: "answer"}


def hide(*, by: Person, row: Card | Question | Answer, why: str) -> None:
    """Take something off everybody's sight but its centre's, with the reason they read. Raises Http404 and NotKept."""
    demand_moderator(by)
    if not why.strip():
        raise NotKept(_("Neden gizlediğinizi yazın: yazan merkez bu cümleyi okuyacak."), "why")
    reason = _plain_why(why)
    about = f"{_ABOUT[type(row)]}:{row.id}"
    with recorded(by=by, event="board.hidden", centre=row.centre_id, about=about, why=reason):
        row.hidden_at, row.hidden_by, row.hidden_why = timezone.now(), by.staff_id, reason
        row.save()


def show_again(*, by: Person, row: Card | Question | Answer) -> None:
    """Let everybody read it again. Raises Http404."""
    demand_moderator(by)
    with recorded(by=by, event="board.shown_again", centre=row.centre_id, about=f"{_ABOUT[type(row)]}:{row.id}"):
        row.hidden_at, row.hidden_by, row.hidden_why = None, None, ""
        row.save()
