"""A report from its first press to the file a mayor gets, and what the director finds of it."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.browser.casework import press

TOWN = "Menderes Belediyesi (örnek)"
ASKED = "Meclisin şubat toplantısında ayrı bir bütçe kalemi açması."
WITH_FIGURE = "Telefonla gelenlerin payı {{returns.channel:phone%}} oldu."


def _begin(page: Any) -> str:
    """Begin the brief for a mayor; the address of its desk."""
    page.goto("/raporlar/")
    page.get_by_role("link", name="Yeni rapor").click()
    page.get_by_role("link", name=re.compile("Başkanlık için bilgi notu")).click()
    page.get_by_label("Hangi belediye?").select_option(label=TOWN)
    page.get_by_role("button", name="Sayıları topla ve başla").click()
    page.wait_for_url(re.compile(r"/raporlar/[0-9a-f-]{36}/"))
    return str(page.url.split("?")[0])


def _sections(page: Any, desk: str) -> list[str]:
    page.goto(desk)
    links = page.locator("main a[href*='/bolum/']").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return list(dict.fromkeys(link.split("?")[0] for link in links))


def _taken(page: Any, name: str, place: int) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).nth(place).click()
    assert re.fullmatch(r"belge-\d{4}-\d{2}-\d{2}\.\w+", waiting.value.suggested_filename)
    return Path(waiting.value.path()).read_bytes()


def test_elif_begins_writes_signs_publishes_and_hands_over_a_brief(open_as) -> None:
    page = open_as("elif", "/raporlar/")
    desk = _begin(page)
    sections = _sections(page, desk)
    assert len(sections) == 4
    page.get_by_role("link", name="Yayımla").click()
    assert page.get_by_role("button", name="Yayımla").count() == 0
    for where in sections:
        page.goto(where)
        if where.endswith("/ask/"):
            page.locator("textarea[name=words]").first.fill(ASKED)
            press(page, "Kaydet")
        press(page, "Bölümü onayla")
    page.goto(f"{desk}oku/")
    assert page.get_by_text(TOWN).first.is_visible()
    page.goto(desk)
    page.get_by_role("link", name="Yayımla").click()
    page.get_by_role("button", name="Yayımla").click()
    page.get_by_text("yayımlandı").first.wait_for()
    assert page.get_by_text("yayımlandı").first.is_visible()
    paper = PdfReader(io.BytesIO(_taken(page, "PDF", 0)))
    told = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in paper.pages))
    assert ASKED.split()[2] in told
    assert TOWN in told
    with zipfile.ZipFile(io.BytesIO(_taken(page, "Word (DOCX)", 0))) as word:
        assert ASKED in word.read("word/document.xml").decode()


def test_a_text_that_quotes_a_figure_says_the_figure_and_leads_to_how_it_was_counted(open_as) -> None:
    page = open_as("elif", "/raporlar/")
    draft = page.locator("section, div", has=page.get_by_role("heading", name="Yıllık İzleme Raporu", exact=True)).last
    draft.get_by_role("link", name=re.compile("2026")).first.click()
    page.get_by_role("link", name="Merkezlere nasıl ulaşıldı").click()
    page.locator("textarea[name=words]").first.fill(WITH_FIGURE)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.get_by_text(re.compile(r"payı\s+%\d+")).first.wait_for()
    with page.expect_navigation():
        page.get_by_role("link", name="nasıl sayıldı?").first.click()
    how = page.locator("main").inner_text()
    assert "Tanım ve sürüm" in how
    assert re.search(r"[0-9a-f]{64}", how)


def test_derya_reads_what_was_published_and_no_draft(open_as) -> None:
    page = open_as("derya", "/raporlar/")
    told = page.locator("main").inner_text()
    assert "taslak" not in told
    assert "Yeni rapor" not in told
    with page.expect_navigation():
        page.get_by_role("link", name="Oku").first.click()
    assert page.locator("main h1").is_visible()
