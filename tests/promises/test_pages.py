"""Every page names its permission, and the committed table says who gets which answer from each."""

import csv
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
TABLE = Path(__file__).with_name("pages.csv")
_PLACE = {"uuid": str(UUID(int=7)), "slug": "yok", "str": "yok", "int": "1", "path": "yok"}
# Written by the library that signs people in; each has its own door, tested with sign-in.
_LIBRARY = ("account_", "mfa_")


def _patterns(parts: object = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for part in get_resolver().url_patterns if parts is None else parts:  # type: ignore[attr-defined]
        route = prefix + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from _patterns(part.url_patterns, route)
        else:
            yield route, part


def _own() -> list[tuple[str, URLPattern]]:
    return [
        (route, pattern)
        for route, pattern in _patterns()
        if not (pattern.name or "").startswith(_LIBRARY) and not route.startswith("static/")
    ]


def _filled(route: str) -> str:
    path = ""
    for piece in route.replace("<", "\0<").split("\0"):
        if piece.startswith("<"):
            converter, rest = piece[1:].split(">", 1)
            path += _PLACE[converter.split(":")[0] if ":" in converter else "str"] + rest
        else:
            path += piece
    return "/" + path


def test_every_page_names_its_permission() -> None:
    assert [route for route, pattern in _own() if not hasattr(pattern.callback, "permission")] == []


@pytest.mark.django_db
def test_the_page_by_person_table_is_as_committed(cast: object, request: pytest.FixtureRequest) -> None:
    """A widened right shows up in a diff; `pytest --rewrite-pages` writes the table anew."""
    clients = {name: getattr(cast, name).client() for name in PEOPLE}
    rows = [["address", "permission", *PEOPLE]]
    for route, pattern in sorted(_own()):
        permission = str(getattr(pattern.callback, "permission", "?"))
        answers = [str(clients[name].get(_filled(route)).status_code) for name in PEOPLE]
        rows.append([route, permission, *answers])
    if request.config.getoption("--rewrite-pages"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == rows


@pytest.mark.django_db
def test_a_signed_out_reader_is_led_to_the_door_everywhere(client: object) -> None:
    for route, pattern in _own():
        permission = getattr(pattern.callback, "permission", "")
        if permission == "public":
            continue
        response = client.get(_filled(route))  # type: ignore[attr-defined]
        # A field device has no door to be led to; it is asked for its token.
        assert response.status_code in ((401,) if permission == "device" else (302, 405)), route
        if response.status_code == 302:
            assert "/giris" in response["Location"], route
