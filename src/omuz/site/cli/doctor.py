"""`omuz doctor`: looks the installation over and says one line a thing; changes nothing."""

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.site.doctor.findings import Finding

FAILED = 1


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("doctor", help=_("kurulumu baştan sona denetler, hiçbir şeyi değiştirmez"))
    parser.add_argument("--json", action="store_true", help=_("başka bir programın okuması için"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One line a finding; 1 when anything is wrong, 0 when at most something is to be seen to."""
    from omuz.site.doctor.findings import State

    found = []
    for each in _findings():
        found.append(each)
        if not args.json:
            print(f"{_mark(each)}  {each.check:12} {each.said}", flush=True)
    if args.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    return FAILED if any(each.state is State.FAIL for each in found) else 0


def _findings() -> "Iterator[Finding]":
    from omuz.site.doctor import machine
    from omuz.site.doctor.findings import found_by

    installation.set_up()
    for look in (machine.versions, machine.settings, machine.keys, machine.folders, machine.disk, machine.clock):
        yield from found_by(look.__name__, look)
    yield from found_by("database", _of_database)


def _of_database() -> "Iterator[Finding]":
    from omuz.site.doctor import database
    from omuz.site.doctor.findings import State, found_by, warn

    with installation.database() as server:
        yield from found_by("database", lambda: database.server(server))
        tables = list(found_by("migrations", lambda: database.migrations(installation.pending())))
        yield from tables
        if any(each.state is State.FAIL for each in tables):
            return
        yield from found_by("rows", lambda: database.rows(server))
        yield from found_by("halves", database.halves)
        yield from found_by("centre-key", database.centre_keys)
        if os.environ.get("DATABASE_URL") and not os.environ.get("OMUZ_OWNER_DATABASE_URL"):
            yield warn("log", _("Günlük ve yedekler denetlenmedi: OMUZ_OWNER_DATABASE_URL verilmemiş."))
            return
        for look in (database.log, database.backups):
            yield from found_by(look.__name__, look)


def _mark(finding: "Finding") -> str:
    return {"ok": _("yolunda"), "warn": _("bakın"), "fail": _("YANLIŞ")}[finding.state.value].ljust(8)
