"""Nothing a person may write and nothing a year may bring breaks a paper or leaves it: odd signs, endless words."""

from pathlib import Path
from typing import Any

import pytest

from omuz.insight.charts.downloads.paper import set_page
from omuz.insight.charts.letters import drawable, settable
from omuz.insight.reports.paper import to_pdf
from omuz.insight.reports.parts import (
    Absent,
    Box,
    Card,
    Document,
    Figure,
    Grid,
    Listing,
    Mark,
    Matrix,
    Missing,
    Points,
    Prose,
    Section,
    Tally,
    Voice,
    Wording,
    plain,
)
from omuz.insight.reports.word import to_docx
from tests.insight.charts.tables import channels, districts
from tests.insight.reports.invented import report, small
from tests.insight.reports.invented_tables import CENTRES, LONG, answers, part_of
from tests.insight.reports.pdf_extents import extents
from tests.insight.reports.reading_back import compared

MARGIN = 28.0
ENDLESS = "x" * 230
ADDRESS = "https://ornek.bel.tr/kadin-danisma-merkezi/duyurular/2026/kasim/cok-uzun-bir-sayfa-adi.html?bolum=iletisim"
TITLE = "İzmir’in İlçelerinde Kadın Danışma Merkezlerinin Iğdır Gibi Ağırlığı"
WORDS = {
    "emoji": "Teşekkürler 🌷👩‍👧 tamam ✅️ işte",
    "scripts": "سلام عليكم שלום 你好 ქართული ไทย",
    "marks": "a\u0301\u0323 e\u0308 \u0130\u0307 fi ﬁ ½ № ™ \u200b\u2060\ufeff",
    "turned": "\u202eters\u202c düz \u2066iç\u2069",
    "controls": "a\u0000b\u0007c\u001fd\u2028e\u2029f",
    "endless": ENDLESS,
    "address": ADDRESS,
    "long": LONG,
    "title": TITLE,
    "markup": "#let x = 1; $a$ <b> @c *d* _e_ `f` \\ // {{g}} = h - i + j / k: l",
    "many": "kelime " * 400,
}


