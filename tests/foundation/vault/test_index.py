"""What a session has opened is loaded once, kept apart from every other session, and dropped on time."""

import threading
import time
from uuid import uuid4

import pytest

from omuz.foundation.vault import index
from tests.foundation.vault.conftest import AYSE, ZEYNEP


@pytest.fixture(autouse=True)
def empty_index():
    yield
    for opening in index.held():
        index.evict(opening)


def opening():
    return uuid4().hex


def test_a_value_is_loaded_once_and_refreshed_afterwards():
    mine, refreshed = opening(), []
    assert index.kept(mine, "contacts", lambda: ["a"]) == ["a"]
    assert index.kept(mine, "contacts", lambda: ["never"]) == ["a"]
    assert index.kept(mine, "contacts", lambda: ["never"], refresh=lambda rows: [*rows, "b"]) == ["a", "b"]
    assert index.kept(mine, "contacts", lambda: ["never"], refresh=refreshed.append) is None
    assert refreshed == [["a", "b"]]


def test_sessions_and_names_are_kept_apart():
    mine, hers = opening(), opening()
    for owner in (mine, hers):
        for name in ("contacts", "facts"):
            assert index.kept(owner, name, lambda owner=owner, name=name: (owner, name)) == (owner, name)
    assert index.held() == {mine: {"contacts", "facts"}, hers: {"contacts", "facts"}}


def test_an_evicted_session_loads_again():
    mine, hers = opening(), opening()
    index.kept(mine, "contacts", lambda: "old")
    index.kept(hers, "contacts", lambda: "old")
    index.evict(mine)
    assert set(index.held()) == {hers}
    assert index.kept(mine, "contacts", lambda: "new") == "new"


def test_a_leaver_loses_what_every_session_of_hers_kept():
    first, second, other = opening(), opening(), opening()
    for owner, staff_id in ((first, AYSE), (second, AYSE), (other, ZEYNEP)):
        index.kept(owner, "contacts", lambda: "rows", staff_id=staff_id)
    index.evict_staff(AYSE)
    assert set(index.held()) == {other}


def test_an_index_untouched_for_the_idle_time_and_a_minute_is_dropped(settings):
    mine = opening()
    index.kept(mine, "contacts", lambda: "rows")
    touched = time.monotonic()
    assert index.evict_idle(touched + settings.OMUZ_IDLE_SECONDS + 59) == 0
    assert index.evict_idle(touched + settings.OMUZ_IDLE_SECONDS + 61) == 1
    assert mine not in index.held()


def test_the_use_of_one_session_drops_those_that_went_idle(settings):
    mine = opening()
    index.kept(mine, "contacts", lambda: "rows")
    settings.OMUZ_IDLE_SECONDS = -61
    index.kept(opening(), "contacts", lambda: "rows")
    assert mine not in index.held()


def test_the_janitor_drops_an_idle_index_without_any_request(settings, monkeypatch):
    monkeypatch.setattr(index, "ROUND_SECONDS", 0.01)
    monkeypatch.setattr(index, "_janitor", None)
    gone = threading.Event()

    class Watched(bytearray):
        def __setitem__(self, *change):
            super().__setitem__(*change)
            gone.set()

    settings.OMUZ_IDLE_SECONDS = -60
    index.kept(opening(), "contacts", lambda: Watched(b"rows"))
    assert gone.wait(10)
    assert index.held() == {}


def test_bytes_that_can_be_overwritten_are():
    mine, kept = opening(), bytearray(b"the words")
    index.kept(mine, "words", lambda: kept)
    index.evict(mine)
    assert kept == bytes(9)


def test_no_more_sessions_than_the_cap_keep_an_index(monkeypatch):
    monkeypatch.setattr(index, "MOST_SESSIONS", 3)
    sessions = [opening() for _ in range(3)]
    for owner in sessions:
        index.kept(owner, "contacts", lambda: "rows")
    index.kept(sessions[0], "contacts", lambda: "never")
    index.kept(opening(), "contacts", lambda: "rows")
    assert len(index.held()) == 3
    assert sessions[1] not in index.held()
    assert sessions[0] in index.held()


def test_requests_at_the_same_moment_load_once():
    mine, loads, together = opening(), [], threading.Barrier(8)

    def load():
        loads.append(1)
        time.sleep(0.05)
        return "rows"

    def ask(answers):
        together.wait()
        answers.append(index.kept(mine, "contacts", load))

    answers: list[str] = []
    threads = [threading.Thread(target=ask, args=(answers,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(loads)) == (["rows"] * 8, 1)


def test_what_is_evicted_while_loading_is_answered_but_not_kept():
    mine, loading, go_on = opening(), threading.Event(), threading.Event()
    answers: list[str] = []

    def load():
        loading.set()
        go_on.wait(10)
        return "rows"

    thread = threading.Thread(target=lambda: answers.append(index.kept(mine, "contacts", load)))
    thread.start()
    assert loading.wait(10)
    index.evict(mine)
    go_on.set()
    thread.join()
    assert answers == ["rows"]
    assert mine not in index.held()


def test_a_loader_that_fails_keeps_nothing_and_may_be_tried_again():
    mine = opening()

    def fails():
        raise LookupError

    with pytest.raises(LookupError):
        index.kept(mine, "contacts", fails)
    assert index.kept(mine, "contacts", lambda: "rows") == "rows"
