"""A frozen record as plain values for sealing, and back; what nobody said takes no room."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, get_args

NOT_ASKED = "not_asked"


def _kinds(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) or (kind,)


class Sealed:
    """Base of the records of this room: days, moments, codes and tuples of codes, each with a default but the day."""

    __slots__ = ()
    apart: ClassVar[tuple[str, ...]] = ()
    """Fields that are kept outside the envelope."""

    def to_payload(self) -> dict[str, Any]:
        """The plain values: days and moments as ISO text, several codes as a list."""
        kept: dict[str, Any] = {}
        for each in fields(self):  # type: ignore[arg-type]  # every heir is a dataclass
            value = getattr(self, each.name)
            if each.name in self.apart or value in (None, "", (), NOT_ASKED):
                continue
            if isinstance(value, datetime):
                kept[each.name] = value.isoformat(timespec="minutes")
            elif isinstance(value, date):
                kept[each.name] = value.isoformat()
            elif isinstance(value, StrEnum):
                kept[each.name] = value.value
            else:
                kept[each.name] = list(value) if isinstance(value, tuple) else value
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any], **apart: Any) -> Self:
        """The record from its opened form; `apart` are the fields kept outside."""
        told = {
            each.name: _read(each.type, kept[each.name])
            for each in fields(cls)  # type: ignore[arg-type]  # every heir is a dataclass
            if each.name in kept and each.name not in cls.apart
        }
        return cls(**told | apart)


def _read(kind: Any, value: Any) -> Any:
    kinds = _kinds(kind)
    if datetime in kinds:
        return datetime.fromisoformat(value)
    if date in kinds:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(value)
    enum = next((each for each in kinds if isinstance(each, type) and issubclass(each, StrEnum)), None)
    return enum(value) if enum else value
