"""Two people on one page of the municipality's room: a note or a move of the other is neither lost nor undone."""

from typing import Any

from omuz.foundation.people.access import acting
from omuz.network.coordination.actions import focus
from omuz.network.coordination.models import FocusNote, Step
from tests.network.coordination import groups
from tests.network.coordination.houses import House
from tests.trust.racing import shown


def _noted(house: House) -> tuple[Any, dict[str, FocusNote]]:
    (unit, *_rest) = house.mapped()
    group = groups.held(house, unit, notes=[("Vakit yok.", ["barrier_time"], True), ("Amir ister.", [])])
    return group, _notes(house, group)


def _notes(house: House, group: Any) -> dict[str, FocusNote]:
    with acting(house.nermin):
        return {row.words: row for row in FocusNote.objects.filter(group=group)}


def _open(house: House, name: str, having: str, *args: Any) -> dict[str, Any]:
    return shown(house.page(name, house.cast.nermin, *args).content.decode(), having)


def test_a_note_written_meanwhile_stays_where_she_never_saw_it(house: House) -> None:
    group, _rows = _noted(house)
    stale = _open(house, "focus-notes", "new-stops", group.id)
    assert house.post("focus-notes", None, group.id, **stale | {"new-stops": "Yol uzak."}).status_code == 302
    assert (
        house.post("focus-notes", house.cast.nermin, group.id, **stale | {"new-stops": "Araç yok."}).status_code == 302
    )
    assert sorted(_notes(house, group)) == ["Amir ister.", "Araç yok.", "Vakit yok.", "Yol uzak."]


def test_a_note_taken_away_meanwhile_stays_away_and_her_words_in_it_are_not_lost(house: House) -> None:
    group, rows = _noted(house)
    gone = f"note-{rows['Amir ister.'].id}"
    stale = _open(house, "focus-notes", "new-stops", group.id)
    with acting(house.nermin):
        notes = [focus.Note("stops", "", rows["Amir ister."].id)]
        focus.write_notes(by=house.nermin, group=group, notes=notes)
    told = house.post("focus-notes", house.cast.nermin, group.id, **stale | {gone: "Amir çok ister."})
    assert told.status_code == 422 and "Amir çok ister." in told.content.decode()
    assert sorted(_notes(house, group)) == ["Vakit yok."]
    assert (
        house.post("focus-notes", house.cast.nermin, group.id, **stale | {"new-stops": "Yol uzak."}).status_code == 302
    )
    assert sorted(_notes(house, group)) == ["Vakit yok.", "Yol uzak."]


def test_themes_of_a_note_written_meanwhile_are_not_taken_off_it(house: House) -> None:
    group, rows = _noted(house)
    stale = _open(house, "focus-codes", f"quote-{rows['Vakit yok.'].id}", group.id)
    with acting(house.nermin):
        focus.write_notes(by=house.nermin, group=group, notes=[focus.Note("stops", "Yol uzak.")])
        every = _notes(house, group)
        codes = {row.id: row.codes for row in every.values()} | {every["Yol uzak."].id: ["risk"]}
        focus.code_notes(by=house.nermin, group=group, codes=codes, quotable=[every["Yol uzak."].id])
    mine = {f"codes-{rows['Amir ister.'].id}": ["barrier_time"]}
    assert house.post("focus-codes", house.cast.nermin, group.id, **stale | mine).status_code == 302
    now = _notes(house, group)
    assert {words: (row.codes, row.quotable) for words, row in now.items()} == {
        "Yol uzak.": (["risk"], True),
        "Amir ister.": (["barrier_time"], False),
        "Vakit yok.": (["barrier_time"], False),
    }, "the other took the quote back"


def test_an_action_moved_meanwhile_is_not_moved_by_a_press_on_its_old_place(house: House) -> None:
    step = house.planned(house.mapped()[0])
    for who, state, place in ((house.cast.elif_, "dropped", "started"), (house.cast.nermin, "done", "planned")):
        house.post("move", who, house.workspace.id, step.id, state="started", was="planned")
        answer = house.post("move", who, house.workspace.id, step.id, state=state, was=place)
        assert answer.status_code == 302
    with acting(house.elif_):
        assert Step.objects.get(pk=step.pk).state == "started"
    page = house.page("plan", None, house.workspace.id, gorunum="pano").content.decode()
    assert 'name="was" value="started"' in page
