"""Nobody who has read the definitions works a hidden number of a return out of its other tables."""

import random
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import NETWORK, Links, Refused, SafeTable, audited, combine, protect_together
from omuz.foundation.privacy.refusals import Refusal
from omuz.foundation.privacy.wording import sentence
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts, Value
from omuz.insight.indicators.lore import lore_of
from omuz.network.returns.queries.areas import links_of_areas
from omuz.network.returns.queries.contents import contents, links_of_contents
from omuz.network.returns.rules.protection import protect_return
from tests.network.returns.handbook_reader import SPECIAL, narrow

Q3 = "2026-Q3"
SEEDS = range(12)


def contact(chance: random.Random, silent: float) -> dict[str, Value]:
    """One contact; to every question there is no answer as often as `silent` says."""

    def one(**codes: int) -> str:
        if chance.random() < silent:
            return chance.choice(SPECIAL)
        return chance.choices(list(codes), list(codes.values()))[0]

    def several(*codes: str) -> tuple[str, ...]:
        if chance.random() < silent:
            return (chance.choice(SPECIAL),)
        return tuple(sorted(set(chance.choices(codes, k=chance.randint(1, 3)))))

    violent = chance.random() < 0.6
    row: dict[str, Value] = {
        "year": "2026",
        "quarter": Q3,
        "month": f"2026-{7 + chance.randrange(3):02}",
        "channel": one(phone=6, face_to_face=3, email=1, message=1),
        "for_whom": one(herself=8, relative=1, friend=1),
        "anonymous": one(yes=1, no=3),
        "hidden_number": one(yes=1, no=3),
        "district": one(konak=5, buca=2, urla=1),
        "kind": "violence" if violent else one(legal_information=4, psychological_support=4, whereabouts_enquiry=1),
    }
    if violent:
        row["violence_types"] = several("physical", "psychological", "economic", "sexual")
        row["relation"] = several("spouse", "spouse", "spouse", "ex_spouse", "partner", "father")
    return row


def raws(number: int, chance: random.Random, centre: int = 1) -> dict[str, RawTable]:
    """The tables of a quarter of one centre with so many contacts."""
    silent = chance.choice([0.03, 0.1, 0.2])
    facts = Facts.from_rows("contact", [contact(chance, silent) for _ in range(number)])
    months = facts.distinct("month")
    assert len(months) == 3, "every centre counts the same months"
    population = f"contact/{UUID(int=centre)}/{Q3}"
    return {
        plan.key: count(plan.indicator, facts, plan.by, period=Q3, population=population)
        for plan in contents().of_quarter()
    }


def returned(tables: dict[str, RawTable], links: Links | None) -> dict[str, SafeTable]:
    safe, _proof = protect_return(list(tables.values()), NETWORK, links=links)
    return dict(zip(tables, safe, strict=True))


def size_of(chance: random.Random) -> int:
    return chance.choice([12, 20, 40, 80, 150])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_number_of_a_return_follows_from_its_other_tables(seed: int) -> None:
    chance = random.Random(seed)
    tables = returned(raws(size_of(chance), chance), links_of_contents())
    assert narrow(tables) == []
    assert any(cell.value is not None for table in tables.values() for cell in table.cells)


def test_tables_protected_without_their_definitions_do_give_hidden_numbers_away() -> None:
    """So that the test above can fail: the same reader works out exact numbers from the same counts."""
    exact = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        tables = returned(raws(size_of(chance), chance), None)
        exact += sum(low == high for _name, low, high in narrow(tables))
    assert exact >= len(SEEDS)


@pytest.mark.parametrize("centres", [1, 3, 6])
def test_no_hidden_number_of_the_networks_sums_follows_either(centres: int) -> None:
    chance = random.Random(centres)
    parts = [returned(raws(size_of(chance) + 20, chance, one), links_of_contents()) for one in range(1, centres + 1)]
    sums: dict[str, Any] = {key: combine([part[key] for part in parts], NETWORK) for key in parts[0]}
    assert narrow(sums) == []
    proof = audited(list(sums.values()), NETWORK, (), links_of_areas())
    assert proof["recovered"] == 0


def test_sums_of_the_same_centres_are_read_together_and_of_others_not() -> None:
    chance = random.Random(5)
    parts = [returned(raws(60, chance, one), links_of_contents()) for one in (1, 2)]
    both = {key: combine([part[key] for part in parts], NETWORK).population for key in parts[0]}
    lone = combine([parts[0]["violence_contacts"]], NETWORK).population
    assert len({name.split("/")[1] for name in both.values()}) == 1
    assert lone.split("/")[1] != both["violence_contacts"].split("/")[1]


def test_a_number_of_one_meaning_is_hidden_in_every_table_or_in_none() -> None:
    for seed in SEEDS:
        chance = random.Random(seed)
        tables = returned(raws(size_of(chance), chance), links_of_contents())
        violence = {
            tables["violence_contacts"].total.value,
            tables["violence_by_type"].total.value,
            tables["violence_by_relation"].total.value,
            tables["questions_not_asked"].denominator(("relation",)).value,
        }
        assert len(violence) == 1, seed


def test_tables_that_cannot_all_be_right_by_their_definitions_are_refused_with_a_sentence_of_their_own() -> None:
    """A table somebody typed: more contacts for violence than contacts at all."""
    tables = raws(80, random.Random(3))
    told = tables["violence_contacts"]
    key = next(iter(told.counts))
    tables["violence_contacts"] = replace(told, counts={**told.counts, key: told.counts[key] + 500})
    with pytest.raises(Refused) as fault:
        returned(tables, links_of_contents())
    assert fault.value.code is Refusal.CONTRADICTS
    assert "uyuşmuyor" in sentence(fault.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_counted_side_by_side_on_the_command_line_gives_nothing_away_either(seed: int) -> None:
    chance = random.Random(seed)
    counted = raws(size_of(chance), chance)
    links = Links(lore=lore_of(plan.indicator for plan in contents().of_quarter()))
    assert narrow(dict(zip(counted, protect_together(list(counted.values()), NETWORK, links), strict=True))) == []
