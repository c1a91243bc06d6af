"""A passkey as the second step, with an authenticator that exists only in the browser; no inline script is needed."""

from collections.abc import Iterator
from typing import Any

import pytest

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(chromium: Any, site: Any) -> Iterator[Any]:
    """A page at the machine's name instead of its number, because a passkey belongs to a name, with a USB key in it."""
    context = chromium.new_context(base_url=site.address.replace("127.0.0.1", "localhost"), locale="tr-TR")
    context.set_default_timeout(20_000)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def _name_and_password(page: Any, site: Any) -> None:
    page.goto("/giris/")
    form = page.locator("form").filter(has=page.locator("[name=password]:visible"))
    form.locator("[name=login]").fill("can")
    form.locator("[name=password]").fill(site.password)
    form.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith("/giris/"))


def test_a_passkey_is_added_asked_for_and_removed(desk: Any, site: Any, heard: Any) -> None:
    desk.on("console", lambda told: heard.complaints.append(told.text) if told.type == "error" else None)
    _name_and_password(desk, site)
    desk.goto("/hesabim/ikinci-adim/gecis-anahtari/")
    desk.locator("#passkey-add").click()
    desk.locator(".codes li").nth(9).wait_for()
    desk.goto("/hesabim/")
    desk.locator("form[action='/cikis/']").evaluate("form => form.submit()")
    desk.wait_for_url("**/giris/")
    _name_and_password(desk, site)
    assert desk.url.endswith("/giris/ikinci-adim/")
    desk.locator("#passkey-use").click()
    desk.wait_for_url(lambda url: "/giris/" not in url)
    desk.goto("/hesabim/ikinci-adim/")
    desk.get_by_role("link", name="Kaldır").click()
    desk.get_by_role("button", name="Kaldır").click()
    desk.wait_for_url("**/hesabim/ikinci-adim/")
    assert desk.get_by_role("link", name="Kaldır").count() == 0
