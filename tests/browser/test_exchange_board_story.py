"""Centres ask and answer in a real browser: refused, asked, answered, found by a word with other endings, followed."""

from typing import Any

from tests.browser.casework import chip, follow, press
from tests.browser.network import shown

QUESTION = "Sığınakta yer yokken geceyi nasıl geçiriyorsunuz?"
ANSWER = "Komşu belediyenin misafirhanesiyle yazılı bir yolumuz var; çizelgesi koordinatörde."
CARD = "Misafirhane yolunu bir sayfaya yazdık"
SIZES = ((390, 844), (1366, 768))
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _usable(page: Any, violations: Any) -> None:
    """No barrier, a neutral title, nothing over the side at both sizes."""
    assert page.title() == "Belge"
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (
            page.url
        )
    assert violations(page) == [], page.url


def _asked(page: Any, violations: Any) -> str:
    """A question with a telephone number is refused where it stands; mended, it is kept. Its address."""
    page.goto("/ogrenme/sorular/")
    follow(page, "Soru sor")
    page.locator("[name=title]").fill(QUESTION)
    page.locator("main [name=text]").fill("Bizi 0532 111 22 33 numarasından arayın.")
    chip(page, "tags", "shelter")
    page.locator("summary").filter(has_text="Standart ölçütleri").press("Enter")
    _usable(page, violations)
    press(page, "Soruyu paylaş")
    assert "telefon numarasına benziyor" in shown(page)
    assert page.locator("[name=title]").input_value() == QUESTION
    assert page.locator("[name=tags][value=shelter]").is_checked()
    _usable(page, violations)
    page.locator("main [name=text]").fill("Hafta sonu, iki saat uzaktaki kabul yerine yol açılana kadar.")
    press(page, "Soruyu paylaş")
    assert "Sorunuz kaydedildi" in page.locator(".messages").inner_text()
    return str(page.url)


def test_a_question_is_asked_answered_found_and_followed(context_for: Any, heard: Any, violations: Any) -> None:
    heard.expect("status of 422")
    zeynep, ayse, elif_ = (context_for(who).new_page() for who in ("zeynep", "ayse", "elif"))
    asked = _asked(zeynep, violations)

    ayse.goto("/ogrenme/bul/")
    ayse.keyboard.type("SIGINAGA")
    ayse.keyboard.press("Enter")
    ayse.locator("main mark").first.wait_for()
    _usable(ayse, violations)
    follow(ayse, QUESTION)
    assert ayse.url == asked and "Zeynep" not in shown(ayse)
    ayse.locator("main [name=text]").last.fill(ANSWER)
    press(ayse, "Yanıtı paylaş")
    assert ANSWER in shown(ayse)
    _usable(ayse, violations)

    zeynep.goto("/ogrenme/yeni/")
    assert QUESTION in shown(zeynep) and "yeni yanıt" in shown(zeynep)
    _usable(zeynep, violations)
    follow(zeynep, QUESTION)
    press(zeynep, "Bu işimize yaradı")
    press(zeynep, "Teşekkür et")
    assert "1 merkez teşekkür etti" in shown(zeynep)
    zeynep.goto("/ogrenme/yeni/")
    assert zeynep.locator("main .news-line").filter(has_text=QUESTION).count() == 0

    elif_.goto(asked)
    assert "soranın işine yaradı" in shown(elif_)
    _usable(elif_, violations)


def test_a_tag_is_followed_a_card_is_written_and_it_is_new_until_it_is_read(
    context_for: Any, heard: Any, violations: Any
) -> None:
    zeynep, nermin = (context_for(who).new_page() for who in ("zeynep", "nermin"))
    nermin.goto("/ogrenme/yeni/")
    nermin.locator("main select[name=what]").select_option("interpreting")
    with nermin.expect_navigation():
        nermin.locator("main form", has=nermin.locator("select[name=what]")).get_by_role("button").click()
    assert "Etiket: Tercüman" in shown(nermin)

    zeynep.goto("/ogrenme/kartlar/yeni/")
    told = (("title", CARD), ("tried", "Bir sayfa."), ("happened", "Kısaldı."), ("helps", "Herkese."))
    for name, words in told:
        zeynep.locator(f"[name={name}]").fill(words)
    chip(zeynep, "evidence", "observed")
    chip(zeynep, "tags", "interpreting")
    _usable(zeynep, violations)
    press(zeynep, "Kaydet ve paylaş")
    _usable(zeynep, violations)

    nermin.goto("/ogrenme/")
    with nermin.expect_navigation():
        nermin.locator("main .tabs a").filter(has_text="Yeni olanlar").click()
    follow(nermin, CARD)
    assert "sizin için yeniydi" in shown(nermin)
    with nermin.expect_download() as paper:
        nermin.locator("main").get_by_role("link", name="PDF").click()
    assert paper.value.suggested_filename.startswith("belge-")
    nermin.goto("/ogrenme/yeni/")
    assert nermin.locator(".news-line").filter(has_text=CARD).count() == 0
    line = nermin.locator("main li").filter(has_text="Etiket: Tercüman")
    with nermin.expect_navigation():
        line.get_by_role("button", name="Takipten çık").click()
    assert "Etiket: Tercüman" not in shown(nermin)
