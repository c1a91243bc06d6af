"""Two people save the same form at the same moment: nobody's words are overwritten in silence."""

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.forms import BooleanField, CharField, ChoiceField, Form
from django.http import QueryDict

from omuz.foundation.people.seen import AS_SHOWN, Both, beside, edited, shown, ticked
from tests.trust.addresses import writing
from tests.trust.promised import Line
from tests.trust.racing import race, two_at_once

if TYPE_CHECKING:
    from tests.cast import Cast

FEW = 0.01
TABLE = Path(__file__).with_name("races.csv")
COMPARED = {"edited", "beside", "ticked"}
REVISED = {"revision", "version", "seen", "stamp", "base", "based_on", "_based_on", "_version"}
HOW = {"compared", "revision", "step", "adds", "reads", "own", "open"}
"""How an address keeps two people apart: what she saw is compared field by field; a revision is; one press whose state
is asked again; it only adds a row; it only looks at what was sent; it is her own; it may overwrite, and says why."""


def _rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def test_every_address_that_takes_something_says_how_it_keeps_two_people_apart() -> None:
    told, there = _rows(), writing()
    assert sorted(set(there) - set(told)) == [], "a new address: say in races.csv how two people on it are kept apart"
    assert sorted(set(told) - set(there)) == [], "an address that is gone"
    assert {row["how"] for row in told.values()} <= HOW
    assert [address for address, row in told.items() if not row["why"].strip()] == []


def test_an_address_that_says_it_compares_does() -> None:
    there = writing()
    wrong = []
    for address, row in _rows().items():
        words = there[address][1] if address in there else frozenset()
        if row["how"] == "compared" and not words & COMPARED:
            wrong.append(address)
        if row["how"] == "revision" and not words & REVISED and "was-" not in row["why"]:
            wrong.append(address)
    assert wrong == []


class _Entry(Form):
    what = CharField()
    note = CharField(required=False)
    kind = ChoiceField(choices=[("a", "Ahşap"), ("b", "Bakır")])
    open = BooleanField(required=False)


BEFORE = {"what": "kapı", "note": "", "kind": "a", "open": True}


def _sent(**more: str) -> QueryDict:
    """What is sent by somebody who opened the page at BEFORE; an empty word leaves an input out."""
    mark = str(edited(_Entry(initial=BEFORE)).mark)  # type: ignore[attr-defined]
    fields = {"what": "kapı", "note": "", "kind": "a", "open": "on", **more, AS_SHOWN: mark.split('"')[-2]}
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in fields.items() if name != "open" or value})
    return query


def test_what_the_other_changed_stays_and_what_she_changed_is_kept() -> None:
    form = edited(_Entry(_sent(what="pencere"), initial={**BEFORE, "note": "onun notu", "kind": "b", "open": False}))
    assert form.is_valid()
    assert form.cleaned_data == {"what": "pencere", "note": "onun notu", "kind": "b", "open": False}


def test_both_in_one_field_saves_nothing_and_shows_both() -> None:
    form = edited(_Entry(_sent(what="pencere", kind="b"), initial={**BEFORE, "what": "masa", "kind": "a"}))
    assert not form.is_valid()
    assert set(form.errors) == {"what"} and "masa" in str(form.errors["what"])
    assert form["what"].value() == "pencere" and form["kind"].value() == "b"
    again = form.data.copy()
    again[AS_SHOWN] = str(form.mark).split('"')[-2]  # type: ignore[attr-defined]
    decided = edited(_Entry(again, initial={**BEFORE, "what": "masa"}))
    assert decided.is_valid() and decided.cleaned_data["what"] == "pencere"


def test_inputs_that_belong_to_no_form_are_compared_alike() -> None:
    mark = str(shown({"a": "1", "b": ["x", "y"]})).split('"')[-2]
    kept = beside(QueryDict(f"a=2&b=x&b=y&{AS_SHOWN}={mark}"), {"a": "1", "b": ["z"]})
    assert (kept["a"], kept.getlist("b")) == ("2", ["z"])
    with pytest.raises(Both, match=r"3.*2"):
        beside(QueryDict(f"a=2&b=x&b=y&{AS_SHOWN}={mark}"), {"a": "3", "b": ["x", "y"]})


