"""Invented case analyses in every state: being written, waiting, refused, read by the network, over."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from demo.invent import network
from omuz.foundation.people.access import Person, acting
from omuz.foundation.vault.keys import open_with_password
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.reports.content.identity_check import checklist
from omuz.network.exchange.actions import reading, writing
from omuz.network.exchange.queries.template import template

FILE = Path(__file__).with_name("exchange.toml")
Team = dict[str, tuple[Person, OpenedVault]]
"""The worker and the coordinator of one centre, with what opens its records."""
_WHY = "Birden çok deneyimden kuruldu; tek bir kadına ait ayrıntı yok."
_AGO = timedelta(days=400)


def plant_exchange(leads: dict[str, tuple[Person, OpenedVault]], workers: dict[str, Person], day: date) -> None:
    """Plant them in the centres of `workers`, each read by the other of its two people."""
    teams = {code: _team(leads[code], worker) for code, worker in workers.items()}
    for told in told_analyses():
        _plant(teams[told["centre"]], told, day)


def told_analyses() -> list[dict[str, Any]]:
    """What `exchange.toml` tells, analysis by analysis."""
    return list(tomllib.loads(FILE.read_text(encoding="utf-8"))["analysis"])


def _team(lead: tuple[Person, OpenedVault], worker: Person) -> Team:
    with acting(worker):
        return {"lead": lead, "worker": (worker, open_with_password(worker.staff_id, network()["password"]))}


def _plant(team: Team, told: dict[str, Any], day: date) -> None:
    writer, vault = team[told["by"]]
    read_on = day - _AGO if told["then"] == "expired" else day
    centre_id = next(iter(writer.centres))
    with acting(writer):
        row = writing.begin(by=writer, vault=vault, centre_id=centre_id)
        writing.keep(by=writer, vault=vault, analysis_id=row.id, revision=row.revision, changes=_words(told))
        if told["then"] == "half":
            return
        row = writing.hand_on(by=writer, vault=vault, analysis_id=row.id)
    if told["then"] == "waiting":
        return
    reader, opened = team["lead" if told["by"] == "worker" else "worker"]
    answers = {item.code: told.get("refused", {}).get(item.code, "") for item in checklist()}
    with acting(reader):
        reading.read_second(
            by=reader, vault=opened, analysis_id=row.id, revision=row.revision, answers=answers, today=read_on
        )
        if told["then"] == "withdrawn":
            reading.withdraw(by=reader, analysis_id=row.id)


def _words(told: dict[str, Any]) -> dict[str, list[str]]:
    words = {code: [told[code].strip()] for code in template().codes if code in told}
    if told["then"] == "half":
        return words
    kept = "centre" if told["then"] == "centre" else "network"
    return {
        **words, "tags": told["tags"], "consent": ["not_needed"], "consent_why": [_WHY], "visibility": [kept],
        "months": ["12"],
    }  # fmt: skip
