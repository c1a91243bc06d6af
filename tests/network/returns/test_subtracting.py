"""A reader who keeps what she saw before and subtracts it from what she sees now learns of nobody."""

from itertools import pairwise

from demo.invent import network
from demo.returns import full_quarters
from omuz.foundation.people.access import acting
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.queries.received import summed
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import NOW, QUARTER, House


def _page(house: House) -> dict[str, SafeTable]:
    """What the network's page shows of the quarter now."""
    person = house.cast.elif_.person
    with acting(person):
        sums = {key: summed(person, key, [Quarter.read(QUARTER)])[0].table for key in contents().plans}
    return {key: table for key, table in sums.items() if table is not None}


def test_the_networks_page_before_and_after_corrections_of_one_contact(house: House) -> None:
    house.send(house.songul)
    house.send(house.cast.nermin)
    seen = [_page(house)]
    for seed in (9, 10):
        house.record(house.cast.konak, invented.contacts(1, QUARTER, seed=seed, kind="violence", relation=("father",)))
        house.send(house.cast.nermin)
        seen.append(_page(house))
    shown = 0
    for before, after in [*pairwise(seen), (seen[0], seen[-1])]:
        for key, table in after.items():
            for was, now in zip(before[key].cells, table.cells, strict=True):
                if was.value is not None and now.value is not None:
                    shown += 1
                    assert not 0 < abs(now.value - was.value) < table.policy.threshold, (key, was.key)
    assert shown > 50


def test_the_demonstration_holds_every_way_a_return_can_stand() -> None:
    told = network()["returns"]
    quarters = full_quarters(NOW.date(), 27)
    assert len(quarters) == 8
    assert [len(told[name]) for name in ("missing", "late", "corrected", "declined")] == [2, 1, 1, 1]
    known = {each["code"] for owner in network()["organisation"] for each in owner["centres"]}
    for name in ("missing", "late", "corrected", "declined"):
        assert all(one[0] in known and 1 < one[1] <= 8 for one in told[name])
