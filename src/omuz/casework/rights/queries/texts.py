"""The notices and the retention clocks as domain people wrote them; read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.casework.rights.rules.clocks import Clock, What, clock_on
from omuz.casework.rights.rules.notice import newest
from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder


@dataclass(frozen=True, slots=True)
class Part:
    """One idea of a notice; `only` keeps it to some kinds of organisation, empty means all."""

    key: str
    title: Words
    text: Words
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice: its sheet in parts, and what is said aloud."""

    version: date
    title: Words
    lead: Words
    parts: tuple[Part, ...]
    spoken: Words


@dataclass(frozen=True, slots=True)
class ToldClock:
    """A clock with its words: what it is for, from when it runs, what happens then."""

    clock: Clock
    title: Words
    since: Words
    then: Words


def _head(page: Section, code: str) -> None:
    """What every text says of itself."""
    page.choice("code", [code])
    page.about()


@lru_cache(maxsize=4)
def _notices_in(folder: Path) -> Mapping[date, Notice]:
    found = (_notice(path) for path in sorted((folder / "texts" / "notices").glob("*.toml")))
    return {notice.version: notice for notice in found}


def _notice(path: Path) -> Notice:
    page = read_definition(path)
    _head(page, "notice")
    version = page.day("valid_from")
    if version.isoformat() != path.stem:
        raise page.fault(_("dosyanın adı bu gün olmalı"), "valid_from")
    spoken = page.section("spoken")
    notice = Notice(
        version=version,
        title=page.words("title"),
        lead=page.words("lead"),
        parts=tuple(_part(section) for section in page.sections("part")),
        spoken=spoken.words("text"),
    )
    spoken.finish()
    page.finish()
    return notice


def _part(section: Section) -> Part:
    part = Part(section.text("key"), section.words("title"), section.words("text"), section.texts("only", ()))
    section.finish()
    return part


def notices() -> Mapping[date, Notice]:
    """Every version of the notice by its day. Raises CatalogueError when a file is broken."""
    return _notices_in(catalogue_folder())


def notice_on(day: date) -> Notice | None:
    """The version to give on `day`; None where none has begun."""
    found = newest(notices(), day)
    return notices()[found] if found else None


@lru_cache(maxsize=4)
def _clocks_in(folder: Path) -> tuple[ToldClock, ...]:
    page = read_definition(folder / "retention.toml")
    _head(page, "retention")
    found = tuple(_clock(section) for section in page.sections("clock"))
    page.finish()
    return found


def _clock(section: Section) -> ToldClock:
    what = What(section.choice("what", [each.value for each in What]))
    clock = Clock(what, section.day("valid_from"), days=section.whole("days", 0), months=section.whole("months", 0))
    told = ToldClock(clock, section.words("title"), section.words("since"), section.words("then"))
    if bool(clock.days) == bool(clock.months):
        raise section.fault(_("gün ya da ay: ikisinden yalnız biri yazılmalı"), "days")
    section.finish()
    return told


def told_clocks(day: date) -> list[ToldClock]:
    """The clock of each kind in force on `day`, in the order of the file's kinds. Raises CatalogueError, NoClock."""
    return [told_clock(what, day) for what in What]


def told_clock(what: What, day: date) -> ToldClock:
    """The clock of one kind in force on `day`, with its words. Raises NoClock."""
    found = _clocks_in(catalogue_folder())
    wanted = clock_on([each.clock for each in found], what, day)
    return next(each for each in found if each.clock == wanted)


def clock_of(what: What, day: date) -> Clock:
    """The clock of one kind in force on `day`. Raises NoClock."""
    return told_clock(what, day).clock
