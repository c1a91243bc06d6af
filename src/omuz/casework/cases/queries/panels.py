"""What each room shows of a file on its one page, on the page of today, and to her."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the case page: a template of the room with the variables it needs."""

    title: Promise | str
    template: str
    context: Mapping[str, Any]
    place: str = "side"
    order: int = 50
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a file's timeline."""

    on: date
    title: Promise | str
    text: str = ""
    address: str = ""
    icon: str = ""
    made_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing to do, by code: it may be on a screen others see, so it says nothing about her."""

    kind: str
    code: str
    case_id: UUID | None
    title: Promise | str
    when: date | datetime | None
    address: str
    urgent: bool = False
    mine: bool = True
    order: int = 50


@dataclass(frozen=True, slots=True)
class HerSection:
    """A part of her record as she may read it: a title, and lines of label and text."""

    title: Promise | str
    lines: tuple[tuple[Promise | str, str], ...] = field(default=())
