"""What the network lets out: numbered, sourced, never edited, never one centre by subtraction."""

import random
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPossible
from omuz.network.returns.models import LedgerEntry, NetworkRelease
from omuz.network.returns.queries import ledger as kept
from omuz.network.returns.queries import terms as terms_page
from omuz.network.returns.rules.ledger import Source, held_tables, narrow_differences, singled_out
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import NOW, QUARTER, House

Q3 = Quarter.read(QUARTER)


def _set(*centres: str) -> frozenset[Source]:
    return frozenset(
        Source(centre.rstrip("0123456789"), int(centre.lstrip("abcdefgh") or 1), centre) for centre in centres
    )


def test_two_releases_that_differ_by_one_centre_give_it_away() -> None:
    assert singled_out([_set("a", "b", "c")]) == []
    assert singled_out([_set("a", "b", "c"), _set("a", "b", "c", "d")]) == ["d"]
    assert singled_out([_set("a", "b", "c"), _set("a2", "b", "c")]) == ["a"]
    assert singled_out([_set("a")]) == ["a"]


def test_a_centre_may_follow_from_three_releases_though_no_two_differ_by_one() -> None:
    releases = [_set("a", "b", "c", "d"), _set("c", "d"), _set("b", "c", "d")]
    assert "a" in singled_out(releases)
    assert singled_out([_set("a", "b", "c", "d", "e", "f"), _set("a", "b", "c")]) == []


@pytest.mark.parametrize("seed", range(60))
def test_whoever_is_singled_out_really_follows_from_the_sums(seed: int) -> None:
    """Checked by solving: a combination of the sums that is the centre alone exists exactly then."""
    rng = random.Random(seed)
    sets = [frozenset(rng.sample("abcdef", rng.randint(1, 6))) for _ in range(rng.randint(1, 5))]
    found = singled_out([_set(*each) for each in sets])
    table = np.array([[float(one in each) for one in "abcdef"] for each in sets])
    for place, centre in enumerate("abcdef"):
        wanted = np.zeros(6)
        wanted[place] = 1
        left = np.linalg.lstsq(table.T, wanted, rcond=None)[0]
        assert (centre in found) is bool(np.allclose(table.T @ left, wanted))


def test_releases_that_differ_by_too_few_centres_are_seen() -> None:
    assert narrow_differences([_set("a", "b", "c")], 3) is None
    assert narrow_differences([_set("a", "b")], 3) == 2
    assert narrow_differences([_set("a", "b", "c"), _set("a", "b", "c")], 3) is None
    assert narrow_differences([_set("a", "b", "c"), _set("a2", "b2", "c")], 3) == 2


