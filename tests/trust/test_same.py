"""The same data give the same figures, whatever their order and however often they are counted."""

import random
from collections import Counter
from collections.abc import Callable

from omuz.insight.indicators.engine import Request, count_all
from omuz.insight.indicators.examples import with_periods
from omuz.insight.indicators.facts import Facts
from tests.insight.indicators.test_engines_agree import KINDS, of_kind, requests_of
from tests.trust.promised import Line, first


def test_the_same_rows_count_to_the_same_figures_in_every_order(
    seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    chance, number, drifted = random.Random(seed), times(100, least=2), []
    for code in KINDS:
        rows = [with_periods(row) for one in of_kind(code) for example in one.examples for row in example.rows]
        requests = requests_of(code)
        unmoved = list(count_all(requests, Facts.from_rows(code, rows)))
        for place in range(number):
            chance.shuffle(rows)
            if list(count_all(requests, Facts.from_rows(code, rows))) != unmoved:
                drifted.append(f"{code}, rebuild {place}")
    tried = number * len(KINDS)
    promised(Line("R14", "every indicator counted anew from the rows in another order", tried, tried - len(drifted),
                  f"{len(drifted)} drifted{first(drifted)}", "byte-equal, 0 drift"))  # fmt: skip


def test_a_figure_is_what_counting_row_by_row_gives(
    seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    """The share of missed calls by month, and calls missed by centre, counted with nothing but a loop."""
    chance, number, wrong = random.Random(seed), times(1_000), []
    unanswered = next(one for one in of_kind("call") if one.code == "I17")
    for place in range(number):
        rows = [
            {"month": f"2026-{chance.randrange(1, 13):02}", "centre": chance.choice("abc"),
             "result": chance.choice(("answered", "missed"))}
            for _ in range(chance.randrange(1, 300))
        ]  # fmt: skip
        for by in ("month", "centre"):
            facts = Facts.from_rows("call", [with_periods(row) for row in rows])
            (table,) = count_all([Request(unanswered, (by,))], facts)
            base = Counter(row[by] for row in rows)
            part = Counter(row[by] for row in rows if row["result"] == "missed")
            told = {key: (count, table.denominators[key]) for key, count in table.counts.items()}
            if told != {(key,): (part[key], count) for key, count in base.items()}:
                wrong.append(f"log {place} by {by}")
    promised(Line("R14", "random logs of calls counted by the engine and by a loop", number, number - len(wrong),
                  f"{len(wrong)} differ{first(wrong)}", "equal"))  # fmt: skip
