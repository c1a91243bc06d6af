"""The blank form on paper: every question with its choices, whom it is asked, and no sign of a program."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from lxml import html

from omuz.foundation.people.access import acting
from omuz.network.surveys import actions
from omuz.network.surveys.filling import section_of
from omuz.network.surveys.filling.drawing import Drawer
from omuz.network.surveys.filling.wording import undressed
from omuz.network.surveys.logic import Instance, blank, judge
from omuz.network.surveys.queries.shown import paper
from omuz.network.surveys.xlsform.opening import opened
from omuz.network.surveys.xlsform.workbook import Sheet
from tests.network.surveys.conftest import House
from tests.network.surveys.workbooks import REFUSED, SHARED, form

if TYPE_CHECKING:
    from django.test import Client

UNSEEN = ("begin", "end", "calculate", "hidden", "start", "today", "deviceid", "username", "email", "phonenumber",
          "simserial", "subscriberid", "audit", "imei", "phone number", "start time", "end time", "device id",
          "background", "csv-external", "xml-external", "xml external")  # fmt: skip
PROGRAM = ("selected(", "../", "/data/", "${", "count-selected", "&gt;", "regex(", "not(")


def _words(told: str) -> str:
    return " ".join(told.split())


def _said(sheet: Sheet, row: dict[str, str]) -> set[str]:
    """What the author wrote as the words of a row, in any language; her markup left out."""
    heads = [head for head in sheet.headers if head and head.lower().partition("::")[0].partition(":")[0] == "label"]
    return {_words(undressed(row[head])) for head in heads if row.get(head) and "${" not in row[head]}


def _stands(said: str, text: str) -> bool:
    """Whether a sentence is there; what a loop fills into it stands there once for each choice."""
    return all(piece.strip() in text for piece in said.split("%(label)s"))


def _page(client: "Client", house: House, content: bytes, name: str) -> str:
    person = house.cast.elif_.person
    with acting(person):
        version, _new = actions.take_in(by=person, content=content, name=name)
    page: str = client.get(reverse("surveys:paper", args=[version.id])).content.decode()
    whole: Any = html.fromstring(page)
    (sheet,) = whole.xpath('//*[contains(@class, "paper-sheet")]')
    return _words(" ".join(sheet.itertext()))


def test_every_accepted_form_stands_on_paper_with_each_question_and_each_choice(
    house: House, shared_data: Path
) -> None:
    client = house.cast.elif_.client()
    files = [path for path in sorted((shared_data / SHARED).iterdir()) if path.name not in REFUSED]
    assert len(files) == 18
    for path in files:
        text = _page(client, house, path.read_bytes(), path.name)
        book = opened(path.read_bytes(), path.name)
        survey = book.sheets["survey"]
        kinds = survey.header("type")
        lists = set()
        for number, row in survey.numbered():
            kind = _words(row.get(kinds, "")).lower().replace("_", " ")
            if not kind or kind.startswith(UNSEEN) or "label" in row.get(survey.header("appearance"), "").split():
                continue
            said = _said(survey, row)
            assert not said or any(_stands(each, text) for each in said), f"{path.name} {number}: {said}"
            lists |= set(kind.split()) & {word.lower() for word in _lists(book.sheets.get("choices"))}
        _choices_stand(book.sheets.get("choices"), lists, text, path.name)
        assert [sign for sign in PROGRAM if sign in text] == [], path.name


def _lists(sheet: Sheet | None) -> set[str]:
    column = sheet.header("list_name", "list name", "list") if sheet else ""
    return {row[column] for _number, row in sheet.numbered() if row.get(column)} if sheet else set()


def _choices_stand(sheet: Sheet | None, lists: set[str], text: str, name: str) -> None:
    if sheet is None:
        return
    column, value = sheet.header("list_name", "list name", "list"), sheet.header("name", "value")
    asked = [(number, row) for number, row in sheet.numbered() if row.get(column, "").lower() in lists]
    for number, row in asked:
        said = _said(sheet, row) or {row.get(value, "")}
        assert any(each in text for each in said), f"{name} choices {number}: {said}"


SURVEY = [
    ["type", "name", "label", "relevant", "required", "parameters"],
    ["select_one yn", "ramp", "Rampa var mı?", "", "yes", ""],
    ["integer", "rooms", "Kaç oda?", "not(selected(${ramp}, 'no')) and ${ramp} != ''", "", ""],
    ["text", "why", "Neden?", "${ramp} = 'no' or ${ramp} = 'part'", "", ""],
    ["calculate", "twice", "", "", "", ""],
    ["text", "more", "Başka?", "(${rooms} >= 3 or ${rooms} < 1) and count-selected(${langs}) > 1", "", ""],
    ["select_multiple langs", "langs", "Diller", "", "", ""],
    ["rank langs", "order", "Sıra", "${twice} > 4", "", ""],
    ["range", "grade", "Puan", "", "", "start=1 end=5 step=1"],
    ["range", "share", "Pay", "", "", "start=0 end=100 step=1"],
    ["begin_repeat", "post", "Görev", "", "", ""],
    ["text", "role", "Adı", "", "", ""],
    ["text", "since", "Ne zamandan?", "${role} != ''", "", ""],
    ["end_repeat", "", "", "", "", ""],
    ["text", "odd", "Tuhaf", "string-length(${why}) mod 2 = 1", "", ""],
]
SURVEY[4].append("${rooms} * 2")
SURVEY[0].append("calculation")
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "Evet"], ["yn", "part", "Kısmen"], ["yn", "no", "Hayır"],
           ["langs", "tr", "Türkçe"], ["langs", "ku", "Kürtçe"]]  # fmt: skip


def test_whom_a_question_is_asked_is_said_in_words() -> None:
    lines = {line.label: line for line in paper(form(SURVEY, choices=CHOICES), "")}
    assert {label: line.when for label, line in lines.items() if line.when} == {
        "Kaç oda?": "“Rampa var mı?”: “Hayır” değil ve “Rampa var mı?” yanıtlandı",
        "Neden?": "“Rampa var mı?”: “Hayır” veya “Kısmen”",
        "Başka?": "(“Kaç oda?” en az 3 veya “Kaç oda?” şundan küçük: 1) ve “Diller” sayısı şundan büyük: 1",
        "Sıra": "formun hesabı (twice) şundan büyük: 4",
        "Ne zamandan?": "“Adı” yanıtlandı",
        "Tuhaf": "string-length( “Neden?” ) mod 2 = 1",
    }
    assert [label for label, line in lines.items() if line.required] == ["Rampa var mı?"]
    assert lines["Puan"].boxes == ("1", "2", "3", "4", "5")
    assert (lines["Pay"].boxes, lines["Pay"].hint) == ((), "0 ile 100 arasında")
    assert "sıra numarası" in lines["Sıra"].hint


@pytest.mark.parametrize(("size", "boxes"), [(150, 150), (151, 0)])
def test_a_list_too_long_to_tick_is_a_line_to_write_on(size: int, boxes: int) -> None:
    rows = [["list_name", "name", "label"], *(["q", f"q{number}", f"Mahalle {number}"] for number in range(size))]
    (line,) = paper(form([["type", "name", "label"], ["select_one q", "q", "Mahalle"]], choices=rows), "")
    assert (len(line.boxes), bool(line.rows)) == (boxes, boxes == 0)
    assert boxes or "151 seçenekli" in line.hint


def test_guidance_stands_below_the_hint_on_the_page_and_on_paper() -> None:
    asked = form(
        [["type", "name", "label", "hint", "guidance_hint"], ["text", "a", "A", "Kısa söz", "Uzun anlatım"],
         ["text", "b", "B", "", "Yalnız anlatım"], ["text", "c", "C", "Yalnız söz", ""]]
    )  # fmt: skip
    assert [line.hint for line in paper(asked, "")] == ["Kısa söz\nUzun anlatım", "Yalnız anlatım", "Yalnız söz"]
    judged = judge(asked, blank(asked))
    drawn = Drawer(asked, Instance(asked, judged.world.top), judged, "", {}, {}).page(section_of(asked, ""))
    assert "Uzun anlatım" in drawn[0].hint
