"""Two files of one woman become one: proposed, looked at by somebody else, sealed anew record by record, undone."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record, touch_case
from omuz.casework.cases.models import Case, CaseStep
from omuz.casework.cases.queries.files import OpenedCase, locked_case, locked_record, opened
from omuz.casework.team.models import AgendaItem, Merge
from omuz.casework.team.rules.merging import MergeProblem, MergeState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

STAYS = frozenset({AgendaItem, CaseStep, Merge})
"""What a file keeps even when it is merged into another: its own steps, its place on a table, merges into itself."""


class CannotMerge(Exception):
    """These files cannot be put together, or taken apart, like this; both are as they were."""

    def __init__(self, problem: MergeProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def propose_merge(*, by: Person, vault: OpenedVault, case_id: UUID, other_id: UUID, why: str) -> Merge:
    """Say that `other_id` is the same woman's file and should go into `case_id`; nothing moves yet."""
    if case_id == other_id:
        raise CannotMerge(MergeProblem.SAME_FILE)
    with recorded(by=by, event="merge.proposed") as record:
        file, other = _both(by, vault, case_id, other_id)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        for row in Merge.objects.filter(centre_id=file.centre_id, case=file.case, state=MergeState.PROPOSED.value):
            if UUID(row.opened(file.key, "answers")["other"]) == other_id:
                raise CannotMerge(MergeProblem.ALREADY)
        merge = new_record(Merge, file, by=by, state=MergeState.PROPOSED.value)
        told = {"on": timezone.localdate().isoformat(), "other": str(other.id)}
        merge.put(file.key, answers=told, words={"why": why.strip()})
        merge.save(force_insert=True)
    return merge


def refuse_merge(*, by: Person, merge_id: UUID, revision: int) -> Merge:
    """The two are not the same woman, or must stay apart; whoever proposed it may take it back herself."""
    with recorded(by=by, event="merge.refused") as record:
        merge = locked_record(by, Merge, merge_id, revision=revision)
        record.centre, record.about = merge.centre_id, f"case:{merge.case.code}"
        if merge.state != MergeState.PROPOSED:
            raise CannotMerge(MergeProblem.NOT_PROPOSED)
        merge.state = MergeState.REFUSED.value
        merge.touch(by)
        merge.save(force_update=True)
    return merge


def merge_files(*, by: Person, vault: OpenedVault, merge_id: UUID, revision: int) -> Merge:
    """The second person puts the files together: every record moves and is sealed anew under the file that stays.

    Raises CannotMerge by the same person, between files with different walls, or where a record cannot move; then
    both files are as they were. Raises Conflict.
    """
    with recorded(by=by, event="files.merged") as record:
        merge = locked_record(by, Merge, merge_id, revision=revision)
        if merge.state != MergeState.PROPOSED:
            raise CannotMerge(MergeProblem.NOT_PROPOSED)
        if merge.made_by == by.staff_id:
            raise CannotMerge(MergeProblem.SAME_PERSON)
        told = merge.opened(merge.case.key(vault), "answers")
        file, other = _both(by, vault, merge.case_id, UUID(told["other"]))
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        told |= {
            "moved": _moved(other, file),
            "hidden": [str(each) for each in file.case.hidden_from],
            "hidden_other": [str(each) for each in other.case.hidden_from],
        }
        file.case.hidden_from = sorted({*file.case.hidden_from, *other.case.hidden_from}, key=str)
        other.case.merged_into = file.case
        merge.state, merge.reviewed_by = MergeState.MERGED.value, by.staff_id
        merge.put(file.key, answers=told)
        merge.touch(by)
        merge.save(force_update=True)
        _save(file.case, by)
        _save(other.case, by)
    return merge


