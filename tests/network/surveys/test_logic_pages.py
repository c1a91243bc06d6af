"""A form filled in a real browser: what is asked follows the answers at once, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from omuz.network.surveys.logic import blank, judge, opened
from omuz.network.surveys.xlsform import Form
from tests.network.surveys.filling_site import Desk, desk
from tests.network.surveys.workbooks import form, household, published
from tests.site.shell.conftest import open_as, violations

__all__ = ["open_as", "violations"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Fill = Callable[..., Any]


@pytest.fixture
def fill(settings: Any, open_as: Any, cast: Any) -> Iterator[Fill]:
    """A form on Ayşe's screen: `fill(form, autosave=True, width=390)`."""
    settings.ROOT_URLCONF = "tests.network.surveys.filling_site"

    def opened_form(asked: Form, *, autosave: bool = False, apart: bool = True, **more: Any) -> Any:
        vars(desk).update(vars(Desk(asked, blank(asked), [], False, autosave, apart)))
        return open_as(cast.ayse, "/anket/", **more)

    yield opened_form
    vars(desk).update(vars(Desk()))


def question(page: Any, path: str) -> Any:
    return page.locator(f'[data-question="{path}"]')


def tick(page: Any, path: str, label: str) -> None:
    question(page, path).get_by_label(label, exact=True).click()


def press(page: Any, name: str, value: str) -> None:
    with page.expect_navigation():
        page.locator(f'button[name="{name}"][value="{value}"]').first.click()


def test_what_is_asked_and_what_follows_changes_while_she_types(fill: Fill) -> None:
    page = fill(household())
    assert question(page, "/data/told").is_hidden()
    page.locator('[name="/data/people"]').fill("2")
    page.locator('[name="/data/person[2]/age"]').fill("12")
    page.locator('[name="/data/person[1]/age"]').fill("40")
    question(page, "/data/told").get_by_text("En büyük 40").wait_for()
    assert question(page, "/data/person[1]/school").is_hidden()
    assert question(page, "/data/person[2]/school").is_visible()
    page.locator('[name="/data/people"]').fill("25")
    page.locator('[name="/data/people"]').blur()
    question(page, "/data/people").get_by_text("0 ile 19 arası").wait_for()


def test_a_cascade_shows_the_quarters_of_the_district_and_forgets_those_of_another(fill: Fill) -> None:
    page = fill(household())
    tick(page, "/data/district", "Konak")
    quarters = question(page, "/data/quarter")
    assert quarters.locator(".chip").all_inner_texts() == ["Alsancak", "Güzelyalı"]
    tick(page, "/data/quarter", "Güzelyalı")
    tick(page, "/data/district", "Bornova")
    assert quarters.locator(".chip").all_inner_texts() == ["Erzene"]
    press(page, "go", "stay")
    assert desk.instance is not None
    assert desk.instance.get("/data/quarter") == ""
    assert desk.instance.get("/data/district") == "bornova"


def test_a_ranking_is_made_with_buttons_and_handed_in(fill: Fill) -> None:
    page = fill(household())
    page.locator('[name="/data/who"]').fill("Ayşe")
    tick(page, "/data/needs", "Gıda")
    tick(page, "/data/needs", "Kira")
    order = question(page, "/data/order")
    order.locator("li").nth(1).locator("[data-up]").press("Enter")
    assert order.locator("li span").first.inner_text() == "Kira"
    press(page, "go", "finish")
    assert b"<needs>food rent</needs><order>rent food none</order>" in desk.sent[0]


ROWS = [
    ["type", "name", "label", "required"],
    ["begin_repeat", "r", "Ziyaret", ""],
    ["text", "q", "Kim?", ""],
    ["select_one yn", "c", "Evet mi?", ""],
    ["begin_repeat", "in", "Gün", ""],
    ["date", "d", "Gün?", ""],
    ["end_repeat", "", "", ""],
    ["end_repeat", "", "", ""],
]
YES = [["list_name", "name", "label"], ["yn", "y", "Evet"], ["yn", "n", "Hayır"]]


def test_rows_are_added_on_the_page_and_taken_away_by_the_server(fill: Fill) -> None:
    page = fill(form(ROWS, choices=YES))
    page.locator('[name="/data/r[1]/q"]').fill("bir")
    page.locator('button[name="add"][value="/data/r"]').click()
    page.locator('[name="/data/r[2]/q"]').fill("iki")
    tick(page, "/data/r[2]/c", "Evet")
    page.locator('button[name="add"][value="/data/r[2]/in"]').click()
    page.locator('[name="/data/r[2]/in[2]/d"]').fill("2026-11-22")
    press(page, "go", "stay")
    assert desk.instance is not None
    told = {path: text for path, text in desk.instance.values().items() if "meta" not in path}
    assert told == {
        "/data/r[1]/q": "bir",
        "/data/r[2]/q": "iki",
        "/data/r[2]/c": "y",
        "/data/r[2]/in[2]/d": "2026-11-22",
    }
    press(page, "remove", "/data/r[1]")
    assert page.locator('[name="/data/r[1]/q"]').input_value() == "iki"


