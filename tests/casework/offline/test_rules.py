"""What two people wrote apart comes together the same way in every order, and nothing of it is lost or hidden."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.offline.rules import Edit, Values, believable, changed, lies_until, merged, told_after

FIELDS = ("her_words", "housing", "requests", "income", "worker_view")
values = st.lists(st.sampled_from(["a", "b", "c", "not_asked"]), max_size=2).map(tuple)
record = st.dictionaries(st.sampled_from(FIELDS), values)
moment = datetime(2026, 11, 23, 10, tzinfo=UTC)


def entries(base: Mapping[str, Values], versions: list[Mapping[str, Values]]) -> list[tuple[str, dict[str, Edit]]]:
    return [(str(place), changed(base, {**base, **mine})) for place, mine in enumerate(versions)]


@given(record, st.lists(record, max_size=4), st.randoms(use_true_random=False))
def test_any_order_and_any_number_of_deliveries_tell_the_same(
    base: dict[str, Values], versions: list[dict[str, Values]], chance: Random
) -> None:
    sent = entries(base, versions)
    again = [*sent, *chance.choices(sent, k=len(sent))] if sent else []
    chance.shuffle(again)
    assert told_after(base, again) == told_after(base, sent)


@given(record, st.lists(record, max_size=4))
def test_every_word_written_stands_or_is_shown(base: dict[str, Values], versions: list[dict[str, Values]]) -> None:
    sent = entries(base, versions)
    told = told_after(base, sent)
    for _name, edits in sent:
        for field, edit in edits.items():
            shown = told.disputed.get(field, frozenset({told.agreed.get(field, ())}))
            assert edit.now in shown


@given(record, record, record)
def test_each_edit_is_taken_shown_or_already_said_and_nothing_else_is_touched(
    base: dict[str, Values], theirs: dict[str, Values], mine: dict[str, Values]
) -> None:
    edits = changed(base, mine)
    result = merged(theirs, edits)
    assert not set(result.taken) & set(result.met)
    assert set(result.taken) | set(result.met) <= set(edits)
    for name, edit in edits.items():
        stands = theirs.get(name, ())
        assert (name in result.taken) == (stands == edit.was and edit.now != edit.was)
        assert (name in result.met) == (stands not in (edit.was, edit.now))


def test_different_fields_are_both_kept_and_the_same_field_is_shown_side_by_side() -> None:
    base: dict[str, Values] = {"housing": ("own",), "her_words": ("Önce",)}
    ayse = changed(base, {**base, "housing": ("rented",), "her_words": ("Ayşe",)})
    nermin = changed(base, {**base, "income": ("none",), "her_words": ("Nermin",)})
    told = told_after(base, [("1", ayse), ("2", nermin)])
    assert told.agreed == {"housing": ("rented",), "income": ("none",)}
    assert told.disputed == {"her_words": frozenset({("Ayşe",), ("Nermin",)})}


def test_an_entry_delivered_again_after_somebody_wrote_on_is_no_second_entry() -> None:
    base: dict[str, Values] = {"her_words": ("Önce",)}
    first = changed(base, {"her_words": ("Sonra",)})
    second = changed({"her_words": ("Sonra",)}, {"her_words": ("En son",)})
    told = told_after(base, [("1", first), ("2", second), ("1", first)])
    assert (told.agreed, told.disputed) == ({"her_words": ("En son",)}, {})


def test_a_clock_that_runs_ahead_is_not_believed_and_one_that_is_a_little_ahead_is_now() -> None:
    assert believable(moment - timedelta(hours=5), moment) == moment - timedelta(hours=5)
    assert believable(moment + timedelta(minutes=5), moment) == moment
    assert believable(moment + timedelta(days=5), moment) == moment
    assert lies_until(moment, 24) == moment + timedelta(days=1)
