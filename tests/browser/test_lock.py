"""Locking, signing out and the way back: what was on the screen is gone when she turns away."""

import re
from typing import Any

LOCKED = re.compile(r"/kilit/ac/")
TALLY = "/temaslar/yeni/"


def _unlock(page: Any, site: Any) -> None:
    page.get_by_label("Parola").fill(site.password)
    page.keyboard.press("Enter")


def test_f9_blanks_the_page_before_the_server_has_answered(open_as) -> None:
    page = open_as("ayse", TALLY)
    page.route("**/kilit/", lambda _route: None)
    page.keyboard.press("F9")
    assert page.locator("main").is_hidden()
    assert page.locator(".locked-screen").is_visible()


def test_f9_locks_the_way_back_shows_nothing_and_the_password_returns_her(open_as, site, violations) -> None:
    page = open_as("ayse", "/temaslar/", fresh=True)
    page.goto(TALLY)
    page.keyboard.press("F9")
    page.wait_for_url(LOCKED)
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("main table, main .tally").count() == 0
    page.goto(TALLY)
    assert LOCKED.search(page.url)
    assert violations(page) == []
    _unlock(page, site)
    page.wait_for_url(f"**{TALLY}")
    assert page.locator("[data-tally]").is_visible()


def test_esc_twice_locks_even_with_the_hand_in_the_note(open_as, site) -> None:
    page = open_as("ayse", TALLY, fresh=True)
    page.get_by_label("Not", exact=True).fill("kapı çaldı")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("main").is_hidden()
    page.wait_for_url(LOCKED)
    page.goto("/temaslar/bugun/")
    assert LOCKED.search(page.url)
    _unlock(page, site)
    page.wait_for_url("**/temaslar/bugun/")


def test_two_windows_lock_together(context_for) -> None:
    context = context_for("ayse", fresh=True)
    first, second = context.new_page(), context.new_page()
    first.goto(TALLY)
    second.goto("/temaslar/")
    first.keyboard.press("F9")
    second.wait_for_url(LOCKED)


def test_after_signing_out_the_way_back_shows_nothing(open_as) -> None:
    page = open_as("ayse", "/temaslar/", fresh=True)
    page.goto("/temaslar/bugun/")
    page.locator(".bar-menu summary").click()
    page.get_by_role("button", name="Oturumu kapat").click()
    page.wait_for_url("**/giris/")
    for _step in range(2):
        page.go_back()
        page.wait_for_load_state()
        assert page.locator("main table, .today").count() == 0
    page.goto("/temaslar/")
    assert "/giris/" in page.url


def test_presentation_mode_hides_persons_until_it_is_switched_off(open_as) -> None:
    page = open_as("ayse", "/temaslar/bugun/", fresh=True)
    calls = page.locator("[data-person]").first
    assert calls.is_visible()
    with page.expect_response("**/sunum/"):
        page.keyboard.press("F8")
    assert calls.is_hidden()
    for path in (TALLY, "/temaslar/", "/temaslar/bugun/"):
        page.goto(path)
        assert page.get_by_text("Sunum modu açık").is_visible()
        assert [each for each in page.locator("[data-person]").all() if each.is_visible()] == []
    with page.expect_response("**/sunum/"):
        page.keyboard.press("F8")
    assert calls.is_visible()
