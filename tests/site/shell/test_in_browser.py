"""The frame in a real browser: locking, typing that is never lost, keys, readability for everybody."""

import re
from typing import Any

import pytest

from tests.cast import PASSWORD
from tests.site.shell.typing_site import server

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def typing(settings: Any, open_as: Any, cast: Any) -> Any:
    """The page whose form saves itself, open as Ayşe."""
    settings.ROOT_URLCONF = "tests.site.shell.typing_site"
    server.clear()
    return open_as(cast.ayse, "/deneme/")


def said(page: Any, text: str) -> None:
    page.locator(".saving").filter(has_text=text).wait_for(timeout=15000)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_gallery_has_no_barrier_axe_can_find(open_as, cast, violations, theme: str, size: tuple[int, int]) -> None:
    page = open_as(cast.ayse, "/galeri/?channel=x", theme=theme, width=size[0], height=size[1])
    for summary in page.locator("main summary").all():
        if not summary.evaluate("node => node.parentElement.open"):
            summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1366, 683, 390, 320])
def test_nothing_runs_over_the_side_at_any_width_or_zoom(open_as, cast, width: int) -> None:
    page = open_as(cast.ayse, "/galeri/", width=width)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(over) == 0


def test_arabic_mirrors_from_the_same_sheet_and_brings_its_own_letters(open_as, cast, violations) -> None:
    page = open_as(cast.ayse, "/galeri/")
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if ".woff2" in request.url else None)
    page.evaluate("document.documentElement.dir = 'rtl'; document.querySelector('h1').textContent = 'مركز الاستشارة'")
    page.wait_for_load_state("networkidle")
    assert page.locator(".rail").bounding_box()["x"] > 1000
    assert any("arabic-600" in url for url in fonts)
    assert violations(page) == []


def test_latin_pages_load_two_faces_and_nothing_from_elsewhere(open_as, cast, live_server) -> None:
    context = open_as(cast.ayse, "/galeri/").context
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/giris/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert not any("arabic" in url for url in asked)


def test_the_rail_works_without_scripts_on_a_telephone(open_as, cast) -> None:
    page = open_as(cast.ayse, "/galeri/", width=390, height=844, java_script_enabled=False)
    page.locator(".thumb summary").click()
    page.locator(".thumb").get_by_role("link", name="Rehber").click()
    assert "/rehber/" in page.url


def test_f9_blanks_the_page_at_once_and_asks_for_the_password(open_as, cast) -> None:
    page = open_as(cast.ayse, "/galeri/")
    page.route("**/kilit/", lambda _route: None)  # the server has not answered yet
    page.keyboard.press("F9")
    assert page.locator("main").is_hidden()
    assert page.locator(".locked-screen").is_visible()
    assert page.title() == "Belge"


