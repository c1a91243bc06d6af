"""The tables of a round of self-assessments, raw for the gate, with what a reader knows of them from the standard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable
from omuz.foundation.privacy.lore import Fact, Spot
from omuz.insight.of_centres import About, Beside, part_of, parts_of
from omuz.network.standards.rules.content import Content
from omuz.network.standards.rules.levels import LEVELS, MINIMUM, NOT_APPLICABLE, NUMBERED, Profile

LEVEL_TABLE, LEFT_OUT, CRITICAL = "standards.levels", "standards.not_applicable", "standards.critical_below"
GAP, DISAGREED, STEPS = "standards.gap_by_district", "standards.disagreed", "standards.improvements"
MINIMUM_MET, CHAPTERS = "standards.minimum_met", "standards.chapter_medians"
FEWEST: Final = 5
"""Fewer signed assessments have no figures."""
FEWEST_VISITS: Final = 3
CODES: Final = {level: f"level_{level}".lower() for level in LEVELS}
PARTS: Final = "field"
"""Chapters say what was asked, not what a centre is: that all of something stands in one of them is no secret."""
_HUNDRED: Final = 100


@dataclass(frozen=True)
class Assessed:
    """One signed assessment: its final levels by criterion, its profile, the district it may be counted in."""

    levels: Mapping[str, str]
    profile: Profile
    district: str


def level_tables(year: int, content: Content, told: Sequence[Assessed]) -> dict[str, RawTable]:
    """Levels by chapter, and beside them how many judgements call a criterion not applicable."""
    counts: dict[Key, int] = {}
    behind: dict[Key, set[int]] = {}
    home = {each.code: each.chapter.lower() for each in content.criteria()}
    for place, each in enumerate(told):
        for code, level in each.levels.items():
            if code in home and level in CODES:
                key = home[code], CODES[level]
                counts[key] = counts.get(key, 0) + 1
                behind.setdefault(key, set()).add(place)
    chapters = tuple(chapter.code.lower() for chapter in content.chapters)
    dimensions = Dimension("chapter", chapters, PARTS), Dimension("level", tuple(CODES.values()))
    whole = {code: sum(counts.get((code, level), 0) for level in CODES.values()) for code in chapters}
    left = {code: (counts.get((code, CODES[NOT_APPLICABLE]), 0), whole[code]) for code in chapters if whole[code]}
    about = About(LEVEL_TABLE, year, "standards", "ölçüt")
    contributors = {key: len(places) for key, places in behind.items()}
    return {
        LEVEL_TABLE: RawTable(**about.plain(), dimensions=dimensions, counts=counts, measure="share",
                              share_over=("level",), contributors=contributors),
        LEFT_OUT: parts_of(About(LEFT_OUT, year, "standards", "ölçüt"), "chapter", left, PARTS),
    }  # fmt: skip


def beside_levels(raws: Mapping[str, RawTable]) -> Beside:
    """What stands as a row of one table and as a share of the other is one number."""
    beside = Beside()
    axes = ("chapter", "level")
    for chapter in raws[LEFT_OUT].dimensions[0].categories:
        judged = f"{chapter} judged"
        beside.same(Spot(LEVEL_TABLE, frozenset({("chapter", chapter)})), judged, *axes)
        beside.same(Spot(LEFT_OUT, frozenset({("chapter", chapter)}), base=True), judged, "chapter")
        beside.same(Spot(LEFT_OUT, frozenset({("chapter", chapter)})), f"{chapter} {CODES[NOT_APPLICABLE]}", "chapter")
        facts: list[Fact] = []
        for level in CODES.values():
            one, rest = f"{chapter} {level}", f"{chapter} not {level}"
            beside.same(Spot(LEVEL_TABLE, frozenset({("chapter", chapter), ("level", level)})), one, *axes)
            facts.append(((one, 1), (rest, 1), (judged, -1)))
            beside.people[rest] = one
        beside.facts.append(tuple(facts))
    return beside


def critical(year: int, content: Content, told: Sequence[Assessed]) -> RawTable:
    """Of the centres a critical criterion applies to, those below the minimum in it."""
    rows: dict[str, tuple[int, int]] = {}
    for criterion in (each for each in content.criteria() if each.critical):
        given = [level for each in told if (level := each.levels.get(criterion.code, "")) in NUMBERED]
        if given:
            rows[criterion.code] = (sum(int(level) < MINIMUM for level in given), len(given))
    return parts_of(About(CRITICAL, year, "standards"), "criterion", rows)


def beside_minimum(raws: Mapping[str, RawTable]) -> Beside:
    """Whoever is below in one critical criterion does not meet the minimum: the two together are no more than all."""
    beside = Beside()
    beside.same(Spot("I50"), "met").same(Spot("I50", base=True), "signed")
    facts: list[Fact] = []
    for code in raws[CRITICAL].dimensions[0].categories:
        beside.same(Spot(CRITICAL, frozenset({("criterion", code)})), f"below {code}", "criterion")
        facts.append((("met", 1), (f"below {code}", 1), (f"+other than {code}", 1), ("signed", -1)))
    beside.facts.append(tuple(facts))
    return beside


def gaps(year: int, districts: Sequence[str], told: Sequence[Assessed]) -> RawTable:
    """How far the centres of a district are from the whole standard; a centre without a district is not counted."""
    found: dict[str, list[float]] = {code: [] for code in districts}
    for each in told:
        if each.profile.overall is not None and each.district in found:
            found[each.district].append(_HUNDRED * (1 - each.profile.overall))
    medians: dict[Key, float] = {(code,): median(numbers) for code, numbers in found.items() if numbers}
    whole = [number for numbers in found.values() for number in numbers]
    if whole:
        medians[(TOTAL,)] = median(whole)
    about = About(GAP, year, "standards")
    return RawTable(**about.plain(), dimensions=(Dimension("district", tuple(districts)),), measure="median",
                    counts={(code,): len(numbers) for code, numbers in found.items()}, medians=medians)  # fmt: skip


def disagreed(year: int, visits: Sequence[tuple[int, int]]) -> RawTable | None:
    """Criteria whose level changed of those looked at, one pair a visit; None where few centres were visited.

    Behind either side stand as many centres as had some of it: what one centre and its visitor said stays theirs.
    """
    if len(visits) < FEWEST_VISITS:
        return None
    part, whole = sum(changed for changed, _looked in visits), sum(looked for _changed, looked in visits)
    sides = sum(changed > 0 for changed, _ in visits), sum(changed < looked for changed, looked in visits)
    raw = part_of(About(DISAGREED, year, "standards", "ölçüt"), part, whole)
    return RawTable(**{name: getattr(raw, name) for name in ("indicator", "version", "dimensions", "counts", "base",
        "period", "grain", "measure", "denominators", "population")}, contributors={(): min(sides) or 1})  # fmt: skip


def steps(year: int, states: Sequence[str], told: Sequence[tuple[str, int]]) -> RawTable | None:
    """Steps by state, told as (state, centre); None where few centres have any."""
    centres = {centre for _state, centre in told}
    if len(centres) < FEWEST_VISITS:
        return None
    counts: dict[Key, int] = {(state,): sum(own == state for own, _ in told) for state in states}
    behind: dict[Key, int] = {
        (state,): len({centre for own, centre in told if own == state}) for state in states if counts[(state,)]
    }
    about = About(STEPS, year, "standards", "adım")
    return RawTable(**about.plain(), dimensions=(Dimension("action_state", tuple(states)),), counts=counts,
                    contributors=behind)  # fmt: skip
