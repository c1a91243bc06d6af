"""A name is looked for: with a reason, so often and no oftener, and never without a trace."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from omuz.casework.team.models import NameSearch
from omuz.casework.team.queries.naming import Hit, alike, named_files, searches_of
from omuz.casework.team.rules.names import words_of
from omuz.casework.team.rules.searching import SHORTEST, SearchProblem, too_many
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


class CannotSearch(Exception):
    """This name is not looked for; nothing was opened."""

    def __init__(self, problem: SearchProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def search_name(
    *, by: Person, vault: OpenedVault, centre_id: UUID, name: str, reason: str, why: str, now: datetime | None = None
) -> list[Hit]:
    """Files whose names are alike `name`, codes only; the search itself is kept, the name is not.

    Raises CannotSearch without a reason, with the name in the reason, or too often; Http404 outside her centres.
    """
    by.require("names.search", centre_id)
    moment = now or timezone.now()
    _refuse(by, centre_id, name, reason, why, moment)
    found = alike(named_files(by, vault=vault, centre_id=centre_id), name)
    _kept(by, vault, centre_id, reason, why, found, moment)
    return found


def _refuse(by: Person, centre_id: UUID, name: str, reason: str, why: str, now: datetime) -> None:
    words = words_of(name)
    if not words or max(map(len, words)) <= SHORTEST:
        raise CannotSearch(SearchProblem.TOO_SHORT)
    if reason not in code_list("name_search_reason").codes or not why.strip():
        raise CannotSearch(SearchProblem.NO_REASON)
    if {word for word in words if len(word) > SHORTEST} & set(_all_words(why)):
        raise CannotSearch(SearchProblem.NAME_IN_REASON)
    if too_many(searches_of(by.staff_id, centre_id, now), now):
        raise CannotSearch(SearchProblem.TOO_MANY)


def _all_words(text: str) -> list[str]:
    return [word for piece in text.split() for word in words_of(piece)]


def _kept(
    by: Person, vault: OpenedVault, centre_id: UUID, reason: str, why: str, found: Sequence[Hit], now: datetime
) -> NameSearch:
    with recorded(by=by, event="name.searched", centre=centre_id, why=reason) as record:
        data_key, key = vault.centre(centre_id).new_data_key()
        data_key.save(force_insert=True)
        row = NameSearch(
            centre_id=centre_id, staff_id=by.staff_id, at=now, reason=reason, found=len(found), data_key=data_key
        )
        row.put(key, answers={"shown": [str(hit.case_id) for hit in found]}, words={"why": why.strip()})
        row.save(force_insert=True)
        record.about = f"search:{row.id}"
    return row


def mark_seen(*, by: Person, centre_id: UUID) -> int:
    """The coordinator has looked at the searches of her colleagues; her own wait for another eye. Returns how many."""
    by.require("names.log", centre_id)
    with recorded(by=by, event="names.seen", centre=centre_id):
        rows = NameSearch.objects.filter(centre_id=centre_id, seen_at__isnull=True).exclude(staff_id=by.staff_id)
        return int(rows.update(seen_by=by.staff_id, seen_at=timezone.now()))
