"""Steps that close a gap: what stands in them, when they are overdue, and the look again on their day."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import time_machine
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.standards.models import Improvement

if TYPE_CHECKING:
    from tests.network.standards.houses import House

WRITTEN = {
    "what": "Yönergeyi meclise götür", "responsible": "Şube müdürü", "until": "2026-12-31",
    "means": "Performans programı, 40.000 TL", "plan": "Stratejik plan, hedef 4.2", "equality": "YEEP, eylem 6",
}  # fmt: skip


def _on(day: date) -> Any:
    return time_machine.travel(datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), tick=True)


def _listed(house: "House", more: str = "") -> str:
    return house.cast.ayse.client().get(reverse("standards:actions") + more).content.decode()


def _opened(house: "House", **other: str) -> Improvement:
    """A step for A1, written on the page of the gap."""
    row = house.signed(A1="2")
    where = reverse("standards:new-action", args=[row.id, "A1"])
    answer = house.cast.ayse.client().post(where, WRITTEN | other)
    assert answer.status_code == 302
    with acting(house.cast.ayse.person):
        step: Improvement = Improvement.objects.get()
    return step


def test_a_step_says_what_who_until_when_by_what_means_and_where_it_stands_in_the_plans(house: "House") -> None:
    with _on(date(2026, 11, 23)):
        step = _opened(house)
        page = _listed(house)
        form = house.cast.ayse.client().get(reverse("standards:action", args=[step.id])).content.decode()
    for name in ("what", "responsible", "means", "plan", "equality"):
        assert getattr(step, name) == WRITTEN[name]
        assert WRITTEN[name] in page
        assert WRITTEN[name] in form
    assert step.until == step.check_on == date(2026, 12, 31)
    assert "31.12.2026" in page
    assert step.code == "A1"
    assert step.centre_id == house.cast.konak.id


def test_a_step_past_its_day_is_overdue_and_no_day_before(house: "House") -> None:
    with _on(date(2026, 11, 23)):
        _opened(house, until="2026-12-31", check_on="2027-03-01")
    for day, shown in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        with _on(day):
            assert ("günü geçti" in _listed(house)) is shown


def test_the_criterion_is_looked_at_again_on_its_day_and_once_more_where_it_is_not_yet_there(house: "House") -> None:
    with _on(date(2026, 11, 23)):
        step = _opened(house, check_on="2027-03-01")
        client = house.cast.ayse.client()
        client.post(reverse("standards:settle-action", args=[step.id]), {"done": "yes", "outcome": "Meclis onayladı."})
    with _on(date(2027, 2, 28)):
        assert "Yönergeyi meclise götür" not in _listed(house), "done, and its day is still ahead"
    with _on(date(2027, 3, 1)):
        assert "yeniden bakılacak" in _listed(house)
        client, where = house.cast.ayse.client(), reverse("standards:recheck", args=[step.id])
        refused = client.post(where, {"level": "9"}, follow=True)
        assert "yeniden bakılacak" in _listed(house)
        assert refused.status_code == 200
        page = client.post(where, {"level": "2", "again_on": "2027-09-01"}, follow=True).content.decode()
        assert "01.03.2027: 2 · Kısmen" in page
        assert "01.09.2027 günü bakılacak." in page
        assert "yeniden bakılacak" not in _listed(house)
    with _on(date(2027, 9, 1)):
        assert "yeniden bakılacak" in _listed(house)
        house.cast.ayse.client().post(where, {"level": "3"})
        assert "yeniden bakılacak" not in _listed(house)
        assert "yapıldı" in _listed(house, "?hepsi=1")
    with acting(house.cast.ayse.person):
        kept = Improvement.objects.get()
    assert (kept.state, kept.outcome, kept.checked_level, kept.checked_on) == (
        "done", "Meclis onayladı.", "3", date(2027, 9, 1),
    )  # fmt: skip


def test_another_centre_finds_no_step_and_writes_none(house: "House") -> None:
    step, zeynep = _opened(house), house.cast.zeynep.client()
    assert "Yönergeyi meclise götür" not in zeynep.get(reverse("standards:actions")).content.decode()
    assert zeynep.get(reverse("standards:action", args=[step.id])).status_code == 404
    assert zeynep.post(reverse("standards:recheck", args=[step.id]), {"level": "0"}).status_code == 404
