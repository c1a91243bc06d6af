"""One woman and the centre, from her first call to the day she asks to be forgotten, as those who work there do it."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.browser.casework import (
    booked,
    call_taken,
    chip,
    code_of,
    decided,
    file_opened,
    follow,
    order_written,
    passed_on,
    press,
    proven,
    talked,
    today,
    told,
)
from tests.browser.conftest import kept, sign_in
from tests.browser.newcomers import PASSWORD, accepted, invited

HERS = "Gece olunca salonda bekliyorum"
WANTED = "Boşanma davası için avukat görüşmesi"
CARD = "Ekmek, iki süt, Meral’e uğra"


def shown(page: Any) -> str:
    """What stands on the page, without the frame."""
    return str(page.locator("main").inner_text())


def test_a_woman_is_accompanied_from_her_first_call_to_her_erasure(context_for, site, looked_at, heard) -> None:
    heard.expect("status of 422", "status of 404")
    page = context_for("ayse").new_page()
    case = file_opened(page, call_taken(page, note="Perşembe gelebilir."), "Deniz")
    strip = shown(page)
    assert all(word in strip for word in ("Deniz", "Ayşe Yıldız", "Temas", "Aranabilir, 00:00–23:59"))
    assert "Şiddet nedeniyle" in strip, "what she said on the telephone is here already"
    looked_at(page)
    code = code_of(page, case)

    visit = booked(page, case, today() + timedelta(days=1))
    assert code not in page.url and visit not in page.url
    looked_at(page)

    _interviewed(page, case, looked_at)
    _afraid(page, case, code, looked_at)
    _planned(page, case, code, looked_at)
    _passed_on_and_accepted(page, case, context_for, looked_at)
    _protected(page, case, looked_at)
    _asked_how_she_is(page, case, looked_at)
    _closed_and_opened_again(page, case, looked_at)
    _forgotten(context_for, site, case, code, looked_at)
    assert page.goto(case).status == 404
    page.goto("/dosyalar/?q=" + code)
    assert "Deniz" not in shown(page)


_TALKED = (
    ("words", "", ""),
    ("requests", "requests", "legal"),
    ("requests", "requests", "share"),
    ("children", "has_children", "did_not_want"),
    ("violence", "violence_types", "physical"),
)
"""In her order, not the form's: topic, question and answer."""


def _interviewed(page: Any, case: str, looked_at: Any) -> None:
    """Free order, the quick silences, few moves; what she said elsewhere is not asked again."""
    page.goto(case)
    follow(page, "Görüşme yaz")
    moves = 0
    for topic, name, value in _TALKED:
        card = page.locator(f"#topic-{topic}")
        if not card.evaluate("node => node.open"):
            card.locator("> summary").click()
            moves += 1
        if name:
            chip(page, name, value)
            moves += 1
    page.locator("[name=her_words]").fill(HERS)
    kept(page)
    looked_at(page)
    press(page, "Görüşmeyi kaydet")
    assert moves + 2 <= 15
    read = shown(page)
    assert HERS in read and "Hukuki destek" in read and "Fiziksel" in read
    looked_at(page)


def _afraid(page: Any, case: str, code: str, looked_at: Any) -> None:
    """Nothing but her own fear: it raises the word, nobody lowers it, and the team sees her today."""
    talked(page, case, own_fear="yes")
    read = shown(page)
    assert "Acil ekip görüşmesi" in read
    assert "Kadının kendi korkusu bu sözü tutuyor; indirilemez." in read
    assert "düşük risk denemez" in read
    looked_at(page)
    chip(page, "done_own_fear", "safety_plan")
    press(page, "Yapılanları yaz")
    assert "Yapılan yazılmadı" not in shown(page)
    page.goto("/ekibimiz/")
    assert code in page.locator("section:has(#urgent)").inner_text()
    page.goto("/bugun/")
    assert code in page.locator("section:has(#urgent)").inner_text()
    assert HERS not in shown(page) and "Deniz" not in shown(page)
    looked_at(page)
    page.goto(case)
    assert "Acil ekip görüşmesi" in page.locator(".case-strip").inner_text()


def _planned(page: Any, case: str, code: str, looked_at: Any) -> None:
    """Her words, her decision about a copy, and a paper that looks like a shopping list."""
    page.goto(case)
    follow(page, "Güvenlik planı")
    page.locator("textarea").first.fill("Kapıya yakın oda")
    chip(page, "copy", "coded_card")
    page.locator("[name=card]").fill(CARD)
    press(page, "Yeni sürümü yaz")
    assert "Kapıya yakın oda" in shown(page)
    looked_at(page)
    follow(page, "Kâğıda dök")
    page.emulate_media(media="print")
    paper = page.locator("body").inner_text()
    assert CARD in paper
    for word in (code, "Omuz", "KDM", "iddet", "Deniz", "Kapıya yakın oda", "Güvenlik"):
        assert word not in paper, word
    assert page.title() == "Belge"
    page.emulate_media(media="screen")


