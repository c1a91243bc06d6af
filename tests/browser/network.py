"""What people of the network do in the browser, act by act, so that its stories read as a year does."""

import re
from typing import Any

from tests.browser.casework import chip, follow, press

WHOLE = "ABCDEFGHIJKL"
_CHECKED = """([level, other]) => document.querySelectorAll("main section[id]").forEach(each => {
    const wanted = other[each.id] || level;
    each.querySelector(`input[type=radio][value="${wanted}"]`).checked = true;
})"""


def shown(page: Any) -> str:
    """What stands on the page, without the frame."""
    return str(page.locator("main").inner_text())


def unfold(page: Any, words: str, within: str = "main") -> Any:
    """Open the first fold of these words and return it."""
    fold = page.locator(f"{within} details").filter(has=page.locator("summary", has_text=words)).first
    if not fold.evaluate("node => node.open"):
        fold.locator("> summary").click()
    return fold


def draft_of(page: Any) -> str:
    """The address of the draft centres talk about."""
    page.goto("/standartlar/")
    follow(page, "Sıradaki sürüm üzerine konuşuluyor")
    return str(page.url)


def proposed(page: Any, criterion: str, words: str) -> None:
    """Other words for what a criterion means."""
    page.goto(criterion)
    chip(page, "kind", "proposal")
    page.locator("[name=part]").select_option("meaning.tr")
    page.locator("[name=words]").last.fill(words)
    page.locator("[name=reason]").last.fill("Ölçülebilir olsun.")
    press(page, "Gönder")


def answered(page: Any, criterion: str, words: str, button: str, reason: str = "") -> None:
    """Say yes or no to the proposal of these words."""
    page.goto(criterion)
    line = page.locator("main li").filter(has_text=words).first
    line.locator("summary").click()
    line.locator("[name=reason]").first.fill(reason)
    with page.expect_navigation():
        line.get_by_role("button", name=button, exact=True).click()


def round_opened(page: Any, title: str, *codes: str) -> str:
    """A round for the centres whose names begin with these words; returns its address."""
    page.goto("/standartlar/tur/yeni/")
    page.locator("[name=title]").fill(title)
    page.locator("[name=due_on]").fill(f"{int(page.locator('[name=year]').input_value()) + 1}-01-31")
    for box in page.locator("label.chip:has([name=centres])").all():
        box.set_checked(box.inner_text().strip().startswith(codes))
    press(page, "Turu aç")
    return str(page.url)


def assessment_of(page: Any, asked: str, centre: str) -> str:
    """The address of one centre's assessment, from the board of the round."""
    page.goto(asked)
    with page.expect_navigation():
        page.locator("main tbody a").filter(has_text=re.compile(f"^{centre}")).first.click()
    return str(page.url)


def levels_written(page: Any, assessment: str, level: str, **other: str) -> None:
    """Every chapter in turn; `other` by code."""
    for chapter in WHOLE:
        page.goto(f"{assessment}bolum/{chapter}/")
        page.evaluate(_CHECKED, [level, other])
        press(page, "Kaydet, özete dön")
