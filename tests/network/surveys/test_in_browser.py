"""Two people fill one form in real browsers, a line is cut, and nothing anybody typed is lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.urls import reverse

from omuz.network.surveys.models import Answer
from tests.cast import Member
from tests.network.surveys.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOMS, WHY = '[name="/data/place/rooms"]', '[name="/data/place/why"]'
PATIENCE = 20_000


@pytest.fixture
def opened(chromium: Any, live_server: Any) -> Iterator[Callable[[Member, str], Any]]:
    """A page at an address, in a browser of hers."""
    with ExitStack() as leaving:

        def open_page(who: Member, address: str) -> Any:
            options = {"base_url": live_server.url, "viewport": {"width": 1366, "height": 768}}
            context = leaving.enter_context(chromium.new_context(**options))
            cookies = who.client().cookies.items()
            context.add_cookies([{"name": k, "value": v.value, "url": live_server.url} for k, v in cookies if v.value])
            page = context.new_page()
            page.goto(address)
            return page

        yield open_page


def _address(answer: Answer, section: str = "place") -> str:
    return reverse("surveys:answer", args=[answer.id]) + f"?b={section}"


def _state(page: Any, state: str) -> None:
    page.locator(f'.saving[data-state="{state}"]').wait_for(timeout=PATIENCE)


def _arrives(house: House, answer: Answer, page: Any, path: str, text: str) -> bool:
    """Whether what is typed reaches the server within our patience."""
    for _again in range(PATIENCE // 200):
        if house.kept(answer.id).get(path) == text:
            return True
        page.wait_for_timeout(200)
    return False


def test_two_people_at_one_question_see_both_values_and_one_of_them_decides(
    house: House, opened: Callable[[Member, str], Any]
) -> None:
    answer = house.begun()
    hers, mine = opened(house.cast.nermin, _address(answer)), opened(house.cast.ayse, _address(answer))
    hers.locator(ROOMS).fill("5")
    _state(hers, "saved")
    mine.locator(ROOMS).fill("4")
    _state(mine, "conflict")
    shown = mine.locator("[data-conflict-list]").inner_text()
    assert "5" in shown
    assert "Nermin Aksoy" in shown
    assert house.kept(answer.id)["/data/place/rooms"] == "5"
    mine.locator("[data-conflict-mine]").click()
    _state(mine, "saved")
    assert house.kept(answer.id)["/data/place/rooms"] == "4"


def test_what_somebody_else_writes_appears_on_the_page_and_may_then_be_changed(
    house: House, opened: Callable[[Member, str], Any]
) -> None:
    answer = house.begun()
    hers, mine = opened(house.cast.nermin, _address(answer)), opened(house.cast.ayse, _address(answer))
    hers.locator(ROOMS).fill("5")
    _state(hers, "saved")
    mine.locator('label:has([name="/data/place/ramp"][value="no"])').click()
    _state(mine, "saved")
    mine.wait_for_function(f"document.querySelector('{ROOMS}').value === '5'", timeout=PATIENCE)
    mine.locator(WHY).fill("Merdiven dar")
    assert _arrives(house, answer, mine, "/data/place/why", "Merdiven dar")
    mine.locator(ROOMS).fill("6")
    assert _arrives(house, answer, mine, "/data/place/rooms", "6")


def test_a_cut_line_keeps_what_was_typed_and_sends_it_when_it_is_back(
    house: House, opened: Callable[[Member, str], Any]
) -> None:
    answer = house.begun()
    page = opened(house.cast.ayse, _address(answer))
    page.context.set_offline(True)
    page.locator(ROOMS).fill("7")
    _state(page, "offline")
    assert "/data/place/rooms" not in house.kept(answer.id)
    page.context.set_offline(False)
    _state(page, "saved")
    assert house.kept(answer.id)["/data/place/rooms"] == "7"


def test_pressing_on_without_a_line_stays_and_goes_on_by_itself_when_it_is_back(
    house: House, opened: Callable[[Member, str], Any]
) -> None:
    answer = house.begun()
    page = opened(house.cast.ayse, _address(answer))
    page.context.set_offline(True)
    page.locator(ROOMS).fill("8")
    page.locator('button[name="go"][value="next"]').click()
    _state(page, "offline")
    assert page.locator(ROOMS).input_value() == "8"
    with page.expect_navigation(timeout=PATIENCE):
        page.context.set_offline(False)
    assert "b=job" in page.url
    assert house.kept(answer.id)["/data/place/rooms"] == "8"


def test_all_and_none_of_the_centres_by_the_keyboard_alone(house: House, opened: Callable[[Member, str], Any]) -> None:
    page = opened(house.cast.elif_, reverse("surveys:round-new"))
    page.locator("[name=title]").fill("Yarım")
    boxes, said = page.locator("[name=centres]"), page.locator("[data-ticks=centres] [role=status]")
    assert said.inner_text() == "2 seçenekten 2 işaretli"
    page.get_by_role("button", name="Hiçbirini işaretleme").first.focus()
    page.keyboard.press("Space")
    assert boxes.evaluate_all("all => all.filter((each) => each.checked).length") == 0
    assert said.inner_text() == "2 seçenekten 0 işaretli"
    page.get_by_role("button", name="Hepsini işaretle").first.focus()
    page.keyboard.press("Enter")
    assert boxes.evaluate_all("all => all.filter((each) => each.checked).length") == 2
    assert page.locator("[name=title]").input_value() == "Yarım", "nothing was sent"
    with page.expect_navigation() as arriving:
        page.locator("[name=title]").press("Enter")
    assert arriving.value.status == 422 or not page.url.endswith("/yeni/"), "Enter opens the round and ticks nothing"
