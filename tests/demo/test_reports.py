"""The demonstration's reports: read whole in both languages and all files, every number held against its edition."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.insight.reports.parts import Document
    from omuz.network.reports.models import Edition

DAY = date(2026, 11, 23)
LANGUAGES: tuple[Literal["tr", "en"], ...] = ("tr", "en")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Planted:
    """The demonstration as it was planted; people by their sign-in name."""

    people: "dict[str, Person]"

    def editions(self, report: str, name: str = "elif") -> "list[Edition]":
        """The editions of a report she may see, newest first."""
        from omuz.foundation.people.access import acting
        from omuz.network.reports.queries.editions import edition_for, editions_of

        person = self.people[name]
        with acting(person):
            return [edition_for(person, row.pk) for row in editions_of(person, report)]

    def document(self, edition: "Edition", language: Literal["tr", "en"] = "tr") -> "Document":
        """The document of an edition."""
        from omuz.foundation.people.access import acting
        from omuz.network.reports.queries import desk

        with acting(self.people["elif"]):
            return desk.document(self.people["elif"], edition, language)

    def file(self, edition: "Edition", form: str, language: Literal["tr", "en"]) -> bytes:
        """One file of an edition."""
        from omuz.foundation.people.access import acting
        from omuz.network.reports.queries import desk

        with acting(self.people["elif"]):
            make = {"pdf": desk.pdf, "docx": desk.docx, "xlsx": desk.xlsx}[form]
            return make(self.people["elif"], edition, language)


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Planted]:
    """The whole demonstration with two quarters of contacts, in one transaction that is taken back."""
    from demo import seed
    from omuz.foundation.people.access import person_of
    from tests.network.full import kept_open

    with kept_open(django_db_blocker):
        seed.plant(DAY, months=8)
        names = ("elif", "nermin", "ayse", "derya", "can", "zeynep", "standart-editoru", "koordinator-bergama-1")
        yield Planted({name: person_of(name) for name in names})


def _block(document: "Document", key: str) -> Any:
    return next(block for block in document.blocks() if block.key == key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_needs_analysis_is_a_whole_report_with_the_same_figures_in_every_file(
    planted: Planted, language: Literal["tr", "en"]
) -> None:
    from omuz.insight.reports.parts import Numbered
    from tests.insight.reports.reading_back import compared

    edition = planted.editions("needs")[0]
    assert (edition.year, edition.number, edition.is_published) == (2026, 2, True)
    document = planted.document(edition, language)
    assert sum(isinstance(block, Numbered) for block in document.blocks()) >= 25
    files = {form: planted.file(edition, form, language) for form in ("pdf", "docx", "xlsx")}
    assert len(PdfReader(io.BytesIO(files["pdf"])).pages) >= 40
    told = compared(document, pdf=files["pdf"], docx=files["docx"], xlsx=files["xlsx"])
    assert told.differences == ()
    assert min(told.numbers.values()) > 1000


def test_both_languages_tell_the_same_figures(planted: Planted) -> None:
    from omuz.insight.reports.parts import Figure, Grid, Tally

    edition = planted.editions("needs")[0]
    turkish, english = (
        {
            block.key: (block.part, block.whole) if isinstance(block, Tally) else block.table.digest
            for block in planted.document(edition, language).blocks()
            if isinstance(block, Figure | Grid | Tally)
        }
        for language in LANGUAGES
    )
    assert turkish == english
    assert len(turkish) > 60


def test_what_is_missing_is_said(planted: Planted) -> None:
    from omuz.insight.reports.parts import Absent, Missing

    document = planted.document(planted.editions("needs")[0])
    missing = {block.key: block.centres for block in document.blocks() if isinstance(block, Missing)}
    assert missing["profiles.missing"] == ("Bergama KDM (örnek)", "Dernek KDM (örnek)")
    absent = [block.sentence for block in document.blocks() if isinstance(block, Absent)]
    assert absent, "a room that has nothing says so"
    assert not any("toplantı kaydı girilmedi" in sentence for sentence in absent), "the meetings of the year are there"
    first = planted.document(planted.editions("needs")[1])
    early = [block.sentence for block in first.blocks() if isinstance(block, Absent)]
    assert any("ihtiyaçlarını yazan merkez sayısı göstermeye yetmiyor" in sentence for sentence in early)


def test_few_centres_are_told_as_so_many_of_so_many(planted: Planted) -> None:
    from omuz.insight.reports.laid import tally_text

    newest, _first, former = planted.editions("needs")
    document = planted.document(newest)
    assert tally_text(_block(document, "summary.answered"), "tr") == "20/22"
    assert tally_text(_block(document, "needs.answered"), "tr") == "17/22"
    assert former.year == 2025
    assert tally_text(_block(planted.document(former), "summary.answered"), "tr") == "22/22"
    assert tally_text(_block(planted.document(former), "summary.legal_support"), "tr") == "7/22"


def test_a_later_edition_lists_what_changed_and_a_former_year_stands_beside(planted: Planted) -> None:
    from omuz.insight.reports.parts import Figure, Grid, Listing

    newest, first, _former = planted.editions("needs")
    changed = _block(planted.document(newest), "edition.changes")
    assert isinstance(changed, Listing)
    assert ("İhtiyaçlarını yazan merkezler", "4/22", "17/22") in [tuple(row) for row in changed.rows]
    assert all(block.key != "edition.changes" for block in planted.document(first).blocks())
    years = [block for block in planted.document(newest).blocks() if isinstance(block, Figure | Grid) and block.earlier]
    assert years, "year against year where there is a former year"


def test_people_type_no_figure_and_none_of_their_sentences_is_stale(planted: Planted) -> None:
    from omuz.foundation.people.access import acting
    from omuz.insight.reports.parts import Prose, Text
    from omuz.network.reports.queries.desk import section_lines

    elif_ = planted.people["elif"]
    of_places = ("municipality_brief", "centre_card", "coordination_pilot")
    for report in ("needs", "standards_round", "monitoring", "programme_closing", *of_places):
        for edition in planted.editions(report):
            for language in LANGUAGES:
                written = [
                    span.words
                    for block in planted.document(edition, language).blocks()
                    if isinstance(block, Prose) and block.origin == "written"
                    for paragraph in block.paragraphs
                    for span in paragraph
                    if isinstance(span, Text)
                ]
                assert written
                assert not _DIGITS.search(" ".join(written)), "a figure is quoted by its key"
                with acting(elif_):
                    lines = section_lines(elif_, edition, language)
                assert not [line.progress.stale for line in lines if line.stands and line.progress.stale]


def test_every_number_of_the_document_comes_out_of_the_gate_or_is_a_public_fact(planted: Planted) -> None:
    """Tables and tallies are tables of the snapshot; other numbers stand in public facts or in the frozen texts."""
    from omuz.insight.reports.gathered import Table
    from omuz.insight.reports.parts import Figure, Grid, Tally
    from omuz.network.reports.queries.desk import snapshot_of

    edition = planted.editions("needs")[0]
    pieces = snapshot_of(edition).pieces
    tables = [piece for piece in pieces.values() if isinstance(piece, Table)]
    digests = {table.digest for piece in tables for table in (piece.table, *piece.earlier)}
    counts = {
        number
        for piece in tables
        for table in (piece.table, *piece.earlier)
        for cell in table.cells
        for number in (cell.value, table.denominator(cell.key).value if table.measure == "share" else None)
    }
    for block in planted.document(edition).blocks():
        if isinstance(block, Figure | Grid):
            assert {table.digest for table in (block.table, *block.earlier)} <= digests
        elif isinstance(block, Tally):
            assert block.part is None or {block.part, block.whole} <= counts
        else:
            told = set(_DIGITS.findall(_words(block)))
            assert told <= _allowed(edition, pieces), block.key


def _words(block: object) -> str:
    """Every word of a block, whatever it is made of, but the protected tables it was read from."""
    from omuz.foundation.privacy.safe import SafeTable

    match block:
        case str():
            return block
        case SafeTable():
            return ""
        case dict():
            return " ".join(_words(each) for each in block.values())
        case tuple() | list() | frozenset():
            return " ".join(_words(each) for each in block)
        case _ if hasattr(block, "__dataclass_fields__"):
            shown = (name for name in block.__dataclass_fields__ if name not in ("key", "source", "level"))
            return " ".join(_words(getattr(block, name)) for name in shown)
    return ""


def _allowed(edition: "Edition", pieces: Any) -> frozenset[str]:
    """Digits of the public facts, of the frozen texts, of the day and the year, and what tables read."""
    from omuz.insight.reports.gathered import Table, payload_of
    from omuz.insight.reports.numbers import keys_of, reads

    facts = [str(payload_of(piece)) for piece in pieces.values() if not isinstance(piece, Table)]
    figures = [reads(key + way, pieces, "tr") for key in keys_of(pieces) for way in ("", "#") if key[-1] not in "%#"]
    texts = (edition.content, f"{edition.dated:%d.%m.%Y}", str(edition.year), str(edition.year - 1))
    return frozenset(_DIGITS.findall(" ".join((*facts, *figures, *texts))))


def test_nothing_raw_reaches_the_page_of_a_report(planted: Planted) -> None:
    from omuz.foundation.privacy.cells import RawTable
    from omuz.insight.reports.web import page_of

    document = planted.document(planted.editions("needs")[0])
    seen: set[int] = set()

    def walked(value: object) -> Iterator[object]:
        if id(value) in seen or isinstance(value, str | int | float | date | None):
            return
        seen.add(id(value))
        yield value
        inside: list[object] = []
        if isinstance(value, dict):
            inside = [*value.keys(), *value.values()]
        elif isinstance(value, tuple | list | frozenset | set):
            inside = list(value)
        elif hasattr(value, "__dict__"):
            inside = list(vars(value).values())
        for each in inside:
            yield from walked(each)

    found = [each for each in walked(page_of(document)) if isinstance(each, RawTable)]
    assert not found
    assert len(seen) > 1000


def test_each_person_finds_the_editions_that_are_open_to_her(planted: Planted) -> None:
    from omuz.foundation.people.access import Refused

    states = {
        name: [(edition.year, edition.state) for edition in planted.editions("monitoring", name)]
        for name in ("elif", "standart-editoru", "nermin", "ayse", "zeynep", "derya")
    }
    assert states["elif"] == states["standart-editoru"] == states["nermin"] == [(2026, "draft")]
    assert states["ayse"] == states["zeynep"] == states["derya"] == []
    for name in ("ayse", "derya"):
        assert len(planted.editions("needs", name)) == 3
    with pytest.raises(Refused):
        planted.editions("needs", "can")


def test_words_and_cards_stand_only_with_consent_and_recommendations_only_when_accepted(planted: Planted) -> None:
    from omuz.foundation.people.access import acting
    from omuz.insight.reports.parts import Card, Voice
    from omuz.network.reports.models import Quote, Recommendation

    document = planted.document(planted.editions("needs")[0])
    voices = [block.words for block in document.blocks() if isinstance(block, Voice)]
    with acting(planted.people["elif"]):
        waiting = list(Quote.objects.filter(consented_at__isnull=True).values_list("words_tr", flat=True))
        accepted = Recommendation.objects.filter(year=2026, state=Recommendation.State.ACCEPTED)
        words = set(accepted.values_list("what_tr", flat=True))
    assert voices
    assert waiting
    assert not set(waiting) & set(voices)
    cards = [block.name for block in document.blocks() if isinstance(block, Card)]
    assert len(cards) == 6
    listed = [row[1] for row in _block(document, "recommendations.accepted").rows]
    assert listed
    assert set(listed) <= words


def test_an_edition_is_the_same_bytes_when_it_is_made_again(planted: Planted) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.reports.queries.desk import same_bytes

    for edition in planted.editions("municipality_brief"):
        with acting(planted.people["elif"]):
            assert same_bytes(edition, "tr").same
            assert same_bytes(edition, "en").same
        assert edition.papers["tr"] != edition.papers["en"]


def test_editions_stand_in_the_order_they_were_published(planted: Planted) -> None:
    days = [day for edition in reversed(planted.editions("needs")) if (day := edition.published_on)]
    assert len(days) == 3
    assert all(before < after for before, after in pairwise(days))
    assert days[-1] < DAY


STAFF = "training.trained"
"""Told of those who had a post on the day of the report; the posts of the demonstration begin when it is planted."""


def test_the_closing_report_of_the_programme_has_every_piece_its_rooms_give(planted: Planted) -> None:
    from omuz.insight.reports.content.report_types import report_type
    from omuz.network.reports.queries.desk import snapshot_of

    (edition,) = planted.editions("programme_closing")
    pieces = snapshot_of(edition).pieces
    rooms = ("programme", "meetings", "training")
    wanted = {key for key in report_type("programme_closing").sources if key.partition(".")[0] in rooms}
    assert wanted - set(pieces) <= {STAFF}
    assert edition.is_published
    assert edition.places["donor_en"] == "Example Fund"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_files_carry_what_was_reached_and_what_was_given_up(
    planted: Planted, language: Literal["tr", "en"]
) -> None:
    from docx import Document as Word

    (edition,) = planted.editions("programme_closing")
    book = PdfReader(io.BytesIO(planted.file(edition, "pdf", language)))
    paper = " ".join(" ".join(page.extract_text() for page in book.pages).split())
    tables = Word(io.BytesIO(planted.file(edition, "docx", language))).tables
    cells = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    told = {"tr": ("vazgeçildi", "henüz sahibi yok", "148.550,00"), "en": ("given up", "nobody yet", "148,550.00")}
    for words in told[language]:
        assert words in paper
        assert words in cells


def test_what_the_programme_reached_is_what_the_rooms_hold(planted: Planted) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.meetings.models import Meeting
    from omuz.network.reports.queries.desk import snapshot_of

    (edition,) = planted.editions("programme_closing")
    told: Any = snapshot_of(edition).pieces["programme.results"]
    reached = next(row[4].tr for row in told.rows if row[0].tr.startswith("2.2 "))
    with acting(planted.people["elif"]):
        held = Meeting.objects.filter(closed_at__isnull=False, on__range=(date(2024, 11, 1), date(2026, 10, 31)))
        assert reached == str(held.count())


def test_the_report_on_the_pilot_has_every_piece_its_room_gives(planted: Planted) -> None:
    from omuz.insight.reports.content.report_types import report_type
    from omuz.network.reports.queries.desk import snapshot_of

    (edition,) = planted.editions("coordination_pilot")
    wanted = {key for key in report_type("coordination_pilot").sources if key.startswith("coordination.")}
    assert edition.is_published
    assert wanted - set(snapshot_of(edition).pieces) <= {"coordination.trained"}, "where this year was not counted yet"
