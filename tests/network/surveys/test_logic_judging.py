"""A filled form is judged by its own rules: asked, missing, fitting, following; and always ends."""

from pathlib import Path

import pytest

from omuz.network.surveys.logic import NotThisForm, blank, judge, opened, submission
from omuz.network.surveys.logic.instance import MOST_TIMES, TooMany
from omuz.network.surveys.xlsform import Form
from tests.network.surveys.workbooks import form, household, published


@pytest.fixture(scope="module")
def house() -> Form:
    return household()


def test_a_number_opens_as_many_rows_and_what_is_in_them_is_added_up(house: Form) -> None:
    instance = blank(house)
    instance.put("/data/people", "2")
    judge(house, instance)
    instance.put("/data/person[1]/age", "40")
    instance.put("/data/person[2]/age", "7")
    judged = judge(house, instance)
    assert judged.values["/data/total"] == "47"
    assert judged.values["/data/oldest"] == "40"
    assert [judged.values[f"/data/person[{n}]/turn"] for n in (1, 2)] == ["1", "2"]
    assert "/data/person[1]/school" in judged.irrelevant
    assert [(fault.path, fault.kind) for fault in judged.faults] == [
        ("/data/who", "required"),
        ("/data/person[2]/school", "required"),
    ]


def test_what_is_no_longer_asked_is_kept_here_and_left_out_of_what_is_sent(house: Form) -> None:
    instance = blank(house)
    for path, told in {"/data/who": "Ayşe", "/data/needs": "food rent", "/data/order": "rent food"}.items():
        instance.put(path, told)
    assert b"<order>rent food</order>" in submission(house, instance)
    instance.put("/data/needs", "food")
    sent = submission(house, instance)
    assert b"order" not in sent
    assert instance.get("/data/order") == "rent food"
    assert "/data/order" in judge(house, instance).irrelevant


def test_a_choice_of_another_branch_and_a_broken_rule_are_faults_in_her_language(house: Form) -> None:
    instance = blank(house)
    told = {"/data/who": "A", "/data/district": "bornova", "/data/quarter": "alsancak", "/data/people": "20",
            "/data/needs": "none food"}  # fmt: skip
    for path, text in told.items():
        instance.put(path, text)
    judged = judge(house, instance, language="tr")
    assert {fault.path: fault.kind for fault in judged.faults if "person" not in fault.path} == {
        "/data/quarter": "choice",
        "/data/people": "constraint",
        "/data/needs": "constraint",
    }
    assert judged.fault_at("/data/people") == "0 ile 19 arası"
    assert not judged.complete


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("integer", "3.5", "-3"),
        ("decimal", "x", "3.5"),
        ("date", "2026-02-30", "2026-02-28"),
        ("time", "25:00", "14:05:00.000+03:00"),
        ("datetime", "2026-01-01", "2026-01-01T10:00:00.000+03:00"),
        ("geopoint", "91 0 0 0", "38.4 27.1 0 0"),
        ("geoshape", "1 1 0 0;2 2 0 0", "1 1 0 0;2 2 0 0;3 1 0 0;1 1 0 0"),
    ],
)
def test_an_answer_of_another_kind_is_a_fault(kind: str, wrong: str, right: str) -> None:
    asked = form([["type", "name", "label"], [kind, "q", "Q"]])
    instance = blank(asked)
    instance.put("/data/q", wrong)
    assert [fault.kind for fault in judge(asked, instance).faults] == ["type"]
    instance.put("/data/q", right)
    assert judge(asked, instance).complete


def test_the_browser_is_not_asked_for_a_photograph_but_the_telephone_is() -> None:
    asked = form([["type", "name", "label", "required"], ["image", "q", "Q", "yes"]])
    assert judge(asked, blank(asked), browser=True).complete
    assert not judge(asked, blank(asked)).complete


def test_first_values_and_what_a_program_notes_are_there_from_the_start() -> None:
    asked = form(
        [
            ["type", "name", "label", "default", "calculation"],
            ["today", "day", "", "", ""],
            ["username", "by", "", "", ""],
            ["text", "plain", "P", "hazır", ""],
            ["date", "moving", "D", "today()", ""],
            ["calculate", "code", "", "", "once(uuid())"],
        ]
    )
    instance = blank(asked, who="ayse")
    judge(asked, instance)
    told = instance.values()
    assert told["/data/by"] == "ayse"
    assert told["/data/plain"] == "hazır"
    assert told["/data/day"] == told["/data/moving"]
    judge(asked, instance)
    assert instance.get("/data/code") == told["/data/code"]


