"""What the network lets out: numbered, sourced, never edited, never one centre by subtraction."""

import json
import random
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.foundation.privacy.gate import NETWORK, Reason, audited
from omuz.foundation.privacy.safe import digest_of
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPossible
from omuz.network.returns.models import LedgerEntry, NetworkRelease
from omuz.network.returns.queries import ledger as kept
from omuz.network.returns.queries import proposal as planned
from omuz.network.returns.queries import terms as terms_page
from omuz.network.returns.queries.areas import links_of_areas
from omuz.network.returns.rules.ledger import Source, Stands, given_away, of_quarters, of_return
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import NOW, QUARTER, House

Q3 = Quarter.read(QUARTER)


def _set(*centres: str) -> frozenset[Stands]:
    return of_return(
        Source(centre.rstrip("0123456789"), int(centre.lstrip("abcdefgh") or 1), centre) for centre in centres
    )


@pytest.mark.parametrize(
    ("sums", "fewest", "found"),
    [
        ([_set("a", "b", "c")], 2, ()),
        ([_set("a", "b", "c"), _set("a", "b", "c", "d")], 2, ("d",)),
        ([_set("a", "b", "c"), _set("a2", "b", "c")], 2, ("a",)),
        ([_set("a")], 2, ("a",)),
        ([_set("a", "b")], 2, ()),
        ([_set("a", "b")], 3, ("a", "b")),
        ([_set("a", "b", "c"), _set("a", "b", "c")], 3, ()),
        ([_set("a", "b", "c"), _set("a2", "b2", "c")], 3, ("a", "b")),
        ([_set("a", "b", "c", "d"), _set("c", "d"), _set("b", "c", "d")], 2, ("a",)),
        ([_set("a", "b", "c", "d", "e", "f"), _set("a", "b", "c")], 3, ()),
    ],
)
def test_whoever_follows_from_sums_by_adding_and_subtracting_is_seen(
    sums: list[frozenset[Stands]], fewest: int, found: tuple[str, ...]
) -> None:
    assert given_away(sums, fewest) == found


@pytest.mark.parametrize("seed", range(60))
def test_whoever_is_given_away_really_follows_from_the_sums(seed: int) -> None:
    """Checked by solving: a combination of the sums that is the centre alone exists exactly then."""
    rng = random.Random(seed)
    sets = [frozenset(rng.sample("abcdef", rng.randint(1, 6))) for _ in range(rng.randint(1, 5))]
    table = np.array([[float(one in each) for one in "abcdef"] for each in sets])
    follows = [one for place, one in enumerate("abcdef") if _solved(table, np.eye(6)[place])]
    assert given_away([_set(*each) for each in sets], 2) == tuple(follows[:1])


def _solved(table: Any, wanted: Any) -> bool:
    left = np.linalg.lstsq(table.T, wanted, rcond=None)[0]
    return bool(np.allclose(table.T @ left, wanted))