def _passed_on_and_accepted(page: Any, case: str, context_for: Any, looked_at: Any) -> None:
    """She hears what will be said and says yes to each; Bornova reads exactly that and accepts."""
    passed_on(page, case, "Bornova", {"pseudonym": "Deniz", "needs": WANTED}, looked_at)
    zeynep = context_for("zeynep").new_page()
    zeynep.goto("/yonlendirmeler/gelen/")
    zeynep.locator("main li").filter(has_text="yanıt").first.get_by_role("link").click()
    read = shown(zeynep)
    assert WANTED in read and "Deniz" in read
    assert HERS not in read and "Fiziksel" not in read and not re.search(r"\bD-\w{5}\b", read)
    looked_at(zeynep)
    press(zeynep, "Kabul et")
    assert "kabul" in shown(zeynep).lower()
    page.goto(case)
    page.locator("main").get_by_role("link", name=re.compile("Bornova")).first.click()
    page.get_by_text("kabul").first.wait_for()


def _protected(page: Any, case: str, looked_at: Any) -> None:
    """An order of one month that began three days ago: its last day, the article, the thirty-day warning."""
    began = today() - timedelta(days=3)
    order_written(page, case, began)
    read = shown(page)
    assert "Yürürlükte" in read and "6284 m.8/2" in read and "gün kaldı" in read
    looked_at(page)
    page.goto(case)
    assert "Karar bitiyor" in shown(page)
    looked_at(page)


def _asked_how_she_is(page: Any, case: str, looked_at: Any) -> None:
    """By the way and in the hours she gave; the number stands there only then."""
    page.goto(case)
    follow(page, "Takip")
    chip(page, "way", "phone")
    page.locator("[name=due_on]").fill(told(today()))
    chip(page, "why", "how_is_she")
    press(page, "Takibi planla")
    page.locator("main .lines a").first.click()
    page.get_by_text("Kod kelime: papatya").wait_for()
    assert "0500 000 00 00" in shown(page) and "Merkezin adını söylemeyin" in shown(page)
    looked_at(page)
    chip(page, "result", "reached")
    press(page, "Denemeyi yaz")


def _closed_and_opened_again(page: Any, case: str, looked_at: Any) -> None:
    """The door stays open, and what she told stands beside the form when she comes again."""
    page.goto(case)
    follow(page, "Kapat")
    assert "yeniden anlatmak zorunda kalmadan" in shown(page)
    chip(page, "reason", "did_not_want_to_go_on")
    chip(page, "with_her", "yes")
    looked_at(page)
    press(page, "Dosyayı kapat")
    assert "Kapan" in page.locator(".case-strip").inner_text()
    follow(page, "Yeniden aç")
    read = shown(page)
    assert "yeniden anlattırmayın" in read and "Şiddet nedeniyle" in read
    assert page.locator('[name=reason][value="violence"]').is_checked(), "what she came for last time is filled in"
    looked_at(page)
    press(page, "Yeniden aç")
    read = shown(page)
    assert "Yeniden açıldı" in read and HERS not in page.locator(".case-strip").inner_text()
    assert "İlk görüşme" in read, "everything she said is still there"


def _forgotten(context_for: Any, site: Any, case: str, code: str, looked_at: Any) -> None:
    """Nermin answers for it with her password, her name and the code; the page says what goes and what stays."""
    page = context_for("nermin", fresh=True).new_page()
    page.goto(case)
    follow(page, "Hakları")
    looked_at(page)
    follow(page, "Neyin yok olacağını gör")
    proven(page, site.password)
    read = shown(page)
    for word in ("Yok olacak, geri dönüşü yok", "Kalacak", "Sayılar değişmez", "Bornova KDM"):
        assert word in read, word
    looked_at(page)
    chip(page, "ground", "her_wish")
    chip(page, "asked_how", "said")
    press(page, "Devam: imza")
    page.locator("[name=typed]").fill(code)
    looked_at(page)
    press(page, "İmzala ve yok et")
    read = shown(page)
    assert "İmha tutanağı" in read
    assert "Deniz" not in read and HERS not in read
    looked_at(page)
    assert page.goto(case).status == 404


