"""A report is put together from its text, the data and what people wrote; what is missing is said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import INSTITUTIONS, NETWORK, SCORES, protect
from omuz.insight.charts.reading import NotProtected
from omuz.insight.reports import parts
from omuz.insight.reports.content.blocks import filled
from omuz.insight.reports.content.composing import Edition, SignedOff, Written, compose
from omuz.insight.reports.content.report_types import report_type, sources
from omuz.insight.reports.content.source_keys import WrongPiece
from omuz.insight.reports.content.together import beside, ranked
from omuz.insight.reports.gathered import Names, Table, TableWords
from omuz.insight.reports.grounds import grounded
from omuz.insight.reports.numbers import UnknownFigure
from tests.insight.reports.given import bare, piece, snapshot, table

KNOWN = sources()
NEEDS = report_type("needs")
EDITION = Edition(number=2, dated=date(2026, 11, 23), publisher="Uydurma Ağ", places={"network": "Uydurma Ağ"})


def _block(document: parts.Document, key: str) -> Any:
    return next((block for block in document.blocks() if block.key == key), None)


def _needs(**counts: int) -> Table:
    codes = tuple(counts)
    raw = RawTable(
        indicator="needs.area_named", version=1, dimensions=(Dimension("area", codes),),
        counts={(code,): count for code, count in counts.items()} | {("*",): 20}, base="merkez", period="2026",
        grain="year", measure="share", share_over=("area",), multi=("area",),
    )  # fmt: skip
    words = {code: Words(code.upper(), code.upper()) for code in codes}
    return Table(protect(raw, INSTITUTIONS), wording=TableWords(categories={"area": words}))


def _severity(**medians: float) -> Table:
    raw = RawTable(
        indicator="needs.area_severity", version=1, dimensions=(Dimension("area", tuple(medians)),),
        counts={(code,): 6 for code in medians},
        medians={(code,): each for code, each in medians.items()} | {("*",): 2.0},
        base="merkez", period="2026", grain="year", measure="median",
    )  # fmt: skip
    return Table(protect(raw, SCORES))


def test_needs_are_ranked_by_how_many_times_how_heavy_with_both_parts_shown() -> None:
    pieces = {"n": _needs(a=6, b=10, c=8), "s": _severity(a=4.0, b=2.0, c=3.0)}
    assert ranked("n", "s", pieces, "tr") == (
        ("1", "A", "6/20", "4", "24"), ("1", "C", "8/20", "3", "24"), ("3", "B", "10/20", "2", "20"),
    )  # fmt: skip


def test_a_need_with_a_hidden_part_has_no_place_and_is_not_left_out() -> None:
    pieces = {"n": _needs(a=6, b=10, c=1, d=2), "s": _severity(a=4.0, b=2.0, c=4.0, d=4.0)}
    rows = {row[1]: row for row in ranked("n", "s", pieces, "tr")}
    assert set(rows) == {"A", "B", "C", "D"}
    assert rows["C"][0] == rows["C"][-1] == "–"
    assert "gizlendi" in rows["C"][2]


def test_a_need_nobody_named_is_not_listed() -> None:
    raw = RawTable(
        indicator="n", version=1, dimensions=(Dimension("area", ("a", "b", "c")),), counts={("a",): 8, ("c",): 12},
        base="merkez", period="2026", grain="year", measure="share", share_over=("area",),
    )  # fmt: skip
    pieces = {"n": Table(protect(raw, NETWORK)), "s": _severity(a=4.0, b=2.0, c=3.0)}
    assert [row[2] for row in ranked("n", "s", pieces, "tr")] == ["12/20", "8/20"]


def test_districts_stand_side_by_side_in_the_alphabet_and_a_hidden_cell_stays_hidden() -> None:
    keys = ("returns.contacts_by_district", "directory.centres_by_district")
    pieces = {key: piece(KNOWN[key]) for key in keys}
    rows = beside((*keys, "directory.coverage_by_district"), pieces, "tr")
    names = [row[0] for row in rows]
    assert names == sorted(names)
    assert len(names) >= 30
    assert {row[3] for row in rows} == {"–"}
    values = [row[1] for row in rows]
    assert values != sorted(values)


def test_a_district_released_with_its_neighbour_says_where_its_figure_stands() -> None:
    raw = RawTable(
        indicator="I01", version=1, dimensions=(Dimension("district", ("bergama+kinik", "konak")),),
        counts={("bergama+kinik",): 40, ("konak",): 90}, base="temas", period="2026", grain="year",
    )  # fmt: skip
    pieces = {
        "d": Table(protect(raw, NETWORK)),
        "directory.centres_by_district": piece(KNOWN["directory.centres_by_district"]),
    }
    rows = {row[0]: row for row in beside(("d", "directory.centres_by_district"), pieces, "tr")}
    assert rows["kinik (tr)"][1] == "“Bergama + Kınık” satırında"
    assert rows["Bergama + Kınık"][1:] == ("40", "–")


def test_a_persons_text_stands_in_its_section_with_her_name_and_the_old_figure() -> None:
    text = Written("Az: {{profiles.budget_line}}.", "Elif", {"profiles.budget_line": "5/20"})
    edition = replace(EDITION, texts={"budget": text}, signed={"budget": SignedOff("Elif", date(2026, 11, 20))})
    document = compose(NEEDS, snapshot(NEEDS, KNOWN), KNOWN, edition, "tr")
    written = _block(document, "budget.written")
    assert written.by == "Elif"
    assert written.paragraphs[0][1] == parts.Quoted("profiles.budget_line", "7/22", "5/20")
    assert next(each for each in document.sections if each.key == "budget").signed_by == "Elif"


def test_a_text_that_quotes_what_is_not_there_makes_no_document() -> None:
    edition = replace(EDITION, texts={"budget": Written("{{profiles.budget_line}}", "Elif")})
    with pytest.raises(UnknownFigure, match=r"profiles\.budget_line"):
        compose(NEEDS, bare(NEEDS), KNOWN, edition, "tr")


def test_a_section_not_chosen_stays_out_but_limits_never_do() -> None:
    document = compose(NEEDS, snapshot(NEEDS, KNOWN), KNOWN, replace(EDITION, chosen=frozenset({"budget"})), "tr")
    keys = {section.key for section in document.sections}
    assert {"budget", "limits", "method", "summary"} <= keys
    assert "staff" not in keys


def test_a_raw_count_cannot_reach_a_document() -> None:
    broken = replace(snapshot(NEEDS, KNOWN), pieces={"profiles.budget_line": {"yes": 7}})  # type: ignore[dict-item]  # that is the point
    with pytest.raises(NotProtected):
        compose(NEEDS, broken, KNOWN, EDITION, "tr")


def test_a_room_that_gives_another_table_than_promised_is_caught() -> None:
    swapped = {"profiles.budget_line": Table(table(KNOWN["profiles.legal"]))}
    with pytest.raises(WrongPiece, match=r"profiles\.budget_line"):
        compose(NEEDS, replace(bare(NEEDS), pieces=swapped), KNOWN, EDITION, "tr")
    with pytest.raises(WrongPiece):
        compose(NEEDS, replace(bare(NEEDS), pieces={"profiles.budget_line": Names(("a",))}), KNOWN, EDITION, "tr")


def test_a_missing_centre_is_named_and_when_none_is_missing_that_is_said() -> None:
    gathered = snapshot(NEEDS, KNOWN)
    named = _block(compose(NEEDS, gathered, KNOWN, EDITION, "tr"), "profiles.missing")
    assert named.centres == ("Uydurma Merkez",)
    nobody = replace(gathered, pieces={**gathered.pieces, "profiles.missing": Names(())})
    document = compose(NEEDS, nobody, KNOWN, EDITION, "tr")
    assert _block(document, "profiles.missing") is None
    assert "Adıyla anılacak eksik merkez yok" in repr(document)


def test_one_missing_table_is_named_with_its_reason_and_the_others_stand() -> None:
    gathered = snapshot(NEEDS, KNOWN)
    fewer = {key: each for key, each in gathered.pieces.items() if key != "profiles.services"}
    document = compose(NEEDS, replace(gathered, pieces=fewer), KNOWN, EDITION, "tr")
    (absent,) = [block for block in document.blocks() if isinstance(block, parts.Absent)]
    assert absent.sentence == (
        "Bu yıl gösterilecek kadar yanıt yok ya da sayıları henüz paylaşılmadı: Merkezlerin verdiği hizmetler."
    )
    assert _block(document, "profiles.channels") is not None


def test_a_section_without_any_data_says_it_once_and_shows_no_empty_heading() -> None:
    document = compose(NEEDS, bare(NEEDS), KNOWN, EDITION, "tr")
    premises = [section for section in document.sections if section.key.startswith("premises")]
    (only,) = premises
    assert [type(block) for block in only.blocks] == [parts.Prose, parts.Absent]


def test_the_first_year_says_that_there_is_no_former_one() -> None:
    first = compose(NEEDS, snapshot(NEEDS, KNOWN), KNOWN, EDITION, "tr")
    second = compose(NEEDS, snapshot(NEEDS, KNOWN, former=True), KNOWN, EDITION, "tr")
    assert _block(first, "profiles.budget_line.years") is None
    assert _block(second, "profiles.budget_line.years").earlier[0].period == "2025"


def test_both_languages_hold_the_same_numbers_under_the_same_keys() -> None:
    gathered = snapshot(NEEDS, KNOWN, former=True)
    turkish, english = (compose(NEEDS, gathered, KNOWN, EDITION, language) for language in ("tr", "en"))  # type: ignore[arg-type]  # both are languages of a document
    assert [block.key for block in turkish.blocks()] == [block.key for block in english.blocks()]
    assert turkish.snapshot == english.snapshot == gathered.digest
    tables = [(a.table.digest, b.table.digest) for a, b in zip(turkish.blocks(), english.blocks(), strict=True)
              if isinstance(a, parts.Figure) and isinstance(b, parts.Figure)]  # fmt: skip
    assert tables
    assert all(one == other for one, other in tables)


def test_the_same_snapshot_makes_the_same_document() -> None:
    gathered = snapshot(NEEDS, KNOWN)
    assert compose(NEEDS, gathered, KNOWN, EDITION, "tr") == compose(NEEDS, gathered, KNOWN, EDITION, "tr")


def test_a_standing_text_that_quotes_an_unknown_category_names_file_and_line() -> None:
    section = next(each for each in NEEDS.sections if each.key == "limits")
    block = replace(section.blocks[0], words=(Words("{{profiles.legal:nothing}}", "{{profiles.legal:nothing}}"),))
    spoilt = replace(NEEDS, sections=(replace(section, blocks=(block,)),))
    with pytest.raises(CatalogueError, match=r"needs/sections/limits.toml, satır \d+"):
        compose(spoilt, snapshot(NEEDS, KNOWN), KNOWN, EDITION, "tr")


def test_a_tally_of_a_category_that_is_not_there_names_file_and_line() -> None:
    section = next(each for each in NEEDS.sections if each.key == "premises")
    blocks = tuple(replace(block, at=("maybe",)) if block.kind == "tally" else block for block in section.blocks)
    spoilt = replace(NEEDS, sections=(replace(section, blocks=blocks),))
    with pytest.raises(CatalogueError, match=r"needs/sections/premises.toml, satır \d+: .*maybe"):
        compose(spoilt, snapshot(NEEDS, KNOWN), KNOWN, EDITION, "tr")


def test_places_are_filled_and_quoted_figures_are_left_for_later() -> None:
    assert filled("{year} – {{profiles.legal:post}} – {nobody}", {"year": "2026"}) == (
        "2026 – {{profiles.legal:post}} – {nobody}"
    )


def test_a_place_nobody_filled_is_named_with_file_and_line_and_never_printed() -> None:
    report = report_type("municipality_brief")
    gathered = snapshot(report, KNOWN)
    with pytest.raises(CatalogueError, match=r"municipality_brief/[a-z_/]+\.toml, satır \d+: \{municipality\}"):
        compose(report, gathered, KNOWN, EDITION, "tr")
    filled_in = replace(EDITION, places={**EDITION.places, "municipality": "Konak"})
    assert "{" not in str(compose(report, gathered, KNOWN, filled_in, "tr").title)


def test_listings_of_several_tables_say_which_tables_they_are_read_from() -> None:
    document = compose(NEEDS, snapshot(NEEDS, KNOWN), KNOWN, EDITION, "tr")
    listings = [block for block in document.blocks() if isinstance(block, parts.Listing) and block.tables]
    assert len(listings) >= 2
    with override("tr"):
        ground = grounded(document)[-1].blocks[-1]
    assert isinstance(ground, parts.Listing)
    told = {row[1] for row in ground.rows}
    for block in listings:
        assert len(block.tables) >= 2
        assert {table.indicator for table in block.tables} <= told
