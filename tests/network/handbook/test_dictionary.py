"""The handbook prints every definition whole, in both languages, and finds it by its words."""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.indicators.raw import base_at, figure_at
from omuz.network.handbook.documents.paper import handbook_pdf
from omuz.network.handbook.queries.dictionary import lines, page_of, units_in_use

if TYPE_CHECKING:
    from tests.cast import Cast

CODES = sorted(all_indicators())


def _codes(query: str = "", unit: str = "") -> set[str]:
    return {line.code for line in lines(query, unit)}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_indicator_has_a_page_with_at_least_two_worked_examples(language: str) -> None:
    for code in CODES:
        told = page_of(code, language)
        assert told is not None
        assert len(told.examples) >= 2
        assert all(text for _label, text in told.facts), code
        for example in told.examples:
            widths = {len(row) for row in example.given.rows} | {len(example.given.heads)}
            assert len(widths) == 1, code
            assert {len(row) for row in example.made.rows} <= {len(example.made.heads)}, code


def test_no_code_is_left_untold_on_a_page() -> None:
    raw = re.compile(r"\b[a-z]+_[a-z_]+\b")
    for code in CODES:
        told = page_of(code, "tr")
        assert told is not None
        words = [text for label, text in told.facts if label != "Kaynak"]
        for example in told.examples:
            words += [*example.given.heads, *example.made.heads]
            words += [cell for sheet in (example.given, example.made) for row in sheet.rows for cell in row]
        assert not raw.search(" ".join(words)), (code, raw.search(" ".join(words)))


def test_what_the_handbook_prints_is_what_the_engine_counts() -> None:
    """The printed result of one share, cell by cell against the table of the engine."""
    from omuz.insight.indicators.examples import outcome

    one, told = all_indicators()["I57"], page_of("I57", "tr")
    assert told is not None
    table = outcome(one, one.examples[0])
    assert told.examples[0].made.rows == (
        ("Sosyal Yardım İşleri Müdürlüğü", "2", "3", "%67"),
        ("Zabıta Müdürlüğü", "0", "1", "%0"),
    )
    assert (figure_at(table, ("social_aid",)), base_at(table, ("social_aid",))) == (2, 3)


def test_a_share_of_nobody_is_a_dash() -> None:
    told = page_of("I58", "tr")
    assert told is not None
    assert told.examples[1].made.rows[1][-3:] == ("0", "0", "–")


def test_search_finds_by_code_by_word_and_without_dots() -> None:
    assert "I28" in _codes("siginak")
    assert "I28" in _codes("SIĞINAK engel")
    assert "I28" in _codes("shelter refus") or "I27" in _codes("shelter")
    assert _codes("i30") == {"I30"}
    assert _codes("ejderha") == set()


def test_the_list_narrows_to_one_counting_unit() -> None:
    assert _codes(unit="person_in_centre") == {"I03", "I25"}
    assert {code for unit in units_in_use() for code in _codes(unit=unit.code)} == set(CODES)


def test_a_network_total_is_said_not_to_be_women() -> None:
    for code in CODES:
        told = page_of(code, "tr")
        assert told is not None
        over = dict(told.facts)["Ağ toplamı"]
        assert "değildir" in over or "toplanmaz" in over or "sayılır" in over, code


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_whole_handbook_is_a_tagged_pdf(language: str) -> None:
    with translation.override(language):
        made = handbook_pdf([told for code in CODES if (told := page_of(code, language))], language)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo" in made
    assert len(re.findall(rb"/Type\s*/Page\b", made)) >= len(CODES)


@pytest.mark.django_db
def test_everybody_signed_in_reads_the_pages_and_takes_the_paper(cast: "Cast") -> None:
    for who in ("ayse", "elif_", "derya", "can"):
        client = getattr(cast, who).client()
        for name, arguments in (("indicators", []), ("indicator", ["I61"]), ("units", []), ("types", [])):
            answer = client.get(reverse(f"handbook:{name}", args=arguments))
            assert answer.status_code == 200, (who, name)
        paper = client.get(reverse("handbook:indicator-paper", args=["I61"]))
        assert paper["Content-Disposition"].startswith('attachment; filename="belge-')
        assert paper.content.startswith(b"%PDF-")


@pytest.mark.django_db
def test_one_page_shows_definition_examples_decisions_and_versions(cast: "Cast") -> None:
    client: Any = cast.elif_.client()
    page = client.get(reverse("handbook:indicator", args=["I30"])).content.decode()
    assert "Ortalama yerine ortanca." in page
    assert "Ortadaki süre; süresi bilinmeyen karar gözlem değildir" in page
    assert "<title>Belge</title>" in page
    assert client.get(reverse("handbook:indicator", args=["I99"])).status_code == 404


@pytest.mark.django_db
def test_an_indicator_nobody_can_count_yet_says_so(
    cast: "Cast", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path(shutil.copytree(catalogue_folder(), tmp_path / "catalogues"))
    fact = kept / "facts" / "meeting_invitation.toml"
    fact.write_text(fact.read_text(encoding="utf-8").replace("room =", "awaited = true\nroom =", 1), encoding="utf-8")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(kept))
    page = cast.ayse.client().get(reverse("handbook:indicator", args=["I54"])).content.decode()
    assert "toplantılar odası" in page
    assert "Henüz sayılmıyor" in page


@pytest.mark.django_db
def test_the_mapping_of_kinds_leaves_with_its_version(cast: "Cast") -> None:
    client = cast.ayse.client()
    told = client.get(reverse("handbook:types-file", args=["csv"])).content.decode("utf-8-sig").splitlines()
    assert told[0].startswith("Şiddet türü;")
    assert all(line.endswith(";1") for line in told[1:])
    assert len(told) == 14
    assert client.get(reverse("handbook:types-file", args=["exe"])).status_code == 404
