"""The invented network's reports: last year's, this year's in two editions, and shorter ones; written, signed, printed.

Everything by the actions people use. What is quoted is quoted by key, so that no sentence is wrong on another day.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal
from unittest import mock

from django.utils import timezone

from demo import needs
from demo.invent import FOLDER, ISTANBUL
from demo.profiles import OPENED
from demo.programmes import CODE, link_reports
from demo.voices import House, plant_cards, plant_quotes, plant_recommendations
from omuz.foundation.audit.actors import SYSTEM
from omuz.foundation.people.access import Person, acting, person_for
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.models import Centre
from omuz.foundation.people.rules import Role
from omuz.insight.reports.numbers import UnknownFigure, reads
from omuz.insight.reports.quoting import quoted_keys, sentences
from omuz.insight.reports.snapshot import Snapshot
from omuz.network.reports.actions import editions, writing
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import section_lines, snapshot_of
from omuz.network.reports.queries.texts import newest_texts
from omuz.network.surveys.models import Round

BEFORE = timedelta(days=350)
FIRST, SECOND = timedelta(days=9), timedelta(days=1)
"""How long before the day of the demonstration last year's report and this year's two editions were published."""
LANGUAGES: tuple[Literal["tr", "en"], ...] = ("tr", "en")
BRIEF = ("summary", "method", "staff", "standards", "needs_named", "recommendations", "limits")
"""Sections of last year's report, which was shorter."""


def editor() -> Person:
    """Somebody who edits standards and reports with the network coordinator; invited like everybody else."""
    invited = accounts.open_account(
        by=SYSTEM,
        username="standart-editoru",
        full_name="Reyhan Özkan",
        role=Role.STANDARDS_EDITOR,
        place=accounts.Place(),
        profession="sociologist",
    )
    return person_for(invited.staff)


@contextmanager
def _clock(day: date, hour: int = 10) -> Iterator[None]:
    """The rooms read the clock when somebody writes, signs or publishes; here it shows a day that lies behind."""
    moment = datetime.combine(day, time(hour, 20), ISTANBUL)
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def plant_reports(
    leads: Mapping[str, Person], elif_: Person, centres: Mapping[str, Centre], asked: Round, today: date
) -> None:
    """Every report of the demonstration. `asked` is this year's round about needs; its last answers come in here."""
    house, year = House(leads, centres, elif_, editor()), (today - OPENED).year
    with _clock(today - BEFORE):
        plant_recommendations(house, year - 1, today - BEFORE - timedelta(days=8), followed=True)
        _published(house, _Wish("needs", year - 1, "needs_before", sections=BRIEF))
    with _clock(today - FIRST):
        plant_recommendations(house, year, today - FIRST - timedelta(days=6))
        _published(house, _Wish("needs", year, "needs"))
    needs.plant_later_needs(leads, centres, asked)
    with _clock(today - SECOND, 8):
        plant_quotes(house, asked)
        plant_cards(house, year)
        plant_recommendations(house, year, today - SECOND - timedelta(days=1), accepted=4)
    konak = centres["konak-1"]
    with _clock(today - SECOND):
        _published(house, _Wish("needs", year, "needs"))
        _published(house, _Wish("standards_round", year, "standards_round"))
        _published(house, _Wish("municipality_brief", year, "municipality_brief:konak", str(konak.organisation_id)))
        _published(house, _Wish("centre_card", year, "centre_card:konak-1", konak.code))
    link_reports(elif_, today)
    with _clock(today - SECOND, 14):
        _published(house, _Wish("programme_closing", year, "programme_closing:ornek-program", CODE))
        cigli = str(centres["cigli-1"].organisation_id)
        _published(house, _Wish("coordination_pilot", year, "coordination_pilot:cigli", cigli))
    with _clock(today - SECOND, 15):
        _draft(house, _Wish("monitoring", year, "monitoring"))


@dataclass(frozen=True)
class _Wish:
    """Which report of which year and place, and under which name its texts stand in `report_words.toml`."""

    report: str
    year: int
    words: str
    about: str = ""
    sections: tuple[str, ...] | None = None


def _published(house: House, wish: _Wish) -> None:
    """Gathered, written by two, signed section by section and published."""
    edition, by = _begun(house, wish), house.network
    with acting(by):
        for line in section_lines(by, edition, "tr"):
            if line.stands:
                writing.sign(by=by, edition=edition, section=line.progress.section.key)
        editions.publish(by=by, edition=edition)


def _draft(house: House, wish: _Wish) -> None:
    """Half done: written, talked about, one section signed."""
    edition = _begun(house, wish)
    _talked(house, edition, "reached")
    with acting(house.network):
        writing.sign(by=house.network, edition=edition, section="year_in_brief")


def _begun(house: House, wish: _Wish) -> Edition:
    by = house.network
    with acting(by):
        edition = editions.begin(by=by, report=wish.report, year=wish.year, about=wish.about, sections=wish.sections)
        snapshot = snapshot_of(edition)
    for number, (section, told) in enumerate(_told()[wish.words].items()):
        who = house.editor if number % 3 else by
        for language in LANGUAGES:
            text = _fitting(told[language].replace("@former", f"@{wish.year - 1}"), snapshot, language)
            with acting(who):
                before = newest_texts(edition, language).get(section)
                based_on = before.version if before else 0
                writing.write(
                    by=who, edition=edition, section=section, language=language, words=text, based_on=based_on
                )
    return edition


def _talked(house: House, edition: Edition, section: str) -> None:
    """A question of a centre with its answer, and a remark nobody has settled yet."""
    lead, elif_ = house.leads["konak-1"], house.network
    with acting(lead):
        words = "Tatil aylarındaki azalışı “kadın arayamıyor olabilir” diye de okuyabilir miyiz?"
        asked = writing.comment(by=lead, edition=edition, section=section, words=words)
    with acting(elif_):
        words = "Evet; metne “olabilir” diye ekledim, kesin bilmiyoruz."
        writing.comment(by=elif_, edition=edition, section=section, words=words, answers=asked)
        writing.settle(by=elif_, comment=asked)
    with acting(house.editor):
        words = "Yazılı kanallar için gece saatlerini gösteren bir kaynak gerekir; yoksa cümle çıksın."
        writing.comment(by=house.editor, edition=edition, section=section, words=words)


@cache
def _told() -> dict[str, dict[str, dict[str, str]]]:
    """Name of a report → section → language → text."""
    return tomllib.loads((FOLDER / "report_words.toml").read_text(encoding="utf-8"))


def _fitting(text: str, snapshot: Snapshot, language: str) -> str:
    """The text without the sentences whose figure this edition does not have."""
    parts = []
    for part in text.strip().split("\n\n"):
        kept = [each for each in sentences(part) if all(_known(key, snapshot, language) for key in quoted_keys(each))]
        if kept:
            parts.append(" ".join(kept))
    return "\n\n".join(parts)


def _known(key: str, snapshot: Snapshot, language: str) -> bool:
    try:
        reads(key, snapshot.pieces, language)
    except UnknownFigure:
        return False
    return True
