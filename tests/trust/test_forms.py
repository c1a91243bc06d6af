"""Every form as everybody, with what no form sends: never a fault of ours, never half an act."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.attack import conftest as attack
from tests.attack.test_odd_input import LETTERS
from tests.network.reports import conftest as reports
from tests.trust.malformed import Body, body, value
from tests.trust.pages import forms_in
from tests.trust.promised import Line
from tests.trust.worlds import KINDS, LEAVING, PEOPLE, Fault, Ledger, World, furnished

clock, house, full = attack.clock, attack.house, attack.full
catalogues, year, desk = reports.catalogues, reports.year, reports.desk

FULL = {"centre": 3_000, "network": 1_500, "together": 1_500}


@pytest.fixture
def world(request: Any) -> World:
    """One of the three worlds."""
    return furnished(request.param, request)


class Tries:
    """One world, its people and forms, and what came of what was sent."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world, self.chance = world, chance
        for name in ("", *PEOPLE):
            world.client(name)
        self.ledger, self.fault = Ledger(world), Fault()
        self.forms: dict[tuple[str, str], list[tuple[str, list[tuple[str, str]]]]] = {}
        self.answers: Counter[int] = Counter()
        self.broken: list[str] = []
        self.lost = 0
        self.acts = 0

    def send(self, name: str, address: Any, turn: int) -> None:
        """One malformed post to a form of the page at an address, or to the address itself where it offers none."""
        path, so_far = self.chance.choice(self.world.paths(address)), len(self.broken)
        offered = self._offered(name, path)
        self._odd_letters(name, path)
        action, fields = self.chance.choice(offered) if offered else (path, sorted(attack.FORM.items()))
        made = body(self.chance, fields, turn)
        with self.world.taken_back():
            answer = self._posted(name, action, made)
            status, content = answer.status_code, answer.getvalue()
            self.answers[status] += 1
            if status >= 500 or b"Traceback (most recent" in content:
                self._note(name, action, made, f"answered {status} {self.fault.told}")
            self._weigh(name, action, made, status)
        self.lost += len(self.broken) > so_far
        left = answer.headers.get("Location", "")
        if address.name in LEAVING or "/giris/" in left or "/kilit" in left:
            self.world.client(name, anew=True)
            self.ledger.forget()

    def _odd_letters(self, name: str, path: str) -> None:
        """The page itself, with an odd value for everything an address may carry behind its question mark."""
        odd = value(self.chance)
        with self.world.taken_back():
            answer = self.world.client(name).get(path, dict.fromkeys(LETTERS, odd))
            if answer.status_code >= 500 or b"<script>alert" in answer.getvalue():
                self.broken.append(f"GET {path} with {odd[:40]!r} as {name}: {answer.status_code} {self.fault.told}")
        self.ledger.forget()

    def _posted(self, name: str, action: str, made: Body) -> Any:
        client = self.world.client(name)
        before = client.cookies.copy()
        answer = client.generic("POST", action, made.content, content_type=made.content_type)
        client.cookies = before
        return answer

    def _offered(self, name: str, path: str) -> list[tuple[str, list[tuple[str, str]]]]:
        if (name, path) not in self.forms:
            with self.world.taken_back():
                answer = self.world.client(name).get(path)
                text = answer.getvalue().decode("utf-8", "replace")
                if answer.status_code >= 500:
                    self.broken.append(f"GET {path} as {name}: {answer.status_code} {self.fault.told}")
            self.ledger.forget()
            told = answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200
            found = [form for form in forms_in(text, path) if form.fields] if told else []
            own = [(form.action, form.fields) for form in found if not form.action.startswith(_FRAME)]
            self.forms[(name, path)] = own
        return self.forms[(name, path)]

    def _weigh(self, name: str, action: str, made: Body, status: int) -> None:
        changed, acts = self.ledger.changed()
        self.acts += bool(changed)
        if changed and (acts < 1 or status >= 400):
            self._note(name, action, made, f"answered {status}, changed {sorted(changed)} with {acts} acts")

    def _note(self, name: str, action: str, made: Body, what: str) -> None:
        self.broken.append(f"{made.kind} to {action} as {name}: {what}; {made.content[:300]!r} {made.content_type}")


_FRAME = ("/dil/", "/sunum/", "/kisayollar/", "/cikis/", "/kilitle/")
"""Buttons of the frame, on every page: tried at their own addresses, not again on each."""


@pytest.mark.parametrize("world", KINDS, indirect=True)
def test_no_form_breaks_or_writes_half_an_act(
    world: World, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    chance = Random(f"{seed} {world.kind}")
    tries = Tries(world, chance)
    everything = [(name, address) for address in world.addresses() for name in ("", *PEOPLE)]
    if world.kind != "centre":
        everything = [(name, address) for name, address in everything if name != "can"]
    chance.shuffle(everything)
    tried = times(FULL[world.kind])
    for turn in range(tried):
        name, address = everything[turn % len(everything)]
        tries.send(name, address, turn)
    said = ", ".join(f"{status}: {count}" for status, count in sorted(tries.answers.items()))
    what = f"malformed posts to every form, rooms of the {world.kind}"
    figure = f"answers {said}; {tries.acts} were an act after all, whole and recorded"
    line = Line("input", what, tried, tried - tries.lost, figure, "≥ 5,000: 0 tracebacks, 0 half writes")
    promised(line)
    assert not tries.broken, "\n".join(tries.broken[:30])
