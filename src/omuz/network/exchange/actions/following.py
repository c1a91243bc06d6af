"""What somebody wants to hear of, and what she has read; nothing of it leaves the house, and nobody else sees it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, own_chain
from omuz.network.exchange.models import Follow, Question, ReadMark
from omuz.network.exchange.queries.board_words import known_tags
from omuz.network.exchange.rules.board import EVERYTHING, THREAD, NotKept


def follow(*, by: Person, what: str, since: datetime | None = None) -> None:
    """Since then (now if absent) she hears of `what`: everything, a tag or a question. Raises Refused and NotKept."""
    by.require("exchange.read")
    if not _known(what):
        raise NotKept(_("Bu etiket ya da soru artık yok; takip edilmedi."))
    with recorded(by=by, event="board.followed", centre=own_chain(by)):
        follow_quietly(by, what, since)


def follow_quietly(by: Person, what: str, since: datetime | None = None) -> None:
    """The same as part of another act; inside `recorded`."""
    if not Follow.objects.filter(staff_id=by.staff_id, what=what).exists():
        Follow.objects.create(staff_id=by.staff_id, what=what, since=since or timezone.now())


def unfollow(*, by: Person, what: str) -> None:
    """She hears of it no more. Raises Refused."""
    by.require("exchange.read")
    with recorded(by=by, event="board.unfollowed", centre=own_chain(by)):
        Follow.objects.filter(staff_id=by.staff_id, what=what).delete()


def mark_read(*, by: Person, items: Iterable[UUID]) -> None:
    """She has read these up to now; one event that names none of them. Raises Refused."""
    by.require("exchange.read")
    with recorded(by=by, event="board.read", centre=own_chain(by)):
        now = timezone.now()
        for item in set(items):
            found: ReadMark | None = ReadMark.objects.filter(staff_id=by.staff_id, item=item).first()
            mark = found or ReadMark(staff_id=by.staff_id, item=item)
            mark.read_at = now
            mark.save(force_insert=found is None)


def _known(what: str) -> bool:
    if what == EVERYTHING or what in known_tags():
        return True
    if not what.startswith(THREAD):
        return False
    try:
        return bool(Question.objects.filter(pk=UUID(what.removeprefix(THREAD))).exists())
    except ValueError:
        return False
