"""A page of a form: drawn with what is asked now, taken back as it was typed, nothing else touched."""

import re

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from omuz.network.surveys import filling
from omuz.network.surveys.filling.controls import control_of
from omuz.network.surveys.filling.wording import undressed
from omuz.network.surveys.logic import Instance, blank, judge
from omuz.network.surveys.queries.words import in_words
from omuz.network.surveys.xlsform import Form, Question
from tests.network.surveys.workbooks import form, household, workbook


def posted(**names: object) -> QueryDict:
    """A posted form; a list is several values under one name."""
    data = QueryDict(mutable=True)
    for name, told in names.items():
        data.setlist(name, told if isinstance(told, list) else [str(told)])
    return data


def drawn(asked: Form, instance: Instance, key: str = "", **more: object) -> str:
    judged = judge(asked, instance, language="tr", browser=True)
    context = {
        "form": asked, "instance": instance, "judged": judged, "section": filling.section_of(asked, key),
        "language": "tr", "action_url": "/x/", "keep_url": "", "lists_url": "", "hidden": {}, **more,
    }  # fmt: skip
    return render_to_string("surveys/fill.html", context)


def test_a_posted_page_is_taken_as_the_standard_writes_it() -> None:
    asked = form(
        [
            ["type", "name", "label"],
            ["decimal", "d", "D"],
            ["time", "t", "T"],
            ["datetime", "m", "M"],
            ["geopoint", "p", "P"],
            ["geoshape", "s", "S"],
            ["acknowledge", "ok", "O"],
            ["date", "day", "D"],
        ]
    )
    instance = blank(asked)
    data = posted(**{
        "/data/d": "3,5", "/data/t": "14:05", "/data/m": "2026-11-22T10:30", "/data/p@lat": "38,4",
        "/data/p@lon": "27.1",
        "/data/s": "1 1\n2 2\n3 1", "/data/ok": "OK", "/data/ok!": "1", "/data/day": "2026-11-22", "/data/none": "x",
    })  # fmt: skip
    filling.typed(asked, instance, filling.section_of(asked, ""), data)
    told = {path: text for path, text in instance.values().items() if "meta" not in path}
    assert told == {
        "/data/d": "3.5",
        "/data/t": "14:05:00.000+03:00",
        "/data/m": "2026-11-22T10:30:00.000+03:00",
        "/data/p": "38.4 27.1 0 0",
        "/data/s": "1 1 0 0;2 2 0 0;3 1 0 0;1 1 0 0",
        "/data/ok": "OK",
        "/data/day": "2026-11-22",
    }
    assert judge(asked, instance).complete


def test_an_unticked_box_is_emptied_and_a_field_that_was_not_there_is_kept() -> None:
    asked = household()
    instance = blank(asked)
    instance.put("/data/needs", "food rent")
    instance.put("/data/who", "Ayşe")
    section = filling.section_of(asked, "")
    filling.typed(asked, instance, section, posted(**{"/data/needs!": "1"}))
    assert instance.values().get("/data/needs") is None
    assert instance.get("/data/who") == "Ayşe"
    filling.typed(asked, instance, section, posted(**{"/data/who": "Zeynep", "/data/people": "3"}), ["/data/people"])
    assert instance.get("/data/who") == "Ayşe"
    assert instance.get("/data/people") == "3"


def test_rows_a_number_of_the_same_page_opens_are_taken_with_it() -> None:
    asked = household()
    instance = blank(asked)
    data = posted(
        **{"/data/people": "2", "/data/person[2]/age": "9", "/data/needs": ["food", "rent"], "/data/needs!": "1"}
    )
    filling.typed(asked, instance, filling.section_of(asked, ""), data)
    assert instance.values()["/data/person[2]/age"] == "9"
    assert instance.values()["/data/needs"] == "food rent"


def test_a_question_is_drawn_with_its_label_its_fault_and_last_years_answer() -> None:
    asked = household()
    html = drawn(asked, blank(asked), show_faults=True, previous={"/data/people": "4"})
    assert 'for="q/data/who">Adınız' in html
    assert "Bu soru yanıt istiyor." in html
    assert re.search(r"Önceki yanıt</span>\s*:?|Önceki yanıt", html)
    assert 'href="#q/data/who"' in html


def test_a_question_that_is_not_asked_now_is_hidden_and_words_are_filled_in() -> None:
    asked = household()
    instance = blank(asked)
    assert 'data-question="/data/told" hidden' in drawn(asked, instance)
    instance.put("/data/people", "1")
    judge(asked, instance)
    instance.put("/data/person[1]/age", "41")
    html = drawn(asked, instance)
    assert 'data-question="/data/told"><p>En büyük <span data-fill="label" data-at="0">41</span>' in html


def test_an_authors_markup_is_emphasis_or_nothing() -> None:
    label = '# Başlık <script>alert(1)</script> **kalın** <span style="color:red">kırmızı</span>'
    asked = form([["type", "name", "label", "hint"], ["note", "n", label, "[x](javascript:1)"]])
    html = drawn(asked, blank(asked))
    assert "<strong>Başlık &lt;script&gt;alert(1)&lt;/script&gt; <strong>kalın" in html
    assert "kırmızı" in html
    assert "style=" not in html
    assert 'href="javascript' not in html
    assert "</script><" not in html.split("survey-form")[1].split("</script>")[0]


