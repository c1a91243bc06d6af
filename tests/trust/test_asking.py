"""Whoever asks the pages, watches them or reads what leaves a centre learns of nobody."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from omuz.foundation.privacy.gate import NETWORK, audited
from omuz.network.returns.queries.areas import links_of_areas
from omuz.network.returns.queries.terms import terms
from tests.attack import conftest as attacked
from tests.network.returns import test_no_page_subtracts as walk
from tests.network.returns.conftest import House, clock, house
from tests.network.returns.test_no_page_subtracts import network
from tests.trust.asking import Asker
from tests.trust.promised import Line

__all__ = ["clock", "house", "network"]
Times = Callable[..., int]
Promised = Callable[[Line], None]
TOKEN = re.compile(r"[0-9a-fA-F]{16,}|[A-Za-z0-9+/]{24,}={0,2}")
KEYS = re.compile(r"token|linkage|slk|bloom|pseudonym|person_hash|woman")


def test_ten_thousand_adaptive_questions_teach_no_number_the_gate_did_not_write(
    network: House, times: Times, seed: int, promised: Promised
) -> None:
    released = walk._released(network, list(terms().audiences))
    sums = walk._sums(network)
    tables = [table for _row, found in released for table in found.values()] + [one for each in sums for one in each]
    written = {number for _label, number in walk._said(tables) | walk._said_together(sums)}
    papers = [list(found.values()) for _row, found in released]
    found = audited(papers[0], NETWORK, [*sums, *papers[1:]], links_of_areas())
    assert found["recovered"] == 0
    asked = learnt = answered = 0
    beginnings = [reverse(name) for name in ("returns:ledger", "figures:slides", "figures:press", "returns:dashboard")]
    beginnings += [reverse("figures:overview"), reverse("figures:indicator", args=["i01"])]
    for name in ("elif_", "derya"):
        asker = Asker(getattr(network.cast, name).client(), beginnings, random.Random(f"{seed}/{name}"))
        for _again in range(times(5_000, least=30)):
            asked += 1
            learnt += any(number not in written for _label, number in asker.asks())
        answered += asker.answered
    promised(
        Line(
            "D3", "adaptive questions of the network’s coordinator and of a director to every page of figures", asked,
            asked - learnt, f"{answered} answered, all from {len(written)} numbers the gate wrote; proof over all of"
            f" them together: {found['recovered']} recovered", "0 small cells learned; budget or refusal",
        )
    )  # fmt: skip


@pytest.fixture
def watched(cast: Any, settings: Any) -> Iterator[Any]:
    """The house of the attacks: returns sent, a quarter released, two centres."""
    yield from _house(cast, settings)


def _house(cast: Any, settings: Any) -> Iterator[Any]:
    import time_machine

    with time_machine.travel(attacked.NOW, tick=False):
        yield from attacked.house.__wrapped__(cast, None, settings)  # type: ignore[attr-defined]  # the bare function


def test_whoever_writes_her_details_at_one_centre_sees_nothing_move(
    watched: Any, times: Times, promised: Promised
) -> None:
    client = watched["ayse"].client()
    pages = [reverse("returns:ledger"), reverse("figures:slides"), reverse("figures:press"), reverse("figures:centre")]
    before = {page: attacked.plain(client.get(page)) for page in pages}
    tried = told = 0
    for number in range(times(1_000, least=4)):
        attacked.recorded(watched.cast.ayse if number % 2 else watched.cast.zeynep)
        for page in pages:
            tried += 1
            told += attacked.plain(client.get(page)) != before[page]
    promised(
        Line(
            "D9", "a woman’s details written here or elsewhere, every page of figures watched", tried, tried - told,
            f"{told} pages moved", "no feedback for a question",
        )
    )  # fmt: skip


def test_nothing_leaves_a_centre_by_which_two_centres_could_know_her_again(watched: Any, promised: Promised) -> None:
    told = watched.sent.document.told()
    values = list(_leaves(told))
    tokens = [each for path, each in values if "sha256" not in path and TOKEN.search(each)]
    named = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("omuz.network")
        for field in model._meta.get_fields()
        if KEYS.search(field.name)
    ]
    lines = [("D6", "keys to link by"), ("D7", "equal tokens"), ("D8", "similarities")]
    for promise, what in lines:
        promised(
            Line(
                promise, f"values of a return searched for {what}, fields of the network’s tables", len(values),
                len(values) - len(tokens) - len(named), f"{len(tokens)} tokens, fields: {named or 'none'}",
                "not applicable: nothing of a person leaves a centre",
            )
        )  # fmt: skip


def _leaves(told: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(told, dict):
        for key, each in told.items():
            yield from _leaves(each, f"{path}/{key}")
    elif isinstance(told, list | tuple):
        for each in told:
            yield from _leaves(each, path)
    else:
        yield path, str(told)
