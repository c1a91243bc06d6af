"""What a counsellor does with a file in the browser, act by act, so that stories read as a day does."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")
CASE = re.compile(r"/dosyalar/([0-9a-f-]{36})/$")


def today() -> date:
    """The local day of the demonstration."""
    return datetime.now(ISTANBUL).date()


def told(day: date) -> str:
    """A day as a form takes it."""
    return f"{day:%d.%m.%Y}"


def chip(page: Any, name: str, *values: str) -> None:
    """Press the chips of one question by the names in the form."""
    for value in values:
        page.locator(f'label.chip:has([name="{name}"][value="{value}"]):visible').first.click()


def press(page: Any, name: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Any, name: str) -> None:
    """Follow a link of the page, not of the frame."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def call_taken(page: Any, *, note: str = "", safe: bool = True) -> str:
    """A phone call of a woman for herself; returns the code of the contact."""
    page.goto("/temaslar/yeni/")
    chip(page, "channel", "phone")
    chip(page, "for_whom", "herself")
    chip(page, "kind", "violence")
    chip(page, "done", "appointment")
    page.get_by_label("Not", exact=True).fill(note)
    if safe:
        page.locator("summary").filter(has_text="güvenli iletişim").click()
        chip(page, "callable", "yes")
        page.locator("[name=number]").fill("0500 000 00 00")
        page.locator("[name=start]").fill("00:00")
        page.locator("[name=end]").fill("23:59")
        page.locator("[name=code_word]").fill("papatya")
    press(page, "Kaydet")
    found = re.search(r"T-\w+", page.locator(".messages").inner_text())
    assert found
    return found.group()


def file_opened(page: Any, contact: str, pseudonym: str = "") -> str:
    """Open a file from a contact found by its code; returns the address of the file."""
    page.locator(".search [name=q]").fill(contact)
    page.locator(".search [name=q]").press("Enter")
    page.locator("h1").filter(has_text=contact).wait_for()
    follow(page, "Dosya aç")
    page.locator("[name=pseudonym]").fill(pseudonym)
    press(page, "Dosyayı aç")
    assert CASE.search(page.url), page.url
    return str(page.url)


def code_of(page: Any, case: str) -> str:
    """The code of the file whose page is at `case`."""
    page.goto(case)
    found = re.search(r"D-\w{5}", page.locator("main").inner_text())
    assert found
    return found.group()


def booked(page: Any, case: str, day: date) -> str:
    """An appointment of an hour on a day, at the first hour Ayşe is free; returns the visit code for the door."""
    page.goto(case)
    follow(page, "Randevu")
    for hour in range(8, 23):
        page.locator("[name=on]").fill(told(day))
        page.locator("[name=clock]").fill(f"{hour:02d}:30")
        press(page, "Randevuyu yaz")
        found = re.search(r"Z-\w{4}", page.locator("main").inner_text())
        if found:
            return found.group()
    raise AssertionError(page.locator("main").inner_text())


def talked(page: Any, case: str, **said: str) -> None:
    """A risk talk: factor → answer."""
    page.goto(case)
    follow(page, "Risk konuşması")
    for factor, answer in said.items():
        chip(page, f"said_{factor}", answer)
    press(page, "Kaydet")
