"""The page a woman opens herself, in a real browser: light, quiet, of one host, and gone when she says so."""

from typing import Any

import pytest

from omuz.network.leaflet.queries.words import LANGUAGES, leaflets

TELEPHONE = {"width": 390, "height": 844}
LIMIT = 60_000
_UNFOLDED = "document.querySelectorAll('details').forEach(each => { each.removeAttribute('name'); each.open = true; })"
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Weighed:
    """Bytes over the line and every address asked for, of one browser window."""

    def __init__(self, page: Any) -> None:
        self.bytes = 0
        self.asked: list[str] = []
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", lambda told: self.asked.append(told["request"]["url"]))
        line.on("Network.loadingFinished", lambda told: self._arrived(told["encodedDataLength"]))

    def _arrived(self, size: float) -> None:
        self.bytes += int(size)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_light_of_this_host_and_clean_on_a_telephone(context_for, site, violations, language: str) -> None:
    context = context_for(viewport=TELEPHONE)
    page = context.new_page()
    weighed = Weighed(page)
    page.goto(f"/bilgi/{language}/", wait_until="networkidle")
    assert 0 < weighed.bytes < LIMIT
    assert all(each.startswith((site.address, "data:")) for each in weighed.asked)
    assert len([each for each in weighed.asked if not each.startswith("data:")]) == 3
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("document.documentElement.dir") == leaflets()[language].direction
    assert page.evaluate(_WIDER) == 0
    page.evaluate(_UNFOLDED)
    assert page.evaluate(_WIDER) == 0
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_arabic_is_mirrored(context_for) -> None:
    page = context_for(viewport={"width": 720, "height": 800}).new_page()
    page.goto("/bilgi/tr/")
    turkish = page.locator(".exit").bounding_box()
    page.goto("/bilgi/ar/")
    arabic = page.locator(".exit").bounding_box()
    assert turkish["x"] > 360 > arabic["x"] + arabic["width"] / 2
    assert page.locator(".dial b").first.evaluate("each => getComputedStyle(each).direction") == "ltr"


def test_it_needs_no_script(context_for) -> None:
    page = context_for(viewport=TELEPHONE, java_script_enabled=False).new_page()
    page.goto("/bilgi/")
    words = leaflets()["tr"].words
    assert page.get_by_text(words["exit_plain"]).is_visible()
    assert not page.get_by_text(words["keep_how"]).is_visible()
    box = page.locator("details", has=page.locator("summary", has_text="Karaburun"))
    box.locator("summary").click()
    assert box.locator("a[href^='tel:']").first.is_visible()
    page.get_by_label(words["yes"], exact=True).first.check()
    page.get_by_role("button", name=words["send"]).click()
    assert page.get_by_text(words["thanks"]).is_visible()
    page.get_by_role("link", name=words["exit"]).click()
    assert page.url.endswith("/bilgi/takvim/")


def test_the_quick_exit_leaves_no_way_back(context_for) -> None:
    page = context_for().new_page()
    page.goto("/giris/")
    page.goto("/bilgi/")
    page.get_by_role("link", name="Kurmancî").click()
    page.wait_for_url("**/bilgi/ku/")
    page.get_by_role("link", name=leaflets()["ku"].words["exit"]).click()
    page.wait_for_url("**/bilgi/takvim/")
    page.go_back()
    assert page.url.endswith("/giris/")
    page.go_forward()
    assert page.url.endswith("/bilgi/takvim/")


def test_whoever_goes_back_to_an_earlier_page_of_it_finds_the_calendar(context_for) -> None:
    page = context_for().new_page()
    page.goto("/bilgi/")
    page.goto("/bilgi/ar/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/bilgi/takvim/")
    page.go_back()
    page.wait_for_url("**/bilgi/takvim/")
    page.goto("/bilgi/")
    assert page.locator("h1").inner_text() == leaflets()["tr"].words["title"]


def test_it_opens_without_a_line_only_where_she_asked_for_it(context_for, heard) -> None:
    heard.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    context = context_for(viewport=TELEPHONE)
    words = leaflets()["tr"].words
    page = context.new_page()
    page.goto("/bilgi/tr/")
    page.get_by_role("button", name=words["keep_yes"]).click()
    page.get_by_text(words["kept"]).wait_for()
    context.set_offline(True)
    page.goto("/bilgi/tr/")
    assert page.get_by_role("heading", name=words["find"]).is_visible()
    context.set_offline(False)
    page.reload()
    page.get_by_role("button", name=words["keep_no"]).click()
    page.get_by_text(words["unkept"]).wait_for()
    assert page.evaluate("caches.keys().then(all => all.length)") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
