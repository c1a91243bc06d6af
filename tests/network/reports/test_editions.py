"""An edition from beginning to end: gathered, pinned, signed, published, withdrawn; never half made."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports import paper
from omuz.insight.reports.gathered import Table
from omuz.network.reports.actions import editions
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.models import Edition, SignOff
from omuz.network.reports.queries import desk as desks

if TYPE_CHECKING:
    from tests.network.reports.desks import Desk


def test_a_draft_holds_what_was_gathered_under_its_digest_and_the_text_of_its_type(desk: "Desk") -> None:
    edition = desk.begin()
    snapshot = desks.snapshot_of(edition)
    assert (edition.number, edition.state, edition.digest) == (1, "draft", snapshot.digest)
    assert set(snapshot.pieces) >= {"profiles.building", "returns.violence_types", "edition.method"}
    assert desks.report_type_of(edition).title.tr == "Küçük rapor"
    assert isinstance(snapshot.pieces["profiles.building"], Table)


def test_a_draft_is_open_once_for_a_report_and_year(desk: "Desk") -> None:
    desk.begin()
    with pytest.raises(NotNow, match="açık bir taslağı var"):
        desk.begin()
    assert desk.begin(year=2025).number == 1


def test_a_discarded_draft_frees_its_number_and_is_seen_by_nobody(desk: "Desk") -> None:
    first = desk.begin()
    desk.act(desk.cast.elif_, editions.discard, edition=first)
    second = desk.begin()
    assert (second.number, first.pk == second.pk) == (1, False)


def test_publishing_refuses_naming_the_sections_that_are_not_ready(desk: "Desk") -> None:
    edition = desk.begin()
    desk.sign(edition, "s_method")
    with pytest.raises(NotNow) as refusal:
        desk.publish(edition)
    assert "Yerler (yazısı yok, onayı yok)" in str(refusal.value)
    assert "Temaslar (onayı yok)" in str(refusal.value)
    assert "Yöntem" not in str(refusal.value)
    assert desk.read(Edition.objects.get).state == "draft"


def test_a_section_nobody_chose_holds_nothing_back(desk: "Desk") -> None:
    edition = desk.begin(sections=["s_voices"])
    desk.sign(edition, "s_method", "s_voices")
    assert desk.publish(edition).state == "published"
    document = desk.read(desks.document, desk.cast.elif_.person, edition, "tr")
    assert [section.key for section in document.sections] == ["s_method", "s_voices"]


def test_half_a_translation_holds_an_edition_back_and_none_does_not(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.cast.elif_, edition, "Half of it.", language="en")
    desk.sign(edition)
    with pytest.raises(NotNow, match="yazısı yok"):
        desk.publish(edition)
    desk.write(desk.cast.elif_, edition, "Yarısı.")
    desk.sign(edition, "s_places")
    assert set(desk.publish(edition).papers) == {"tr", "en"}


def test_a_published_edition_keeps_the_digest_of_its_pdf_and_is_made_again_byte_for_byte(desk: "Desk") -> None:
    edition = desk.published()
    again = desk.read(desks.same_bytes, edition, "tr")
    assert again.same
    assert edition.papers["tr"] == again.today
    assert edition.papers["tr"] != edition.papers["en"]
    assert "typst" in edition.setter


def test_another_version_of_the_program_is_named_where_the_bytes_differ(
    desk: "Desk", monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = desk.published()
    monkeypatch.setattr(paper, "to_pdf", lambda _document: b"%PDF other")
    monkeypatch.setattr(desks, "setter", lambda: "omuz 9; typst 9; vl-convert-python 9")
    told = desk.read(desks.same_bytes, edition, "tr")
    assert not told.same
    assert edition.setter in told.why
    assert "typst 9" in told.why


def test_the_document_is_composed_again_when_the_catalogues_have_changed(
    desk: "Desk", catalogues: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import shutil

    edition = desk.published()
    before = desk.read(desks.paper_of, edition, "tr")[0]
    later = Path(shutil.copytree(catalogues, tmp_path / "later"))
    (later / "reports" / "small" / "report.toml").write_text("yıkıldı", encoding="utf-8")
    lists = later / "lists" / "violence_type.csv"
    lists.write_text(lists.read_text(encoding="utf-8").replace("Fiziksel", "Bambaşka"), encoding="utf-8")
    for path in (later / "indicators").glob("I08.toml"):
        path.unlink()
    monkeypatch.setenv("OMUZ_CATALOGUES", str(later))
    assert desk.read(desks.paper_of, edition, "tr")[0] == before
    assert desk.read(desks.same_bytes, edition, "en").same


def test_a_published_edition_is_never_changed_not_even_by_the_program(desk: "Desk") -> None:
    edition = desk.published()
    edition.snapshot = "{}"
    with pytest.raises(DatabaseError), acting(desk.cast.elif_.person):
        _save(desk, edition)
    with pytest.raises(NotNow, match="artık taslak değil"):
        desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    with pytest.raises(NotNow, match="artık taslak değil"):
        desk.write(desk.cast.elif_, edition, "Sonradan.", based_on=1)


def _save(desk: "Desk", edition: Edition) -> None:
    with recorded(by=desk.cast.elif_.person, event="report.published"):
        edition.save()


def test_a_withdrawn_edition_says_why_and_the_next_one_takes_the_next_number(desk: "Desk") -> None:
    edition = desk.published()
    with pytest.raises(NotNow, match="boş"):
        desk.act(desk.cast.elif_, editions.withdraw, edition=edition, why=" ")
    gone = desk.act(desk.cast.elif_, editions.withdraw, edition=edition, why="Bir tabloda yıl yanlıştı.")
    assert (gone.state, gone.withdrawn_why) == ("withdrawn", "Bir tabloda yıl yanlıştı.")
    assert desk.begin().number == 2


def test_the_next_edition_lists_what_changed_and_carries_the_words_on(desk: "Desk") -> None:
    first = desk.published("Ortak binalar çoğunlukta.")
    desk.year.contacts = [40, 90, 60]
    second = desk.begin()
    document = desk.read(desks.document, desk.cast.elif_.person, second, "tr")
    listed = next(block for block in document.blocks() if block.key == "edition.changes")
    assert any("35" in row[1] and "60" in row[2] for row in listed.rows)
    line = _line(desk, second, "s_places")
    assert (line.text.words, line.text.carried, line.text.version) == ("Ortak binalar çoğunlukta.", first.number, 1)
    assert line.signoff is None


def _line(desk: "Desk", edition: Any, section: str, language: Any = "tr") -> Any:
    lines = desk.read(desks.section_lines, desk.cast.elif_.person, edition, language)
    return next(line for line in lines if line.progress.section.key == section)


def test_gathering_again_takes_the_signature_off_where_figures_changed_and_only_there(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.cast.elif_, edition, "Yarısı.")
    desk.sign(edition)
    desk.year.contacts = [40, 90, 60]
    again = desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    assert again.digest != edition.digest
    assert _line(desk, again, "s_voices").fallen.why.startswith("sayılar değişti: ")
    assert _line(desk, again, "s_places").signed_by == "Elif Şahin"
    assert _line(desk, again, "s_places").text.words == "Yarısı."


def test_a_room_that_raises_leaves_no_edition_and_no_event(desk: "Desk") -> None:
    desk.year.fails = "returns"
    with pytest.raises(NotNow, match="Dönem bildirimleri"):
        desk.begin()
    assert desk.read(Edition.objects.count) == 0
    desk.year.fails = ""
    edition = desk.begin()
    desk.year.fails = "profiles"
    with pytest.raises(NotNow, match="Merkez profilleri"):
        desk.act(desk.cast.elif_, editions.gather_again, edition=edition)
    assert desk.read(Edition.objects.get).digest == edition.digest


def test_a_room_that_gives_the_wrong_kind_of_piece_is_named(desk: "Desk") -> None:
    desk.year.wrong = "profiles.building"
    with pytest.raises(NotNow, match="Merkez profilleri"):
        desk.begin()
    assert desk.read(Edition.objects.count) == 0


def test_a_broken_report_type_names_file_and_line_and_leaves_the_last_edition(
    desk: "Desk", catalogues: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import shutil

    from omuz.foundation.catalogue.errors import CatalogueError

    first = desk.published()
    draft = desk.begin()
    broken = Path(shutil.copytree(catalogues, tmp_path / "broken"))
    path = broken / "reports" / "small" / "sections" / "s_places.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("figure =", "figur ="), encoding="utf-8")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(broken))
    with pytest.raises(CatalogueError, match=r"small/sections/s_places\.toml, satır 6"):
        desk.act(desk.cast.elif_, editions.gather_again, edition=draft)
    with pytest.raises(CatalogueError, match="satır 6"):
        desk.begin(year=2025)
    kept = {row.number: row for row in desk.read(list, Edition.objects.all())}
    assert (kept[1].snapshot, kept[1].papers) == (first.snapshot, first.papers)
    assert kept[2].content == draft.content
    assert desk.read(desks.same_bytes, kept[1], "tr").same


def test_only_the_network_coordinator_builds_and_publishes(desk: "Desk") -> None:
    for who in (desk.sema, desk.cast.nermin, desk.cast.ayse, desk.cast.derya, desk.cast.can):
        with pytest.raises(Refused):
            desk.act(who, editions.begin, report="small", year=2026)
    edition = desk.begin()
    with pytest.raises(Refused):
        desk.act(desk.sema, editions.publish, edition=edition)
    assert desk.read(SignOff.objects.count) == 0