def test_a_hold_keeps_the_whole_table_back() -> None:
    assert held_tables(["district"], {"x": ["month"], "y": ["district"], "z": ["kind", "district"]}) == ["y", "z"]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cast has two centres; the rule is tested above and by the last test of releases."""
    from dataclasses import replace

    read = terms_page.terms()
    monkeypatch.setattr(kept, "terms", lambda: replace(read, fewest=2))


def _release(house: House, quarter: Quarter = Q3, **told: Any) -> NetworkRelease:
    person = house.cast.elif_.person
    with acting(person):
        return actions.release_figures(by=person, quarter=quarter, audience=told.pop("audience", "centres"), **told)


def _both(house: House) -> None:
    house.send(house.cast.nermin)
    house.send(house.songul)


def test_a_release_is_written_down_with_its_returns_and_digest(house: House, few: None) -> None:
    _both(house)
    row = _release(house)
    person = house.cast.elif_.person
    with acting(person):
        (line,) = kept.ledger(person)
        assert kept.unbroken(row)
        assert kept.released_tables(row)["contacts_by_month"].total.value == 210
    assert (line.act, line.quarter, line.audience, line.digest) == ("released", QUARTER, "centres", row.digest)
    assert [(centre, version) for centre, version, _digest in line.sources] == [("bornova-1", 1), ("konak-1", 1)]


def test_a_release_and_its_line_can_neither_be_changed_nor_taken_out(house: House, few: None) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded

    _both(house)
    row = _release(house)
    person = house.cast.elif_.person
    rows = NetworkRelease.objects.filter(pk=row.pk)
    for act in (lambda: rows.update(digest="x"), lambda: rows.update(payload="{}"), rows.delete):
        with acting(person), pytest.raises(DatabaseError), transaction.atomic(), recorded(by=SYSTEM, event="test.bent"):
            act()
    with acting(person):
        with recorded(by=SYSTEM, event="test.bent"):
            changed = LedgerEntry.objects.update(digest="x")
        assert changed == 0
        assert [line.digest for line in kept.ledger(person)] == [row.digest]


def test_everybody_in_the_network_reads_the_ledger_and_nobody_else_writes_it(house: House, few: None) -> None:
    from omuz.foundation.people.access import Refused

    _both(house)
    row = _release(house)
    for member in (house.cast.ayse, house.cast.derya, house.songul):
        client = member.client()
        assert client.get(reverse("returns:ledger")).status_code == 200
        page = client.get(reverse("returns:network-release", args=[row.pk])).content.decode()
        assert "210" in page
        assert client.post(reverse("returns:release-figures")).status_code == 403
        with acting(member.person), pytest.raises(Refused):
            actions.release_figures(by=member.person, quarter=Q3, audience="centres")


def test_nothing_is_released_before_its_day(house: House, few: None) -> None:
    _both(house)
    early = NOW.replace(month=11, day=1)
    with pytest.raises(NotPossible, match="en erken"):
        _release(house, audience="public", now=early)
    assert _release(house, audience="public", now=early + timedelta(days=20)).audience == "public"


def test_the_same_is_not_released_twice_and_a_correction_says_why(house: House, few: None) -> None:
    _both(house)
    _release(house)
    with pytest.raises(NotPossible, match="hiçbir sayı değişmedi"):
        _release(house)
    for member, centre in ((house.cast.nermin, house.cast.konak), (house.songul, house.cast.bornova)):
        house.record(centre, invented.contacts(60, QUARTER, seed=9, district=centre.district))
        house.send(member)
    with pytest.raises(NotPossible, match="nedenini"):
        _release(house)
    second = _release(house, reason="entered_late")
    assert (second.number, second.reason) == (2, "entered_late")
    person = house.cast.elif_.person
    with acting(person):
        assert [line.act for line in kept.ledger(person)] == ["corrected", "released"]
        first = NetworkRelease.objects.get(number=1)
    page = house.cast.elif_.client().get(reverse("returns:network-release", args=[first.pk])).content.decode()
    assert "Bu yayım düzeltildi" in page


def test_a_second_release_that_differs_by_one_centre_leaves_nothing_to_subtract(house: House, few: None) -> None:
    _both(house)
    _release(house)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=9))
    house.send(house.cast.nermin)
    with pytest.raises(NotPossible, match="az sayıda merkezi"):
        _release(house, reason="entered_late")
    page = house.cast.elif_.client().get(reverse("returns:proposal"), {"donem": QUARTER, "hedef": "centres"})
    assert "Geride kalan tablolar" in page.content.decode()


def test_figures_of_fewer_centres_than_the_terms_ask_for_stay_behind(house: House) -> None:
    _both(house)
    with pytest.raises(NotPossible, match="Yayımlanacak tablo kalmadı"):
        _release(house)


def test_a_hold_keeps_tables_back_until_lifted_and_stands_in_the_ledger(house: House, few: None, events: Any) -> None:
    _both(house)
    person = house.cast.elif_.person
    with acting(person):
        hold = actions.hold_back(by=person, breakdown="violence_types", code="sexual", reason="in_the_news")
    held = _release(house)
    with acting(person):
        assert "violence_by_type" not in kept.released_tables(held)
        actions.lift(by=person, hold=hold)
        actions.lift(by=person, hold=hold)
    full = _release(house, reason="recording_changed")
    with acting(person):
        assert "violence_by_type" in kept.released_tables(full)
        assert [line.act for line in kept.ledger(person)] == ["corrected", "lifted", "released", "held"]
    with acting(house.cast.ayse.person):
        assert {line.act for line in kept.ledger(house.cast.ayse.person)} == {"corrected", "released"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"breakdown": "district", "code": "atlantis", "reason": "in_the_news"}, "listeden"),
        ({"breakdown": "age", "code": "x", "reason": "in_the_news"}, "listeden"),
        ({"breakdown": "district", "code": "konak", "reason": "campaign"}, "neden"),
        ({"breakdown": "district", "code": "konak", "reason": "safety", "until": NOW.date() - timedelta(1)}, "geçmiş"),
    ],
)
def test_a_hold_names_what_and_why(house: House, told: dict[str, Any], said: str) -> None:
    person = house.cast.elif_.person
    with acting(person), pytest.raises(NotPossible, match=said):
        actions.hold_back(by=person, **told)


def test_the_public_is_told_how_many_centres_lack_and_not_which(house: House, few: None) -> None:
    _both(house)
    row = _release(house, audience="public")
    assert '"missing":0' in row.payload
    assert "Konak Kadın" not in row.payload
    page = house.cast.ayse.client().get(reverse("returns:network-release", args=[row.pk])).content.decode()
    assert "2 / 2 merkez bildirdi; bildirmeyen sıfır sayılmadı" in page


def test_what_a_centre_opens_to_its_director_is_a_line_of_its_own_ledger(house: House) -> None:
    nermin = house.cast.nermin
    row = house.send(nermin)
    with acting(nermin.person):
        release = actions.release_totals(by=nermin.person, row=row)
        actions.withdraw_release(by=nermin.person, release=release)
        (centre_id,) = nermin.person.centres
        acts = [(line.act, line.audience, line.digest) for line in kept.ledger(nermin.person, centre_id)]
    assert acts == [("withdrawn", "director", row.digest), ("released", "director", row.digest)]
    with acting(house.songul.person):
        assert LedgerEntry.objects.count() == 0
