"""What trainings give a report: one line a training without a name, and how much of what is due was completed."""

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import payload_of, piece_of
from omuz.network.training.queries.report import LIST, TRAINED, pieces
from tests.network.full import known
from tests.network.training.gatherings import attended, planned, seated

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEYS = frozenset({LIST, TRAINED})


def _given(cast: "Cast", year: int = 0, keys: frozenset[str] = KEYS) -> dict[str, Any]:
    from omuz.insight.reports.content.source_keys import fits

    sources = known()
    with acting(cast.elif_.person):
        found = pieces(cast.elif_.person, Asked("monitoring", year or timezone.localdate().year, keys))
    return {key: fits(sources[key], piece) for key, piece in found.items()}


def test_the_keys_are_those_the_reports_ask_for() -> None:
    assert {key for key in known() if key.startswith("training.")} == KEYS


def test_a_held_training_is_listed_in_both_languages_without_a_name(cast: "Cast") -> None:
    training, _seat = seated(cast, days=-1)
    planned(cast.elif_, days=30)
    attended(cast.elif_, training)
    piece = _given(cast, training.ends_on.year)[LIST]
    assert len(piece.rows) == 1
    title, hours, _on, there = piece.rows[0]
    assert title.tr != title.en
    assert (hours.tr, there.tr) == (str(training.hours), "1")
    assert cast.ayse.staff.full_name not in str(payload_of(piece))
    assert piece_of(payload_of(piece), LIST) == piece


def test_where_nobody_completed_a_course_no_share_is_told(cast: "Cast") -> None:
    assert _given(cast) == {}
    assert _given(cast, 2001) == {}


def test_a_share_of_few_is_hidden(cast: "Cast") -> None:
    from omuz.network.training.actions.certificates import give_certificates

    training, _seat = seated(cast, days=-1)
    attended(cast.elif_, training)
    with acting(cast.elif_.person):
        give_certificates(by=cast.elif_.person, training=training)
    found = _given(cast, training.ends_on.year)
    if TRAINED in found:
        table = found[TRAINED].table
        assert table.indicator == "I53"
        assert all(cell.hidden or not cell.value for cell in table.cells)


def test_only_the_network_is_given_them(cast: "Cast") -> None:
    for member in (cast.ayse, cast.nermin, cast.zeynep, cast.derya, cast.can):
        with acting(member.person), pytest.raises(Refused):
            pieces(member.person, Asked("monitoring", 2026, KEYS))
