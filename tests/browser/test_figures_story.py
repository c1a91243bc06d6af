"""A quarter of figures: let out with its proof, open to a visitor, printed by a director, seen by its own centre."""

import csv
import io
import re
from typing import Any

import pytest

from tests.browser.casework import follow, press
from tests.browser.looking import Look
from tests.browser.network import shown, unfold
from tests.browser.walk import Page

LEDGER, OPEN, BRIEF, OWN, OVERVIEW = (
    "/sayilar/yayim/", "/acik-veri/", "/sayilar/ozet/", "/sayilar/merkezim/", "/sayilar/genel/",
)  # fmt: skip
TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def looked_at(violations: Any) -> Any:
    """A page as everybody must be able to use it: no barrier in either theme, nothing over the side."""

    def look(page: Any) -> None:
        seen = Look(page, violations)
        assert list(seen.read(Page(page.url, "", page.url), wholly=True)) == []

    return look


def test_elif_lets_a_quarter_out_after_reading_its_proof_and_a_visitor_reads_it(
    context_for: Any, looked_at: Any
) -> None:
    elif_ = context_for("elif").new_page()
    period = _proposed(elif_)
    proof = elif_.get_by_text("gizli sayı hesaplanamadı").first.inner_text()
    assert "denklemle denendi" in proof
    sentence = elif_.locator("main .figure-title").first.inner_text()
    looked_at(elif_)
    press(elif_, "Yayımla ve deftere yaz")
    assert "defterde yerini aldı" in elif_.locator("body").inner_text()
    assert "hiçbir gizli sayı hesaplanamadı" in shown(elif_)
    digest = elif_.locator(".digest").first.inner_text()

    visitor = context_for(permissions=["clipboard-write"]).new_page()
    visitor.goto(OPEN)
    looked_at(visitor)
    with visitor.expect_navigation():
        visitor.locator("main li a").filter(has_text=period).first.click()
    assert digest in visitor.locator("main").text_content()
    assert visitor.locator("[name=q], .rail").count() == 0, "nobody is signed in"
    looked_at(visitor)
    _read_by_a_visitor(visitor, sentence)


def _proposed(page: Any) -> str:
    """Open the newest quarter that may go to the public; returns its words."""
    page.goto(LEDGER)
    quarters = page.locator("[name=donem] option").evaluate_all("all => all.map(each => each.value)")
    for quarter in quarters:
        page.goto(f"{LEDGER}hazirla/?donem={quarter}&hedef=public")
        button = page.get_by_role("button", name="Yayımla ve deftere yaz")
        if button.count() and not page.locator("[name=neden]").count():
            return str(page.locator("h1").inner_text())
    raise AssertionError("no quarter is left to let out")


def _read_by_a_visitor(page: Any, sentence: str) -> None:
    """The table says in every format what the sentence says, and its picture may stand elsewhere."""
    number = re.search(r"(\d[\d.]*) temas", sentence)
    assert number, sentence
    whole = number[1].replace(".", "")
    table = page.locator("#contacts_by_month")
    where = f"{page.url}tables/contacts_by_month.csv"
    answer = page.request.get(where)
    assert answer.headers["cache-control"].startswith("public")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    assert rows[-1]["value"] == whole
    assert page.request.get(where.replace(".csv", ".json")).json()["value"][-1] == int(whole)
    assert f",VALUE,{_year(page)}" in page.request.get(where.replace(".csv", ".sdmx.csv")).text()
    unfold(page, "Resmi başka bir sayfaya koymak için", "#contacts_by_month")
    embed = table.locator("textarea").input_value()
    picture = re.search(r'src="([^"]+)"', embed)
    assert picture
    drawn = page.request.get(picture[1])
    assert drawn.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "kadın sayısı değildir" in " ".join(drawn.text().split())
    table.get_by_role("button", name="Kopyala").click()
    table.get_by_text("Kopyalandı").wait_for()


def _year(page: Any) -> str:
    """The year of the version that is open, as SDMX-CSV begins a period."""
    found = re.search(r"network_(\d{4})_q\d", page.url)
    assert found
    return found[1]


def test_derya_prints_her_brief_and_on_a_telephone_nothing_is_out_of_sight(context_for: Any, looked_at: Any) -> None:
    nermin, derya = context_for("nermin").new_page(), context_for("derya").new_page()
    opened = _totals_opened(nermin)
    derya.goto(BRIEF)
    assert "Temas sayısı" in shown(derya)
    looked_at(derya)
    derya.set_viewport_size(TELEPHONE)
    table = derya.locator(".brief-table")
    cells = table.locator("tbody tr").first.locator("td")
    assert cells.count() == 3
    for place in range(3):
        box = cells.nth(place).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= TELEPHONE["width"], place
    with derya.expect_download() as coming:
        derya.get_by_role("link", name="PDF").click()
    assert coming.value.suggested_filename.startswith("belge")
    for where in opened:
        nermin.goto(where)
        press(nermin, "Müdüre kapat")


def _totals_opened(page: Any) -> list[str]:
    """See to it that two sent quarters are open to the director; returns those that were not open before."""
    page.goto("/sayilar/bildirim/")
    links = page.locator("main a[href^='/sayilar/bildirim/']").evaluate_all("all => all.map(each => each.href)")
    opened, known = [], 0
    for where in dict.fromkeys(links):
        page.goto(where)
        known += page.get_by_role("button", name="Müdüre kapat").count()
        if page.get_by_role("button", name="Toplamları müdüre aç").count():
            press(page, "Toplamları müdüre aç")
            opened.append(where)
        if len(opened) + known >= 2:
            return opened
    raise AssertionError("too few quarters were sent")


def test_nermin_sees_her_own_centre_and_keeps_the_page_and_not_the_network(
    context_for: Any, looked_at: Any, heard: Any
) -> None:
    heard.expect("status of 403")
    nermin = context_for("nermin").new_page()
    nermin.goto(OWN)
    assert "Konak" in shown(nermin) and "Bornova" not in shown(nermin)
    looked_at(nermin)
    press(nermin, "Hep en son dönemle sakla")
    kept = nermin.locator("section").filter(has_text="Sakladığınız görünümler")
    assert "En son dönem" in kept.inner_text()
    press(nermin, "Kaldır")
    assert nermin.get_by_text("Sakladığınız görünümler").count() == 0
    assert nermin.goto(OVERVIEW).status == 403


def test_elif_goes_from_the_overview_to_an_indicator_its_definition_and_the_slides(
    context_for: Any, looked_at: Any
) -> None:
    elif_ = context_for("elif", fresh=True).new_page()  # the lock at the end is hers alone
    elif_.goto(OVERVIEW)
    with elif_.expect_navigation():
        elif_.locator("main h3 a").first.click()
    assert "Örnekler" in shown(elif_) and "Kapının kararları" in shown(elif_)
    looked_at(elif_)
    follow(elif_, "El kitabında")
    assert "/sozluk/gosterge/" in elif_.url
    elif_.goto(OVERVIEW)
    follow(elif_, "Sunum")
    first = elif_.locator(".slide").first
    assert "Kaynak" in first.inner_text()
    looked_at(elif_)
    elif_.get_by_role("button", name="Tam ekran").click()
    elif_.wait_for_function("document.fullscreenElement !== null && document.activeElement.id === 's1'")
    elif_.keyboard.press("ArrowDown")
    assert elif_.evaluate("document.activeElement.id") == "s2"
    elif_.keyboard.press("F9")
    elif_.wait_for_function("document.fullscreenElement === null")