def test_a_record_the_page_was_not_opened_with_is_shown_before_it_is_replaced() -> None:
    there = {**BEFORE, "what": "masa", "note": "onun notu"}
    form = edited(_Entry(_sent(what="masa", note="benim"), initial=there), of=("what",))
    assert not form.is_valid() and "onun notu" in str(form.errors["note"])
    assert "onun yerine geçer" in str(form.errors["note"]), "nobody changed it while she typed"
    same = edited(_Entry(_sent(what="kapı", note="benim"), initial=BEFORE), of=("what",))
    assert same.is_valid() and same.cleaned_data["note"] == "benim"


def test_a_row_that_came_meanwhile_stays_and_one_that_went_is_told() -> None:
    class More(_Entry):
        extra = CharField(required=False)

    kept = edited(More(_sent(note="benim"), initial={**BEFORE, "extra": "onun satırı"}))
    assert kept.is_valid() and kept.cleaned_data["extra"] == "onun satırı"
    now, sent = {**BEFORE, "extra": "eski"}, _sent()
    sent.update({"extra": "yeni"})
    sent[AS_SHOWN] = str(edited(More(initial=now)).mark).split('"')[-2]  # type: ignore[attr-defined]
    gone = edited(_Entry(sent, initial=BEFORE))
    assert not gone.is_valid() and "yeni" in str(gone.non_field_errors())
    sent["extra"] = "eski"
    assert edited(_Entry(sent, initial=BEFORE)).is_valid(), "what she left alone may go"
    sent["extra"] = ""
    assert edited(_Entry(sent, initial=BEFORE)).is_valid(), "both took it away"


def test_an_input_that_came_meanwhile_stays_and_one_that_went_is_told() -> None:
    mark = str(shown({"a": "1", "b": "2"})).split('"')[-2]
    assert beside(QueryDict(f"a=1&b=2&{AS_SHOWN}={mark}"), {"a": "1", "b": "2", "c": ["3"]})["c"] == "3"
    assert "c" not in beside(QueryDict("a=1&b=2"), {"a": "1", "b": "2", "c": ["3"]}), "a page that tells nothing"
    with pytest.raises(Both, match="5"):
        beside(QueryDict(f"a=1&b=5&{AS_SHOWN}={mark}"), {"a": "1"})
    assert beside(QueryDict(f"a=4&b=2&{AS_SHOWN}={mark}"), {"a": "1"})["a"] == "4"


def test_boxes_of_one_list_are_compared_one_by_one() -> None:
    mark = str(shown({"a": True, "b": True, "c": False})).split('"')[-2]
    sent = QueryDict(f"box=b&box=c&{AS_SHOWN}={mark}")
    assert sorted(ticked(sent, "box", {"a": True, "b": False, "c": False, "d": True})) == ["c", "d"]
    assert ticked(QueryDict("box=b"), "box", {"a": True, "b": False}) == ["b"]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_overwritten_in_silence(
    cast: "Cast", seed: int, share: float, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    from tests.trust.raced_forms import planted

    forms, chance, wrong = planted(cast), random.Random(seed), []
    # Every form twice where the tests only look whether the promise still stands.
    number = times(10_000) if share > FEW else 2 * len(forms)
    with two_at_once() as pool:
        for place in range(number):
            form = forms[place % len(forms)]
            came = race(form, chance, pool)
            if came:
                wrong.append(f"{form.name}: {came}")
    what = f"two people save one form at once, {len(forms)} forms of ten rooms"
    kinds = sorted({each.split(":")[1] + ":" + each.split(":")[2] for each in wrong})
    figure = f"{len(wrong)} silent overwrites" + (f", on {kinds}, first: {wrong[0]}" if wrong else "")
    promised(Line("R6", what, number, number - len(wrong), figure, "0 silent overwrites"))
