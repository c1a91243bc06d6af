"""No hidden number can be worked out: tried by a reader who shares no code with the gate."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.foundation.privacy.gate import Policy, RawTable, protect, restore
from tests.foundation.privacy.brute import Reader, pinned, printed_of, small_only
from tests.foundation.privacy.tables import CHANNEL, RELATION, adding, answering, cut, raw, sharing

BOUNDED = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much]
)
POLICIES = st.builds(Policy, threshold=st.sampled_from([3, 4, 5]), zeros=st.sampled_from(["safe", "show", "hide"]))


def withstands(table: RawTable, policy: Policy) -> None:
    """Protect, restore, and let the reader try."""
    safe = protect(table, policy)
    assert restore(safe.to_json()) == safe
    reader = Reader(table, policy.threshold, policy.zeros)
    assert pinned(reader, printed_of(safe), policy.threshold - 1) == {}


@BOUNDED
@given(adding(), POLICIES)
def test_no_hidden_cell_of_a_table_that_adds_up_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)


@BOUNDED
@given(answering(), POLICIES)
def test_no_hidden_answer_or_its_opposite_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)


@BOUNDED
@given(sharing(), POLICIES)
def test_no_hidden_part_base_or_rest_of_a_share_is_recovered(table: RawTable, policy: Policy) -> None:
    withstands(table, policy)
