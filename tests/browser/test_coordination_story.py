"""A municipality goes from stage 0 to 5 through the pages, and every step too early is told what is missing."""

from datetime import timedelta
from typing import Any

from tests.browser.casework import chip, follow, press, today
from tests.browser.network import shown

TOWN = "Konak Belediyesi (örnek)"
UNITS = ("women_family", "social_aid", "municipal_police", "legal", "parks")
HEARD = ("Sosyal Yardım İşleri Müdürlüğü", "Zabıta Müdürlüğü", "Park ve Bahçeler Müdürlüğü")


def _day(ahead: int = 0) -> str:
    return f"{today() + timedelta(days=ahead):%Y-%m-%d}"


def _next(page: Any, where: str, stage: str) -> None:
    """Everything is there: press on to the next stage."""
    page.goto(where)
    press(page, "Bu aşamaya geç")
    assert f"“{stage}” aşamasına geçildi" in page.locator("body").inner_text()


def _begun(page: Any, looked_at: Any) -> str:
    """Her own municipality; the button of stage 1 is not there, what is missing is."""
    page.goto("/koordinasyon/")
    looked_at(page)
    page.locator("[name=municipality]").select_option(label=TOWN)
    page.locator("[name=on]").fill(_day(-30))
    press(page, "Çalışma alanını aç")
    looked_at(page)
    assert "Sıradaki aşama: 1 Başkanlık taahhüdü" in shown(page)
    assert "Sekreteryayı hangi görevin yürüttüğü yazılmadı." in shown(page)
    assert page.get_by_role("button", name="Bu aşamaya geç").count() == 0
    return str(page.url)


def _committed(page: Any, where: str) -> None:
    """A person is no post; the post is."""
    page.goto(where)
    follow(page, "Değiştir")
    page.locator("[name=committed_on]").fill(_day(-25))
    page.locator("[name=commitment]").fill("Başkanlık oluru")
    page.locator("[name=secretariat_post]").fill("Ayşe Demir")
    press(page, "Kaydet")
    assert "kişi adına benziyor" in shown(page)
    page.locator("[name=secretariat_post]").fill("Kadın hizmetleri müdürü")
    press(page, "Kaydet")
    _next(page, where, "Başkanlık taahhüdü")


def _mapped(page: Any, where: str, looked_at: Any) -> list[str]:
    """Five directorates, a focal point and a deputy in each; returns the addresses of the directorates."""
    page.goto(f"{where}mudurlukler/")
    chip(page, "keys", *UNITS)
    press(page, "Haritaya ekle")
    looked_at(page)
    links = page.locator("main tbody th a")
    found = [str(link.evaluate("node => node.href")) for link in links.all()]
    assert len(found) == len(UNITS)
    for unit in found:
        page.goto(f"{unit}irtibat/")
        page.locator("[name=focal_post]").fill("Müdür yardımcısı")
        page.locator("[name=deputy_post]").fill("Şef")
        press(page, "Kaydet")
    looked_at(page)
    _next(page, where, "Müdürlük haritası")
    return found


def _sent(page: Any, field: str) -> None:
    """Press the button of the form in which a field stands."""
    with page.expect_navigation():
        page.locator(f"main form:has([name={field}]) button[type=submit]").first.click()


def _heard(page: Any, where: str) -> None:
    """A group in three directorates, planned, held, and noted without who said what."""
    for name in HEARD:
        page.goto(f"{where}odak/yeni/")
        page.locator("[name=unit]").select_option(label=name)
        page.locator("[name=level][value=field]").check(force=True)
        page.locator("[name=on]").fill(_day(-3))
        page.locator("[name=facilitator]").fill("Dernek kolaylaştırıcısı")
        page.locator("[name=note_taker]").fill("Dernek çalışanı")
        _sent(page, "note_taker")
        page.locator("[name=came]").fill("7")
        _sent(page, "came")
        page.locator("[name=new-knows]").fill("Merkezin adını duyan çok, ne yaptığını bilen az.")
        press(page, "Kaydet")
    _next(page, where, "Odak gruplar")


def _drafted(page: Any, where: str, units: list[str], looked_at: Any) -> None:
    """Each directorate confirms its page and takes an action upon itself; the protocol is drafted."""
    for unit in units:
        page.goto(unit)
        press(page, "Müdürlük onayladı")
        follow(page, "Eylem ekle")
        page.locator("[name=what]").fill("Tek sayfa akışın herkese ulaşması")
        page.locator("[name=post]").fill("Müdür yardımcısı")
        page.locator("[name=starts_on]").fill(_day(-2))
        page.locator("[name=ends_on]").fill(_day(90))
        press(page, "Kaydet")
    page.goto(units[0])
    looked_at(page)
    page.goto(f"{where}protokol/")
    follow(page, "Taslağı aç")
    looked_at(page)
    press(page, "Taslağı kaydet")
    _next(page, where, "Taslak protokol ve eylem planı")


def _signed(page: Any, where: str, looked_at: Any) -> None:
    """The signature is written, one action begins on the board by the keyboard alone, and the last step is open."""
    page.goto(f"{where}protokol/")
    page.locator("[name=ends_on]").fill(_day(60))
    press(page, "İmzalandı diye yaz")
    assert "süresi doluyor" in shown(page).lower()
    looked_at(page)
    page.goto(f"{where}eylem/?gorunum=pano")
    looked_at(page)
    page.get_by_role("button", name="Başladı").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("section[aria-labelledby=durum-started] article").count() == 1
    _next(page, where, "İmza ve uygulama")


def test_a_municipality_goes_from_stage_0_to_5(context_for: Any, looked_at: Any, heard: Any) -> None:
    heard.expect("status of 422")
    page = context_for("nermin").new_page()
    where = _begun(page, looked_at)
    _committed(page, where)
    units = _mapped(page, where, looked_at)
    _heard(page, where)
    _drafted(page, where, units, looked_at)
    _signed(page, where, looked_at)
    for path in ("", "eylem/", "eylem/?gorunum=cizelge", "sayilar/", "dersler/", "geri/"):
        page.goto(f"{where}{path}")
        looked_at(page)
    page.goto(where)
    assert "Sıradaki aşama: 6 On ikinci ay değerlendirmesi" in shown(page)
    assert "İmzanın üzerinden henüz on iki ay geçmedi." in shown(page)
    for path in ("eylem/belge.xlsx", "eylem/belge.pdf"):
        answer = page.request.get(f"{where}{path}")
        assert answer.status == 200 and "belge" in answer.headers["content-disposition"].lower()
    reader = context_for("zeynep").new_page()
    reader.goto(where)
    looked_at(reader)
    assert "5 İmza ve uygulama" in shown(reader)
    assert reader.locator("main").get_by_role("link", name="Değiştir").count() == 0
