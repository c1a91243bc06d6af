"""A network installation: started, its tables and addresses listed; nothing of the sealed centre is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASEWORK = (
    "contacts", "cases", "interviews", "safety", "consents", "services", "referrals", "orders", "appointments", "team",
    "rights", "desk",
)  # fmt: skip
LISTING = """
import json, django
django.setup()
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import get_resolver
call_command("migrate", database="owner", verbosity=0, interactive=False)
call_command("createcachetable", database="owner", verbosity=0)
with connections["owner"].cursor() as cursor:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = sorted(row[0] for row in cursor.fetchall())
def walk(patterns, before=""):
    for each in patterns:
        where = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from walk(each.url_patterns, where)
        else:
            yield where, each.callback.__module__
pages = list(walk(get_resolver().url_patterns))
door = Client().get("/anketler/cihaz/formList")
print(json.dumps({"tables": tables, "pages": pages, "door": door.status_code, "home": Client().get("/").status_code}))
"""


@pytest.fixture(scope="module")
def network(database_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a network installation of its own has: its tables, its addresses, and how it answers."""
    name = f"omuz_test_network_{os.getpid()}"
    database_server.drop_database(name)
    server = database_server.create_database(name)
    home: Path = tmp_path_factory.mktemp("network")
    environment = {
        **os.environ, **server.environment(), "OMUZ_KIND": "network", "OMUZ_HOME": str(home),
        "OMUZ_HOSTS": "testserver",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", LISTING], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    yield json.loads(done.stdout)
    database_server.drop_database(name)


def test_it_starts_and_answers(network: Any) -> None:
    assert network["door"] == 401
    assert network["home"] in {200, 302}


def test_it_has_the_tables_of_the_network_and_none_of_a_sealed_centre(network: Any) -> None:
    tables = network["tables"]
    assert {"surveys_answer", "surveys_round", "returns_receivedreturn", "people_staff"} <= set(tables)
    assert [table for table in tables if table.startswith(tuple(f"{room}_" for room in CASEWORK))] == []


def test_it_has_the_addresses_of_the_network_and_none_of_a_sealed_centre(network: Any) -> None:
    pages = dict(network["pages"])
    assert {"anketler/", "anketler/turlar/", "anketler/cihaz/formList", "anketler/yanit/<uuid:answer_id>/"} <= set(
        pages
    )
    assert [where for where, module in pages.items() if module.startswith("omuz.casework")] == []
    closed = (
        "temaslar/",
        "dosyalar/",
        "gorusmeler/",
        "guvenlik/",
        "hizmetler/",
        "onaylar/",
        "yonlendirmeler/",
        "takvim/",
    )
    assert [where for where in pages if where.startswith(closed)] == []
