"""In which order the rules of a form are followed, so that each finds what it needs already known."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from omuz.network.surveys.logic.paths import references
from omuz.network.surveys.xlsform.expressions import Expression
from omuz.network.surveys.xlsform.tree import Form, Question, Repeat

RELEVANT, CALCULATION, COUNT = "relevant", "calculation", "count"
MOST_ROUNDS = 5
"""How often rules that lean on each other are followed again before they are left as they are."""


@dataclass(frozen=True)
class Step:
    """One rule: what it decides (`relevant`, `calculation`, `count`), for which node, by which expression."""

    role: str
    path: str
    expression: Expression


@dataclass(frozen=True)
class Plan:
    """Every rule in order; `rounds` is one unless rules lean on each other."""

    steps: tuple[Step, ...]
    rounds: int


_PLANS: "WeakKeyDictionary[Form, Plan]" = WeakKeyDictionary()


def plan_of(form: Form) -> Plan:
    """The order for a form, kept as long as the form."""
    if form not in _PLANS:
        _PLANS[form] = _planned(form)
    return _PLANS[form]


def _steps(form: Form) -> list[Step]:
    found = []
    for node in (*form.walk(), *form.meta):
        if node.relevant:
            found.append(Step(RELEVANT, node.path, node.relevant))
        if isinstance(node, Repeat) and node.count:
            found.append(Step(COUNT, node.path, node.count))
        if isinstance(node, Question) and node.calculation:
            found.append(Step(CALCULATION, node.path, node.calculation))
    return found


def _planned(form: Form) -> Plan:
    steps = _steps(form)
    by_path: dict[str, list[int]] = {}
    for at, step in enumerate(steps):
        by_path.setdefault(step.path, []).append(at)
    needs = [_needs(step, at, by_path) for at, step in enumerate(steps)]
    ordered: list[int] = []
    state = [0] * len(steps)
    circles = any(need == {-1} for need in needs)
    for start in range(len(steps)):
        waiting = [(start, False)]
        while waiting:
            at, done = waiting.pop()
            if done:
                state[at] = 2
                ordered.append(at)
            elif state[at] == 0:
                state[at] = 1
                waiting.append((at, True))
                needed = sorted((each for each in needs[at] if each >= 0), reverse=True)
                circles |= any(state[each] == 1 and each != at for each in needed)
                waiting += [(each, False) for each in needed if state[each] == 0]
    return Plan(tuple(steps[at] for at in ordered), MOST_ROUNDS if circles else 1)


def _needs(step: Step, at: int, by_path: dict[str, list[int]]) -> set[int]:
    """The steps one step waits for; {-1} where it may read anything."""
    found: set[int] = set()
    above = [step.path] if step.role == CALCULATION else []
    here = [*references(step.expression.tree, step.path, step.path), *above]
    if "//" in here:
        return {-1}
    for path in here:
        names = path.strip("/").split("/")
        for depth in range(1, len(names) + 1):
            found |= set(by_path.get("/" + "/".join(names[:depth]), ()))
        found |= {each for other, places in by_path.items() if other.startswith(f"{path}/") for each in places}
    own = step.path.strip("/").split("/")
    for depth in range(1, len(own)):
        found |= set(by_path.get("/" + "/".join(own[:depth]), ()))
    return {each for each in found if each != at}
