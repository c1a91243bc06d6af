"""One woman and the centre, from her first call to the day she asks to be forgotten, as those who work there do it."""

import re
from typing import Any

from tests.browser.casework import booked, call_taken, chip, code_of, file_opened, follow, press, talked, tomorrow
from tests.browser.conftest import kept

HERS = "Gece olunca salonda bekliyorum"


def test_from_the_first_call_to_the_urgent_list(context_for, violations) -> None:
    page = context_for("ayse").new_page()
    contact = call_taken(page, note="Perşembe gelebilir.")
    case = file_opened(page, contact, "Deniz")
    strip = page.locator("main").inner_text()
    assert "Deniz" in strip and "Ayşe Yıldız" in strip
    assert "Şiddet nedeniyle" in page.locator("main").inner_text(), "what she said on the phone is here already"
    assert violations(page) == []
    visit = booked(page, case, tomorrow())
    assert violations(page) == []
    page.goto("/takvim/")
    _interviewed(page, case, violations)
    _afraid(page, case, violations)
    _planned(page, case, violations)


def _interviewed(page: Any, case: str, violations: Any) -> None:
    page.goto(case)
    follow(page, "Görüşme yaz")
    chip(page, "requests", "legal", "share")
    page.locator("#topic-violence > summary").click()
    chip(page, "violence_types", "physical")
    page.locator("#topic-herself > summary").click()
    kept(page)
    assert violations(page) == []
    press(page, "Görüşmeyi kaydet")


def _afraid(page: Any, case: str, violations: Any) -> None:
    talked(page, case, own_fear="yes")
    assert violations(page) == []


def _planned(page: Any, case: str, violations: Any) -> None:
    page.goto(case)
    follow(page, "Güvenlik planı")
    assert violations(page) == []
