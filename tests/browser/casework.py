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


def call_taken(page: Any, *, note: str = "", safe: str = "yes") -> str:
    """A phone call of a woman for herself, who may be called or not; returns the code of the contact."""
    page.goto("/temaslar/yeni/")
    chip(page, "channel", "phone")
    chip(page, "for_whom", "herself")
    chip(page, "kind", "violence")
    chip(page, "done", "appointment")
    page.get_by_label("Not", exact=True).fill(note)
    page.locator("summary").filter(has_text="güvenli iletişim").click()
    chip(page, "callable", safe)
    if safe == "yes":
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


def booked(page: Any, case: str, day: date, *, now: bool = False) -> str:
    """An appointment of an hour, at the first hour she is free or `now` with nobody; returns the code for the door."""
    page.goto(case)
    follow(page, "Randevu")
    for clock in [f"{datetime.now(ISTANBUL):%H:%M}"] if now else [f"{hour:02d}:30" for hour in range(8, 23)]:
        page.locator("[name=on]").fill(told(day))
        page.locator("[name=clock]").fill(clock)
        if now:
            page.locator("[name=worker]").select_option("")
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


def passed_on(page: Any, case: str, where: str, texts: dict[str, str], looked_at: Any) -> None:
    """A legal referral to a centre of the network: chosen, worded, her yes to each, prepared and, apart, sent."""
    page.goto(case)
    follow(page, "Yönlendirme yaz")
    page.locator("main [name=q]").fill(where)
    press(page, "Bul")
    looked_at(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=re.compile(where)).first.click()
    chip(page, "way", "packet")
    chip(page, "purpose", "legal_support")
    chip(page, "groups", *texts)
    press(page, "Devam")
    for group, text in texts.items():
        page.locator(f"[name=text_{group}]").fill(text)
    press(page, "Sakla")
    assert page.locator("main").get_by_role("button", name="Hazırla").count() == 0, "not without her yes"
    looked_at(page)
    for group in texts:
        chip(page, f"says_{group}", "yes")
    chip(page, "how", "face_to_face")
    press(page, "Yanıtlarını yaz")
    press(page, "Hazırla")
    looked_at(page)
    press(page, "Gönder")
    assert "gönderildi" in page.locator("main").inner_text()


def order_written(page: Any, case: str, began: date) -> None:
    """An order of the family court for one month from a day on."""
    page.goto(case)
    follow(page, "Karar yaz")
    follow(page, "Karar elinde ya da biliniyor")
    chip(page, "authority", "family_judge")
    chip(page, "measures", "m5_b", "m5_c")
    page.locator("[name=on]").fill(told(began))
    page.locator("[name=amount]").fill("1")
    press(page, "Yaz")


def decided(page: Any, code: str, what: str) -> None:
    """A decision about a file in today's meeting, which is opened when there is none yet."""
    page.goto("/ekibimiz/toplanti/")
    press(page, "Aç")
    line = page.locator("section:has(#table) li").filter(has_text=code)
    with page.expect_navigation():
        line.get_by_role("link", name="Karar yaz").click()
    page.locator("[name=what]").fill(what)
    chip(page, "post", "holder")
    press(page, "Kararı yaz")


def proven(page: Any, password: str) -> None:
    """Types her password once more where the page asks for it."""
    field = page.locator("main [name=password]")
    if field.count():
        field.fill(password)
        with page.expect_navigation():
            field.press("Enter")
