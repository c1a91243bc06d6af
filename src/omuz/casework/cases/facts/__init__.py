"""The only door through which files leave this floor: coded rows in memory, no code, name, word or day.

`as_facts` makes facts of such rows; `kept_rows` are those of files that were destroyed; `keep_rows` keeps them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias
from uuid import UUID, uuid4

from django.db.models import QuerySet

from omuz.casework.cases.models import KeptFact
from omuz.foundation.catalogue.fact_kinds import Answer, fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED
from omuz.foundation.people.access import Person
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, Value

Row: TypeAlias = dict[str, str | int | tuple[str, ...]]


def as_facts(kind: str, rows: Iterable[Row], *, person: Person, centre_id: UUID, period: str | None) -> Facts:
    """Rows of one kind as facts of the centre; a column a row does not have is *not asked*. `period` narrows."""
    told = fact_kind(kind)
    wanted = [row for row in rows if not period or period in (row["month"], row["quarter"], row["year"])]
    columns: dict[str, list[Value]] = {}
    for column in told.columns.values():
        if column.answer is Answer.NAME:
            continue
        empty: Value = (NOT_ASKED,) if column.several else None if column.answer is Answer.NUMBER else NOT_ASKED
        columns[column.name] = [_value(row.get(column.name), empty, several=column.several) for row in wanted]
    centre = next(post.centre_code for post in person.posts if post.centre_id == centre_id)
    columns["centre"] = [centre] * len(wanted)
    return Facts(told, columns)


def _value(found: str | int | tuple[str, ...] | None, empty: Value, *, several: bool) -> Value:
    if found is None or found in ("", ()):
        return empty
    if several:
        return (found,) if isinstance(found, str) else tuple(found)  # type: ignore[arg-type]  # a number is never several
    return found


def kept_rows(kind: str, *, vault: OpenedVault, centre_id: UUID) -> list[Row]:
    """The rows of destroyed files; they carry no file and come in no order. Opened once a session: rows only come."""
    found: dict[UUID, Row] = {}

    def more(known: dict[UUID, Row]) -> dict[UUID, Row]:
        rows = KeptFact.objects.filter(centre_id=centre_id, kind=kind)
        if rows.count() == len(known):
            return known
        return {**known, **dict(_opened(rows.exclude(id__in=list(known)), vault, centre_id))}

    if vault.opening:
        name = f"kept:{kind}:{centre_id}"
        found = kept(vault.opening, name, lambda: more({}), refresh=more, staff_id=vault.staff_id)
    else:
        found = more(found)
    return list(found.values())


def _opened(rows: "QuerySet[KeptFact]", vault: OpenedVault, centre_id: UUID) -> Iterator[tuple[UUID, Row]]:
    sealed = list(rows.order_by("id").values_list("data_key__wrapped", "data_key_id", "answers", "id"))
    opened = vault.centre(centre_id).open_many(sealed, table=KeptFact._meta.db_table, field="answers")
    for place, row in enumerate(opened):
        told = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
        yield sealed[place][3], told


def keep_rows(kind: str, rows: Sequence[Row], *, vault: OpenedVault, centre_id: UUID) -> int:
    """Inside the act that destroys a file: keep its rows, each under a key of its own; returns how many."""
    centre = vault.centre(centre_id)
    told = [
        (
            uuid4(),
            {"answers": {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}},
        )
        for row in rows
    ]
    keys, facts = [], []
    for (fact_id, _payload), sealed in zip(told, centre.seal_many(told, table=KeptFact._meta.db_table), strict=True):
        key_id, wrapped, envelopes = sealed
        keys.append((key_id, centre_id, centre.generation, wrapped))
        facts.append((fact_id, centre_id, kind, key_id, envelopes["answers"]))
    DataKey.objects.insert_many(("id", "centre_id", "generation", "wrapped"), keys)
    KeptFact.objects.insert_many(("id", "centre_id", "kind", "data_key", "answers"), facts)
    return len(facts)
