"""No person in any log: words planted in fields, addresses and crashes are looked for in all that is written."""

import io
import logging
import random
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from omuz.site.serving.lines import PlaceOnly
from tests.attack import conftest as attack
from tests.attack.conftest import FORM, House, every_address, paths
from tests.attack.test_planted_words import _cached, _everything_in_the_database, _unpacked_sessions
from tests.trust import answered
from tests.trust.promised import Line

clock, house, full = attack.clock, attack.house, attack.full


def _said(client: Client, path: str, word: str, way: str) -> Any:
    """Send a word to an address in one of the ways words arrive."""
    forms = {
        "field": {**FORM, "note": word, "name": word, "why": word, "q": word},
        "nonsense": dict.fromkeys(FORM, word),
    }
    if way in forms:
        return client.post(path, forms[way])
    if way == "body":
        return client.post(path, f'{{"note": "{word}"', content_type="application/json")
    told = {"query": path, "header": path, "address": f"{path}{word}/", "crash": "/kirik/"}[way]
    asked = dict.fromkeys(("q", "s", "merkez", "next"), word) if way in {"query", "crash"} else {}
    headers = {"User-Agent": word, "Referer": f"http://testserver/{word}"} if way == "header" else {}
    return client.get(told, asked, headers=headers)


def test_no_planted_word_is_in_a_log_a_mail_a_trace_or_a_file(
    full: House, settings: Any, capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    seed: int, times: Callable[..., int], promised: Callable[[Line], None],
) -> None:  # fmt: skip
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.ROOT_URLCONF = "tests.attack.broken_addresses"
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlaceOnly())
    logging.getLogger().addHandler(handler)
    chance, mark = random.Random(seed), f"karabiber{secrets.token_hex(4)}"
    try:
        crashes = _a_day(full, chance, mark, times(1_000, least=70))
    finally:
        logging.getLogger().removeHandler(handler)
    out = capfd.readouterr()
    told = {
        "log": written.getvalue(),
        "standard output": out.out + out.err,
        "mail": "".join(str(message.message()) for message in mail.outbox),
        "sessions": _unpacked_sessions(),
        "cache": _cached(),
        "rows": _everything_in_the_database(),
        **{path.name: path.read_bytes().decode("utf-8", "replace") for path in _files(settings, tmp_path)},
    }
    assert "errors.log" in told, "a crash is noted by its place"
    found = [place for place, text in told.items() if mark in text]
    tried = times(1_000, least=70)
    figure = f"{crashes} crashes among them; looked for in {len(told)} places" + (
        f"; found in {found}" if found else ""
    )
    what = "words in fields, addresses, headers, bodies and crashes"
    promised(Line("S25", what, tried, 0 if found else tried, figure, "0 in logs, mail, traces, temporary files"))


def _a_day(full: House, chance: random.Random, mark: str, many: int) -> int:
    """So many words arrive in chance ways at chance addresses; how many of them broke a page."""
    clients = [full[who].client(raise_request_exception=False) for who in ("nermin", "ayse", "elif_", "can")]
    clients.append(Client(raise_request_exception=False))
    where = [path for address in every_address() if address.name not in answered.ENDS_A_SESSION
             and address.name not in KEEPS_WHAT_IT_IS_GIVEN for path in paths(address, full.of_konak)]  # fmt: skip
    ways, crashes = ("query", "address", "nonsense", "header", "body", "crash"), 0
    for number in range(many):
        word = f"{mark}{number}"
        answer = _said(chance.choice(clients), chance.choice(where), word, ways[number % len(ways)])
        crashes += answer.status_code == 500
    nermin = clients[0]
    for path in (
        reverse("contacts:find"),
        reverse("contacts:new"),
        reverse("contacts:correct", args=[full.contact.id]),
    ):
        _said(nermin, path, mark, "field")
    return crashes


KEEPS_WHAT_IT_IS_GIVEN = frozenset({"found-organisation", "found-centre", "invite"})
"""Pages whose very purpose is to keep an operational name in the open; nobody's story is typed there."""


def _files(settings: Any, temporary: Path) -> list[Path]:
    logs = Path(settings.OMUZ_HOME) / "log"
    return [path for folder in (logs, temporary) for path in folder.rglob("*") if path.is_file()]


def test_an_error_page_tells_nothing_of_the_inside(
    full: House, settings: Any, seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    """No trace, file, version, query or name of a program on any page of failure."""
    settings.ROOT_URLCONF = "tests.attack.broken_addresses"
    chance, client = random.Random(seed), full["nermin"].client(raise_request_exception=False)
    where = [path for address in every_address() for path in paths(address, full.absent)]
    inside = ("Traceback", ".py", "Django", "gunicorn", "psycopg", "SELECT ", "site-packages", "Exception", "sourceMap")
    tried, held, statuses = times(2_000, least=60), 0, set()
    for number in range(tried):
        path = chance.choice((chance.choice(where), "/kirik/", f"/yok{number}/", "/static/yok.js.map"))
        answer = client.get(path, {"q": "x"})
        told = "" if answer.streaming else answer.content.decode("utf-8", "replace")
        named = [word for word in inside if word in told] if answer.status_code >= 400 else []
        names_program = any(name in answer.headers for name in answered.TELLS_TOO_MUCH)
        held += not named and not names_program
        statuses.add(answer.status_code)
    assert statuses >= {404, 500}
    promised(
        Line("S26", "answers to broken and absent addresses", tried, held, f"status {sorted(statuses)}", "0 leaks")
    )
