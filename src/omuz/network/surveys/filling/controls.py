"""How a question is answered on the page: which control, with what in it."""

from dataclasses import dataclass, field

from omuz.network.surveys.filling.lists import Option, is_long, options, shown_options
from omuz.network.surveys.logic import calendar
from omuz.network.surveys.logic.fitting import no_choices
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import World
from omuz.network.surveys.xlsform.tree import ELSEWHERE, Question

CHIPS = 15
"""Up to so many choices all are shown; more are a list to open."""
_STEPS = 11
_SECONDS = 60_000
_LINES = {"geotrace", "geoshape"}


@dataclass
class Control:
    """`kind` names the template part: text, lines, number, date, month, year, time, moment, one, many, pick, search,
    rank, steps, tick, point, line, note, told, elsewhere."""

    kind: str
    value: str = ""
    options: list[Option] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    several: bool = False
    mode: str = ""
    least: str = ""
    most: str = ""
    step: str = ""
    list_name: str = ""
    latitude: str = ""
    longitude: str = ""

    @property
    def chosen_options(self) -> list[Option]:
        """What is chosen, in the order chosen, with its words."""
        words = dict(self.options)
        return [(value, words.get(value, value)) for value in self.chosen]

    @property
    def places(self) -> list[tuple[int, str, list[Option]]]:
        """Of a ranking: the number of each place, what stands there, and what could."""
        there = [*self.chosen, *([""] * len(self.options))]
        return [(at, there[at - 1], self.options) for at in range(1, len(self.options) + 1)]

    @property
    def ranked(self) -> list[Option]:
        """Of a ranking: what was ordered first, then the rest as the form has it."""
        words = dict(self.options)
        first = [(value, words[value]) for value in self.chosen if value in words]
        return [*first, *((value, told) for value, told in self.options if value not in self.chosen)]


def control_of(question: Question, node: Node, world: World) -> Control:
    """The control of a question at one place of the answers."""
    kind, text = question.type, node.text
    if kind in ELSEWHERE or kind == "note":
        return Control("elsewhere" if kind in ELSEWHERE else "note", text)
    if question.calculation:
        return Control("told", text)
    if no_choices(question, world.form):
        return Control("elsewhere", text)
    if question.choices is not None and question.is_select:
        return _choosing(question, node, world)
    if kind in {"date", "time", "dateTime"}:
        return _timed(question, text, world)
    return _placed(question, text) if kind == "geopoint" or kind in _LINES else _written(question, text)


def _placed(question: Question, text: str) -> Control:
    """Two numbers for a point, a line of text for each point of a line."""
    if question.type == "geopoint":
        parts = [*text.split(), "", ""]
        return Control("point", text, latitude=parts[0], longitude=parts[1])
    return Control("line", "\n".join(" ".join(point.split()[:2]) for point in text.split(";") if point.strip()))


def _written(question: Question, text: str) -> Control:
    if question.type == "acknowledge":
        return Control("tick", text)
    if question.type == "range" and question.range:
        return range_control(question, text)
    if question.type in {"integer", "decimal"}:
        return Control("number", text, mode="numeric" if question.type == "integer" else "decimal")
    if "multiline" in question.appearance:
        return Control("lines", text)
    if "masked" in question.appearance:
        return Control("text", text, mode="masked")
    mode = "numeric" if "numbers" in question.appearance else "url" if "url" in question.appearance else ""
    return Control("text", text, mode=mode)


def _timed(question: Question, text: str, world: World) -> Control:
    """Days and hours as the browser's own controls take them."""
    if question.type == "date":
        if "month-year" in question.appearance:
            return Control("month", text[:7])
        return Control("year", text[:4]) if "year" in question.appearance else Control("date", text)
    if question.type == "time":
        after = calendar.clock(text)
        return Control("time", text if after is None else f"{after // 3_600_000:02d}:{after // _SECONDS % 60:02d}")
    found = calendar.moment(text, world.offset)
    return Control("moment", calendar.moment_text(*found, world.offset)[:16] if found else text)


def _choosing(question: Question, node: Node, world: World) -> Control:
    choices, text = question.choices, node.text
    several = question.type != "select_one"
    control = Control("one", text, chosen=text.split() if several else [text] if text else [], several=several)
    control.list_name = choices.list if choices else ""
    long = is_long(question, world.form) and question.type != "rank"
    control.options = shown_options(question, node, world) if long else options(question, node, world)
    listed = world.form.lists.get(control.list_name)
    size = len(listed.choices) if listed else len(control.options)
    if question.type == "rank":
        control.kind = "rank"
    elif long:
        control.kind = "search"
    elif several:
        control.kind = "many"
    elif size > CHIPS or {"minimal", "autocomplete", "search"} & set(question.appearance):
        control.kind = "pick"
    return control


def range_control(question: Question, text: str) -> Control:
    """Few numbers are chips, many a field with its ends."""
    start, end, step = question.range or ("1", "10", "1")
    try:
        low, high, by = float(start), float(end), abs(float(step)) or 1.0
    except ValueError:
        return Control("number", text, mode="decimal")
    count = int(abs(high - low) / by + 1.000001)
    if count > _STEPS:
        return Control("steps", text, least=start, most=end, step=step)
    shown = [_shown(low + (by if high >= low else -by) * at) for at in range(count)]
    return Control("one", text, options=[(each, each) for each in shown], chosen=[text] if text else [])


def _shown(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")
