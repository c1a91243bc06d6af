"""Two people, and more, who write in one record apart from each other: random edits, orders and repeated deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from omuz.casework.offline.rules import Edit, Values, changed, merged, told_after

FIELDS = tuple(f"field-{place}" for place in range(24))
CHOICES: tuple[Values, ...] = ((), ("a",), ("b",), ("c",), ("a", "b"), ("b", "a"), ("not_asked",))

Delivery = tuple[str, dict[str, Edit]]


def random_record(chance: Random, fill: float = 0.6) -> dict[str, Values]:
    """A record in which some fields hold something."""
    return {field: chance.choice(CHOICES) for field in FIELDS if chance.random() < fill}


def random_deliveries(chance: Random, base: Mapping[str, Values], people: int) -> list[Delivery]:
    """What each of them changed in the record as all of them saw it."""
    sent: list[Delivery] = []
    for person in range(people):
        mine = dict(base)
        for field in chance.sample(FIELDS, chance.randint(1, len(FIELDS) // 2)):
            mine[field] = chance.choice(CHOICES)
        sent.append((f"{person}", changed(base, mine)))
    return sent


def shuffled(chance: Random, sent: list[Delivery]) -> list[Delivery]:
    """The same entries in another order, each of them delivered one to three times."""
    again = [each for each in sent for _time in range(chance.randint(1, 3))]
    chance.shuffle(again)
    return again


def order_holds(chance: Random, orders: int) -> bool:
    """Whether one random history tells the same in every order, loses no word, and shows every dispute."""
    base = random_record(chance)
    sent = random_deliveries(chance, base, chance.randint(2, 4))
    first = told_after(base, sent)
    same = all(told_after(base, shuffled(chance, sent)) == first for _order in range(orders))
    words = all(
        edit.now in first.disputed.get(field, frozenset({first.agreed.get(field, ())}))
        for _name, edits in sent
        for field, edit in edits.items()
    )
    wrote: dict[str, set[Values]] = {}
    for _name, edits in sent:
        for field, edit in edits.items():
            wrote.setdefault(field, set()).add(edit.now)
    shown = all((field in first.disputed) == (len(each) > 1) for field, each in wrote.items())
    return same and words and shown


@dataclass
class Tally:
    """What became of edits: taken over, shown side by side, or said by both; the rest would be lost or silent."""

    edits: int = 0
    taken: int = 0
    shown: int = 0
    agreed: int = 0
    silent: int = 0


def two_people(chance: Random, edits: int) -> Tally:
    """Two people edit the same records offline, then the line is back; every one of `edits` is followed to its end."""
    told = Tally()
    while told.edits < edits:
        base = random_record(chance)
        stands = dict(base)
        for _name, mine in random_deliveries(chance, base, 2):
            cut = dict(list(mine.items())[: edits - told.edits])
            before, found = dict(stands), merged(stands, cut)
            stands.update(found.taken)
            told.edits += len(cut)
            told.taken += sum(stands[field] == cut[field].now for field in found.taken)
            told.shown += sum(each.mine == cut[field].now for field, each in found.met.items())
            told.agreed += sum(before.get(field, ()) == edit.now for field, edit in cut.items())
            # Overwritten without anybody having chosen: somebody else's words were there, and are not any more.
            told.silent += sum(
                before.get(field, ()) not in (base.get(field, ()), stands.get(field, ())) for field in cut
            )
    return told
