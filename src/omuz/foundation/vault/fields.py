"""The column type of an envelope: it can be stored and read back whole, and nothing can be asked of it in SQL."""

import inspect
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull
from django.db.models.sql.compiler import SQLCompiler

from omuz.foundation.vault.crypto import looks_sealed

if TYPE_CHECKING:
    _Bytes = models.BinaryField[Any, Any]
else:
    _Bytes = models.BinaryField

Kind = Literal["answers", "words", "identity"]
KINDS: tuple[Kind, ...] = ("answers", "words", "identity")

_FORBIDDEN_OPTIONS = (
    "unique", "db_index", "primary_key", "default", "db_default", "choices",
    "unique_for_date", "unique_for_month", "unique_for_year",
)  # fmt: skip


def _refuse(field: Any, what: str) -> NoReturn:
    raise FieldError(
        f"{field} is sealed: the database cannot {what} it. Open the rows in the session of somebody who holds"
        " the centre's key and do it in memory."
    )


class SealedCol(Col):
    """A sealed column in a query: it may be selected as it is; every other use raises FieldError."""

    @property
    def contains_aggregate(self) -> bool:
        # The framework asks this of everything it annotates or aggregates, and of nothing it merely selects.
        _refuse(self.target, "annotate or aggregate")

    def resolve_expression(self, *_: Any, **__: Any) -> NoReturn:
        _refuse(self.target, "sort or group by")

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        # Only the select list compiles a column straight from get_select (this ← compile ← get_select); whatever
        # wraps, compares, groups or sorts comes another way. Default is refusal, so a new way is refused too.
        frame = inspect.currentframe()
        caller = frame.f_back.f_back if frame and frame.f_back else None
        if caller is None or caller.f_code is not SQLCompiler.get_select.__code__:
            _refuse(self.target, "compare, sort, group by or compute with")
        return super().as_sql(compiler, connection)


class SealedIsNull(IsNull):
    """Whether there is an envelope at all; the operator can see that in any case."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(Col(lhs.alias, lhs.target) if isinstance(lhs, SealedCol) else lhs, rhs)


class SealedField(_Bytes):
    """An envelope made by `OpenedKey.seal`; `kind` is the privacy class of what is inside.

    Filtering, sorting, grouping, aggregating, indexing and uniqueness raise FieldError; storing anything that
    is not an envelope does too.
    """

    def __init__(self, *args: Any, kind: Kind, **options: Any) -> None:
        if kind not in KINDS:
            raise FieldError(f"A sealed field is of kind {', '.join(KINDS)}; “{kind}” is none of them.")
        for option in _FORBIDDEN_OPTIONS:
            if options.get(option):
                raise FieldError(f"A sealed field takes no {option}: the database cannot compare envelopes.")
        self.kind: Kind = kind
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "kind": self.kind}

    def get_col(self, alias: Any, output_field: Any = None) -> Col:
        return SealedCol(alias, self, output_field or self)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return SealedIsNull
        _refuse(self, f"filter ({lookup_name}) on")

    def get_transform(self, lookup_name: str) -> Any:
        _refuse(self, f"compute {lookup_name} of")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not (isinstance(value, bytes | memoryview) and looks_sealed(bytes(value))):
            raise FieldError(f"{self} takes only envelopes made by OpenedKey.seal; something plain was refused.")
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            raise FieldError(f"{self} takes only envelopes made by OpenedKey.seal; text was refused.")
        return value

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        return [*super().check(**options), *self._check_indexes()]

    def _check_indexes(self) -> list[checks.CheckMessage]:
        meta = self.model._meta
        named: list[tuple[str, tuple[str, ...]]] = [
            *((index.name, tuple(index.fields)) for index in meta.indexes),
            *((each.name, tuple(getattr(each, "fields", ()))) for each in meta.constraints),
            *(("unique_together", tuple(fields)) for fields in meta.unique_together),
        ]
        return [
            checks.Error(f"{where} names the sealed field {self.name}.", obj=self, id="vault.E001")
            for where, fields in named
            if self.name in {field.lstrip("-") for field in fields}
        ]
