"""A training from its plan to the certificate, and a story of the practice room, as those who are there do it."""

import io
import re
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from tests.browser.casework import chip, follow, press, today
from tests.browser.network import shown

COURSE = "Toplumsal Cinsiyet Eşitliğine Duyarlı Başvuru Alma"
KONAK = "Konak KDM (örnek)"
TRACE = "Kimsenin bilmediği bir cümle"


@pytest.fixture
def looked_at(violations: Any) -> Any:
    """A page as everybody must be able to use it: light and dark, three widths, a neutral title."""

    def look(page: Any) -> None:
        assert page.title() == "Belge"
        for width, height in ((390, 844), (683, 384), (1366, 768)):
            page.set_viewport_size({"width": width, "height": height})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, (page.url, width)
        assert violations(page) == [], page.url
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert violations(page) == [], ("dark", page.url)
        page.emulate_media(color_scheme="light")

    return look


def test_a_training_from_the_plan_to_the_certificate(context_for, looked_at) -> None:
    elif_, nermin, ayse = (context_for(who).new_page() for who in ("elif", "nermin", "ayse"))
    training = _planned(elif_, looked_at)
    _invited(elif_, training, looked_at)
    _papers_taken_along(elif_, training)
    _named(nermin, training, looked_at)
    _answered_and_rated(ayse, training, looked_at)
    _held(elif_, training, looked_at)
    code = _certificate_of(ayse, training, looked_at)
    _checked(context_for("zeynep").new_page(), code, looked_at)
    nermin.goto("/egitim/kapsam/")
    assert "Ayşe Yıldız" in shown(nermin)
    looked_at(nermin)


