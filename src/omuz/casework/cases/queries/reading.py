"""A file read by a page that only reads: what kinds of records it has is asked first, each is read and opened once.

What was read lies beside the opened file of this one request and goes with it; nothing is kept for the next.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.apps import apps

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.foundation.tenancy.present import present

TOGETHER = 8
"""Tables asked about in one statement: PostgreSQL plans eight in a millisecond, thirty in forty."""

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=CaseRecord)
Reads = Callable[Concatenate[OpenedCase, P], T]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, type[CaseRecord]]:
    """Table → the model of every kind of record a file may have."""
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, CaseRecord)}


def reading(file: OpenedCase) -> OpenedCase:
    """The same file for a page that writes nothing: rooms asked of it one after another read each record once.

    To be used while the page is made and never by an act: what is written meanwhile would not be seen.
    """
    kinds = _kinds()
    tables = list(kinds)
    groups = [tables[start : start + TOGETHER] for start in range(0, len(tables), TOGETHER)]
    there = {
        table
        for group in groups
        for table in present(group, centre_id=file.centre_id, column="case_id", record_id=file.id)
    }
    file.case.kinds = frozenset(kinds[table] for table in there)
    return replace(file, read={})


def read_once(reads: Reads[P, T]) -> Reads[P, T]:
    """A function that reads one kind of record of an opened file: asked again in one `reading`, it answers from it.

    Whoever is answered must not change what was read.
    """

    @wraps(reads)
    def inner(file: OpenedCase, /, *args: P.args, **named: P.kwargs) -> T:
        if file.read is None:
            return reads(file, *args, **named)
        asked = (inner, args, tuple(named.items()))
        if asked not in file.read:
            file.read[asked] = reads(file, *args, **named)
        told: T = file.read[asked]
        return told

    return inner


@read_once
def rows_of(file: OpenedCase, model: type[R]) -> tuple[R, ...]:
    """Every record of one kind in a file, oldest first, with nothing opened."""
    return tuple(records_of(file.case, model))
