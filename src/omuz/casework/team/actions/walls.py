"""A colleague may not know of a file, a file is kept to a list, two people open it from outside."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.casework.appointments.actions.booking import release_work
from omuz.casework.appointments.actions.promising import give_promises
from omuz.casework.appointments.queries.door import workers_at
from omuz.casework.cases.actions.writing import new_record, touch_case
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, locked_case, opened, record_of
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.team.models import Declaration, GlassBreak, InsideTie, NamedList
from omuz.casework.team.queries.team import leads_at
from omuz.casework.team.queries.walls import glass_key
from omuz.casework.team.rules.walls import (
    DeclarationState,
    GlassState,
    RestrictionState,
    WallProblem,
    faults_of_list,
    list_without,
    new_holder,
)
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.opened import OpenedVault


class CannotClose(Exception):
    """This wall cannot be built or opened like this; nothing was written."""

    def __init__(self, *problems: WallProblem) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def declare_conflict(*, by: Person, vault: OpenedVault, case_id: UUID, staff_id: UUID, on: date | None = None) -> Case:
    """`staff_id` may not know of this file from now on: she says so herself, or the coordinator enters it for her.

    The file vanishes for her everywhere at once; when she held it, it goes to a coordinator who may know of it, and
    so do her promises; her planned visits wait for another worker. Raises CannotClose when nobody would be left.
    """
    permission = "cases.write" if staff_id == by.staff_id else "cases.lead"
    with despite_pause(), recorded(by=by, event="conflict.declared") as record:
        file = opened(locked_case(by, case_id, permission=permission), vault)
        case = file.case
        record.centre, record.about = case.centre_id, f"case:{case.code}"
        team = [each.id for each in workers_at(case.centre_id)]
        if staff_id not in team:
            raise CannotClose(WallProblem.NOT_ON_TEAM)
        hidden = sorted({*case.hidden_from, staff_id}, key=str)
        listed = list_without(case.only_for, staff_id)
        left = [each for each in team if each not in hidden and (listed is None or each in listed)]
        if not left:
            raise CannotClose(WallProblem.NOBODY_LEFT)
        told = {"on": (on or timezone.localdate()).isoformat(), "staff": str(staff_id)}
        row = new_record(Declaration, file, by=by, state=DeclarationState.STANDS.value)
        row.put(file.key, answers=told, words={})
        row.save(force_insert=True)
        leads = [each for each in leads_at(case.centre_id) if each in left]
        release_work(file, staff_id)
        give_promises(file, staff_id, (leads or left)[0], by=by)
        case.holder_id = new_holder(case.holder_id, staff_id, leads, hidden)
        case.hidden_from, case.only_for = hidden, listed
        _save_wall(case, by)
    return case


def lift_conflict(*, by: Person, vault: OpenedVault, declaration_id: UUID, revision: int, why: str) -> Case:
    """A declared conflict stands no more, for a reason; only who leads may say so, and never about herself."""
    found = record_of(by, Declaration, declaration_id, permission="cases.lead")
    with despite_pause(), recorded(by=by, event="conflict.lifted") as record:
        file = opened(locked_case(by, found.case_id, permission="cases.lead"), vault)
        case = file.case
        record.centre, record.about = case.centre_id, f"case:{case.code}"
        row = Declaration.objects.select_for_update().get(id=declaration_id)
        if row.revision != revision or row.state != DeclarationState.STANDS:
            raise Conflict(row)
        if not why.strip():
            raise CannotClose(WallProblem.NO_REASON)
        staff_id = UUID(row.opened(file.key, "answers")["staff"])
        row.state = DeclarationState.LIFTED.value
        row.put(file.key, words={"why": why.strip()})
        row.touch(by)
        row.save(force_update=True)
        case.hidden_from = [each for each in case.hidden_from if each != staff_id]
        _save_wall(case, by)
    return case


def note_tie(
    *, by: Person, vault: OpenedVault, case_id: UUID, ties: Collection[str], on: date | None = None
) -> InsideTie:
    """Write down how the person using violence is tied to the house; an empty answer takes the warning away."""
    with recorded(by=by, event="case.tie_noted") as record:
        file = opened(locked_case(by, case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        row = new_record(InsideTie, file, by=by)
        told = {"on": (on or timezone.localdate()).isoformat(), "ties": sorted(ties)}
        row.put(file.key, answers=told, words={})
        row.save(force_insert=True)
    return row


def restrict_file(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    names: Iterable[UUID],
    why: str,
    revision: int | None = None,
    on: date | None = None,
) -> Case:
    """Keep a file to a named list: at least two of the team, one of them its holder or a coordinator.

    Whoever changes the list may leave herself out. Raises CannotClose, Conflict.
    """
    listed = sorted(set(names), key=str)
    with despite_pause(), recorded(by=by, event="case.restricted") as record:
        file = opened(locked_case(by, case_id, revision=revision), vault)
        case = file.case
        record.centre, record.about = case.centre_id, f"case:{case.code}"
        problems = faults_of_list(
            listed,
            team=[each.id for each in workers_at(case.centre_id)],
            leads=leads_at(case.centre_id),
            holder=case.holder_id,
            hidden_from=case.hidden_from,
        )
        if not why.strip():
            problems = (*problems, WallProblem.NO_REASON)
        if problems:
            raise CannotClose(*problems)
        _keep_change(file, RestrictionState.SET, listed, why, by=by, on=on)
        case.only_for = listed
        if case.holder_id is not None and case.holder_id not in listed:
            case.holder_id = None
        _save_wall(case, by)
    return case


def lift_restriction(
    *, by: Person, vault: OpenedVault, case_id: UUID, why: str, revision: int | None = None, on: date | None = None
) -> Case:
    """Open a restricted file to the whole team again; somebody on its list who leads or holds it says so."""
    with despite_pause(), recorded(by=by, event="case.restriction_lifted") as record:
        file = opened(locked_case(by, case_id, revision=revision), vault)
        case = file.case
        record.centre, record.about = case.centre_id, f"case:{case.code}"
        if by.staff_id != case.holder_id:
            by.require("cases.lead", case.centre_id)
        if not why.strip():
            raise CannotClose(WallProblem.NO_REASON)
        _keep_change(file, RestrictionState.LIFTED, (), why, by=by, on=on)
        case.only_for = None
        _save_wall(case, by)
    return case


def ask_for_glass(*, by: Person, vault: OpenedVault, centre_id: UUID, code: str, why: str) -> GlassBreak:
    """Ask for a restricted file by its code, with a reason; a second person has to open it.

    Raises CannotClose(NOTHING_THERE) alike where no file has this code, where it is open to her anyway, and where it
    is hidden from her: whoever declared a conflict learns nothing.
    """
    by.require("cases.write", centre_id)
    if not why.strip():
        raise CannotClose(WallProblem.NO_REASON)
    with counting_rows():
        case = Case.objects.filter(centre_id=centre_id, code=code, data_key__isnull=False).first()
    if case is None or not _outside(case, by.staff_id):
        raise CannotClose(WallProblem.NOTHING_THERE)
    with recorded(by=by, event="glass.asked", centre=centre_id) as record:
        data_key, key = vault.centre(centre_id).new_data_key()
        data_key.save(force_insert=True)
        row = GlassBreak(centre_id=centre_id, asked_by=by.staff_id, asked_at=timezone.now(), data_key=data_key)
        row.put(key, answers={"case": str(case.id)}, words={"why": why.strip()})
        row.save(force_insert=True)
        record.about = f"glass:{row.id}"
    return row


def answer_glass(*, by: Person, vault: OpenedVault, glass_id: UUID, opens: bool, answer: str) -> GlassBreak:
    """The second person opens a restricted file to both, or refuses; she is another one and has no conflict.

    Raises CannotClose, Conflict when it was answered already, Http404 where she may not know of the request.
    """
    with recorded(by=by, event="glass.opened" if opens else "glass.refused") as record:
        rows = GlassBreak.objects.select_for_update(of=("self",)).select_related("data_key")
        row: GlassBreak | None = rows.filter(id=glass_id, centre_id__in=by.centres).first()
        if row is None:
            raise Http404
        by.require("cases.write", row.centre_id)
        key = glass_key(row, vault)
        record.centre, record.about = row.centre_id, f"glass:{row.id}"
        with counting_rows():
            files = Case.objects.select_for_update(of=("self",)).select_related("data_key")
            case = files.filter(id=UUID(row.opened(key, "answers")["case"]), data_key__isnull=False).first()
            if case is None or by.staff_id in case.hidden_from:
                raise Http404
            _refuse_answer(row, case, by, answer)
            row.state = (GlassState.OPENED if opens else GlassState.REFUSED).value
            row.answered_by, row.answered_at = by.staff_id, timezone.now()
            row.put(key, words={**row.opened(key, "words"), "answer": answer.strip()})
            row.save(force_update=True)
            if opens and case.only_for is not None:
                _open_glass(opened(case, vault), row, answer, by=by)
                record.about = f"case:{case.code}"
    return row


def _refuse_answer(row: GlassBreak, case: Case, by: Person, answer: str) -> None:
    if row.state != GlassState.ASKED:
        raise Conflict(row)
    if row.asked_by == by.staff_id:
        raise CannotClose(WallProblem.SAME_PERSON)
    if row.asked_by in case.hidden_from:
        raise CannotClose(WallProblem.NOTHING_THERE)
    if not answer.strip():
        raise CannotClose(WallProblem.NO_REASON)


def _open_glass(file: OpenedCase, row: GlassBreak, answer: str, *, by: Person) -> None:
    case = file.case
    listed = sorted({*(case.only_for or ()), row.asked_by, by.staff_id}, key=str)
    case.only_for = listed
    touch_case(case, by)
    case.save(update_fields=["only_for", "revision", "changed_at", "changed_by"])
    _keep_change(file, RestrictionState.OPENED, listed, answer, by=by, on=None)


def _outside(case: Case, staff_id: UUID) -> bool:
    return staff_id not in case.hidden_from and case.only_for is not None and staff_id not in case.only_for


def _keep_change(
    file: OpenedCase, state: RestrictionState, names: Iterable[UUID], why: str, *, by: Person, on: date | None
) -> None:
    row = new_record(NamedList, file, by=by, state=state.value)
    told = {"on": (on or timezone.localdate()).isoformat(), "names": [str(each) for each in names]}
    row.put(file.key, answers=told, words={"why": why.strip()})
    row.save(force_insert=True)


def _save_wall(case: Case, by: Person) -> None:
    """Save who may know of a file, though she who says so may not know of it a moment later."""
    touch_case(case, by)
    with counting_rows():
        case.save(update_fields=["holder_id", "hidden_from", "only_for", "revision", "changed_at", "changed_by"])
