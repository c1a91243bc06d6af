"""A call is written down: quickly, with one hand, through a cut line, and with nothing left in the browser."""

import re
from dataclasses import dataclass
from typing import Any

from tests.browser.conftest import kept, sign_in

NEW = "/temaslar/yeni/"
TODAY = "/temaslar/bugun/"


@dataclass
class Hand:
    """Counts what she does with her one free hand."""

    page: Any
    moves: int = 0

    def press(self, target: Any) -> None:
        target.click()
        self.moves += 1

    def choose(self, question: str, answer: str) -> None:
        self.press(group(self.page, question).locator(".chip").filter(has_text=re.compile(f"^\\s*{answer}")).first)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.moves += 1


def group(page: Any, question: str) -> Any:
    """The answers to one question."""
    return page.locator("fieldset").filter(has=page.locator("legend", has_text=re.compile(f"^\\s*{question}\\s*$")))


def said_code(page: Any) -> str:
    """The code in the message that a contact was saved."""
    told = page.locator(".messages").inner_text()
    found = re.search(r"T-\S+", told)
    assert found, told
    return found.group()


def open_by_code(page: Any, code: str) -> None:
    page.locator(".search [name=q]").fill(code)
    page.locator(".search [name=q]").press("Enter")
    page.locator("h1").filter(has_text=code).wait_for()


def test_a_phone_contact_is_saved_in_twelve_moves_and_leaves_nothing_in_the_browser(open_as) -> None:
    page = open_as("ayse", NEW)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "the form must not scroll"
    hand = Hand(page)
    hand.choose("Kanal", "Telefon")
    hand.choose("Kimin için", "Kendisi")
    hand.choose("Konu", "Şiddet nedeniyle")
    hand.choose("Ne yapıldı", "Dinlendi")
    hand.choose("Ne yapıldı", "Randevu")
    hand.choose("Nereden duydu", "Tanıdık")
    hand.choose("İlçe", "Konak")
    hand.choose("Gizli numara", "Hayır")
    hand.choose("Anonim", "Evet")
    hand.write("Not", "Yarın yeniden arayacak.")
    hand.press(page.get_by_role("button", name="Kaydet", exact=True))
    page.wait_for_url(f"**{TODAY}*")
    assert hand.moves <= 12
    code = said_code(page)
    open_by_code(page, code)
    shown = page.locator("main").inner_text()
    for answer in ("Telefon", "Kendisi", "Şiddet nedeniyle", "Tanıdık", "Konak", "Yarın yeniden arayacak."):
        assert answer in shown
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])") == '[{},{},""]'
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert page.evaluate("caches.keys().then(found => found.length)") == 0


def test_what_was_typed_is_kept_as_a_draft_and_taken_up_again_on_another_day(context_for, violations) -> None:
    context = context_for("ayse")
    page = context.new_page()
    page.goto(NEW)
    hand = Hand(page)
    hand.choose("Kanal", "Yüz yüze")
    hand.choose("Ne yapıldı", "Dinlendi")
    hand.write("Not", "Yarım kaldı, hat koptu.")
    kept(page)
    page.close()
    page = context.new_page()
    page.goto(TODAY)
    drafts = page.locator("section").filter(has=page.locator("#drafts"))
    before = drafts.locator("li").count()
    drafts.locator("li a").first.click()
    assert group(page, "Kanal").get_by_label("Yüz yüze").is_checked()
    assert group(page, "Ne yapıldı").get_by_label("Dinlendi").is_checked()
    assert page.get_by_label("Not", exact=True).input_value() == "Yarım kaldı, hat koptu."
    assert violations(page) == []
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.wait_for_url(f"**{TODAY}*")
    assert drafts.locator("li").count() == before - 1


def test_letting_the_other_one_s_words_stay_keeps_everything_else_that_was_typed(context_for, heard) -> None:
    heard.expect("status of 409")
    context = context_for("ayse")
    one, two = context.new_page(), context.new_page()
    one.goto(NEW)
    Hand(one).choose("Kanal", "Telefon")
    kept(one)
    two.goto(TODAY)
    two.locator("section").filter(has=two.locator("#drafts")).locator("li a").first.click()
    one.get_by_label("Not", exact=True).fill("Önce yazan.")
    kept(one)
    two.get_by_label("Not", exact=True).fill("Sonra yazan.")
    Hand(two).choose("Nereden duydu", "Tanıdık")
    with two.expect_navigation():
        two.locator("[data-conflict-theirs]").click()
    assert two.get_by_label("Not", exact=True).input_value() == "Önce yazan."
    assert group(two, "Nereden duydu").get_by_label("Tanıdık").is_checked()
    two.get_by_role("button", name="Kaydet", exact=True).click()
    two.wait_for_url(f"**{TODAY}*")


def test_a_cut_line_keeps_what_was_typed_and_saves_it_when_it_is_back(context_for, heard) -> None:
    heard.expect("ERR_INTERNET_DISCONNECTED")
    context = context_for("ayse")
    page = context.new_page()
    page.goto(NEW)
    context.set_offline(True)
    Hand(page).choose("Kanal", "Telefon")
    page.get_by_label("Not", exact=True).fill("Hat kesikken yazıldı.")
    kept(page, "Bağlantı yok")
    context.set_offline(False)
    kept(page)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.wait_for_url(f"**{TODAY}*")
    open_by_code(page, said_code(page))
    assert page.get_by_text("Hat kesikken yazıldı.").is_visible()


