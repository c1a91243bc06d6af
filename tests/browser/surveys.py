"""What people do with questionnaires in the browser: take one in, ask a centre, answer whatever is asked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.casework import follow, press
from tests.browser.conftest import kept

VERSION = re.compile(r"/anketler/formlar/[0-9a-f-]{36}/$")
ROUNDS_OF = 30
"""More rounds of answers on one page than any questionnaire opens by itself."""
SENT_WITHIN = 60_000
"""Milliseconds a page may take to keep what was typed on it and to lead on."""
QUESTION = 'form[data-survey] [data-question="{}"]'

OPEN = """() => {
  const found = [];
  document.querySelectorAll("form[data-survey] [data-question]").forEach((question) => {
    if (question.dataset.done || !question.checkVisibility()) { return; }
    question.dataset.done = "1";
    const has = (selector) => question.querySelector(selector);
    const field = has("input:not([hidden]):not([type=checkbox]):not([type=radio]), textarea");
    const kind = has(".chip input") ? (has(".chip input:checked") ? "" : "chip") : has("[data-rank-take]") ? "rank"
      : has("[data-search-text]") ? "search" : has("select[data-options]") ? "list" : has("[data-point]") ? "point"
      : has("textarea[data-line]") ? "line" : field && !field.value ? field.type : "";
    const mode = field ? (field.maxLength === 4 ? "year" : field.inputMode) : "";
    if (kind) { found.push([question.dataset.question, kind, mode]); }
  });
  return found;
}"""
"""Path, kind and mode of each question that is asked now and has no answer yet; each is told once."""

LEAVE_OUT = """(forms, wanted) => forms.forEach((form) => {
  form.querySelectorAll("label:has([name=centres]:checked)").forEach((label) => {
    if (!wanted.includes(label.innerText.trim())) { label.click(); }
  });
})"""
"""Every centre is invited until its chip is pressed; twenty presses of a test are one call."""

WRITTEN = {
    "text": "Rampa dar",
    "textarea": "Rampa dar; asansör yok.",
    "password": "gizli",
    "date": "2026-11-20",
    "time": "10:30",
    "datetime-local": "2026-11-20T10:30",
    "month": "2026-11",
}
WHERE = "all => all.map((each) => each.closest('[data-question]').innerText)"
MODES = {"numeric": "7", "decimal": "3,5", "year": "2026", "url": "https://ornek.invalid/rapor"}
CORNERS = "38.40 27.10\n38.45 27.20\n38.50 27.15"


def taken_in(page: Any, file: Path | dict[str, Any]) -> Any:
    """Choose a file on the shelf and press; the answer of the server."""
    page.goto("/anketler/formlar/")
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_navigation() as arriving:
        page.get_by_role("button", name="Yükle ve denetle").click()
    return arriving.value


def refusal(page: Any) -> str:
    """What the page says about a file it did not take; empty where it took it."""
    said = page.locator(".survey-refusals li")
    return " ".join(said.all_inner_texts())


def asked(page: Any, title: str, *centres: str) -> str:
    """From the page of a version: publish it and ask these centres; the address of the round."""
    if page.get_by_role("button", name="Yayımla ve dondur").count():
        press(page, "Yayımla ve dondur")
    follow(page, "Tur aç")
    page.locator("[name=title]").fill(title)
    page.locator("form").evaluate_all(LEAVE_OUT, list(centres))
    press(page, "Turu aç")
    assert page.locator(".field-error:visible, .errors").count() == 0, page.locator(".errors").all_inner_texts()
    return str(page.url)


def begun(page: Any, title: str) -> str:
    """Open a form the centre is asked; the address of its first page."""
    page.goto("/anketler/")
    follow(page, title)
    press(page, "Doldurmaya başla")
    return str(page.url)


def filled(page: Any) -> int:
    """Answer every question of the page, also those an answer opens; how many there were."""
    count = 0
    for _round in range(ROUNDS_OF):
        waiting = page.evaluate(OPEN)
        if not waiting:
            return count
        for path, kind, mode in waiting:
            question = page.locator(QUESTION.format(path))
            if question.is_visible():
                _answer(question, kind, mode)
                count += 1
    raise AssertionError(f"{page.url} asks without end")


def _answer(question: Any, kind: str, mode: str) -> None:
    """One plausible answer, given as a person gives it."""
    if kind == "chip":
        question.locator(".chip").first.click()
    elif kind == "rank":
        question.locator("[data-up]").nth(1).click()
    elif kind == "list":
        question.locator("select").select_option(index=1)
    elif kind == "search":
        question.locator("[data-search-text]").click()
        question.locator("[role=option]").first.click()
    elif kind == "point":
        question.locator("input").nth(0).fill("38.42")
        question.locator("input").nth(1).fill("27.14")
        question.locator("input").nth(1).blur()
    elif kind == "line":
        question.locator("textarea").fill(CORNERS)
        question.locator("textarea").blur()
    else:
        _written(question.locator("input:not([hidden]), textarea").first, kind, mode)


def _written(field: Any, kind: str, mode: str) -> None:
    if kind == "number":
        field.fill(field.get_attribute("min") or "3")
    else:
        field.fill(MODES.get(mode, WRITTEN.get(kind, "7")))
    field.blur()
    if kind == "text" and field.get_attribute("aria-invalid"):
        field.fill("7")  # a number where its author's rule wants one
        field.blur()


def sent(page: Any) -> int:
    """Answer section after section and send the form; how many questions were answered."""
    count = 0
    for _section in range(60):
        count += filled(page)
        wrong = page.locator("[data-fault]:visible")
        told = page.locator(".field-wrong [data-fault]:visible").evaluate_all(WHERE)
        assert wrong.count() == 0, f"{page.locator('h1').inner_text()}: {told}"
        button = page.locator('button[name="go"]').first
        last = button.get_attribute("value") == "finish"
        with page.expect_navigation(timeout=SENT_WITHIN):
            button.click()
        if last:
            return count
    raise AssertionError(f"{page.url} has no last section")


@contextmanager
def cut(page: Any) -> Iterator[None]:
    """Without a line for a while; then everything typed arrives."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)
    kept(page)
