"""Questionnaires of the field as the network uses them: taken in, filled by two, kept when a line is cut, sent."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.browser.conftest import kept
from tests.browser.surveys import QUESTION, asked, begun, cut, filled, refusal, sent, taken_in
from tests.network.surveys.conftest import workbook as centre_form
from tests.network.surveys.workbooks import workbook

REFUSED = {
    "duplicate_columns.xlsx": ("survey", "satır 1", "label"),
    "group_name_test.xls": ("survey", "satır 3", "name"),
}
"""Published forms no author should use as they are, and where the page must point."""
KONAK = "Konak KDM (örnek)"
ROOMS, WHY, ROLE = '[name="/data/place/rooms"]', '[name="/data/place/why"]', '[name="/data/team/post[1]/role"]'
NODES = 2_000
"""More nodes than this make a page slow to draw on an old computer; a list of five thousand must not bring them."""
LONG = [
    ["list_name", "name", "label", "in"],
    *(["d", f"d{number}", f"İlçe {number}", ""] for number in range(10)),
    *(["q", f"q{number}", f"Mahalle {number}", f"d{number % 10}"] for number in range(5_000)),
]
CASCADE = [
    ["type", "name", "label", "choice_filter"],
    ["select_one d", "d", "Hangi ilçe?", ""],
    ["select_one q", "q", "Hangi mahalle?", "in=${d}"],
    ["select_multiple q", "all", "Bütün mahalleler", ""],
]


def shown(page: Any) -> str:
    """What stands on the page, without the frame."""
    return str(page.locator("main").inner_text())


def file(content: bytes, name: str = "form.xlsx") -> dict[str, Any]:
    """A file as a person picks it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.fixture
def question_asked(context_for: Callable[..., Any]) -> Callable[..., str]:
    """Elif asks Konak a form of her own: returns the title of the round."""

    def ask(code: str, content: bytes, title: str = "") -> str:
        page = context_for("elif").new_page()
        taken_in(page, file(content))
        assert refusal(page) == ""
        asked(page, title or f"Tur {code}", KONAK)
        page.close()
        return title or f"Tur {code}"

    return ask


def test_every_form_of_the_field_is_taken_in_filled_and_sent_or_refused_where_its_author_looks(
    context_for: Callable[..., Any], shared_data: Path, heard: Any
) -> None:
    heard.expect("status of 422")
    elif_, page = (context_for(who, fresh=True).new_page() for who in ("elif", "ayse"))
    titles, answered = _taken_in_and_asked(elif_, sorted((shared_data / "xlsforms").iterdir())), {}
    for name, title in titles.items():
        begun(page, title)
        answered[name] = sent(page)
        assert "Form gönderildi" in shown(page), name
        assert "gönderildi" in page.locator(".heading").inner_text(), name
        files = ZipFile(io.BytesIO(page.request.get(f"{page.url}indir/zip/").body())).namelist()
        assert {each.rpartition(".")[2] for each in files} == {"csv", "xlsx", "sav", "xml"}, name
    assert len(answered) == 18
    assert answered["all-question-types-v2024091201-3.xlsx"] >= 50
    assert answered["ifrc-distribution-site-assessment-v1.xls"] == answered["ifrc-distribution-site-assessment-v1.xlsx"]
    assert {name for name, count in answered.items() if not count} == {"calculate.xls", "hidden.xls"}


def _taken_in_and_asked(page: Any, paths: list[Path]) -> dict[str, str]:
    """Elif takes in what can be taken in, prints it blank and asks Konak; the title of the round by file name."""
    titles = {}
    for path in paths:
        status = taken_in(page, path).status
        if path.name in REFUSED:
            assert status == 422
            assert all(word in refusal(page) for word in REFUSED[path.name]), refusal(page)
            continue
        assert refusal(page) == "", path.name
        paper = page.request.get(f"{page.url}kagit/")
        assert paper.ok and "paper-sheet" in paper.text(), path.name
        titles[path.name] = f"{path.stem[:20]} {path.suffix}"
        asked(page, titles[path.name], KONAK)
    page.close()
    return titles


def test_two_people_fill_one_form_and_each_is_told_what_the_other_wrote(
    context_for: Callable[..., Any], question_asked: Callable[..., str], heard: Any, violations: Any
) -> None:
    heard.expect("status of 409")
    title = question_asked("iki", centre_form("1", code="iki_kisi"))
    hers, mine = context_for("nermin").new_page(), context_for("ayse").new_page()
    address = begun(hers, title)
    mine.goto(address)
    hers.locator(ROOMS).fill("5")
    hers.locator('label:has([name="/data/place/ramp"][value="no"])').click()
    kept(hers)
    mine.locator(ROOMS).fill("4")
    kept(mine, "başka")
    told = mine.locator("[data-conflict-list]").inner_text()
    assert "Kaç oda var?" in told and "5" in told and "Nermin Aksoy" in told
    assert violations(mine) == []
    mine.locator("[data-conflict-mine]").click()
    kept(mine)
    hers.locator(WHY).fill("Merdiven dar")
    kept(hers)
    others = hers.locator("[data-others]")
    others.wait_for()
    assert "Kaç oda var?" in others.inner_text() and "4" in others.inner_text() and "Ayşe Yıldız" in others.inner_text()
    assert hers.locator(ROOMS).input_value() == "4", "both look at one answer again"
    for page in (hers, mine):
        page.goto(address)
        assert page.locator(ROOMS).input_value() == "4"
        assert page.locator(WHY).input_value() == "Merdiven dar"