def _planned(page: Any, looked_at: Any) -> str:
    """Of the network, today and for one day; first the course, then its modules."""
    page.goto("/egitim/yeni/")
    chip(page, "host", "network")
    page.locator("[name=course]").select_option(label=COURSE)
    chip(page, "how", "in_person")
    for name, value in (
        ("starts_on", today().isoformat()), ("ends_on", today().isoformat()), ("time", "09:00–17:00"),
        ("places", "12"), ("place", "Çiğli eğitim salonu"), ("trainers", "Ağın eğitmen ekibi"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(value)
    looked_at(page)
    press(page, "Takvime yaz")
    assert "Eğitim takvime yazıldı" in page.locator(".messages").inner_text()
    looked_at(page)
    return str(page.url)


def _invited(page: Any, training: str, looked_at: Any) -> None:
    """By title and place; no name is typed anywhere."""
    follow(page, "Davet et")
    page.locator("[name=centre]").select_option(label=KONAK)
    page.locator("[name=title]").fill("Sosyal çalışmacı")
    page.locator("[name=number]").fill("2")
    looked_at(page)
    press(page, "Davet et")
    page.locator("[name=centre]").select_option("outside")
    page.locator("[name=where]").fill("Urla Belediyesi")
    page.locator("[name=title]").fill("Zabıta memuru")
    press(page, "Davet et")
    page.goto(training)
    assert "Zabıta memuru" in shown(page) and "Ayşe" not in shown(page)


def _papers_taken_along(page: Any, training: str) -> None:
    """The letter as PDF and Word, the sheet, and the day in a calendar; nobody's name in any of them."""
    letter = (
        page.locator("main li").filter(has_text="Zabıta memuru").locator('a[href$="mektup.pdf"]').get_attribute("href")
    )
    pdf = page.request.get(letter).body()
    word = page.request.get(letter.replace(".pdf", ".docx")).body()
    sheet = page.request.get(f"{training}cizelge.pdf").body()
    days = page.request.get(f"{training}takvim.ics").text()
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Urla Belediyesi" in text and COURSE in text
    assert "Urla Belediyesi" in " ".join(line.text for line in docx.Document(io.BytesIO(word)).paragraphs)
    assert "İmza" in PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert f"DTSTART;TZID=Europe/Istanbul:{today():%Y%m%d}T090000" in days
    for paper in (text, PdfReader(io.BytesIO(sheet)).pages[0].extract_text(), days):
        assert "Ayşe" not in paper and "Elif" not in paper


def _named(page: Any, training: str, looked_at: Any) -> None:
    """Her coordinator says who takes the seat."""
    page.goto(training)
    assert "Zabıta memuru" not in shown(page), "a seat of another place is not hers to know"
    follow(page, "Kim katılıyor?")
    page.locator("[name=staff]").select_option(label="Ayşe Yıldız")
    looked_at(page)
    press(page, "Yaz")
    assert "Ayşe Yıldız" in shown(page)


def _answered_and_rated(page: Any, training: str, looked_at: Any) -> None:
    """She is asked on her own page, says that she comes, and sees her skills before it begins."""
    page.goto("/egitim/")
    line = page.locator("section").filter(has_text="Sizden beklenen").locator("li").filter(has_text=COURSE).first
    assert "davetlisiniz" in line.inner_text()
    looked_at(page)
    with page.expect_navigation():
        line.get_by_role("button", name="Geliyorum").click()
    assert "Geliyorsunuz" in shown(page)
    for moment, level in (("before", "1"), ("after", "3")):
        page.goto("/egitim/")
        page.locator(f'a[href$="/beceriler/{moment}/"]').first.click()
        page.wait_for_url(re.compile(f"/{moment}/$"))
        for name in page.eval_on_selector_all("main fieldset input", "all => [...new Set(all.map(each => each.name))]"):
            chip(page, name, level)
        looked_at(page)
        press(page, "Gönder")
        assert "adınız olmadan saklandı" in page.locator(".messages").inner_text()
    assert "Ortancalar" not in shown(page), "what others said is not hers to read"


def _held(page: Any, training: str, looked_at: Any) -> None:
    """On its last day the hours are written; one did not come, and one gave no certificate back."""
    page.goto(training)
    assert "Önce 1, sonra 1 yaprak" in shown(page) and "1 → 3" not in shown(page), "one answer is nobody's to read"
    follow(page, "Katılım")
    page.locator("main form .field").filter(has_text="Zabıta memuru").locator("input").fill("0")
    looked_at(page)
    press(page, "Katılımı yaz")
    press(page, "Belgeleri ver")
    assert "2 belge verildi" in page.locator(".messages").inner_text()
    looked_at(page)


def _certificate_of(page: Any, training: str, looked_at: Any) -> str:
    """Her own paper carries her name, the course and the code; returns the code."""
    page.goto("/egitim/")
    link = page.locator('a[href*="/egitim/belge/"]').filter(has_text=f"{today():%d.%m.%Y}").first
    code = str(link.locator("code").inner_text())
    link_to = str(link.get_attribute("href"))
    raw = page.request.get(link_to).body()
    words = PdfReader(io.BytesIO(raw)).pages[0].extract_text()
    assert "Ayşe Yıldız" in words and COURSE in words and code in words
    page.goto(training)
    assert "Katıldınız" in shown(page)
    assert page.get_by_role("link", name="Belgem (PDF)").get_attribute("href") == link_to
    looked_at(page)
    return code


def _checked(page: Any, code: str, looked_at: Any) -> None:
    """Anybody signed in asks by the code and reads the training, never a name."""
    page.goto("/egitim/belge/")
    page.locator("[name=code]").fill(code.lower().replace("-", " "))
    press(page, "Denetle")
    assert "Belge gerçek" in shown(page) and COURSE in shown(page)
    assert "Ayşe" not in shown(page)
    looked_at(page)


def test_a_trainee_finishes_a_story_and_nothing_of_it_is_kept(context_for, looked_at) -> None:
    page = context_for("ayse").new_page()
    page.goto("/temaslar/")
    before = shown(page)
    page.goto("/alistirma/")
    looked_at(page)
    follow(page, "Belediyede güvenlik görevlisinin eşi")
    assert "hiçbir şey kaydedilmez" in shown(page)
    for name, values in (
        ("channel", ["phone"]), ("for_whom", ["herself"]), ("kind", ["violence"]), ("done", ["appointment"]),
    ):  # fmt: skip
        chip(page, name, *values)
    page.get_by_label("Not", exact=True).fill(TRACE)
    looked_at(page)
    press(page, "Karşılaştır")
    read = shown(page)
    for words in ("Sizin yanıtınız, örnek yanıt", "Örnek:", "Sık yapılan yanlışlar", TRACE, "kaydedilmedi"):
        assert words in read, words
    looked_at(page)
    if page.locator("main").get_by_role("link", name="İlk görüşmeyi de dene").count():
        follow(page, "İlk görüşmeyi de dene")
        looked_at(page)
        press(page, "Karşılaştır")
    page.goto("/alistirma/")
    assert "bitti" in page.locator("main li").filter(has_text="Belediyede güvenlik görevlisinin eşi").inner_text()
    page.goto("/temaslar/")
    assert shown(page) == before, "the list of contacts is as it was"
    for path in ("/bugun/", "/temaslar/", "/temaslar/taslaklar/", "/dosyalar/", "/alistirma/", "/egitim/"):
        answer = page.request.get(path)
        assert answer.status in (200, 404) and TRACE not in answer.text(), path
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert TRACE not in kept
    nermin = context_for("nermin").new_page()
    nermin.goto("/alistirma/")
    assert "bitti" not in nermin.locator("main .lines").inner_text(), "what she practised is hers alone"


def test_english_pages_of_the_room_are_english(context_for, looked_at) -> None:
    page = context_for("elif").new_page()
    page.goto("/egitim/")
    _speaks(page, "English")
    try:
        for path in ("/egitim/", "/egitim/yeni/", "/egitim/kapsam/", "/egitim/mudurlukler/", "/egitim/belge/"):
            page.goto(path)
            looked_at(page)
            words = shown(page).lower()
            assert not re.search(r"\b(eğitim|saat|davet|belge|müdürlük)\b", words), (path, words)
    finally:
        _speaks(page, "Türkçe")  # the language is kept with the account, and other stories read Turkish


def _speaks(page: Any, language: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=language).first.click()
