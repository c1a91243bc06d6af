"""Words of hers, planted everywhere she or a worker could put them, are looked for everywhere they must not be."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests.attack.conftest import NOTE, PLANTED, House, every_address, paths
from tests.attack.sealed import CONFLICT, OPEN, RESTRICTED
from tests.casework.contacts.exporting import exported_by_pages

SEARCHED = "gelincikaranıyor"
OF_FILES = (OPEN, RESTRICTED, CONFLICT)


def _everything_in_the_database() -> str:
    """Every row of every table as text, bytes as they stand, whoever's rows they are."""
    from omuz.foundation.audit.chain import INSTALLATION
    from omuz.foundation.people.models import Centre
    from omuz.foundation.tenancy.context import see_as

    see_as([*Centre.objects.values_list("id", flat=True), INSTALLATION], network=True)
    told: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                told += [
                    bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    for value in row
                ]
    return "\n".join(told)


def _unpacked_sessions() -> str:
    from omuz.foundation.people.models import Session
    from omuz.foundation.people.sessions import SessionStore

    return "\n".join(str(SessionStore().decode(row.session_data)) for row in Session.objects.all())


def _cached() -> str:
    import base64

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM site_cache")
        return "\n".join(base64.b64decode(row[0]).decode("utf-8", "replace") for row in cursor.fetchall())


def _work(full: House, client: Any) -> None:
    """A busy day: the words are typed, shown, sent back, searched for, put into addresses that fail."""
    contact, draft = full.contact.id, full.draft.id
    client.post(reverse("contacts:find"), {"q": SEARCHED})
    client.get(reverse("contacts:list"), {"q": SEARCHED, "channel": SEARCHED, "s": SEARCHED})
    client.post(reverse("contacts:new"), {"contact": str(draft), "note": NOTE, "channel": "telsiz"})
    client.post(reverse("contacts:keep", args=[draft]), {"version": "1", "changed": "note", "note": NOTE})
    client.post(reverse("contacts:correct", args=[contact]), {"note": NOTE, "reason": NOTE, "version": NOTE})
    client.post(reverse("contacts:settle", args=[contact]), {"result": NOTE, "again_on": NOTE})
    client.post(reverse("lock"), {"why": SEARCHED, "next": f"/temaslar/?q={SEARCHED}"})
    client.get("/temaslar/", {"q": SEARCHED})
    for address in every_address():
        for path in paths(address, full.of_konak):
            client.get(path + SEARCHED + "/")


def test_planted_words_are_in_no_log_no_row_no_session_and_no_cache(
    full: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], settings: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    client = full["nermin"].client(raise_request_exception=False)
    _work(full, client)
    settings.ROOT_URLCONF = "tests.attack.broken_addresses"
    assert client.get("/kirik/", {"q": SEARCHED}).status_code == 500
    errors = Path(settings.OMUZ_HOME) / "log" / "errors.log"
    said = capfd.readouterr()
    served = "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    places = {
        "standard output": said.out + said.err,
        "error log": errors.read_text(encoding="utf-8") if errors.exists() else "",
        "database": _everything_in_the_database(),
        "sessions": _unpacked_sessions(),
        "cache": _cached(),
    }
    assert errors.exists()
    for place, text in places.items():
        assert [word for word in (*PLANTED, *OF_FILES, SEARCHED) if word in text] == [], place
    assert [word for word in (*PLANTED, *OF_FILES) if word in served] == []


def test_an_import_that_fails_lays_nothing_of_the_file_into_the_shared_cache(house: House) -> None:
    """A list without a header: its first row is about a woman, and it is what the refusal would name."""
    from omuz.casework.contacts.actions.runs import Run, Stage, _failed, _weigh
    from omuz.foundation.catalogue.errors import CatalogueError

    nermin = house["nermin"]
    content = f"{NOTE};0555 987 65 43;Karşıyaka\n02.03.2026;tel;x\n".encode()
    run = Run(nermin.person, nermin.vault, house.cast.konak.id, content, "basit_cetele", "tr")
    with pytest.raises(CatalogueError) as fault:
        _weigh(run)
    assert NOTE in str(fault.value)
    _failed(run, str(fault.value))
    run.publish()
    assert run.stage is Stage.FAILED
    assert [word for word in PLANTED if word in _cached()] == []


def test_what_an_import_refuses_is_sealed_while_it_waits(house: House) -> None:
    from omuz.casework.contacts.actions.runs import Run, _weigh

    nermin = house["nermin"]
    content = f"Tarih;Kanal;Not\n31.02.2026;tel;{NOTE}\n02.03.2026;{NOTE};x\n".encode()
    run = Run(nermin.person, nermin.vault, house.cast.konak.id, content, "basit_cetele", "tr")
    _weigh(run)
    run.publish()
    assert [word for word in PLANTED if word in _cached()] == []


def test_no_file_of_the_installation_holds_a_planted_word(house: House, settings: Any) -> None:
    client = house["nermin"].client()
    for kind in ("csv", "xlsx", "svg", "pdf"):
        client.get(reverse("returns:return-figure", args=[house.sent.pk, "contacts_by_month", kind]))
    assert exported_by_pages(house["nermin"], house["ayse"], why="yedek", notes="on").status_code == 200
    for path in Path(settings.OMUZ_HOME).rglob("*"):
        if path.is_file() and "pg" not in path.parts and "static" not in path.parts and path.stat().st_size < 5_000_000:
            text = path.read_bytes().decode("utf-8", "replace")
            assert not any(word in text for word in (*PLANTED, SEARCHED)), path.name
