"""A table travels as text, comes back the same, and does not come back when anything was changed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from omuz.foundation.privacy.gate import (
    NETWORK,
    TOTAL,
    Changed,
    Policy,
    SafeTable,
    combine,
    protect,
    protect_together,
    restore,
)
from omuz.foundation.privacy.safe import canonical, digest_of
from tests.foundation.privacy.tables import CHANNEL, MONTH, QUARTER, TYPES, raw

BASES = {("2026-Q1",): 30, ("2026-Q2",): 3, ("2026-Q3",): 20}
ANSWERS = {("physical",): 9, ("psychological",): 12, ("sexual",): 3, ("economic",): 0, (TOTAL,): 14}
Edit = Callable[[dict[str, Any]], object]


def sample() -> SafeTable:
    return protect(raw((CHANNEL,), [38, 12, 2, 0], rows_used=52))


def forged(edit: Edit, table: SafeTable | None = None) -> str:
    """The text of a table, changed by somebody who can also compute the digest."""
    payload = (table or sample()).payload()
    edit(payload)
    return canonical({"table": payload, "sha256": digest_of(payload)})


@pytest.mark.parametrize(
    "table",
    [
        sample(),
        protect(raw((QUARTER,), [6, 2, 20], measure="share", denominators=BASES, rows_used=60)),
        protect(raw((TYPES,), ANSWERS, multi=("violence_types",), measure="share", share_over=("violence_types",))),
        protect(raw((CHANNEL,), [30, 7, 2, 0], measure="median", medians={("phone",): 2.25, (TOTAL,): 3.0})),
        protect(raw((MONTH,), [30, 7, 12], grain="month"), NETWORK),
        protect(raw((), {(): 3})),
        combine([sample(), sample()]),
        *protect_together(
            [raw((CHANNEL,), [5, 0, 2, 0], population="p"), raw((QUARTER,), [7, 0, 0], population="p", rows_used=9)],
            Policy(zeros="show"),
        ),
    ],
)
def test_a_table_comes_back_as_it_left(table: SafeTable) -> None:
    text = table.to_json()
    assert restore(text) == table
    assert restore(text).to_json() == text
    assert restore(text).digest == table.digest == json.loads(text)["sha256"]


def test_the_same_table_is_the_same_text() -> None:
    assert sample().to_json() == sample().to_json()
    assert list(json.loads(sample().to_json())) == ["sha256", "table"]


def test_a_changed_number_is_noticed() -> None:
    text = sample().to_json()
    with pytest.raises(Changed):
        restore(text.replace('"value":38', '"value":39'))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"table":{}}', '{"table":{},"sha256":""}', '{"table":NaN,"sha256":""}', "[" * 10**5],
)
def test_text_that_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Changed):
        restore(text)


def cell(place: int, **given: Any) -> Edit:
    """An edit that replaces one cell but for its key."""
    return lambda payload: payload["cells"].__setitem__(place, {"key": payload["cells"][place]["key"]} | given)


def put(name: str, value: object) -> Edit:
    return lambda payload: payload.__setitem__(name, value)


@pytest.mark.parametrize(
    "edit",
    [
        cell(0, value=39),
        cell(0, value=True),
        cell(0, value=-1),
        cell(0, value=38.0),
        cell(0, value=38, low=1),
        cell(0, value=38, median=2.0),
        cell(2, value=2),
        cell(2, hidden="small", low=1, high=3),
        cell(2, hidden="small", low=2, high=4),
        cell(2, hidden="small", low=0, high=9),
        cell(2, hidden="small", low=4, high=1),
        cell(2, hidden="small", low=None, high=4),
        cell(2, hidden="small", low=1, high="4"),
        cell(2, hidden="small", low=1),
        cell(2, hidden="tiny", low=1, high=4),
        cell(2, hidden=["small"], low=1, high=4),
        cell(3, value=7),
        cell(4, value=10**12),
        lambda payload: payload["cells"].pop(),
        lambda payload: payload["cells"].reverse(),
        lambda payload: payload["cells"][0].pop("key"),
        lambda payload: payload.pop("base"),
        put("more", 1),
        put("base", 7),
        put("version", "1"),
        put("measure", "mean"),
        put("measure", ["count"]),
        put("measure", "share"),
        put("grain", "month"),
        put("multi", ["relation"]),
        put("multi", "channel"),
        put("covered", ["channel"]),
        put("share_over", ["channel"]),
        put("bases", [{"key": ["phone"], "value": 38}]),
        put("rows_used", 54),
        put("rows_used", -1),
        put("counted_in_rows", 1),
        put("combined_from", 0),
        put("narrowed", ["week"]),
        put("policy", []),
        put("policy", {}),
        put("dimensions", ["channel"]),
        put("dimensions", [{"name": "channel", "kind": ""}]),
        put("dimensions", [{"name": 7, "kind": "", "categories": ["phone"]}]),
        put("dimensions", [{"name": "channel", "kind": "", "categories": []}]),
        lambda payload: payload["policy"].__setitem__("threshold", 1),
        lambda payload: payload["policy"].__setitem__("threshold", 7),
        lambda payload: payload["policy"].__setitem__("threshold", True),
        lambda payload: payload["policy"].__setitem__("zeros", "off"),
    ],
)
def test_a_forged_table_is_refused_although_its_digest_is_right(edit: Edit) -> None:
    with pytest.raises(Changed):
        restore(forged(edit))


def test_a_median_of_too_few_is_refused_although_the_digest_is_right() -> None:
    table = protect(raw((CHANNEL,), [30, 7, 12, 0], measure="median", medians={("phone",): 2.0}))
    assert restore(forged(cell(1, value=7, median=2.5), table)).cell(("face_to_face",)).median == 2.5
    for edit in (cell(3, value=0, median=2.5), cell(1, value=7, median="2.5"), cell(1, value=7, median=None)):
        with pytest.raises(Changed):
            restore(forged(edit, table))


def test_a_careless_table_is_refused_however_it_is_signed() -> None:
    """Somebody hides the small cell only, and leaves the total to be subtracted from."""
    with pytest.raises(Changed):
        restore(forged(cell(1, value=12)))


def test_an_answer_whose_opposite_is_small_is_refused_although_it_is_large() -> None:
    table = protect(raw((TYPES,), ANSWERS | {("sexual",): 6}, multi=("violence_types",)))
    assert table.cell(("psychological",)).value is None
    with pytest.raises(Changed):
        restore(forged(cell(1, value=12), table))


def test_a_share_whose_rest_is_small_is_refused_although_it_is_large() -> None:
    bases = {("2026-Q1",): 30, ("2026-Q2",): 30, ("2026-Q3",): 20}
    table = protect(raw((QUARTER,), [6, 8, 10], measure="share", denominators=bases))
    with pytest.raises(Changed):
        restore(forged(cell(0, value=28), table))
