"""Small raw tables for the tests of the gate."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import strategies as st

from omuz.foundation.privacy.gate import TOTAL, Dimension, Key, RawTable

CHANNEL = Dimension("channel", ("phone", "face_to_face", "email", "letter"))
RELATION = Dimension("relation", ("partner", "former", "father", "other"))
TYPES = Dimension("violence_types", ("physical", "psychological", "sexual", "economic"))
DISTRICT = Dimension("district", ("konak", "bornova", "karaburun"))
AGE = Dimension("age_band", ("18_24", "25_34", "35_44"))
MONTH = Dimension("month", ("2026-07", "2026-08", "2026-09"))
QUARTER = Dimension("quarter", ("2026-Q1", "2026-Q2", "2026-Q3"))


def raw(dimensions: tuple[Dimension, ...], counts: Mapping[Key, int] | list[int], **more: Any) -> RawTable:
    """A raw table; a list of counts is for one dimension, in its order."""
    if isinstance(counts, list):
        counts = {(code,): count for code, count in zip(dimensions[0].categories, counts, strict=False)}
    given = {"indicator": "I05", "version": 1, "base": "bütün temaslar", "period": "2026-Q3", "grain": "quarter"}
    return RawTable(dimensions=dimensions, counts=counts, **(given | more))


def cut(dimension: Dimension, size: int) -> Dimension:
    """The dimension with its first categories only."""
    return Dimension(dimension.name, dimension.categories[:size], dimension.kind)


NUMBERS = st.one_of(st.integers(0, 4), st.integers(0, 9), st.integers(0, 30))


@st.composite
def adding(draw: st.DrawFn) -> RawTable:
    """Tables of one to three dimensions whose categories add up."""
    sizes = draw(st.sampled_from([(2,), (3,), (4,), (2, 2), (2, 3), (3, 2), (3, 3), (2, 2, 2)]))
    own = (CHANNEL, RELATION, Dimension("kind", ("first", "again", "third")))
    dimensions = tuple(cut(dimension, size) for dimension, size in zip(own, sizes, strict=False))
    counts = {key: draw(NUMBERS) for key in _leaves(dimensions)}
    rows = draw(st.sampled_from([None, 0, 2, 9]))
    return raw(dimensions, counts, rows_used=None if rows is None else sum(counts.values()) + rows)


def people(draw: st.DrawFn, shape: tuple[Dimension, ...], multi: tuple[str, ...]) -> Iterator[list[Key]]:
    """For each of some people, the keys she counts under: several answers where `multi` allows them."""
    for _ in range(draw(NUMBERS)):
        ways = []
        for dimension in shape:
            code = st.sampled_from(dimension.categories)
            several = dimension.name in multi
            ways.append({*draw(st.sets(code)), TOTAL} if several else {draw(code)})
        yield list(product(*ways))


@st.composite
def answering(draw: st.DrawFn) -> RawTable:
    """Tables with overlapping answers: alone, by a dimension that adds up, or by other answers."""
    types, done = cut(TYPES, draw(st.integers(2, 4))), Dimension("done", ("listened", "informed"))
    shape = draw(st.sampled_from([(types,), (types,), (cut(QUARTER, 2), cut(TYPES, 2)), (cut(TYPES, 2), done)]))
    multi = tuple(dimension.name for dimension in shape if dimension.about != "quarter")
    counts: Counter[Key] = Counter()
    for keys in people(draw, shape, multi):
        counts.update(keys)
    return raw(shape, counts, multi=multi)


@st.composite
def sharing(draw: st.DrawFn) -> RawTable:
    """Shares of bases that add up, or of bases that overlap."""
    dimension = draw(st.sampled_from([cut(QUARTER, 2), QUARTER, cut(TYPES, 2)]))
    multi = (dimension.name,) if dimension.name == "violence_types" else ()
    counts: Counter[Key] = Counter()
    bases: Counter[Key] = Counter()
    whole = 0
    for keys in people(draw, (dimension,), multi):
        whole += 1
        bases.update(keys)
        counts.update(keys if draw(st.booleans()) else [])
    more = draw(st.sampled_from([None, 0, 2, 9]))
    rows = None if more is None else whole + more
    return raw((dimension,), counts, measure="share", denominators=bases, multi=multi, rows_used=rows)


def _leaves(dimensions: tuple[Dimension, ...]) -> list[Key]:
    keys: list[Key] = [()]
    for dimension in dimensions:
        keys = [(*key, code) for key in keys for code in dimension.categories]
    return keys