def _said(words: str) -> Document:
    """A document that says the same words in every place where words may stand."""
    cells = ((words, "1"), ("iki", words))
    return report(
        title=words[:300],
        subtitle=words[:300],
        imprint=(words,),
        sections=(
            Section(
                "one",
                words[:300],
                (
                    Prose("a", plain(words)),
                    Points("b", (plain(words)[0],)),
                    Box("c", words[:300], ((words, words),)),
                    Listing("d", words[:300], (words[:300], "Yıl"), cells, words, words),
                    Matrix("e", "Boşluk", words, ("A", words[:300]), ((words, (Mark("var", "good"), Mark(words))),)),
                    Absent("f", words),
                    Missing("g", words, (words,)),
                    Voice("h", words, words),
                    Card("i", words[:300], words, ((words[:300], words),), words),
                    Tally("j", words, part_of("rooms", 7, 22)),
                    Figure(
                        "k", words[:300], answers("needs", {"a": words[:60], "b": "İki"}, {"a": 9, "b": 4}, 21),
                        wording=Wording({"answer": words[:60]}, {"answer": {"a": words[:60], "b": "İki"}}),
                    ),
                ),
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("kind", WORDS)
def test_no_words_break_a_paper_or_leave_it(kind: str) -> None:
    document = _said(WORDS[kind])
    pdf = to_pdf(document)
    assert [each for each in extents(pdf) if not each.within(MARGIN)] == []
    assert len(to_docx(document)) > 5_000


SHAPES: dict[str, tuple[Any, ...]] = {
    "thirty columns": (
        Listing("l", "Otuz sütun", tuple(f"Sütun {n}" for n in range(30)),
                tuple((name, *(f"{n}.{line} var" for n in range(29))) for line, name in enumerate(CENTRES))),
    ),
    "four hundred rows": (
        Listing("l", "Dört yüz satır", ("Merkez", "Yıl", "Not"),
                tuple((CENTRES[n % 22], str(1990 + n % 30), f"Satır {n}") for n in range(400)), numbers=(1,)),
    ),
    "a tall row": (Listing("l", "Uzun hücre", ("Ne", "Söz"), (("Bir", "uzun söz " * 900), ("İki", "kısa"))),),
    "one bar": (Figure("f", "Tek çubuk", answers("needs", {"a": "Araç"}, {"a": 9}, 21)),),
    "all hidden": (
        Figure("f", "Hepsi gizli", answers("needs", {"a": "Araç", "b": "Oda"}, {"a": 1, "b": 2}, 21)),
        Tally("t", "Gizli kesir", part_of("rooms", 1, 2)),
        Grid("g", "Gizli tablo", answers("building", {"a": "Araç", "b": "Oda"}, {"a": 1, "b": 2}, 3)),
    ),
    "nothing counted": (Figure("f", "Sıfırlar", channels()), Figure("m", "Boş harita", districts(), chart="map")),
    "forty categories": (
        Figure("f", "Kırk çubuk", answers("many", {f"c{n}": f"Seçenek {n} {'uzun ' * 8}" for n in range(40)},
                                          {f"c{n}": 3 + n % 17 for n in range(40)}, 22),
               wording=Wording({"answer": "Seçenek"},
                               {"answer": {f"c{n}": f"Seçenek {n} {'uzun ' * 8}" for n in range(40)}})),
    ),
    "marks of speech": (
        Figure("f", "Süre", answers("within", {"a": "A", "b": "B"}, {"a": 9, "b": 4}, 21), chart="columns",
               wording=Wording({"answer": "Süre"}, {"answer": {"a": "6'dan çok", "b": 'dar "ara"\\'}})),
    ),
    "no rows": (Listing("l", "Boş liste", ("Merkez", "Yıl"), ()), Matrix("m", "Boş", "Ne", ("A",), ())),
    "cards": tuple(
        Card(f"c{n}", f"Merkez {n}", "satır", tuple((f"Alan {k}", "söz " * 60) for k in range(30)), "Onay: 1.1.2026")
        for n in range(2)
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_no_shape_breaks_a_paper_or_leaves_it_and_all_of_it_is_there(kind: str) -> None:
    document = small(*SHAPES[kind])
    pdf, word = to_pdf(document), to_docx(document)
    assert [each for each in extents(pdf) if not each.within(MARGIN)] == []
    assert compared(document, pdf=pdf, docx=word).differences == ()


def test_sections_without_anything_are_set_too() -> None:
    document = report(sections=(Section("a", "Bir", ()), Section("b", "İki", (), 2), Section("c", "Üç", (), 3)))
    assert [each for each in extents(to_pdf(document)) if not each.within(MARGIN)] == []
    assert to_docx(document)


def test_the_ruler_notices_what_leaves_the_paper(tmp_path: Path) -> None:
    source = tmp_path / "wide.typ"
    page = '#set document(title: "w")\n#set text(font: "Noto Sans", hyphenate: false)\n'
    source.write_text(page + "x" * 200, encoding="utf-8")
    assert [each for each in extents(set_page({}, source)) if not each.within(MARGIN)]


def test_words_are_divisible_where_they_have_no_end_and_whole_elsewhere() -> None:
    assert settable("Karşıyaka Kadın Danışma Merkezi") == "Karşıyaka Kadın Danışma Merkezi"
    assert settable("0232 000 00 00") == "0232 000 00 00"
    assert settable(ADDRESS).replace("\u200b", "") == ADDRESS
    assert max(len(part) for part in settable(ADDRESS).split("\u200b")) <= 40
    assert settable(ENDLESS).replace("\u00ad", "") == ENDLESS
    assert settable(["1.234.567", {"a": "işte 🌷"}]) == ["1.234.567", {"a": "işte ?"}]


def test_signs_that_are_never_seen_by_themselves_leave_no_trace() -> None:
    assert drawable("tamam\ufe0f") == "tamam"
    assert drawable("\u202eters\u202c") == "ters"
    assert drawable("👩👧") == "??"