def test_pressing_save_without_a_line_loses_nothing(context_for, heard) -> None:
    heard.expect("ERR_INTERNET_DISCONNECTED")
    context = context_for("ayse")
    page = context.new_page()
    page.goto(NEW)
    Hand(page).choose("Kanal", "Telefon")
    kept(page)
    context.set_offline(True)
    page.get_by_label("Not", exact=True).fill("Son söz.")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    kept(page, "Bağlantı yok")
    assert page.get_by_label("Not", exact=True).input_value() == "Son söz."
    context.set_offline(False)
    page.wait_for_url(f"**{TODAY}*")
    open_by_code(page, said_code(page))
    assert page.get_by_text("Son söz.").is_visible()


def test_pressing_save_on_a_page_locked_from_elsewhere_asks_for_the_password_and_saves(
    context_for, heard, site
) -> None:
    heard.expect("status of 403")
    context = context_for("ayse", fresh=True)
    page, other = context.new_page(), context.new_page()
    page.goto(NEW)
    page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    other.goto(TODAY)
    other.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    other.keyboard.press("F9")
    other.wait_for_url("**/kilit/ac/**")
    page.bring_to_front()
    Hand(page).choose("Kanal", "Telefon")
    page.get_by_label("Not", exact=True).fill("Kilitliyken yazıldı.")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.locator("#unlock-password").fill(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{TODAY}*")
    open_by_code(page, said_code(page))
    assert page.get_by_text("Kilitliyken yazıldı.").is_visible()


def test_the_sentence_for_somebody_who_asks_about_a_woman_is_one_key_away(open_as) -> None:
    page = open_as("ayse", NEW)
    sentence = page.locator('[data-sentence="third"] blockquote')
    assert sentence.is_hidden()
    page.keyboard.press("3")
    assert sentence.is_visible()
    page.reload()
    page.get_by_label("Not", exact=True).press("3")
    assert sentence.is_hidden()
    assert page.get_by_label("Not", exact=True).input_value() == "3"
    page.keyboard.press("Alt+3")
    assert sentence.is_visible()


def test_an_enquiry_about_a_woman_brings_the_sentence_and_what_to_write(open_as) -> None:
    page = open_as("ayse", NEW)
    seeker = page.locator(".tally-seeker")
    assert seeker.is_hidden()
    Hand(page).choose("Konu", "Birini arayan")
    assert seeker.get_by_text("kimin başvurup başvurmadığını söylemiyoruz").is_visible()
    assert seeker.locator("fieldset").is_visible()


def _tab_to(page: Any, target: Any) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def test_the_keyboard_alone_goes_from_the_door_to_a_saved_contact(open_as, site) -> None:
    page = open_as("", "/giris/")
    _tab_to(page, page.locator("[name=login]:visible"))
    page.keyboard.type("ayse")
    _tab_to(page, page.locator("[name=password]:visible"))
    page.keyboard.type(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/bugun/")
    _tab_to(page, page.locator("main").get_by_role("link", name="Yeni temas").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{NEW}*")
    channel = group(page, "Kanal").get_by_label("Telefon")
    _tab_to(page, channel)
    page.keyboard.press("Space")
    assert channel.is_checked()
    done = group(page, "Ne yapıldı").get_by_label("Randevu")
    _tab_to(page, done)
    page.keyboard.press("Space")
    assert done.is_checked()
    _tab_to(page, page.get_by_label("Not", exact=True))
    page.keyboard.type("Yalnız klavyeyle.")
    _tab_to(page, page.get_by_role("button", name="Kaydet", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{TODAY}*")
    assert said_code(page)


def test_a_mistake_is_said_beside_the_form_in_a_way_everybody_can_read(open_as, heard, violations) -> None:
    heard.expect("status of 422")
    page = open_as("ayse", NEW)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.locator("[data-errors]").wait_for()
    assert page.locator("[data-errors]").evaluate("node => node === document.activeElement")
    assert violations(page) == []


def test_without_scripts_a_contact_is_saved_and_a_mistake_is_said_beside_it(open_as, heard, site) -> None:
    heard.expect("status of 422")
    page = open_as("", "/giris/", java_script_enabled=False)
    sign_in(page, site, "ayse")
    page.goto(NEW)
    page.get_by_label("Not", exact=True).fill("Eski bir bilgisayardan.")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    assert page.get_by_label("Not", exact=True).input_value() == "Eski bir bilgisayardan."
    assert page.locator(".field-error").first.is_visible()
    group(page, "Kanal").locator(".chip", has_text="Telefon").click()
    page.get_by_role("button", name="Kaydet", exact=True).click()
    page.wait_for_url(f"**{TODAY}*")
    assert said_code(page)


def test_on_paper_a_contact_shows_neither_rail_nor_logo(open_as) -> None:
    page = open_as("ayse", "/temaslar/?d=t")
    page.locator("tbody a").first.click()
    page.wait_for_url(re.compile(r"/temaslar/[0-9a-f-]{36}/"))
    page.emulate_media(media="print")
    for part in (".rail", ".bar", ".brand", ".thumb", ".locked-screen"):
        assert [each for each in page.locator(part).all() if each.is_visible()] == [], part
    assert page.locator("main dl").first.is_visible()
    assert page.locator("main").bounding_box()["x"] < 40
