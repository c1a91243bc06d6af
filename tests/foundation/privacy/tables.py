"""Small raw tables for the tests of the gate."""

from collections.abc import Mapping
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


@st.composite
def answering(draw: st.DrawFn) -> RawTable:
    """Tables of one dimension whose answers overlap."""
    dimension = cut(TYPES, draw(st.integers(2, 4)))
    total = draw(NUMBERS)
    counts = {(code,): draw(st.integers(0, total)) for code in dimension.categories}
    return raw((dimension,), counts | {(TOTAL,): total}, multi=("violence_types",))


@st.composite
def sharing(draw: st.DrawFn) -> RawTable:
    """Shares of bases that add up."""
    dimension = cut(QUARTER, draw(st.integers(2, 3)))
    bases = {(code,): draw(NUMBERS) for code in dimension.categories}
    counts = {key: draw(st.integers(0, base)) for key, base in bases.items()}
    return raw((dimension,), counts, measure="share", denominators=bases)


def _leaves(dimensions: tuple[Dimension, ...]) -> list[Key]:
    keys: list[Key] = [()]
    for dimension in dimensions:
        keys = [(*key, code) for key in keys for code in dimension.categories]
    return keys
