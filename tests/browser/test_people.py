"""Coming and going: the second step at the door, the language somebody chose, and leaving."""

import re
from typing import Any

import pytest

from tests.browser.conftest import sign_in
from tests.browser.newcomers import PASSWORD, newcomer
from tests.foundation.people.steps import code_now

NO_KEY_YET = "status of 403"
"""The console's word for the page that says a newcomer still needs the centre's key."""
SECOND_STEP = "/hesabim/ikinci-adim/"
USB_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A key in the desk's socket that exists only in the browser."""
DOOR = re.compile(r"/giris/ikinci-adim/")


@pytest.fixture(autouse=True)
def newcomers_have_no_key_yet(heard: Any) -> None:
    heard.expect(NO_KEY_YET)


def _signed_out(page: Any) -> None:
    page.locator(".bar-menu summary").click()
    page.get_by_role("button", name="Oturumu kapat").click()
    page.wait_for_url("**/giris/")


def test_an_app_on_her_telephone_becomes_the_second_step_and_is_asked_at_the_next_door(
    context_for, site, violations
) -> None:
    newcomer(context_for, "reyhan", "Reyhan Uslu")
    page = context_for().new_page()
    sign_in(page, site, "reyhan", PASSWORD)
    page.goto(SECOND_STEP)
    page.get_by_role("link", name="Uygulamayı kur").click()
    page.get_by_text("Resmi okutamıyorum").click()
    secret = page.locator(".code").inner_text().strip()
    page.locator("[name=code]").fill(code_now(secret))
    page.get_by_role("button", name="Bitir").click()
    page.get_by_role("heading", name="Yedek kodlarınız").wait_for()
    assert violations(page) == []
    _signed_out(page)
    sign_in(page, site, "reyhan", PASSWORD)
    assert DOOR.search(page.url)
    assert violations(page) == []
    page.goto("/temaslar/bugun/")
    assert "/giris/" in page.url, "the password alone opens nothing"
    page.goto("/giris/")
    page.locator("[name=code]:visible").fill(code_now(secret, steps=1))
    page.get_by_role("button", name="Devam").click()
    page.wait_for_url(lambda url: "/giris/" not in url)
    assert page.locator(".bar-lock").is_visible()


def test_a_passkey_is_added_asked_for_at_the_next_door_and_removed(context_for, site) -> None:
    # Browsers give passkeys to names, not to numbers.
    page = context_for(address=site.address.replace("127.0.0.1", "localhost")).new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": USB_KEY})
    sign_in(page, site, "can")
    page.goto(SECOND_STEP)
    page.get_by_role("link", name="Geçiş anahtarı ekle").click()
    page.locator("[name=name]").fill("masadaki anahtar")
    page.locator("#passkey-add").click()
    page.get_by_role("heading", name="Yedek kodlarınız").wait_for()
    _signed_out(page)
    sign_in(page, site, "can")
    assert DOOR.search(page.url)
    page.locator("#passkey-use").click()
    page.wait_for_url(lambda url: "/giris/" not in url)
    page.goto(SECOND_STEP)
    page.get_by_role("link", name="Kaldır").click()
    page.get_by_role("button", name="Kaldır").click()
    page.get_by_role("link", name="Geçiş anahtarı ekle").wait_for()
    assert page.get_by_role("link", name="Kaldır").count() == 0


def test_who_has_left_is_turned_away_at_her_next_click(context_for, site) -> None:
    newcomer(context_for, "gonca", "Gonca Uslu")
    hers = context_for().new_page()
    sign_in(hers, site, "gonca", PASSWORD)
    assert hers.get_by_text("Bu merkezin anahtarı size henüz verilmedi").is_visible()
    hers.goto("/rehber/")
    page = context_for("nermin", fresh=True).new_page()
    page.goto("/ekip/")
    page.locator("li").filter(has_text="Gonca Uslu").get_by_role("link", name="Düzenle").click()
    page.get_by_role("link", name="Görevini bitir").click()
    reasons = page.locator("[name=why]")
    if reasons.count():
        page.locator(".chip").first.click()
    page.get_by_role("button", name="Görevini bitir").click()
    page.get_by_text("Gonca Uslu artık giremez").wait_for()
    hers.locator(".rail-link").first.click()
    hers.wait_for_url("**/giris/**")
    sign_in_again = hers.locator("form").filter(has=hers.locator("[name=password]:visible"))
    sign_in_again.locator("[name=login]").fill("gonca")
    sign_in_again.locator("[name=password]").fill(PASSWORD)
    sign_in_again.locator("button[type=submit]").click()
    hers.locator(".notice").wait_for()
    assert "/giris/" in hers.url


def test_the_language_she_chose_comes_with_her_to_another_computer(context_for, site) -> None:
    page = context_for("can", fresh=True).new_page()
    page.goto("/hesabim/")
    try:
        page.locator(".bar .wide-only").get_by_role("button", name="English").click()
        page.get_by_role("heading", name="My account").wait_for()
        assert page.locator("html").get_attribute("lang") == "en"
        elsewhere = context_for("can", fresh=True).new_page()
        elsewhere.goto("/hesabim/")
        assert elsewhere.locator("html").get_attribute("lang") == "en"
        assert elsewhere.title() == "Belge"
    finally:
        page.goto("/hesabim/")
        page.locator(".bar .wide-only").get_by_role("button", name="Türkçe").click()
        page.locator("html[lang=tr]").wait_for()