def test_five_thousand_choices_are_found_by_a_few_letters_with_the_keyboard(fill: Fill, violations: Any) -> None:
    rows = [["list_name", "name", "label", "in"], *(["d", f"d{n}", f"İlçe {n}", ""] for n in range(10)),
            *(["q", f"q{n}", f"Mahalle {n}", f"d{n % 10}"] for n in range(5_000))]  # fmt: skip
    survey = [["type", "name", "label", "choice_filter"], ["select_one d", "d", "İlçe", ""],
              ["select_multiple q", "q", "Mahalle", "in=${d}"]]  # fmt: skip
    page = fill(form(survey, choices=rows))
    assert len(page.content()) < 60_000
    tick(page, "/data/d", "İlçe 7")
    search = question(page, "/data/q").locator("[data-search-text]")
    search.fill("mahalle 4")
    question(page, "/data/q").get_by_text("111 seçenek").wait_for()
    assert violations(page) == []
    search.press("ArrowDown")
    search.press("Enter")
    search.fill("497")
    search.press("Enter")
    press(page, "go", "stay")
    assert desk.instance is not None
    assert desk.instance.get("/data/q").split() == ["q47", "q497"]
    assert question(page, "/data/q").locator("[data-chosen] button").all_inner_texts() == [
        "Mahalle 47 ×",
        "Mahalle 497 ×",
    ]
    tick(page, "/data/d", "İlçe 8")
    assert question(page, "/data/q").locator("[data-chosen] button").count() == 0


def test_a_place_is_pointed_at_or_typed(fill: Fill) -> None:
    page = fill(form([["type", "name", "label"], ["geopoint", "p", "Nerede?"], ["geotrace", "t", "Yol"]]))
    where = question(page, "/data/p")
    where.locator("summary").click()
    where.locator('path[data-name="Bornova"]').click()
    assert 38.2 < float(page.locator('[name="/data/p@lat"]').input_value()) < 38.7
    assert 26.9 < float(page.locator('[name="/data/p@lon"]').input_value()) < 27.6
    page.locator('[name="/data/t"]').fill("38,4 27,1\n38.5 27.2")
    press(page, "go", "stay")
    assert desk.instance is not None
    assert desk.instance.get("/data/t") == "38.4 27.1 0 0;38.5 27.2 0 0"
    assert desk.form is not None
    assert judge(desk.form, desk.instance).complete


def test_another_language_keeps_what_was_typed(fill: Fill) -> None:
    page = fill(household())
    page.locator('[name="/data/who"]').fill("Ayşe")
    press(page, "language", "English (en)")
    assert page.get_by_label("Your name").input_value() == "Ayşe"


def test_it_saves_while_she_types_and_works_on_a_telephone(fill: Fill, violations: Any) -> None:
    page = fill(household(), autosave=True, width=390, height=844)
    page.locator('[name="/data/who"]').fill("Ayşe")
    tick(page, "/data/needs", "Gıda")
    page.locator(".saving").filter(has_text="Kaydedildi").wait_for(timeout=20_000)
    assert desk.instance is not None
    assert desk.instance.get("/data/who") == "Ayşe"
    assert desk.instance.get("/data/needs") == "food"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert violations(page) == []


def test_without_scripts_a_page_is_filled_and_the_next_one_follows_from_it(fill: Fill) -> None:
    page = fill(household(), java_script_enabled=False)
    page.locator('[name="/data/who"]').fill("Ayşe")
    page.locator('[name="/data/people"]').fill("1")
    tick(page, "/data/needs", "Gıda")
    tick(page, "/data/needs", "Kira")
    press(page, "go", "stay")
    page.locator('[name="/data/person[1]/age"]').fill("9")
    page.locator('[name="/data/order"]').nth(0).select_option("rent")
    press(page, "go", "finish")
    assert page.locator(".errors").get_by_text("Okul").is_visible()
    page.locator('[name="/data/person[1]/school"]').fill("İlkokul")
    press(page, "go", "finish")
    assert b"<order>rent</order>" in desk.sent[0]


FILL_IN = """() => document.querySelectorAll("form[data-survey] [data-question]").forEach((question) => {
  if (!question.offsetParent) { return; }
  const send = (field) => ["input", "change"].forEach((kind) => field.dispatchEvent(new Event(kind, {bubbles: true})));
  const chip = question.querySelector(".chip input:not(:checked)");
  if (chip && !question.querySelector(".chip input:checked")) { chip.click(); return; }
  const rank = question.querySelector("[data-rank-take]");
  if (rank) { rank.click(); return; }
  const list = question.querySelector("select[data-options]");
  if (list && !list.value && list.options[1]) { list.value = list.options[1].value; send(list); return; }
  const told = { date: "2026-11-20", time: "10:30", "datetime-local": "2026-11-20T10:30", number: "3",
                 month: "2026-11" };
  question.querySelectorAll("input:not([hidden]):not([type=checkbox]):not([type=radio]), textarea").forEach((field) => {
    if (field.value) { return; }
    const plain = field.maxLength === 4 ? "2026" : "7";
    field.value = field.matches("[data-line]") ? "1 1\\n2 2\\n3 1" : told[field.type] || plain;
    send(field);
  });
})"""


def test_every_published_form_is_filled_and_handed_in(fill: Fill, shared_data: Path) -> None:
    for name, asked in published(shared_data):
        page = fill(asked)
        for _section in range(40):
            for _time in range(4):
                page.evaluate(FILL_IN)
            wrong = page.locator("[data-fault]:visible").all_inner_texts()
            assert wrong == [], f"{name}: {wrong}"
            go = page.locator('button[name="go"]').first.get_attribute("value")
            press(page, "go", str(go))
            if go == "finish":
                break
        assert desk.instance is not None
        assert desk.sent, f"{name}: {judge(asked, desk.instance, browser=True).faults}"
        judged = judge(asked, opened(asked, desk.sent[0]), browser=True)
        assert judged.complete, name
        page.context.close()
