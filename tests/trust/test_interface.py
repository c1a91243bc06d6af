"""The interface for programs, asked by its own description: never a fault of ours, never an answer it does not name."""

import base64
import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as from_seed

from tests.attack import conftest as attack
from tests.network.surveys import conftest as surveys
from tests.trust.programs import Asked, requests
from tests.trust.promised import Line
from tests.trust.worlds import Fault, World
from tools import openapi

clock, house, asked = attack.clock, attack.house, surveys.house

FULL, AT_ONCE, QUICK = 100_000, 2_000, 0.01
EVERYWHERE = {"301", "400", "404", "405"}
"""What any address may answer: a stroke lacks, not readable as HTTP, no such address, not by this method."""


class Tries:
    """The interface of one house, and what came of every request."""

    def __init__(self, world: World) -> None:
        self.world, self.fault = world, Fault()
        self.answers: Counter[int] = Counter()
        self.broken: list[str] = []
        self.tried = 0
        self.seated = world.client("elif_")

    def ask(self, one: Asked) -> None:
        """Ask, note what is wrong with the answer, take back what it wrote."""
        self.tried += 1
        with self.world.taken_back():
            client = self.seated if self.tried % 2 else Client(raise_request_exception=False)
            path = quote(one.path, safe="/%") + (f"?{urlencode(one.query, errors='replace')}" if one.query else "")
            answer = client.generic(one.method, path, one.content, content_type=one.kind, headers=one.headers)
            content = answer.getvalue()
        self.answers[answer.status_code] += 1
        foreign = one.answers and str(answer.status_code) not in one.answers | EVERYWHERE
        if answer.status_code >= 500 or foreign or b"Traceback (most recent" in content:
            fault = self.fault.told if answer.status_code >= 500 else ""
            self.broken.append(f"{one.operation}: {answer.status_code} {fault} to {one}"[:700])


def test_no_request_of_the_described_kind_breaks_the_interface(
    house: Any, asked: Any, times: Callable[..., int], share: float, seed: int, promised: Callable[[Line], None]
) -> None:
    tries, (known, bodies) = Tries(World("centre", house)), _there(house, asked)
    told = json.loads(openapi.PLACE.read_text(encoding="utf-8"))
    left, turn = times(FULL if share > QUICK else FULL // 5), 0
    while left > 0:
        quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

        @from_seed(seed + turn)
        @settings(max_examples=min(left, AT_ONCE), database=None, phases=[Phase.generate], suppress_health_check=quiet)
        @given(requests(told, known, bodies))
        def ask(one: Asked) -> None:
            tries.ask(one)

        before = tries.tried
        ask()
        left, turn = left - (tries.tried - before), turn + 1
    said = ", ".join(f"{status}: {count}" for status, count in sorted(tries.answers.items()))
    count = sum(len(each) for each in told["paths"].values())
    what = f"requests drawn from docs/openapi.json, {count} operations"
    bar = "100,000: 0 × 5xx, 0 answers the description does not name"
    promised(Line("S5", what, tries.tried, tries.tried - len(tries.broken), f"answers {said}", bar))
    assert not tries.broken, "\n".join(tries.broken[:20])
    assert {200, 201, 401} <= set(tries.answers) or tries.tried < 5_000, "the interface is reached behind its doors"


def _there(house: Any, asked: Any) -> tuple[dict[str, list[str]], list[bytes]]:
    """Values of addresses that are there, and bodies that are fit."""
    from omuz.casework.appointments.actions.door import open_feed
    from omuz.foundation.people.access import acting
    from omuz.network.surveys.actions import make_device
    from tests.network.surveys.test_openrosa import filled

    person = house.cast.ayse.person
    with acting(person):
        made = make_device(by=person, centre_id=house.cast.konak.id, name="Tablet")
        word = open_feed(by=person)
    signed = base64.b64encode(f"{made.device.code}:{made.token}".encode()).decode()
    sent = house["nermin"].client().get(reverse("returns:file", args=[house.sent.pk])).getvalue()
    return {
        "Authorization": [f"Basic {signed}", "Basic !", f"basic {base64.b64encode(b'konak-1.x:y').decode()}"],
        "code": [made.device.code, "2026-q2"], "token": [made.token], "round_code": [asked.asked.code], "word": [word],
        "formID": [asked.asked.code], "release_id": [str(house.release.pk)], "key": ["contacts_by_month"],
        "kind": ["csv", "xlsx", "zip", "svg", "png"], "name": ["catalog.jsonld", "tables/contacts_by_month.csv"],
        "number": ["1"],
    }, [filled(asked), sent]  # fmt: skip
