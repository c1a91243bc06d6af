"""The only door through which files leave this floor: coded rows in memory, no code, name, word or day.

`as_facts` makes facts of such rows; `kept_rows` are those of files that were destroyed; `keep_rows` keeps them.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from uuid import UUID

from omuz.casework.cases.models import KeptFact
from omuz.foundation.catalogue.fact_kinds import Answer, fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, Value

Row: TypeAlias = dict[str, str | int | tuple[str, ...]]


def as_facts(kind: str, rows: Iterable[Row], *, person: Person, centre_id: UUID, period: str | None) -> Facts:
    """Rows of one kind as facts of the centre; a column a row does not have is *not asked*. `period` narrows."""
    told = fact_kind(kind)
    kept = [row for row in rows if not period or period in (row["month"], row["quarter"], row["year"])]
    columns: dict[str, list[Value]] = {}
    for column in told.columns.values():
        if column.answer is Answer.NAME:
            continue
        empty: Value = (NOT_ASKED,) if column.several else None if column.answer is Answer.NUMBER else NOT_ASKED
        columns[column.name] = [_value(row.get(column.name), empty, several=column.several) for row in kept]
    centre = next(post.centre_code for post in person.posts if post.centre_id == centre_id)
    columns["centre"] = [centre] * len(kept)
    return Facts(told, columns)


def _value(found: str | int | tuple[str, ...] | None, empty: Value, *, several: bool) -> Value:
    if found is None or found in ("", ()):
        return empty
    if several:
        return (found,) if isinstance(found, str) else tuple(found)  # type: ignore[arg-type]  # a number is never several
    return found


def kept_rows(kind: str, *, vault: OpenedVault, centre_id: UUID) -> list[Row]:
    """The rows of destroyed files; they carry no file and come in no order."""
    rows = KeptFact.objects.filter(centre_id=centre_id, kind=kind).order_by("id")
    sealed = rows.values_list("data_key__wrapped", "data_key_id", "answers", "id")
    opened = vault.centre(centre_id).open_many(sealed.iterator(), table=KeptFact._meta.db_table, field="answers")
    return [{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()} for row in opened]


def keep_rows(kind: str, rows: Sequence[Row], *, vault: OpenedVault, centre_id: UUID) -> int:
    """Inside the act that destroys a file: keep its rows, each under a key of its own; returns how many."""
    for row in rows:
        data_key, key = vault.centre(centre_id).new_data_key()
        data_key.save(force_insert=True)
        fact = KeptFact(centre_id=centre_id, kind=kind, data_key=data_key)
        fact.put(key, answers={name: list(value) if isinstance(value, tuple) else value for name, value in row.items()})
        fact.save(force_insert=True)
    return len(rows)