def test_an_authors_link_leads_where_it_says_and_nowhere_inside_the_page() -> None:
    address = "https://docs.getodk.org/form-question-types/?q=quot&x=1"
    asked = form([["type", "name", "label"], ["note", "n", f'[soru türleri]({address}) [x](https://a"b)']])
    html = drawn(asked, blank(asked))
    assert f'<a href="{escape(address)}" rel="noopener noreferrer">soru türleri</a>' in html
    assert html.count('<a href="https') == 1


def test_an_address_takes_in_no_answer() -> None:
    rows = [["type", "name", "label"], ["text", "who", "Adınız"], ["note", "n", "[adres](https://a.org/${who}/)"]]
    asked = form(rows)
    instance = blank(asked)
    instance.put("/data/who", '" onmouseover="x')
    html = drawn(asked, instance)
    assert "https://a.org/" in html
    assert '<a href="https' not in html
    assert 'onmouseover="x' not in html


def test_emphasis_is_left_out_on_paper() -> None:
    said = "## Başlık **kalın** __altı__ <b>koyu</b> 3 * 4 * 5 [adres](https://a.org/x_y_z)"
    assert undressed(said) == "Başlık kalın altı koyu 3 * 4 * 5 adres (https://a.org/x_y_z)"


def test_sections_are_the_authors_groups_and_a_small_form_is_one_page() -> None:
    small = household()
    assert [section.key for section in filling.sections(small)] == ["form"]
    rows = [["type", "name", "label", "relevant"], ["note", "hi", "Merhaba", ""]]
    for group in ("a", "b", "c"):
        rows += [["begin_group", group, group.upper(), "${a1} = 'x'" if group == "b" else ""]]
        rows += [["text", f"{group}{n}", f"{group}{n}", ""] for n in range(1, 6)] + [["end_group", "", "", ""]]
    large = form(rows)
    assert [section.key for section in filling.sections(large)] == ["a", "b", "c"]
    instance = blank(large)
    assert [section.key for section in filling.shown(large, judge(large, instance))] == ["a", "c"]
    instance.put("/data/a/a1", "x")
    judged = judge(large, instance)
    assert [section.key for section in filling.shown(large, judged)] == ["a", "b", "c"]
    progress = filling.progress(large, judged, filling.section_of(large, "a"))
    assert (progress.asked, progress.answered, progress.faults) == (5, 1, 0)


def test_a_long_list_is_found_by_a_few_letters_in_turkish() -> None:
    rows = [
        ["list_name", "name", "label"],
        *(["q", f"q{n}", f"Işıklar {n}"] for n in range(300)),
        ["q", "i", "İnciraltı"],
    ]
    asked = form([["type", "name", "label"], ["select_one q", "q", "Q"]], choices=rows)
    instance = blank(asked)
    assert filling.list_found(asked, instance, "/data/q", "INCİR") == [("i", "İnciraltı")]
    assert len(filling.list_found(asked, instance, "/data/q", "ışık")) == 50
    assert "data-search" in drawn(asked, instance)
    assert drawn(asked, instance).count("<option") <= 302


def test_workbooks_of_tests_are_workbooks() -> None:
    assert workbook(survey=[["type"]]).startswith(b"PK")


def test_an_answer_is_read_in_words_not_as_the_standard_keeps_it() -> None:
    kinds = ["time", "dateTime", "decimal", "geopoint", "geotrace", "acknowledge", "integer"]
    asked = form([["type", "name", "label"], *([kind, f"q{number}", kind] for number, kind in enumerate(kinds))])
    kept = ["10:30:00.000+03:00", "2026-11-20T10:30:00.000+03:00", "3.5", "38.42 27.14 0 0",
            "38.4 27.1 0 0;38.5 27.2 0 0", "OK", "7"]  # fmt: skip
    read = [in_words(asked, f"/data/q{number}", text) for number, text in enumerate(kept)]
    assert read == ["10:30", "20.11.2026 10:30", "3,5", "38.42 27.14", "38.4 27.1; 38.5 27.2", "Tamam", "7"]
    with translation.override("en"):
        assert in_words(asked, "/data/q2", "3.5") == "3.5"


def test_of_a_long_list_a_page_carries_no_more_than_it_shows_and_what_is_chosen() -> None:
    rows = [["list_name", "name", "label"], *(["q", f"q{n}", f"Mahalle {n}"] for n in range(5_000))]
    survey = [["type", "name", "label"], ["select_one q", "one", "Bir"], ["select_multiple q", "many", "Çok"]]
    asked = form(survey, choices=rows)
    instance = blank(asked)
    instance.put("/data/one", "q4999")
    instance.put("/data/many", "q1 q4000")
    world = judge(asked, instance).world
    for path, chosen in (("/data/one", ["q4999"]), ("/data/many", ["q1", "q4000"])):
        question = asked.node(path)
        assert isinstance(question, Question)
        control = control_of(question, instance.node(path), world)
        assert control.kind == "search"
        assert len(control.options) <= 303
        assert control.chosen_options == [(name, f"Mahalle {name[1:]}") for name in chosen]