def test_a_cut_line_loses_nothing_and_the_page_is_not_left_with_unsaved_words(
    context_for: Callable[..., Any], question_asked: Callable[..., str], heard: Any
) -> None:
    heard.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    title = question_asked("hat", centre_form("1", code="kesik_hat"))
    page = context_for("ayse").new_page()
    address = begun(page, title)
    asked_to_stay: list[str] = []

    def stay(dialog: Any) -> None:
        asked_to_stay.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with cut(page):
        page.locator(ROOMS).click()
        page.keyboard.type("7")
        page.locator('label:has([name="/data/place/ramp"][value="no"])').click()
        kept(page, "Bağlantı")
        page.evaluate("setTimeout(() => location.reload())")
        page.wait_for_timeout(500)
        assert asked_to_stay == ["beforeunload"]
        assert page.locator(ROOMS).input_value() == "7"
        page.locator(WHY).fill("Asansör yok")
    page.reload()
    assert page.locator(ROOMS).input_value() == "7"
    assert page.locator(WHY).input_value() == "Asansör yok"
    assert page.locator('[name="/data/place/ramp"][value="no"]').is_checked()
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
    assert page.url == address


def test_five_thousand_choices_travel_once_and_only_what_is_looked_for_is_drawn(
    context_for: Callable[..., Any], question_asked: Callable[..., str]
) -> None:
    title = question_asked("uzun", workbook(survey=CASCADE, choices=LONG, settings=[["form_id"], ["uzun_liste"]]))
    page = context_for("ayse", viewport={"width": 390, "height": 844}).new_page()
    lists: list[str] = []
    page.on("request", lambda request: lists.append(request.url) if "/liste/" in request.url else None)
    address = begun(page, title)
    assert len(page.request.get(address).body()) < 100_000
    page.locator("label.chip").filter(has_text="İlçe 7").click()
    one, several = (page.locator(QUESTION.format(f"/data/{name}")) for name in ("q", "all"))
    for question, letters, found in ((one, "497", "6 seçenek"), (several, "mahalle 4", "1111 seçenek")):
        question.locator("[data-search-text]").fill(letters)
        question.get_by_text(found).wait_for()
        assert question.locator("[role=option]").count() <= 50
        question.locator("[role=option]").first.click()
    assert page.evaluate("document.querySelectorAll('*').length") < NODES
    assert page.locator("option").count() <= 4
    assert len(lists) == 1
    kept(page)
    page.reload()
    assert one.locator("[data-chosen]").inner_text().startswith("Mahalle 497")
    assert several.locator("[data-chosen]").inner_text().startswith("Mahalle 4 ")


def test_a_form_is_written_in_parts_in_two_languages_and_last_years_answers_stand_beside(
    context_for: Callable[..., Any], question_asked: Callable[..., str], violations: Any
) -> None:
    code = "bolum_bolum"
    page = context_for("ayse").new_page()
    begun(page, question_asked("geçen", centre_form("1", code=code), "Geçen yılın formu"))
    page.locator(ROOMS).fill("6")
    filled(page)
    page.get_by_role("button", name="Kaydet ve ilerle").click()
    page.wait_for_url("**b=job**")
    page.goto("/anketler/")
    page.get_by_role("link", name="Geçen yılın formu").first.click()
    page.get_by_text("Kim neresini yazdı?").wait_for()
    assert "Ayşe Yıldız" in shown(page)
    page.get_by_role("link", name="Yazmayı sürdür").click()
    assert page.locator(ROOMS).input_value() == "6"
    page.get_by_role("button", name="English (en)").click()
    page.get_by_label("How many rooms?").wait_for()
    assert page.get_by_label("How many rooms?").input_value() == "6"
    sent(page)
    begun(page, question_asked("bu yıl", centre_form("2", code=code), "Bu yılın formu"))
    beside = page.locator(QUESTION.format("/data/place/rooms")).locator(".survey-previous")
    assert "6" in beside.inner_text()
    assert violations(page) == []
    page.goto("/anketler/")
    page.get_by_role("link", name="Bu yılın formu").first.click()
    page.get_by_role("link", name="Kâğıt form").click()
    page.emulate_media(media="print")
    paper = page.locator("body").inner_text()
    assert "Kaç oda var?" in paper and "Omuz" not in paper and "Konak" not in paper
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.get_by_role("link", name="English (en)").click()
    assert "How many rooms?" in shown(page)


def test_answers_are_taken_out_as_files_and_a_telephone_gets_its_key_once(
    context_for: Callable[..., Any], question_asked: Callable[..., str], violations: Any
) -> None:
    title = question_asked("dosya", centre_form("1", code="dosyalar"))
    page = context_for("ayse").new_page()
    begun(page, title)
    sent(page)
    for name, inside in (("CSV", "answers.csv"), ("XLSX", "xl/workbook.xml"), ("SAV", "answers.sav")):
        with page.expect_download() as arriving:
            page.get_by_role("link", name=name, exact=True).click()
        content = Path(arriving.value.path()).read_bytes()
        assert inside in ZipFile(io.BytesIO(content)).namelist()
    page.goto("/anketler/cihazlar/")
    page.locator("[name=name]").fill("Beyaz telefon")
    page.get_by_role("button", name="Anahtar ver").click()
    page.locator(".survey-qr").wait_for()
    assert page.evaluate("document.querySelector('.survey-qr').naturalWidth") > 0
    token = re.search(r"Parola\s+(\S+)", shown(page))
    assert token and violations(page) == []
    page.goto("/anketler/cihazlar/")
    assert token[1] not in shown(page)
