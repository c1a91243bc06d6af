"""Every page in both languages, at every size: nobody is kept out and nothing runs over the side, in no theme."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.looking import Finding, Look
from tests.browser.walk import Page, Walk, walked

NOWHERE = "00000000-0000-0000-0000-000000000007"
BESIDE = (
    Page("sign-in", "", "/giris/"),
    Page("invitation", "", "/davet/yok/"),
    Page("no such page", "ayse", f"/temaslar/{NOWHERE}/"),
    Page("not her page", "can", "/temaslar/"),
    Page("people", "can", "/ekip/"),
    Page("people", "elif", "/ekip/"),
)
"""Pages nothing leads to, and pages that look different to somebody else."""
LANGUAGES = {"tr": "Türkçe", "en": "English"}


@pytest.fixture(scope="session")
def once() -> dict[str, Any]:
    """What is found out once for all tests of this file."""
    return {}


@pytest.fixture
def walk(context_for, once) -> Walk:
    """Every page with somebody who may open it."""
    if "walk" not in once:
        once["walk"] = walked(context_for)
    return once["walk"]


@pytest.fixture
def findings(walk, context_for, heard, violations, once) -> Callable[[str], list[Finding]]:
    """What is wrong with the pages in one language; looked for once."""
    heard.expect("status of 403", "status of 404", "status of 410")

    def found(language: str) -> list[Finding]:
        if language not in once:
            pages = [*walk.pages, *BESIDE]
            by_reader = {who: [each for each in pages if each.who == who] for who in sorted({e.who for e in pages})}
            once[language] = [
                finding
                for who, hers in by_reader.items()
                for finding in _looked_at(context_for(who).new_page(), hers, language, violations)
            ]
        return once[language]

    return found


def _speak(window: Any, language: str) -> None:
    window.goto("/hesabim/")
    if window.locator("html").get_attribute("lang") != language:
        window.locator(".bar .wide-only, .plain .bar").get_by_role("button", name=LANGUAGES[language]).first.click()
        window.locator(f"html[lang={language}]").wait_for()


def _looked_at(window: Any, pages: list[Page], language: str, violations: Any) -> Iterator[Finding]:
    look = Look(window, violations)
    _speak(window, language)
    try:
        for page in pages:
            if language == "tr":
                yield from look.weigh(page)
            else:
                window.goto(page.path)
            yield from look.read(page, wholly=language == "tr")
    finally:
        _speak(window, "tr")
        window.close()


def _about(findings: list[Finding], about: str) -> list[tuple[str, str]]:
    return [(each.page, each.told) for each in findings if each.about == about]


def test_following_links_reaches_the_pages_of_every_room(walk) -> None:
    names = {page.name for page in walk.pages}
    assert {
        "contacts:today", "contacts:list", "contacts:new", "contacts:open", "contacts:correct", "contacts:paper",
        "contacts:import", "contacts:export", "returns:indicators", "returns:returns", "returns:return",
        "returns:dashboard", "returns:received", "returns:released", "people", "invite", "person", "leave", "keys",
        "recover", "audit", "places", "installation-log", "profile", "second-factor", "guide", "guide-page",
    } <= names  # fmt: skip
    assert {
        "desk:today", "desk:case", "cases:list", "cases:new", "cases:close", "cases:safe", "interviews:new",
        "interviews:open", "interviews:paper", "safety:file", "safety:talk-new", "safety:talk", "safety:plan-new",
        "services:waiting", "services:file", "consents:case", "referrals:list", "referrals:inbox", "referrals:new",
        "referrals:open", "referrals:institutions", "orders:case", "orders:new", "orders:registers",
        "appointments:calendar", "appointments:book", "appointments:plan", "team:team", "team:meetings", "team:walls",
        "team:search", "team:log", "rights:file", "rights:show", "rights:statement", "rights:due", "rights:register",
    } <= names  # fmt: skip
    assert {page.who for page in walk.pages} == {"ayse", "nermin", "elif", "derya", "can"}


def test_files_are_named_neutrally(walk, context_for) -> None:
    assert len(walk.files) >= 4
    for file in walk.files:
        if file.name.startswith("open-data:") or file.name == "offline:manifest":
            continue  # figures for everybody, at stable addresses that say what they hold; a part of a page
        answer = context_for(file.who).request.get(file.path)
        assert 'filename="belge-' in answer.headers["content-disposition"], file
        assert len(answer.body()) > 0, file


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_axe_can_find_in_light_or_dark(language: str, findings) -> None:
    assert _about(findings(language), "barrier") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_over_the_side_in_the_office_on_a_telephone_or_at_200_percent(language: str, findings) -> None:
    assert _about(findings(language), "width") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_is_called_belge_whatever_is_in_it(language: str, findings) -> None:
    # The page the quick exit of the public page leads to is a calendar, and is called after its month.
    named = [each for each in _about(findings(language), "title") if each[0] != "leaflet:calendar"]
    months = [told for page, told in _about(findings(language), "title") if page == "leaflet:calendar"]
    assert named == []
    assert all(re.fullmatch(r"[^\W\d]+ \d{4}", told) for told in months)


def test_no_link_leads_nowhere(findings) -> None:
    assert _about(findings("tr"), "link") == []


def test_a_page_is_light_on_a_slow_line_and_lighter_the_second_time(findings) -> None:
    assert _about(findings("tr"), "weight") == []
