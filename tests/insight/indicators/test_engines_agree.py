"""One definition, three engines: every indicator over the same facts gives the same table to the last digit.

DuckDB and PostgreSQL always run. Spark runs where the dependency group `spark` is installed (`pysail` with
`pyspark-client`), as a cluster of two workers on this machine, and is told as not run elsewhere; its words are
checked in any case.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connections

from omuz.foundation.catalogue.fact_kinds import Answer, FactKind, fact_kind
from omuz.foundation.privacy.cells import RawTable
from omuz.insight.indicators.definitions import Indicator, Median, all_indicators
from omuz.insight.indicators.engine import Request, count_all
from omuz.insight.indicators.engines import OnPostgres, OnSpark
from omuz.insight.indicators.examples import with_periods
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.plan import plan
from omuz.insight.indicators.records import put_batch

KINDS = sorted({one.kind.code for one in all_indicators().values()})


def of_kind(code: str) -> list[Indicator]:
    return [one for one in all_indicators().values() if one.kind.code == code]


def facts_of(code: str) -> Facts:
    """The rows of all worked examples of this kind's indicators, together."""
    rows = [with_periods(row) for one in of_kind(code) for example in one.examples for row in example.rows]
    return Facts.from_rows(code, rows)


def requests_of(code: str) -> list[Request]:
    """Every indicator undivided, by every column it allows, and as its examples divide it."""
    asked = {}
    for one in of_kind(code):
        splits = [(), *((name,) for name in one.allowed_by), *(example.by for example in one.examples)]
        asked |= {(one.code, by): Request(one, by) for by in splits}
    return list(asked.values())


def tables(code: str, facts: Any) -> list[RawTable]:
    return count_all(requests_of(code), facts)


def put_into_postgres(facts: Facts) -> None:
    """A temporary table with the facts, gone with the transaction."""
    kind = facts.kind
    types = {Answer.SEVERAL: "text[]", Answer.NUMBER: "double precision"}
    columns = ", ".join(f'"{name}" {types.get(one.answer, "text")}' for name, one in kind.columns.items())
    columns_of_facts = [facts.column(name) for name in kind.columns]
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE "{kind.code}" ({columns}) ON COMMIT DROP')
        marks = ", ".join(["%s"] * len(kind.columns))
        rows = [
            [list(value) if isinstance(value, tuple) else value for value in row]
            for row in zip(*columns_of_facts, strict=True)
        ]
        cursor.executemany(f'INSERT INTO "{kind.code}" VALUES ({marks})', rows)


def ask_postgres(query: str) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("code", KINDS)
def test_postgres_counts_what_duckdb_counts(code: str) -> None:
    facts = facts_of(code)
    put_into_postgres(facts)
    assert tables(code, OnPostgres(facts.kind, ask_postgres)) == tables(code, facts)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session on a cluster of two workers that speak Spark Connect, all on this machine."""
    for needed in ("pysail", "pyspark"):
        pytest.importorskip(needed, reason="Not run: needs the dependency group spark of pyproject.toml")
    kept = {name: os.environ.get(name) for name in ("SAIL_MODE", "SAIL_CLUSTER__WORKER_INITIAL_COUNT")}
    os.environ |= {"SAIL_MODE": "local-cluster", "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2"}
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{server.listening_address[1]}").getOrCreate()
    yield session
    session.stop()
    server.stop()
    for name, value in kept.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.mark.filterwarnings("ignore")  # the client library's own
@pytest.mark.parametrize("code", KINDS)
def test_two_spark_workers_count_what_duckdb_counts(code: str, spark: Any, tmp_path: Path) -> None:
    facts = facts_of(code)
    with duckdb.connect(":memory:") as database:
        put_batch(database, facts, tmp_path, 0)
    assert tables(code, OnSpark(facts.kind, spark, tmp_path)) == tables(code, facts)


@pytest.mark.parametrize("code", KINDS)
def test_every_definition_can_be_said_in_every_dialect(code: str) -> None:
    for request in requests_of(code):
        for query in plan(request.indicator, request.by, request.period).queries:
            spark, postgres = query.text("spark"), query.text("postgres")
            assert "FILTER" not in spark
            assert "UNNEST" not in spark
            if isinstance(request.indicator.measure, Median):
                assert "PERCENTILE_CONT(0.5) WITHIN GROUP" in postgres


def test_an_engine_nobody_has_held_against_the_others_is_not_spoken_to() -> None:
    kind: FactKind = fact_kind("contact")
    (query,) = plan(of_kind(kind.code)[0], (), "").queries
    with pytest.raises(ValueError, match="sqlite"):
        query.text("sqlite")