def undo_merge(*, by: Person, vault: OpenedVault, merge_id: UUID, revision: int, why: str) -> Merge:
    """Take two files apart again: what had moved goes back, with every change made meanwhile; both walls as before.

    Raises CannotMerge, Conflict.
    """
    with recorded(by=by, event="merge.undone") as record:
        merge = locked_record(by, Merge, merge_id, revision=revision)
        if merge.state != MergeState.MERGED:
            raise CannotMerge(MergeProblem.NOT_MERGED)
        file = opened(locked_case(by, merge.case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        told = merge.opened(file.key, "answers")
        other = opened(_merged_case(file, UUID(told["other"])), vault)
        _back(told["moved"], file, other)
        since = set(file.case.hidden_from) - {UUID(each) for each in (*told["hidden"], *told["hidden_other"])}
        file.case.hidden_from = sorted({*(UUID(each) for each in told["hidden"]), *since}, key=str)
        other.case.hidden_from = sorted({*(UUID(each) for each in told["hidden_other"]), *since}, key=str)
        other.case.merged_into = None
        merge.state = MergeState.UNDONE.value
        merge.put(file.key, words={**merge.opened(file.key, "words"), "undone": why.strip()})
        merge.touch(by)
        merge.save(force_update=True)
        _save(file.case, by)
        _save(other.case, by)
    return merge


def _merged_case(file: OpenedCase, other_id: UUID) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("data_key")
    other: Case | None = rows.filter(id=other_id, centre_id=file.centre_id, merged_into=file.case).first()
    if other is None or other.data_key is None:
        raise CannotMerge(MergeProblem.NOT_MERGED)
    return other


def _both(by: Person, vault: OpenedVault, case_id: UUID, other_id: UUID) -> tuple[OpenedCase, OpenedCase]:
    """Both files, held in the same order by everybody, of one centre and behind the same walls."""
    held = {each: opened(locked_case(by, each), vault) for each in sorted((case_id, other_id))}
    file, other = held[case_id], held[other_id]
    if file.centre_id != other.centre_id:
        raise CannotMerge(MergeProblem.NOT_FOUND)
    if sorted(file.case.only_for or (), key=str) != sorted(other.case.only_for or (), key=str) or (
        file.case.only_for is None
    ) != (other.case.only_for is None):
        raise CannotMerge(MergeProblem.DIFFERENT_WALLS)
    return file, other


def record_models() -> Iterator[Any]:
    """Every kind of record that belongs to a file and moves with it."""
    for relation in Case._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if relation.one_to_many and field is not None and field.name == "case" and relation.related_model not in STAYS:
            yield relation.related_model


def _moved(source: OpenedCase, target: OpenedCase) -> dict[str, list[str]]:
    """Move every record of `source`; returns kind → ids."""
    told: dict[str, list[str]] = {}
    for model in record_models():
        rows = model.objects.filter(centre_id=source.centre_id, case=source.case)
        ids = _carried(model, rows, source, target)
        if ids:
            told[model._meta.label] = [str(each) for each in ids]
    return told


def _back(moved: dict[str, list[str]], source: OpenedCase, target: OpenedCase) -> None:
    """Move the recorded records back; one that was removed meanwhile stays removed."""
    for model in record_models():
        ids = moved.get(model._meta.label, [])
        if ids:
            rows = model.objects.filter(centre_id=source.centre_id, case=source.case, id__in=ids)
            _carried(model, rows, source, target)


def _carried(model: Any, rows: "QuerySet[Any]", source: OpenedCase, target: OpenedCase) -> list[UUID]:
    """Seal the envelopes of `rows` anew under the key of `target` and hand the rows over; returns their ids."""
    fields = [field.attname for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]
    done: list[UUID] = []
    try:
        with transaction.atomic():
            for row in rows.select_for_update(of=("self",)).order_by("pk"):
                changed = {name: _sealed_anew(row, name, source.key, target.key) for name in fields}
                model.objects.filter(pk=row.pk).update(case=target.case, **changed)
                done.append(row.pk)
    except (SealBroken, IntegrityError) as broken:
        raise CannotMerge(MergeProblem.CANNOT_MOVE) from broken
    return done


def _sealed_anew(row: Any, field: str, old: OpenedKey, new: OpenedKey) -> bytes | None:
    blob = getattr(row, field)
    if not blob:
        return None
    place = {"table": row._meta.db_table, "record": row.pk, "field": field}
    return new.seal(old.open(blob, **place), **place)


def _save(case: Case, by: Person) -> None:
    touch_case(case, by)
    with counting_rows():
        case.save(update_fields=["hidden_from", "merged_into", "revision", "changed_at", "changed_by"])
