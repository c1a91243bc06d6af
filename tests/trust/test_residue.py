"""What a served installation leaves in memory and on the disk once she has signed out, and whom it called meanwhile."""

import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.attack import conftest as attack
from tests.cast import PASSWORD, Cast
from tests.trust import residue
from tests.trust.promised import Line

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="another process's memory is read through /proc"),
]
IN_A_NOTE = 25
OTHERS = 12
FEW = 20
"""More than one word in so many left is no remainder any more: then the overwriting does not work."""
FULL = 500
"""From so many words on, a run without overwriting is measured too, so that the difference is told."""
PAGES = ("/temaslar/", "/temaslar/bugun/", "/temaslar/kagit/", "/temaslar/disari/", "/dosyalar/", "/merkezler/",
         "/raporlar/", "/gostergeler/", "/rehber/", "/hesabim/", "/kim-neye-bakti/", "/yok/")  # fmt: skip


@dataclass
class Left:
    """What was found after she had gone."""

    shown: bool
    reading: int
    words: set[str]
    often: int
    password: bool
    files: list[str]
    opened: list[str]
    calls: list[str]
    asked: int


def _planted(cast: Cast, mark: str, many: int) -> list[Any]:
    """Contacts whose notes hold so many marked words; the draft somebody goes on writing in comes last."""
    told = [
        attack.recorded(cast.ayse, note="şöyle dedi: " + " ".join(f"{mark}{n:04d}" for n in range(at, at + IN_A_NOTE)))
        for at in range(0, many, IN_A_NOTE)
    ]
    return [*told, attack.drafted(cast.ayse)]


def _a_morning(browser: residue.Browser, contacts: list[Any], mark: str) -> bool:
    """She signs in, reads every contact, writes on in a draft, searches; whether she did see what was planted."""
    browser.post("/giris/", "/giris/", login="ayse", password=PASSWORD)
    *read, draft = contacts
    shown = all(mark in browser.get(f"/temaslar/{contact.id}/") for contact in read)
    typed = {"version": "1", "changed": "note", "note": f"{mark}9998 yazıyor"}
    browser.post(f"/temaslar/{draft.id}/taslak/", "/temaslar/yeni/", **typed)
    browser.post("/temaslar/bul/", "/temaslar/yeni/", q=f"{mark}9999")
    return shown


def _day(environment: dict[str, str], folder: Path, contacts: list[Any], mark: str) -> Left:
    with residue.served(environment, folder) as site:
        worker, browser = site.workers[-1], residue.Browser(site.address)
        if not residue.readable(worker):
            pytest.skip("not run: this machine lets nobody look into a process")
        assert residue.holds(worker, str(site.temporary)), "the search must find what is there"
        shown = _a_morning(browser, contacts, mark)
        reading, _often = residue.in_memory(worker, mark)
        far = residue.reaches(worker)
        for path in PAGES:
            browser.get(path)
            far += residue.reaches(worker)
        browser.post("/cikis/", "/hesabim/")
        assert mark not in browser.get(f"/temaslar/{contacts[0].id}/"), "she has signed out"
        for _turn in range(OTHERS):  # others go on working
            residue.Browser(site.address).get("/giris/")
        words, often = residue.in_memory(worker, mark)
        files = [name for name, told in residue.files_under(site.temporary).items() if mark.encode() in told]
        outside = [name for name in site.calls if not name.startswith(("('127.0.0.1'", "'/", "b'/"))]
        opened = [name for name in site.written if name.startswith(str(site.temporary))]
        password = residue.holds(worker, PASSWORD)
        asked = len(contacts) + len(PAGES) + OTHERS + 6
        return Left(shown, len(reading), words, often, password, files, opened, far + outside, asked)


def test_a_served_day_leaves_nothing_in_memory_or_files_and_calls_nobody(
    cast: Cast, database_environment: dict[str, str], tmp_path: Path, times: Callable[..., int],
    promised: Callable[[Line], None],
) -> None:  # fmt: skip
    many, mark = times(1_000, least=50), f"kanarya{secrets.token_hex(4)}x"
    contacts = _planted(cast, mark, many)
    unit = residue.variables_of_the_unit()
    assert unit, "the unit says what is done with memory that is let go"
    left = _day({**database_environment, **unit}, tmp_path / "unit", contacts, mark)
    assert left.shown
    told = f"{left.reading} while she was reading"
    if many >= FULL:
        bare = _day(database_environment, tmp_path / "bare", contacts, mark)
        told += f"; without the unit's words about memory {len(bare.words)} of them lay there, {bare.often} times"
    held = many + 1 - len(left.words) - left.password
    figure = f"{len(left.words)} left after sign-out and {OTHERS} pages of others, {told}"
    few = 0 < len(left.words) * FEW <= many
    lacks = (
        f"{len(left.words)} words lie in memory that was let go; Python gives no means to wipe a text" if few else ""
    )
    promised(Line("S31", "words read and the password, in the worker's memory", many + 1, held, figure, "0 found",
                  unmet=lacks))  # fmt: skip
    figure = (
        f"{len(left.opened)} files opened for temporary use by Python, {len(left.files)} of them with a word of hers"
    )
    promised(Line("S31", "temporary files of that day", len(left.opened), len(left.opened) - len(left.files), figure,
                  "0 with her words"))  # fmt: skip
    figure = f"{len(left.calls)} far ends of sockets beyond this machine"
    promised(Line("S27", "pages and forms of a served day", left.asked, left.asked if not left.calls else 0, figure,
                  "0 calls"))  # fmt: skip
