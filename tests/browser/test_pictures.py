"""The pictures of the README: there, small, and of pages that still show what the pictures show."""

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import kept
from tests.browser.test_contact import Hand

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
HEAVIEST = 250_000
SIZE = (1366, 768)


def _new_contact(open_as: Any) -> Any:
    page = open_as("ayse", "/temaslar/yeni/")
    hand = Hand(page)
    hand.choose("Kanal", "Telefon")
    hand.choose("Kimin için", "Kendisi")
    hand.choose("Konu", "Şiddet nedeniyle")
    hand.choose("Ne yapıldı", "Dinlendi")
    hand.choose("İlçe", "Konak")
    hand.write("Not", "Çarşamba öğleden sonra yeniden arayacak.")
    kept(page)
    assert page.locator(".say-first").is_visible()
    return page


def _today(open_as: Any) -> Any:
    page = open_as("ayse", "/temaslar/bugun/")
    assert page.locator("#calls").is_visible()
    assert page.locator("main li a").first.is_visible()
    return page


def _network(open_as: Any) -> Any:
    page = open_as("elif", "/sayilar/ag/")
    land = page.locator("figure").filter(has=page.get_by_text("Sınırlar:")).first
    assert land.locator("svg path, img").count() > 0
    land.evaluate("node => scrollTo(0, node.getBoundingClientRect().top + scrollY - 70)")
    return page


def _return(open_as: Any) -> Any:
    page = open_as("nermin", "/sayilar/bildirim/")
    page.get_by_role("button", name="Hazırla ve önizle").or_(page.get_by_text("Önizlemeye dön")).first.click()
    assert page.get_by_role("button", name="İmzala ve gönder").is_visible()
    assert page.locator("figure").count() >= 5
    return page


SCENES = {"new-contact": _new_contact, "today": _today, "network": _network, "return": _return}


@pytest.mark.parametrize("name", SCENES)
def test_the_picture_is_there_and_its_page_still_shows_it(name: str, open_as, request) -> None:
    picture = PICTURES / f"{name}.png"
    page = SCENES[name](open_as)
    if request.config.getoption("--rewrite-pictures"):
        page.mouse.move(SIZE[0] - 1, SIZE[1] - 1)
        page.screenshot(path=picture, animations="disabled")
    if name == "return":
        page.get_by_role("button", name="Vazgeç").click()
        page.wait_for_url(re.compile(r"/sayilar/bildirim/$"))
    told = picture.read_bytes()
    assert len(told) < HEAVIEST
    assert struct.unpack(">II", told[16:24]) == SIZE
