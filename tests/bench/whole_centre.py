"""A process of its own that opens one centre, counts it whole, and says how long that took and how much it held."""

import json
import os
import sys
import time
from typing import Any

from tests.bench.metered import most_held
from tests.bench.rows import taken

WARM_RUNS = 5


def main() -> None:
    """`whole_centre USERNAME PASSWORD`: prints one line of JSON; the database must be running."""
    from omuz.site.cli import installation

    with installation.opened():
        from omuz.foundation.people.access import acting, person_of
        from omuz.foundation.vault.keys import open_with_password

        person = person_of(sys.argv[1])
        with acting(person):
            vault = open_with_password(person.staff_id, sys.argv[2])
            print(json.dumps(_measured(person, vault)))


def _measured(person: Any, vault: Any) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.conf import settings

    from omuz.foundation.vault import index
    from omuz.insight.indicators.definitions import all_indicators
    from omuz.insight.indicators.engine import count
    from omuz.insight.indicators.sources import facts_from_installation

    vault.opening, centre_id = "bench", next(iter(person.centres))
    indicators = list(all_indicators().values())

    def known() -> dict[str, Any]:
        asked = {"person": person, "vault": vault, "centre_id": centre_id}
        return {kind: facts_from_installation(kind, **asked) for kind in settings.FACT_SOURCES}

    def dictionary() -> list[int | None]:
        facts = known()
        return [count(one, facts[one.kind.code]).rows_used for one in indicators]

    def cold() -> None:
        index.evict("bench")
        told.append(dictionary())

    told: list[list[int | None]] = []
    key, nonce = AESGCM(AESGCM.generate_key(256)), os.urandom(12)
    before, began, processor = most_held(), time.perf_counter(), time.process_time()
    cold()
    first = (time.perf_counter() - began, time.process_time() - processor)
    peak = most_held()
    body = key.encrypt(
        nonce, json.dumps({"channel": "phone", "kind": "violence", "done": ["appointment"]}).encode(), None
    )
    number = told[0][0] or 0
    floor = taken(lambda: [json.loads(key.decrypt(nonce, body, None))["kind"] for _ in range(number)])
    warm = taken(dictionary, WARM_RUNS)
    facts = known()
    alone = taken(lambda: [count(one, facts[one.kind.code]).rows_used for one in indicators], WARM_RUNS)
    return {
        "indicators": len(indicators), "rows": number, "cold": first, "floor": (floor.wall, floor.cpu),
        "warm": (warm.wall, warm.cpu), "counting": (alone.wall, alone.cpu), "before": before, "peak": peak,
    }  # fmt: skip


if __name__ == "__main__":
    main()
