"""Between the centres stands a wall: whoever is on the other side of it finds no address, however she asks."""

import re
from typing import Any

import pytest

from tests.browser.addresses import addresses
from tests.browser.conftest import kept

NEW = "/temaslar/yeni/"
RECORD = re.compile(r"/temaslar/([0-9a-f-]{36})/")


@pytest.fixture
def hers(context_for, site) -> list[str]:
    """Ids of a recorded contact and of a fresh draft of Ayşe's."""
    page = context_for("ayse").new_page()
    page.goto("/temaslar/?d=t")
    recorded = RECORD.search(page.locator("tbody a").first.get_attribute("href"))
    page.goto(NEW)
    page.get_by_label("Not", exact=True).fill("duvarın öbür yanı")
    kept(page)
    page.goto("/temaslar/bugun/")
    draft = RECORD.search(page.locator("section:has(#drafts) li a").first.get_attribute("href"))
    return [recorded.group(1), draft.group(1)]


def _token(page: Any) -> str:
    """The form token of a page she may open."""
    page.goto(NEW)
    return str(page.locator("[data-tally] [name=csrfmiddlewaretoken]").input_value())


def test_zeynep_finds_none_of_ayses_addresses_and_changes_nothing(context_for, site, hers) -> None:
    page = context_for("zeynep").new_page()
    form = {"csrfmiddlewaretoken": _token(page), "merkez": site.centre_of("zeynep"), "reason": "x", "result": "x"}
    answers = {}
    for address in addresses():
        if address.name.startswith("contacts:") and "contact_id" in address.parts:
            for contact_id in hers:
                path = address.path({"contact_id": contact_id})
                for version in ("0", "1"):
                    sent = {**form, "version": version, "changed": "note", "note": "buradaydım"}
                    answers["POST", path, version] = page.request.post(path, form=sent).status
                answers["GET", path, ""] = page.request.get(path).status
    assert len(answers) >= 24
    for (method, path, version), status in answers.items():
        assert status == 404 or (method, status) == ("GET", 405), (method, path, version, status)
    own = context_for("ayse").new_page()
    own.goto(f"/temaslar/{hers[1]}/")
    assert own.get_by_label("Not", exact=True).input_value() == "duvarın öbür yanı"


def test_zeynep_opens_no_list_and_no_form_of_the_other_centre(context_for, site) -> None:
    page = context_for("zeynep").new_page()
    centre = site.centre_of("ayse")
    token = _token(page)
    for path in ("/temaslar/", "/temaslar/bugun/", NEW):
        assert page.request.get(f"{path}?merkez={centre}").status == 404, path
    sent = {"csrfmiddlewaretoken": token, "merkez": centre, "channel": "phone", "contact": "x"}
    assert page.request.post(NEW, form=sent).status == 404


def test_a_code_of_another_centre_is_not_found_by_typing_it(context_for) -> None:
    own = context_for("ayse").new_page()
    own.goto("/temaslar/?d=t")
    code = own.locator("tbody a").first.inner_text()
    page = context_for("zeynep").new_page()
    page.goto(NEW)
    page.locator(".search [name=q]").fill(code)
    page.locator(".search [name=q]").press("Enter")
    page.get_by_text("Bu kodla bir kayıt yok").wait_for()


@pytest.mark.parametrize("who", ["can", "derya", "elif"])
def test_nobody_without_a_post_at_the_centre_opens_a_page_about_a_person(who: str, context_for, hers) -> None:
    page = context_for(who).new_page()
    for address in addresses():
        if address.name.startswith("contacts:"):
            for contact_id in hers:
                path = address.path(dict.fromkeys(address.parts, contact_id))
                assert page.request.get(path).status in (403, 404, 405), path


def test_can_who_runs_the_machines_sees_no_code_and_no_door_to_one(open_as, hers) -> None:
    page = open_as("can", "/")
    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = page.request.get(path)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        text = answer.text()
        assert "/temaslar/" not in text, path
        assert not re.search(r"\bT-[0-9A-Z]{3,}", text), path
        found = {link.split("#")[0].replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', text)}
        waiting |= {link for link in found if not link.startswith("/static/")} - seen
        assert len(seen) < 900, "public figures grow by a few pages a quarter; anything more is a loop"
    assert len(seen) > 5
