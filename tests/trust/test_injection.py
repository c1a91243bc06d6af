"""Words that are commands elsewhere, written by every writer of ours and sent to every search: they stay words."""

import csv
import io
import json
import logging
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import icalendar
import openpyxl
from django.urls import reverse

from tests.attack import conftest as attack
from tests.trust.hurting import FORMULAS
from tests.trust.malformed import text
from tests.trust.promised import Line
from tests.trust.worlds import Fault, Ledger, World

clock, house = attack.clock, attack.house

FULL = 10_000
WORDS = (
    *FORMULAS,
    "' OR 1=1 --", "'; DROP TABLE people_staff; --", "1) UNION SELECT password FROM people_staff --", "%' ESCAPE '\\",
    "\\", "$$", "{{ 7*7 }}", "{% load static %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "<script>alert(1)</script>",
    "</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", '" onmouseover="alert(1)', "javascript:alert(1)",
    "a\r\nSet-Cookie: x=1", "a\nBEGIN:VEVENT\nEND:VEVENT", "a;b,c:d", 'a"\nb = "c', '"""', "'''", "[table]", "a\u2028b",
    "\u0085", "\x7f", "#set page(margin: 0pt)", "#include \"/etc/passwd\"", "$ x $", "\\input{x}", "../../etc/passwd",
    "\u202e=1+1", "\ufeff=1+1", " =1+1", "%s%n", "{0.__class__}", "%(x)s", "\x1b[31m",
)  # fmt: skip


def payloads(chance: Random, count: int) -> Iterator[str]:
    """The corpus once, then its words joined with each other and with letters by chance."""
    for turn in range(count):
        one = WORDS[turn % len(WORDS)]
        yield one if turn < len(WORDS) else chance.choice(["", " ", text(chance, 9)]) + one + chance.choice(WORDS)


def _csv(told: str) -> bool:
    from omuz.foundation.catalogue.tables import OFFICE, PROGRAM, as_csv
    from omuz.foundation.catalogue.tables.cells import kept, runs

    for style, sign in ((OFFICE, ";"), (PROGRAM, ",")):
        made = as_csv([["a", "b"], [told, "x"]], style).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=sign))
        if len(rows) != 2 or len(rows[1]) != 2 or runs(rows[1][0]):
            return False
        if kept(told).strip("'") not in rows[1][0]:
            return False
    return True


def _xlsx(told: str) -> bool:
    from omuz.foundation.catalogue.tables import Sheet, as_workbook
    from omuz.foundation.catalogue.tables.cells import kept

    book = openpyxl.load_workbook(io.BytesIO(as_workbook([Sheet("a", [["a"], [told]])])))
    cell = book.worksheets[0]["A2"]
    return cell.data_type in {"s", "n", "inlineStr"} and (cell.value is not None or not kept(told).strip())


def _calendar(told: str) -> bool:
    from omuz.casework.appointments.rules.calendar_file import Event, calendar_text

    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = calendar_text([Event(UUID(int=1), at, at, 1)], title=told, name=told, made_at=at)
    whole = all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    return whole and "\n" not in made.replace("\r\n", "") and _one_event(made.encode())


def _meetings(told: str) -> bool:
    from omuz.insight.papers.calendar import Happening, as_calendar

    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    happening = Happening(uid="1@omuz", title=told, starts=at, ends=at + timedelta(hours=1), changed_at=at, where=told)
    return _one_event(as_calendar([happening]))


def _one_event(made: bytes) -> bool:
    calendar: Any = icalendar.Calendar.from_ical(made)
    return len(calendar.walk("VEVENT")) == 1 and len(calendar.walk()) == 2


def _toml(told: str) -> bool:
    from omuz.network.coordination.rules.shape import _lines

    made = tomllib.loads("\n".join(_lines({"a": told, "b": "x", "c": [{"d": told}]}, "")))
    return set(made) == {"a", "b", "c"} and made["b"] == "x" and made["a"] == told.replace("\x7f", " ")


def _log(told: str) -> bool:
    from omuz.site.serving.lines import PlaceOnly

    try:
        raise ValueError(told)
    except ValueError:
        record = logging.LogRecord("omuz", logging.ERROR, "a.py", 1, "%s", (told,), sys.exc_info())
    line = PlaceOnly().format(record)
    return "\n" not in line and set(json.loads(line)) == {"at", "level", "from", "place", "fault"}


def _page(told: str) -> bool:
    from omuz.network.surveys.templatetags.filling import _script

    made = str(_script(json.dumps({"a": told}), "x"))
    inside = made.partition(">")[2].removesuffix("</script>")
    return "<" not in inside and json.loads(inside) == {"a": told}


def _template(told: str) -> bool:
    from django.template import Context, engines

    engine: Any = engines["django"]
    made = engine.from_string('<p title="{{ a }}">{{ a }}</p>').template.render(Context({"a": told}))
    return "<" not in made.removeprefix("<p").removesuffix("</p>") and made.count('"') == 2


SINKS: dict[str, Callable[[str], bool]] = {
    "cells of CSV": _csv, "cells of XLSX": _xlsx, "a worker's calendar": _calendar,
    "the calendar of trainings": _meetings,
    "TOML": _toml, "lines of the log": _log, "data inside a page": _page, "words on a page": _template,
}  # fmt: skip


def test_no_word_is_a_command_in_anything_we_write(
    times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    broken = []
    for sink, holds in SINKS.items():
        tried = times(FULL, least=len(WORDS))
        lost = [one for one in payloads(Random(seed), tried) if not holds(one)]
        broken += [(sink, one) for one in lost[:5]]
        promised(Line("S10", f"payloads into {sink}", tried, tried - len(lost), f"{len(WORDS)} words, joined by chance",
                      "10,000 a sink, 0 obeyed"))  # fmt: skip
    assert broken == []


ASKED = {
    "contacts:list": "nermin", "cases:list": "ayse", "referrals:institutions": "ayse", "people": "nermin",
    "directory:institutions": "elif_", "directory:centres": "elif_", "handbook:external": "elif_",
}  # fmt: skip
"""Pages with a search, a filter or an order, and who asks."""
LETTERS = (
    "q",
    "s",
    "ara",
    "sira",
    "order",
    "kind",
    "tur",
    "district",
    "ilce",
    "worker",
    "channel",
    "day",
    "after",
    "merkez",
)


def test_no_search_filter_or_order_is_a_command_to_the_database(
    house: Any, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    world, chance, fault = World("centre", house), Random(seed), Fault()
    for name in set(ASKED.values()):
        world.client(name)
    pages = [(reverse(page), name) for page, name in ASKED.items() if page in _there()]
    ledger, broken, tried = Ledger(world), [], times(FULL)
    for turn, one in enumerate(payloads(chance, tried)):
        path, name = pages[turn % len(pages)]
        letters = {chance.choice(LETTERS): one, "merkez": "konak-1"} if turn % 2 else dict.fromkeys(LETTERS, one)
        with world.taken_back():
            answer = world.client(name).get(path, letters)
            content = answer.getvalue()
            changed, _acts = ledger.changed()
        if answer.status_code >= 500 or changed or b"<script>alert(1)" in content or b"argon2" in content:
            broken.append((path, one, answer.status_code, sorted(changed), fault.told))
    said = f"{len(pages)} pages, {len(LETTERS)} letters of the address"
    promised(Line("S10", "payloads into searches, filters and orders", tried, tried - len(broken), said,
                  "10,000 a sink, 0 obeyed"))  # fmt: skip
    assert broken == []


def _there() -> set[str]:
    return {address.name for address in attack.every_address() if not address.parts}
