"""Harm scenarios the whole of the sealed centre has to hold, each named after its row in docs/harm.md."""

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from omuz.casework.cases.queries.files import open_case
from omuz.casework.rights.queries.rooms import answers_of
from omuz.foundation.people.access import acting
from omuz.foundation.vault.shreds import ShredMissing
from tests.casework.rights.whole import HERS, whole_file
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
CASEWORK = ROOT / "src" / "omuz" / "casework"
NAME = "Nergis Yıldız"
MAY_TAKE_A_FILE = {"contacts/forms/intake.py", "referrals/forms"}
"""Tables of the past, and sealed letters of another centre: neither is ever laid down."""


def _lists() -> list[str]:
    """Addresses of the sealed centre that are about no single thing: lists, registers, exports."""
    from tests.promises.test_pages import _own

    return [
        f"/{route}"
        for route, pattern in _own()
        if "<" not in route and pattern.callback.__module__.startswith("omuz.casework.")
    ]


def test_row_9_no_list_and_no_file_says_who_the_women_are(cast: Cast) -> None:
    whole_file(cast)
    client = cast.nermin.client()
    shown = 0
    for address in _lists():
        answer = client.get(address)
        text = answer.getvalue().decode("utf-8", "replace")
        assert NAME not in text, address
        assert f"{HERS} takma" not in text, address
        shown += answer.status_code == 200
    assert shown > 20


def test_row_12_what_leaves_for_figures_cannot_hold_a_story() -> None:
    from omuz.foundation.catalogue.fact_kinds import fact_kind

    kinds = [path.stem for path in (ROOT / "catalogues" / "facts").glob("*.toml")]
    assert len(kinds) >= 10
    for kind in kinds:
        for column in fact_kind(kind).columns.values():
            for told in ("Kocam beni", NAME, "2026-07-14", "0532 000 00 00"):
                assert column.answer == "number" or not column.accepts(told), (kind, column.name)


def test_row_13_a_stolen_database_without_its_shreds_opens_nothing(
    cast: Cast, case: Any, settings: Any, tmp_path: Path
) -> None:
    nermin = cast.nermin
    settings.OMUZ_SHREDS = tmp_path
    with acting(nermin.person), pytest.raises(ShredMissing):
        open_case(nermin.person, case.id, vault=nermin.vault)


def test_row_24_what_waits_today_is_told_by_code_alone(cast: Cast) -> None:
    whole_file(cast)
    nermin, seen = cast.nermin, 0
    for day in (date(2026, 3, 3), date(2026, 3, 28), date(2026, 9, 1), date(2026, 12, 1)):
        with acting(nermin.person):
            told = answers_of("today", nermin.person, vault=nermin.vault, centre_id=cast.konak.id, day=day)
            for _room, items in told:
                for item in items:
                    text = f"{item.title} {item.code} {item.address}"
                    assert not any(word in text for word in (HERS, NAME, "şiddet")), text
                    seen += 1
    assert seen > 5


def test_row_25_nothing_of_the_sealed_centre_calls_out() -> None:
    calls = {"urllib", "http", "requests", "httpx", "socket", "smtplib", "ftplib", "aiohttp", "openai", "boto3"}
    hits = []
    for path in CASEWORK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            told = {name.split(".")[0] for name in names if name != "urllib.parse"}
            hits += [(path.name, name) for name in told & calls]
    assert hits == []


def test_row_29_no_picture_and_no_document_of_hers_can_be_attached() -> None:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            assert not isinstance(field, models.FileField), f"{model.__name__}.{field.name}"
    takers = {
        path.relative_to(CASEWORK).as_posix()
        for path in CASEWORK.rglob("*.py")
        if re.search(r"\b(FileField|ImageField|FileInput)\b", path.read_text("utf-8"))
    }
    assert all(any(taker.startswith(allowed) for allowed in MAY_TAKE_A_FILE) for taker in takers), takers


def test_row_30_what_is_handed_over_when_power_changes_holds_no_person(cast: Cast, signed: Any) -> None:
    from omuz.casework.rights.queries.register import minutes_of
    from tests.casework.rights.test_erasure import erase

    case = whole_file(cast)
    minutes = erase(cast.nermin, case, signed(case.code))
    nermin = cast.nermin
    with acting(nermin.person):
        _centre, told = minutes_of(nermin.person, minutes.id, vault=nermin.vault)
    paper = nermin.client().get(f"/haklar/tutanak/{minutes.id}/").getvalue().decode()
    for text in (str(told.answers), paper):
        assert HERS not in text
        assert NAME not in text


def test_every_test_that_the_page_about_harm_names_exists() -> None:
    page = (ROOT / "docs" / "harm.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^\s*def (test_\w+)", path.read_text("utf-8"), flags=re.M)
    }
    assert sorted(named - known) == []
    rows = re.findall(r"^\| (\d+) \|(.*)$", page, flags=re.M)
    assert [int(number) for number, _rest in rows] == list(range(1, 31))
    assert all("`test_" in rest for _number, rest in rows)
