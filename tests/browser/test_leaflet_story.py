"""The page a woman opens herself, in a real browser: light, quiet, of one host, and gone when she says so."""

from typing import Any

import pytest

from omuz.network.leaflet.queries.words import LANGUAGES, leaflets
from omuz.network.leaflet.rules import RIPE_SECONDS

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


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_arabic_and_farsi_are_mirrored(context_for, language: str) -> None:
    page = context_for(viewport={"width": 720, "height": 800}).new_page()
    page.goto("/bilgi/tr/")
    turkish = page.locator(".exit").bounding_box()
    page.goto(f"/bilgi/{language}/")
    mirrored = page.locator(".exit").bounding_box()
    assert turkish["x"] > 360 > mirrored["x"] + mirrored["width"] / 2
    edge = "each => [getComputedStyle(each).borderRightWidth, getComputedStyle(each).borderLeftWidth].map(parseFloat)"
    right, left = page.locator("section.first").evaluate(edge)
    assert right > left
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
    page.wait_for_timeout(1000 * (RIPE_SECONDS + 1))  # who answers at once is taken for a program
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


def test_looking_at_a_centre_leaves_one_place_in_the_history(context_for) -> None:
    page = context_for().new_page()
    page.goto("/giris/")
    page.goto("/bilgi/")
    before = page.evaluate("history.length")
    page.locator("summary", has_text="Karaburun").click()
    page.locator("details[open] .near a").first.click()
    assert page.locator("details[open] article").first.is_visible()
    page.get_by_role("link", name=leaflets()["tr"].words["card"]).first.click()
    page.wait_for_url("**/kart/**")
    assert page.evaluate("history.length") == before
    page.get_by_role("link", name=leaflets()["tr"].words["exit"]).click()
    page.wait_for_url("**/bilgi/takvim/")
    assert page.evaluate("history.length") == before
    assert "bilgi" not in page.title().lower() and page.locator("table.month").is_visible()


def test_nothing_is_kept_for_later_unless_she_asks(context_for, heard) -> None:
    heard.expect("ERR_INTERNET_DISCONNECTED")
    context = context_for(viewport=TELEPHONE)
    page = context.new_page()
    page.goto("/bilgi/tr/", wait_until="networkidle")
    assert page.evaluate("caches.keys().then(all => all.length)") == 0
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/bilgi/tr/")


def test_the_card_is_one_sheet_with_numbers_and_nothing_else(context_for, violations) -> None:
    page = context_for(viewport=TELEPHONE).new_page()
    page.goto("/bilgi/fa/")
    page.goto(page.locator("a[href*='/kart/']").first.get_attribute("href"))
    assert violations(page) == []
    page.emulate_media(media="print")
    seen = page.locator("body").inner_text()
    assert set(seen.split("\n")) >= {leaflets()["fa"].words["card_title"], "183", "112"}
    assert not page.locator(".exit").is_visible() and leaflets()["fa"].words["card_how"] not in seen
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_the_way_from_the_staff_door_and_from_the_rail(context_for, violations) -> None:
    page = context_for().new_page()
    page.goto("/giris/")
    page.locator("main a[href='/bilgi/']").click()
    page.wait_for_url("**/bilgi/")
    elif_ = context_for("elif").new_page()
    elif_.goto("/toplantilar/")
    elif_.get_by_role("link", name="Adsız geri bildirim").click()
    elif_.wait_for_url("**/bilgi/yanitlar/")
    assert violations(elif_) == []
    for width in (390, 1366):
        elif_.set_viewport_size({"width": width, "height": 800})
        assert elif_.evaluate(_WIDER) == 0


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
