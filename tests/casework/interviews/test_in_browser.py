"""The page of an interview in a real browser: her order by keys and buttons, one more person, saved while written."""

from typing import Any

import pytest
from django.urls import reverse

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.actions.versions import typed_of
from omuz.casework.interviews.models import Interview
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Any, live_server: Any, cast: Cast, file: OpenedCase) -> Any:
    """A new interview of the file, opened by Ayşe."""
    with chromium.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}) as context:
        cookies = cast.ayse.client().cookies.items()
        context.add_cookies([{"name": k, "value": v.value, "url": live_server.url} for k, v in cookies if v.value])
        opened = context.new_page()
        opened.goto(reverse("interviews:new", args=[file.id]))
        opened.locator("[data-ranked-help]:not([hidden])").first.wait_for(state="attached")  # its script has begun
        yield opened


def _choose(page: Any, name: str, *codes: str) -> None:
    for code in codes:
        page.locator(f'label.chip:has([name="{name}"][value="{code}"])').click()


def _ranked(page: Any) -> list[str]:
    found: list[str] = page.locator("[data-ranked-chosen] input").evaluate_all("all => all.map(each => each.value)")
    return found


def _saved(page: Any, member: Member, file: OpenedCase) -> dict[str, list[str]]:
    page.locator('.saving[data-state="saved"]').wait_for(timeout=20_000)
    with acting(member.person):
        return typed_of(Interview.objects.get(), file.key).fields


def test_her_order_is_moved_by_buttons_and_by_keys_and_kept(page: Any, cast: Cast, file: OpenedCase) -> None:
    _choose(page, "requests", "legal", "share", "shelter")
    assert _ranked(page) == ["legal", "share", "shelter"]
    page.locator('[data-ranked-chosen] li:has([value="shelter"]) [data-move="up"]').click()
    page.locator('[name="requests"][value="shelter"]').press("Alt+ArrowUp")
    assert _ranked(page) == ["shelter", "legal", "share"]
    assert page.locator("[data-ranked-told]").inner_text() == "1. Sığınak"
    _choose(page, "requests", "legal")
    assert _ranked(page) == ["shelter", "share"]
    assert _saved(page, cast.ayse, file)["requests"] == ["shelter", "share"]


def test_a_silence_and_an_answer_drive_each_other_out_and_the_card_says_what_it_holds(page: Any) -> None:
    page.locator("#topic-violence > summary").click()
    _choose(page, "violence_types", "digital", "did_not_want")
    assert page.locator('[name="violence_types"]:checked').evaluate_all("all => all.map(each => each.value)") == [
        "did_not_want"
    ]
    _choose(page, "violence_types", "sexual")
    assert page.locator(".asked-sexual_detail").is_visible()
    page.locator("#topic-violence > summary").click()
    assert page.locator("#topic-violence [data-topic-said]").inner_text() == "Cinsel"


def test_one_more_person_is_one_press_away_and_a_girl_shows_the_child_protection_way(page: Any) -> None:
    page.locator("#topic-persons > summary").click()
    places = page.locator("#topic-persons .talk-entry > summary")
    assert [places.nth(number).is_visible() for number in range(3)] == [True, True, False]
    places.nth(1).click()
    assert places.nth(2).is_visible()
    assert not page.locator("[data-minor]").is_visible()
    page.locator("#topic-herself > summary").click()
    _choose(page, "age_band", "age_15_17")
    assert page.locator("[data-minor]").is_visible()


THINK, POINT, PRESS, TO_KEYS, KEY = 1.35, 1.1, 0.2, 0.4, 0.28
"""Seconds of the keystroke-level model (Card, Moran and Newell 1980), for somebody who types slowly."""
HER_WORDS = "Akşamları eve gelince bağırıyor, telefonumu alıyor, kapıyı kilitliyor. Çocuklar uyanıyor. " * 8
MY_VIEW = "Sakin ve kararlı; ne istediğini biliyor. Annesi yanında. İşine dönmek istiyor. " * 3


def _written_from_memory(page: Any) -> tuple[float, int]:
    """Every topic opened, every question that shows answered, both long texts typed: seconds and answers."""
    seconds, answers = 0.0, 0
    for topic in page.locator(".topic").all():
        if not topic.evaluate("node => node.open"):
            topic.locator("> summary").click()
            seconds += THINK + POINT + PRESS
        for entry in topic.locator(".talk-entry > summary").all()[:2]:
            if entry.is_visible():
                entry.click()
                seconds += THINK + POINT + PRESS
        for asked in topic.locator(".asked").all():
            if not asked.is_visible():
                continue
            chips = asked.locator("label.chip:has([type=checkbox], [type=radio]):visible")
            text = asked.locator("textarea:visible, input[type=text]:visible")
            if chips.count():
                several = chips.first.locator("[type=checkbox]").count() and chips.count() > 2
                for place in range(2 if several else 1):
                    chips.nth(place).click()
                    seconds += THINK + POINT + PRESS
            elif text.count():
                name = text.first.get_attribute("name")
                words = {"her_words": HER_WORDS, "worker_view": MY_VIEW}.get(str(name), "Evde, mutfakta")
                text.first.fill(words)
                seconds += THINK + POINT + PRESS + TO_KEYS + len(words) * KEY
            else:
                continue
            answers += 1
    return seconds, answers


def test_a_whole_interview_is_written_from_memory_in_ten_minutes(page: Any, cast: Cast, file: OpenedCase) -> None:
    seconds, answers = _written_from_memory(page)
    _saved(page, cast.ayse, file)
    assert answers >= 30, "hardly any question was found"
    assert seconds + THINK + POINT + PRESS <= 600, f"{seconds:.0f} s for {answers} answers"
