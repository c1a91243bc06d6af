"""She asks for a service, her order changes, a request ends; a shelter gets its own page at the same press."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_case, locked_record, opened, records_of
from omuz.casework.services.actions.versions import kept, put_right
from omuz.casework.services.models import ServiceRequest, ShelterRequest
from omuz.casework.services.rules.requests import (
    NOT_ASKED,
    SHELTER,
    RequestState,
    Wish,
    next_rank,
    review_on,
    settled,
)
from omuz.casework.services.rules.shelter import ASK_AGAIN_AFTER, ShelterAsked, ShelterState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def ask(
    *, by: Person, vault: OpenedVault, case_id: UUID, service: str, on: date, hers: str = ""
) -> tuple[ServiceRequest, bool]:
    """Write that she asks for `service`, last in her order, and whether it is new.

    One that already waits is not written twice, and its words stay. Raises Http404 where the file is not hers to see.
    """
    case = locked_case(by, case_id)
    file = opened(case, vault)
    waiting = waiting_of(file)
    known = next((row for row, wish in waiting if wish.service == service), None)
    if known is not None:
        return known, False
    wish = Wish(on, service, next_rank(wish.rank for _row, wish in waiting))
    with recorded(by=by, event="service.asked", centre=file.centre_id, about=f"case:{file.code}"):
        # A shelter request comes back by its own record, the next day.
        due_on = None if service == SHELTER else review_on(on)
        row = new_record(ServiceRequest, file, by=by, state=RequestState.WAITING.value, due_on=due_on)
        row.put(file.key, answers=wish.to_payload(), words=kept({"hers": hers.strip()}))
        row.save(force_insert=True)
        if service == SHELTER:
            _shelter(file, by, on, row)
    return row, True


def _shelter(file: OpenedCase, by: Person, on: date, request: ServiceRequest) -> None:
    row = new_record(ShelterRequest, file, by=by, state=ShelterState.OPEN.value, due_on=on + ASK_AGAIN_AFTER)
    row.put(file.key, answers=ShelterAsked(on, request=request.id).to_payload(), words={})
    row.save(force_insert=True)


def waiting_of(file: OpenedCase) -> list[tuple[ServiceRequest, Wish]]:
    """Requests of a file that wait, in her order."""
    rows = records_of(file.case, ServiceRequest).filter(state=RequestState.WAITING.value)
    found = [(row, Wish.from_payload(row.opened(file.key, "answers"))) for row in rows]
    return sorted(found, key=lambda pair: (pair[1].rank, pair[1].on, pair[0].made_at))


def settle_request(
    *,
    by: Person,
    vault: OpenedVault,
    request_id: UUID,
    revision: int,
    state: RequestState,
    on: date,
    unmet_reason: str = NOT_ASKED,
    missing: str = "",
) -> ServiceRequest:
    """Write how a request ended, or that it waits after all; `missing` names in words what was not there.

    Raises Conflict when it changed since `revision`, Http404 where the file is not hers to see.
    """
    row = locked_record(by, ServiceRequest, request_id, revision=revision)
    key = row.case.key(vault)
    words = row.opened(key, "words")
    with recorded(by=by, event="service.settled", centre=row.centre_id, about=f"case:{row.case.code}"):
        wish = settled(Wish.from_payload(row.opened(key, "answers")), state, on, unmet_reason)
        told = {"hers": words.get("hers", ""), "missing": missing.strip() if state is RequestState.NOT_MET else ""}
        put_right(row, key, by=by, answers=wish.to_payload(), words=told)
        row.state = state.value
        row.due_on = review_on(on) if state is RequestState.WAITING else None
        row.save(force_update=True)
    return row


def met_by_session(request: ServiceRequest, file: OpenedCase, *, by: Person) -> None:
    """Inside the caller's record: her request is met by the session just written; the session tells the day."""
    wish = Wish.from_payload(request.opened(file.key, "answers"))
    words = request.opened(file.key, "words")
    put_right(request, file.key, by=by, answers=wish.to_payload(), words=words)
    request.state, request.due_on = RequestState.MET.value, None
    request.save(force_update=True)


def waits_again(request: ServiceRequest, file: OpenedCase, *, by: Person) -> None:
    """Inside the caller's record: the only session that met a request was written by mistake."""
    wish = Wish.from_payload(request.opened(file.key, "answers"))
    put_right(request, file.key, by=by, answers=wish.to_payload(), words=request.opened(file.key, "words"))
    request.state, request.due_on = RequestState.WAITING.value, review_on(wish.on)
    request.save(force_update=True)


def move_request(*, by: Person, vault: OpenedVault, request_id: UUID, up: bool) -> bool:
    """Put a waiting request one place earlier or later in her order; False where it stands at the end already."""
    row = locked_record(by, ServiceRequest, request_id)
    file = opened(row.case, vault)
    order = waiting_of(file)
    place = next((place for place, (each, _wish) in enumerate(order) if each.id == row.id), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(order):
        return False
    order[place], order[other] = order[other], order[place]
    with recorded(by=by, event="service.reordered", centre=file.centre_id, about=f"case:{file.code}"):
        for rank, (each, wish) in enumerate(order, start=1):
            if wish.rank != rank:
                put_right(
                    each, file.key, by=by,
                    answers=replace(wish, rank=rank).to_payload(), words=each.opened(file.key, "words"),
                )  # fmt: skip
                each.save(force_update=True)
    return True
