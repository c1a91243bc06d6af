"""An import she watches: it says how far it is, stops when told to and then leaves nothing, and is nobody else's."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from omuz.casework.contacts.actions import runs
from omuz.casework.contacts.models import Contact
from omuz.foundation.people.access import acting
from tests.cast import Cast, assemble

ROWS = 8_000
SHEET = ("Tarih;Kanal;Konu;Not\n" + "02.03.2026;telefonla;;\n" * ROWS).encode()

pytestmark = pytest.mark.django_db(transaction=True)


def _until(cast: Cast, run_id: UUID, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    stage = ""
    for _look in range(3_000):
        state = runs.state_of(cast.nermin.person, run_id)
        assert state is not None
        if seen(state):
            return state
        stage = state["stage"]
        time.sleep(0.05)
    raise AssertionError(f"still {stage}")


def _begun(cast: Cast) -> UUID:
    return runs.begin_run(
        person=cast.nermin.person,
        vault=cast.nermin.vault,
        centre_id=cast.konak.id,
        content=SHEET,
        mapping="basit_cetele",
    )


def _kept(cast: Cast) -> int:
    with acting(cast.nermin.person):
        return Contact.objects.count()


def test_a_run_cancelled_while_it_writes_leaves_nothing_and_begun_again_is_whole(settings: Any) -> None:
    settings.OMUZ_SECOND_FACTOR = "optional"
    cast = assemble()
    stopped = _begun(cast)
    looked = _until(cast, stopped, lambda state: state["stage"] == "waiting")
    assert (looked["total"], looked["count"]["added"], _kept(cast)) == (ROWS, ROWS, 0)
    assert runs.state_of(cast.zeynep.person, stopped) is None, "somebody else's run is not there"
    runs.order(person=cast.zeynep.person, run_id=stopped, what="go")
    runs.order(person=cast.nermin.person, run_id=stopped, what="go")
    part_way = _until(cast, stopped, lambda state: state["stage"] != "writing" or state["count"]["read"] > 0)
    assert part_way["stage"] == "writing" and 0 < part_way["count"]["read"] < ROWS
    runs.order(person=cast.nermin.person, run_id=stopped, what="cancel")
    assert _until(cast, stopped, lambda state: state["stage"] in runs.OVER)["stage"] == "cancelled"
    assert _kept(cast) == 0
    again = _begun(cast)
    runs.order(person=cast.nermin.person, run_id=again, what="go")
    assert _until(cast, again, lambda state: state["stage"] in runs.OVER)["stage"] == "done"
    assert _kept(cast) == ROWS