def test_esc_twice_locks_on_the_server_and_the_way_back_shows_nothing(open_as, cast) -> None:
    page = open_as(cast.ayse, "/galeri/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/kilit/ac/"))
    page.goto("/galeri/")
    assert "/kilit/ac/" in page.url
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("h1", has_text="Galeri").count() == 0
    page.goto("/kilit/ac/?next=/galeri/")
    page.get_by_label("Parola", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/galeri/"))


def test_one_esc_is_not_a_lock_and_a_key_between_breaks_the_pair(open_as, cast) -> None:
    page = open_as(cast.ayse, "/galeri/")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("main").is_visible()


def test_an_idle_screen_warns_and_then_locks(open_as, cast, settings) -> None:
    settings.OMUZ_IDLE_SECONDS = 180
    page = open_as(cast.ayse, "/galeri/")
    context = page.context
    page = context.new_page()
    page.clock.install()
    page.goto("/galeri/")
    page.clock.run_for(151_000)
    assert page.locator("[data-idle-warning]").is_visible()
    page.get_by_role("button", name="Buradayım").click()
    assert page.locator("[data-idle-warning]").is_hidden()
    page.clock.run_for(170_000)
    assert page.locator("main").is_visible()
    page.clock.run_for(15_000)
    page.wait_for_url(re.compile("/kilit/ac/"))


def test_presentation_hides_what_is_about_a_person_and_stays_on(typing) -> None:
    sentence = typing.get_by_text("Kişiye ait bir cümle")
    assert sentence.is_visible()
    with typing.expect_response("**/sunum/"):
        typing.keyboard.press("F8")
    assert sentence.is_hidden()
    typing.reload()
    assert sentence.is_hidden()
    assert typing.get_by_text("Sunum modu açık").is_visible()


def test_shortcuts_are_listed_and_work_outside_fields_only(open_as, cast) -> None:
    page = open_as(cast.ayse, "/galeri/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Kısayollar").is_visible()
    page.get_by_role("button", name="Kapat", exact=True).click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("n?/")
    assert page.locator("[name=q]").input_value() == "n?/"
    assert page.url.endswith("/galeri/")


def test_changed_fields_are_saved_while_she_types(typing) -> None:
    typing.get_by_label("Not").fill("ilk söz")
    said(typing, "Kaydedildi 14:05")
    with typing.expect_response("**/kaydet/"):
        typing.get_by_label("dinlendi").check()
    assert server.kept == {"note": ["ilk söz"], "done": ["listened"]}
    assert [sent["version"] for sent in server.arrived] == [["1"], ["2"]]
    with typing.expect_response("**/kaydet/"):
        typing.get_by_label("dinlendi").uncheck()
    assert server.arrived[-1]["changed"] == ["done"]
    assert server.kept["done"] == []


def test_a_cut_line_loses_nothing_and_heals_by_itself(typing) -> None:
    typing.context.set_offline(True)
    typing.get_by_label("Not").fill("hat koptu")
    said(typing, "Bağlantı yok. Yazdıklarınız bu sayfada duruyor")
    typing.get_by_label("yönlendirildi").check()
    typing.context.set_offline(False)
    said(typing, "Kaydedildi")
    assert server.kept == {"note": ["hat koptu"], "done": ["referred"]}


def test_a_server_that_stumbles_is_asked_again(typing) -> None:
    server.answers[:] = [(500, {}), (502, {})]
    typing.get_by_label("Not").fill("yine")
    said(typing, "Kaydedildi")
    assert server.kept == {"note": ["yine"]}


def test_locking_saves_first(typing) -> None:
    typing.get_by_label("Not").fill("son anda")
    typing.keyboard.press("F9")
    typing.wait_for_url(re.compile("/kilit/ac/"))
    assert server.kept == {"note": ["son anda"]}


def test_a_session_locked_under_the_page_asks_for_the_password_and_goes_on(typing) -> None:
    other = typing.context.new_page()
    other.goto("/galeri/")
    typing.evaluate("navigator")  # both pages are open before one of them locks
    other.evaluate("fetch('/kilit/', {method: 'POST', body: new URLSearchParams(new FormData("
                   "document.getElementById('lock-now'))), headers: {'X-Omuz-Background': '1'}})")  # fmt: skip
    other.wait_for_timeout(300)
    typing.bring_to_front()
    typing.get_by_label("Not").fill("yarım kalan söz")
    typing.get_by_label("Parola", exact=True).wait_for(timeout=15000)
    assert typing.locator("main").is_hidden()
    typing.get_by_label("Parola", exact=True).fill("yanlış")
    typing.keyboard.press("Enter")
    typing.locator("#unlock .field-error:visible").wait_for()
    typing.get_by_label("Parola", exact=True).fill(PASSWORD)
    typing.keyboard.press("Enter")
    said(typing, "Kaydedildi")
    assert typing.get_by_label("Not").input_value() == "yarım kalan söz"
    assert server.kept == {"note": ["yarım kalan söz"]}


def test_words_in_a_form_that_does_not_save_itself_stay_on_the_page_through_a_lock(typing) -> None:
    typing.get_by_label("Başka").fill("kaydı olmayan söz")
    typing.keyboard.press("F9")
    typing.get_by_label("Parola", exact=True).wait_for()
    assert typing.locator("main").is_hidden()
    typing.get_by_label("Parola", exact=True).fill(PASSWORD)
    typing.keyboard.press("Enter")
    typing.locator("main").wait_for()
    assert typing.get_by_label("Başka").input_value() == "kaydı olmayan söz"


def test_two_people_on_one_record_are_both_shown(typing) -> None:
    change = {"name": "note", "label": "Not", "theirs": "onun sözü"}
    server.answers[:] = [(409, {"version": 7, "changes": [change]})]
    typing.get_by_label("Not").fill("benim sözüm")
    typing.get_by_text("onun sözü").wait_for(timeout=15000)
    assert server.arrived == []
    typing.get_by_role("button", name="Benim yazdığım kalsın").click()
    said(typing, "Kaydedildi")
    assert server.arrived[0]["version"] == ["7"]
    assert server.kept == {"note": ["benim sözüm"]}


def test_nothing_typed_is_kept_in_the_browser(typing) -> None:
    typing.get_by_label("Not").fill("bir sır")
    said(typing, "Kaydedildi")
    left = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
    assert typing.evaluate(left) == '[{},{},""]'
    assert typing.evaluate("indexedDB.databases().then(found => found.length)") == 0
