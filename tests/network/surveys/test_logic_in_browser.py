"""Server and browser follow the rules of a form alike: the same values, faults and questions, form by form."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from omuz.network.surveys.filling.definition import answers, definition
from omuz.network.surveys.logic import Instance, blank, judge, opened
from omuz.network.surveys.logic.evaluation import evaluated
from omuz.network.surveys.logic.values import text
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform import Form, Question
from omuz.network.surveys.xlsform.expressions import expression
from tests.network.surveys.test_logic_functions import NOW, PLAIN, SAID
from tests.network.surveys.workbooks import form, household, published

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).parents[3] / "src/omuz/network/surveys/static/surveys"
ORDER = ("calendar", "values", "expressions", "functions", "numbers", "judge")
TIMES = 12

JUDGED = """([form, all]) => all.map((answers) => {
  const world = new OmuzSurvey.World(JSON.parse(form), JSON.parse(answers));
  const found = world.judge();
  const tree = (node) => [node.name, node.text, node.children.map(tree)];
  return { values: found.values, irrelevant: found.irrelevant, required: found.required, readOnly: found.readOnly,
           faults: found.faults.map((each) => [each.path, each.kind]), tree: tree(world.root) };
})"""
VALUES = """([form, answers, trees]) => {
  const world = new OmuzSurvey.World(JSON.parse(form), JSON.parse(answers));
  return trees.map((tree) => OmuzSurvey.expressions.text(tree, OmuzSurvey.place(world, world.root)));
}"""


@pytest.fixture
def page(chromium: Any) -> Any:
    """A bare page with the rules of the browser and nothing else."""
    context = chromium.new_context()
    page = context.new_page()
    for name in ORDER:
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    yield page
    context.close()


def told(question: Question, form: Form, chance: random.Random) -> str:
    """An answer as people give them: mostly fitting, sometimes not."""
    if chance.random() < 0.25:
        return ""
    listed = form.lists.get(question.choices.list) if question.choices else None
    names = [choice.name for choice in listed.choices] if listed else []
    if names:
        if question.type == "select_one":
            return chance.choice([*names, "nowhere"] if chance.random() < 0.1 else names)
        return " ".join(chance.sample(names, chance.randint(1, len(names))))
    kinds = {
        "integer": ["3", "-2", "17", "49", "72", "3.5", "x"],
        "decimal": ["3.25", "-1", "100", "1e3", "abc"],
        "date": ["2026-11-22", "2027-01-31", "2026-02-30", "1999-12-31"],
        "time": ["10:30:00.000+03:00", "25:00"],
        "dateTime": ["2026-11-22T10:30:00.000+03:00", "2026-11-22T23:30:00Z", "yesterday"],
        "geopoint": ["38.42 27.13 0 0", "91 0 0 0"],
        "geotrace": ["38.42 27.13 0 0;38.5 27.2 0 0", "38.42 27.13 0 0"],
        "geoshape": ["1 1 0 0;2 2 0 0;3 1 0 0;1 1 0 0"],
        "acknowledge": ["OK"],
        "range": ["3", "1.5", "99"],
    }
    return chance.choice(
        kinds.get(question.type, ["ayse@izmir.org", "Karşıyaka", "12", "yes", "a  b", "ĞÜŞİÖÇ ğüşıöç"])
    )


def answered(form: Form, seed: int) -> Instance:
    """A form filled by chance."""
    chance = random.Random(seed)
    instance = blank(form)
    for repeat in [node.path for node in form.walk() if type(node).__name__ == "Repeat"]:
        for _each in range(chance.randint(0, 3)):
            if "[" not in repeat and instance.form.has(repeat):
                try:
                    instance.add(repeat)
                except KeyError:
                    break  # a repeat inside a repeat: one time each is enough here
    for path, node in list(instance.leaves()):
        question = form.node(node.bind_path()) if form.has(node.bind_path()) else None
        if isinstance(question, Question) and question.asked and question.type != "note":
            instance.put(path, told(question, form, chance))
    judge(form, instance, now=NOW)
    return opened(form, instance.xml())


def compare(page: Any, name: str, form: Form) -> int:
    """Judge TIMES filled forms on both sides; how many faults were among them."""
    filled = [answered(form, seed) for seed in range(TIMES)]
    language = form.default_language
    sent = [answers(each, World(form, each.top, language, NOW)) for each in filled]
    browser = page.evaluate(JUDGED, [definition(form, language, long_lists=True), sent])
    faults = 0
    for instance, found in zip(filled, browser, strict=True):
        judged = judge(form, instance, language=language, browser=True, now=NOW)
        assert found["values"] == judged.values, name
        assert set(found["irrelevant"]) == judged.irrelevant, name
        assert set(found["required"]) == judged.required, name
        assert set(found["readOnly"]) == judged.read_only, name
        assert found["faults"] == [[fault.path, fault.kind] for fault in judged.faults], name
        assert found["tree"] == json.loads(answers(instance, judged.world))["tree"], name
        faults += len(judged.faults)
    return faults


def test_every_published_form_is_judged_alike(page: Any, shared_data: Path) -> None:
    faults = sum(compare(page, name, each) for name, each in published(shared_data))
    assert faults > 500  # the chances reached what is wrong, not only what fits


RULES = [
    [
        "type",
        "name",
        "label",
        "relevant",
        "required",
        "constraint",
        "calculation",
        "repeat_count",
        "default",
        "trigger",
    ],
    ["integer", "count", "C", "", "", ". < 30", "", "", "2", ""],
    ["range", "scale", "S", "", "", "", "", "", "", ""],
    ["begin_group", "g", "G", "${count} != 3", "", "", "", "", "", ""],
    ["begin_repeat", "r", "R", "", "", "", "", "${count}", "", ""],
    ["date", "born", "B", "", "${count} > 2", ". <= today()", "", "", "", ""],
    ["calculate", "years", "", "", "", "", "int((today() - ${born}) div 365.25)", "", "", ""],
    ["calculate", "n", "", "", "", "", "position(..)", "", "", ""],
    ["calculate", "former", "", "", "", "", "indexed-repeat(${years}, ${r}, ${n} - 1)", "", "", ""],
    ["begin_repeat", "inner", "I", "${years} > 10", "", "", "", "", "", ""],
    ["decimal", "sum", "S", "", "", "", "", "", "", ""],
    ["calculate", "twice", "", "", "", "", "round(${sum} * 2, 1)", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", "", ""],
    ["calculate", "all", "", "", "", "", "join(', ', ${years})", "", "", ""],
    ["calculate", "most", "", "", "", "", "max(${sum})", "", "", ""],
    ["end_group", "", "", "", "", "", "", "", "", ""],
    ["text", "mail", "M", "count(${r}) > 1", "", "regex(., '[^@ ]+@[^@ ]+')", "", "", "", ""],
    ["calculate", "when", "", "", "", "", "format-date-time(now(), '%e %b %Y %H:%M')", "", "", ""],
    ["calculate", "kept", "", "", "", "", "once(concat(${mail}, '!'))", "", "", ""],
    ["calculate", "far", "", "${mail} != ''", "", "", "coalesce(${all}, ${kept})", "", "", ""],
]


def test_repeats_counts_and_calculations_that_lean_on_each_other_are_judged_alike(page: Any) -> None:
    assert compare(page, "household", household()) > 0
    assert compare(page, "rules", form(RULES)) > 0


def test_every_function_gives_the_same_in_the_browser(page: Any) -> None:
    asked = household()
    instance = blank(asked)
    instance.put("/data/people", "2")
    judge(asked, instance)
    instance.put("/data/person[1]/age", "40")
    instance.put("/data/person[2]/age", "7")
    language = "Türkçe (tr)"
    world = World(asked, instance.top, language, NOW)
    sources = [*SAID, *PLAIN]
    for node in instance.root.walk():
        node.relevant = True
    trees = [expression(source).tree for source in sources]
    found = page.evaluate(VALUES, [definition(asked, language, long_lists=True), answers(instance, world), trees])
    here = [text(evaluated(expression(source), world, instance.root)) for source in sources]
    assert dict(zip(sources, found, strict=True)) == dict(zip(sources, here, strict=True))


def test_a_list_of_five_thousand_is_filtered_without_looking_at_each(page: Any) -> None:
    rows = [["list_name", "name", "label", "in"], *(["d", f"d{n}", f"İlçe {n}", ""] for n in range(50)),
            *(["q", f"q{n}", f"Mahalle {n}", f"d{n % 50}"] for n in range(5_000))]  # fmt: skip
    survey = [["type", "name", "label", "choice_filter"], ["select_one d", "d", "D", ""],
              ["select_one q", "q", "Q", "in=${d}"]]  # fmt: skip
    asked = form(survey, choices=rows)
    instance = blank(asked)
    instance.put("/data/d", "d7")
    instance.put("/data/q", "q57")
    judged = judge(asked, instance, now=NOW)
    assert judged.complete
    assert judged.world.work > 3_990_000
    world = World(asked, instance.top, asked.default_language, NOW)
    sent = [definition(asked, "", long_lists=True), answers(instance, world)]
    work = page.evaluate(
        "([form, answers]) => { const w = new OmuzSurvey.World(JSON.parse(form), JSON.parse(answers));"
        " const found = w.judge(); return [found.faults.length, w.work]; }",
        sent,
    )
    assert work[0] == 0
    assert work[1] > 3_990_000