def test_a_year_less_its_quarters_is_one_centre_that_missed_one() -> None:
    """The year lacks d, which did not send its second quarter: what is left is d's three quarters."""
    quarters = [Quarter(2025, number) for number in (1, 2, 3, 4)]
    four = {code: [Source(code, 1, f"{code}{quarter}") for quarter in quarters] for code in "abcd"}
    by_quarter = [
        of_quarters((four[code][place] for code in ("abc" if place == 1 else "abcd")), [quarter])
        for place, quarter in enumerate(quarters)
    ]
    year = of_quarters((four[code][3] for code in "abc"), quarters)
    assert given_away(by_quarter, 3) == ()
    assert given_away([*by_quarter, year], 3) == ("d",)
    assert given_away([*by_quarter[:3], year], 3) == ()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cast has two centres; the rule is tested above and by the last test of releases."""
    from dataclasses import replace

    read = terms_page.terms()
    monkeypatch.setattr(planned, "terms", lambda: replace(read, fewest=2))


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


def test_a_hold_hides_its_number_until_lifted_and_stands_in_the_ledger(house: House, few: None, events: Any) -> None:
    _both(house)
    person = house.cast.elif_.person
    with acting(person):
        hold = actions.hold_back(by=person, breakdown="violence_types", code="sexual", reason="in_the_news")
    held = _release(house)
    with acting(person):
        table = kept.released_tables(held)["violence_by_type"]
        assert table.cell(("sexual",)).hidden is Reason.HELD
        assert table.cell(("physical",)).value
        assert json.loads(held.payload)["withheld"] == {"violence_by_type": ["violence_types/sexual"]}
        actions.lift(by=person, hold=hold)
        actions.lift(by=person, hold=hold)
    page = house.cast.ayse.client().get(reverse("returns:network-release", args=[held.pk])).content.decode()
    assert "Cinsel" in page
    full = _release(house, reason="recording_changed")
    with acting(person):
        assert kept.released_tables(full)["violence_by_type"].cell(("sexual",)).hidden is not Reason.HELD
        assert [line.act for line in kept.ledger(person)] == ["corrected", "lifted", "released", "held"]
    with acting(house.cast.ayse.person):
        assert {line.act for line in kept.ledger(house.cast.ayse.person)} == {"corrected", "released"}


def test_what_went_out_already_is_not_held_back_as_if_it_had_not(house: House, few: None) -> None:
    """The number stands in the release to the centres: a public one beside it would hide nothing, so it waits."""
    _both(house)
    _release(house)
    person = house.cast.elif_.person
    with acting(person):
        actions.hold_back(by=person, breakdown="violence_types", code="physical", reason="in_the_news")
    row = _release(house, audience="public")
    told = json.loads(row.payload)
    assert told["close"] == ["violence_by_type"]
    assert "violence_by_type" not in told["tables"]


def test_every_release_leaves_with_a_proof_that_can_be_repeated(house: House, few: None) -> None:
    _both(house)
    rows = [_release(house), _release(house, audience="public")]
    person = house.cast.elif_.person
    with acting(person):
        for place, row in enumerate(rows):
            before = [list(kept.released_tables(one).values()) for one in reversed(rows[:place])]
            again = audited(list(kept.released_tables(row).values()), NETWORK, before, links_of_areas())
            assert kept.proof_of(row) == again
            assert (again["recovered"], len(again["earlier"])) == (0, place)
            assert again["narrowest"] is None or again["narrowest"] >= NETWORK.threshold - 1
        (line, _first) = kept.ledger(person)
    assert (line.proof["recovered"], line.proof["digest"]) == (0, digest_of(kept.proof_of(rows[1])))
    page = house.cast.ayse.client().get(reverse("returns:network-release", args=[rows[0].pk])).content.decode()
    assert "hiçbir gizli sayı hesaplanamadı" in page


def test_small_districts_are_one_area_for_the_public_and_the_page_says_why(house: House, few: None) -> None:
    for member in (house.cast.nermin, house.songul):
        house.send_year(member)
    year = Quarter.read("2025-Q4")
    _release(house, year)
    row = _release(house, year, audience="public")
    person = house.cast.elif_.person
    with acting(person):
        (one, two) = (kept.released_tables(each)["contacts_by_district"] for each in kept.releases(person)[::-1])
    assert "karaburun" in one.dimensions[0].categories
    assert "karaburun+urla" in two.dimensions[0].categories
    assert one.total == two.total
    page = house.cast.ayse.client().get(reverse("returns:network-release", args=[row.pk])).content.decode()
    assert "Karaburun + Urla" in page
    assert "az kadının yaşadığı" in page


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


def test_a_preview_for_the_public_shows_what_leaves_and_tells_the_network_who_is_late(house: House, few: None) -> None:
    _both(house)
    client = house.cast.elif_.client()
    text = client.get(reverse("returns:proposal"), {"donem": QUARTER, "hedef": "public"}).content.decode()
    notice, _sign, figures = text.partition('class="pictures"')
    assert "Geç gelen, toplamda: Bornova Kadın" in notice
    assert "2 merkez geç bildirdi" in figures
    for name in ("Bornova Kadın", "Konak Kadın"):
        assert name not in figures


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