def test_a_woman_who_must_not_be_called_is_never_called_by_a_reminder(context_for, looked_at) -> None:
    page = context_for("ayse").new_page()
    case = file_opened(page, call_taken(page, safe="no"), "Nar")
    code = code_of(page, case)
    assert "Aranmasın" in page.locator(".case-strip").inner_text()
    follow(page, "Takip")
    assert "hatırlatma yapılmaz" in shown(page)
    assert page.locator("main").get_by_role("button", name="Takibi planla").count() == 0
    looked_at(page)
    page.goto("/bugun/")
    assert code not in page.locator("section:has(#calls)").inner_text()
    page.goto("/takvim/")
    assert code not in shown(page)


def test_a_file_closed_long_ago_opens_again_with_all_she_told(context_for, looked_at) -> None:
    page = context_for("ayse").new_page()
    page.goto("/dosyalar/")
    follow(page, "Kapanmış")
    page.locator("tbody a").last.click()
    page.wait_for_url(re.compile(r"/dosyalar/[0-9a-f-]{36}/$"))
    before = page.locator(".timeline li").count()
    follow(page, "Yeniden aç")
    assert "Daha önce anlattıkları" in shown(page) and "kapandı" in shown(page)
    press(page, "Yeniden aç")
    assert "Yeniden açıldı" in shown(page)
    assert page.locator(".timeline li").count() > before


def test_nermin_meets_with_her_team_and_the_urgent_list_empties_itself(context_for, looked_at) -> None:
    ayse, page = context_for("ayse").new_page(), context_for("nermin").new_page()
    case = file_opened(ayse, call_taken(ayse), "Vapur")
    talked(ayse, case, strangulation="yes", own_fear="yes")
    code = code_of(ayse, case)
    page.goto("/ekibimiz/")
    looked_at(page)
    line = page.locator("section:has(#urgent) li").filter(has_text=code)
    assert line.count() == 1
    decided(page, code, "Salı birlikte adliyeye gidilecek")
    looked_at(page)
    page.goto("/ekibimiz/")
    line.locator("[name=decided]").fill("Bugün arandı")
    with page.expect_navigation():
        line.get_by_role("button", name="Görüşüldü").click()
    assert line.count() == 0
    assert "Salı birlikte adliyeye gidilecek" in shown(page)
    ayse.goto("/bugun/")
    urgent = ayse.locator("section:has(#urgent)")
    assert not urgent.count() or code not in urgent.inner_text()


def test_the_door_knows_a_visit_by_its_code_and_nothing_else(context_for, site, looked_at, heard) -> None:
    heard.expect("status of 403", "status of 404")
    ayse = context_for("ayse").new_page()
    case = file_opened(ayse, call_taken(ayse), "Kiraz")
    code, visit = code_of(ayse, case), booked(ayse, case, today(), now=True)
    accepted(context_for, invited(context_for("nermin").new_page(), "gulsum.kapi", "Gülsüm Ak", post="Karşılama"))
    door = context_for().new_page()
    sign_in(door, site, "gulsum.kapi", PASSWORD)
    door.wait_for_url("**/takvim/karsilama/")
    line = door.locator("tr").filter(has_text=visit)
    assert line.count() == 1
    text = door.locator("body").inner_text()
    for word in (code, "Kiraz", "iddet", "D-", "T-"):
        assert word not in text, word
    looked_at(door)
    with door.expect_navigation():
        line.get_by_role("button", name="Geldi").click()
    assert "geldi" in line.inner_text()
    for path in (case, "/dosyalar/", "/bugun/", "/temaslar/", "/takvim/", "/ekibimiz/", "/yonlendirmeler/gelen/"):
        assert door.request.get(path).status in (403, 404) or "/karsilama/" in door.request.get(path).url, path
    ayse.goto("/takvim/")
    assert visit in shown(ayse) or code in shown(ayse)


@pytest.mark.parametrize("who", ["derya", "elif", "can", "zeynep"])
def test_nobody_else_sees_any_of_it(who: str, context_for) -> None:
    ayse = context_for("ayse").new_page()
    ayse.goto("/dosyalar/")
    link = ayse.locator("tbody a").first
    code, case = link.inner_text(), str(link.get_attribute("href"))
    page = context_for(who).new_page()
    page.goto("/")
    for path in (case, f"{case}zaman/", f"/haklar{case.replace('dosyalar', 'dosya')}goster/"):
        assert page.request.get(path).status in (403, 404), path
    if who != "zeynep":
        rail = page.locator(".rail").inner_text()
        for word in ("Dosyalar", "Takvim", "Temaslar"):
            assert word not in rail, word
    for path in ("/", "/dosyalar/", "/bugun/", "/ekibimiz/", "/yonlendirmeler/gelen/"):
        assert code not in page.request.get(path).text(), path
