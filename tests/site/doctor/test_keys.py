"""The doctor on keys: an old one, a renewal left half way, and a sheet nobody has tried."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.foundation.vault import renewal
from omuz.foundation.vault.actions import try_sheet
from omuz.site.doctor import database
from tests.cast import Cast


def _told(code: str) -> list[tuple[str, str]]:
    return [(each.check, each.state.value) for each in database.centre_keys() if each.said.startswith(code)]


def test_after_half_a_year_the_sheet_and_after_a_year_the_key_is_to_be_seen_to(cast: Cast, time_machine: Any) -> None:
    assert _told("konak-1") == []
    now = timezone.now()
    time_machine.move_to(now + timedelta(days=200))
    assert _told("konak-1") == [("sheet", "warn")]
    with acting(cast.nermin.person):
        try_sheet(by=cast.nermin.person, centre_id=cast.konak.id, sheet=cast.sheet)
    assert _told("konak-1") == [("sheet", "ok")]
    assert _told("bornova-1") == [("sheet", "warn")]
    time_machine.move_to(now + timedelta(days=370))
    assert _told("konak-1") == [("centre-key", "warn"), ("sheet", "ok")]


def test_a_renewal_left_half_way_is_told(cast: Cast) -> None:
    with acting(cast.nermin.person):
        renewal.begin(by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id)
    assert _told("konak-1") == [("centre-key", "warn")]