def test_the_same_answers_are_the_same_bytes_and_come_back(house: Form) -> None:
    instance = blank(house)
    instance.put("/data/who", "Ayşe & <Zeynep>\r\nikisi\x00")
    again = opened(house, instance.xml())
    assert again.xml() == instance.xml()
    assert again.get("/data/who") == "Ayşe & <Zeynep>\nikisi"


def test_a_row_named_further_on_is_made_and_a_runaway_number_of_rows_is_not(house: Form) -> None:
    asked = form([["type", "name", "label"], ["begin_repeat", "r", "R"], ["text", "q", "Q"], ["end_repeat", "", ""]])
    instance = blank(asked)
    instance.put("/data/r[3]/q", "üç")
    assert instance.count("/data/r") == 3
    instance.remove("/data/r[2]")
    assert instance.values()["/data/r[2]/q"] == "üç"
    with pytest.raises(KeyError):
        instance.put("/data/r[301]/q", "x")
    instance.put(f"/data/r[{MOST_TIMES}]/q", "son")
    with pytest.raises(TooMany):
        instance.add("/data/r")
    many = blank(house)
    many.put("/data/people", "99999999")
    judge(house, many)
    assert many.count("/data/person") == MOST_TIMES


def test_rules_that_lean_on_each_other_and_rules_that_never_end_are_stopped() -> None:
    rows = [["type", "name", "label", "relevant"], ["text", "a", "A", "${b} != 'x'"], ["text", "b", "B", "${a} != 'x'"]]
    circle = form(rows)
    assert judge(circle, blank(circle)).complete
    costly = "count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0])"
    runaway = form([["type", "name", "label", "calculation"], *(["note", f"n{n}", "N", ""] for n in range(120)),
                    ["calculate", "c", "", costly]])  # fmt: skip
    assert [fault.kind for fault in judge(runaway, blank(runaway)).faults] == ["form"]


@pytest.mark.parametrize(
    "xml",
    [
        b"", b"<data", b"<other/>", b'<data id="another"/>', b'<!DOCTYPE x [<!ENTITY a "b">]><data>&a;</data>',
        b"<data>" + b"<a>" * 100_000, b"<data>" + b" " * 5_000_000 + b"</data>",
    ],
)  # fmt: skip
def test_an_answer_that_is_not_one_is_refused(house: Form, xml: bytes) -> None:
    with pytest.raises(NotThisForm):
        opened(house, xml)


def test_every_published_form_can_be_begun_judged_and_handed_in(shared_data: Path) -> None:
    for name, each in published(shared_data):
        instance = blank(each, who="ayse")
        judged = judge(each, instance, browser=True)
        assert not [fault for fault in judged.faults if fault.kind != "required"], name
        assert opened(each, submission(each, instance)).root.name == each.root


def test_a_row_without_a_number_loses_no_sum_and_a_choice_in_a_row_has_its_words() -> None:
    asked = form(
        [["type", "name", "label", "calculation", "choice_filter"],
         ["begin_repeat", "row", "R", "", ""], ["select_one c", "what", "W", "", ""], ["integer", "many", "M", "", ""],
         ["calculate", "told", "", "jr:choice-name(${what}, '${what}')", ""], ["end_repeat", "", "", "", ""],
         ["calculate", "all", "", "sum(${many})", ""]],
        choices=[["list_name", "name", "label"], ["c", "a", "Elma"], ["c", "b", "Armut"]],
    )  # fmt: skip
    instance = blank(asked)
    for path, text in {"row[1]/what": "a", "row[1]/many": "3", "row[2]/what": "b"}.items():
        instance.put(f"/data/{path}", text)
    values = judge(asked, instance).values
    assert (values["/data/all"], values["/data/row[1]/told"], values["/data/row[2]/told"]) == ("3", "Elma", "Armut")


@pytest.mark.parametrize(("told", "fits"), [("1", True), ("5", True), ("0", False), ("99", False), ("-1", False)])
def test_a_number_outside_its_scale_does_not_fit(told: str, fits: bool) -> None:
    asked = form([["type", "name", "label", "parameters"], ["range", "grade", "Not", "start=5 end=1 step=1"]])
    instance = blank(asked)
    instance.put("/data/grade", told)
    assert judge(asked, instance).complete is fits
