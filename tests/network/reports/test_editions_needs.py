"""The yearly report of the network, whole, out of invented rooms: begun, kept, made again; it grows in step."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from omuz.insight.reports.content.report_types import report_codes, report_type
from omuz.network.reports.models import Edition
from omuz.network.reports.queries import desk as desks
from omuz.network.reports.queries.gathering import gather
from tests.network.reports import everything

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.network.reports.desks import Desk


@pytest.fixture
def whole(desk: "Desk", settings: Any, monkeypatch: pytest.MonkeyPatch) -> "Desk":
    """Every room gives everything, out of the catalogues of the clone."""
    monkeypatch.delenv("OMUZ_CATALOGUES")
    settings.REPORT_SOURCES = everything.every_room()
    return desk


def test_the_needs_analysis_is_begun_with_everything_it_asks_for(whole: "Desk") -> None:
    edition = whole.begin("needs")
    snapshot = desks.snapshot_of(edition)
    assert set(report_type("needs").sources) - set(snapshot.pieces) == {"edition.changes"}
    for language in ("tr", "en"):
        document = whole.read(desks.document, whole.cast.elif_.person, edition, language)
        assert document.snapshot == edition.digest
        assert document.publisher == {"tr": "Kadın Danışma Merkezleri Ağı"}.get(language, document.publisher)
    assert whole.read(Edition.objects.get).content_digest == edition.content_digest


def test_every_shipped_type_can_be_begun(whole: "Desk") -> None:
    place = {"centre": whole.cast.konak.code, "municipality": str(whole.cast.town.id), "programme": "p"}
    for code in report_codes():
        edition = whole.begin(code, about=place.get(report_type(code).scope, ""))
        document = whole.read(desks.document, whole.cast.elif_.person, edition, "tr")
        assert "{" not in document.subtitle
        assert document.sections


def test_gathering_asks_the_database_the_same_whatever_stands_in_it(desk: "Desk", cast: "Cast") -> None:
    """A network of five hundred and ten editions before cost no more questions than the first."""

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.read(gather, cast.elif_.person, "small", 2026)
        return len(asked)

    desk.published()
    few = questions()
    desk.year.asked = 600
    desk.year.answer(*["own"] * 160, *["shared"] * 160, *["none"] * 160)
    for _edition in range(2):
        desk.published()
    assert questions() == few


def test_what_is_kept_of_an_edition_does_not_grow_with_the_number_of_answers(desk: "Desk") -> None:
    small = len(desk.begin(year=2024).snapshot)
    desk.year.asked = 600
    desk.year.answer(*["own"] * 160, *["shared"] * 160, *["none"] * 160)
    assert len(desk.begin(year=2023).snapshot) < small + 200
