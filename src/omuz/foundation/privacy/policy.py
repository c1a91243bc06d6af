"""What may be published at all: the threshold, the crossings refused, how fine time may be."""

from dataclasses import dataclass
from typing import Final, Literal

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.refusals import Refusal, Refused

Zeros = Literal["safe", "show", "hide"]
ZEROS: Final[tuple[Zeros, ...]] = ("safe", "show", "hide")

LEAST_THRESHOLD: Final = 3
GREATEST_THRESHOLD: Final = 10
LEAST_ROOM: Final = 2
ROUNDINGS: Final = (0, 3, 5)
_ALL: Final = 100
"""Percent."""

DISTRICT: Final = frozenset({"district", "neighbourhood"})
AGE: Final = frozenset({"age", "age_band"})
VIOLENCE_TYPE: Final = frozenset({"violence_type", "violence_types"})
TIME: Final = {"year": "year", "quarter": "quarter", "month": "month"}
FINER_THAN_MONTH: Final = frozenset({"week", "day", "date", "hour", "period_day"})
IMPERSONAL: Final = frozenset({"year", "quarter", "month", "centre", "channel", "language", "field"})
"""Dimensions that say when or how a contact was made or asked, not what a woman lived through."""


@dataclass(frozen=True)
class Policy:
    """The rules one table is protected by; immutable, and never "off".

    `threshold`: counts below it are hidden (3–10, else Refused). `zeros`: "safe" shows a zero
    unless it would tell about everybody in a small or one-sided group; "show" always shows it;
    "hide" treats it as small. `age_by_type` opens the one crossing of two of the three guarded
    dimensions that names no place. `month_series` lets a count go out by month where month is
    the table's only dimension. `median_from`: observations a median needs (0: the threshold).
    `room`: whole values every hidden number must be left with (0: threshold - 1, the most there can
    be, since "small" says as much by itself; at least 2). Less room hides less and tells more.
    `centres`: a count fewer centres than this stand behind is hidden (0: not looked at).
    `dominance`: a count of which one centre holds more than this percentage is hidden, and one of
    which the others together hold fewer than the threshold (0: not looked at).
    `rounding`: 3 or 5 rounds every number to multiples instead of hiding any (0: hides).
    `silent` says of a hidden number only that it is hidden: "fewer than three" beside two known answers would tell a
    third. `public` is for facts anybody may look up (who took part, centres and residents of a district): nothing is
    hidden, and nothing but a population that says so in its name may be told by it.
    """

    threshold: int = 5
    zeros: Zeros = "safe"
    age_by_type: bool = False
    month_series: bool = False
    median_from: int = 0
    room: int = 0
    centres: int = 0
    dominance: int = 0
    rounding: int = 0
    silent: bool = False
    public: bool = False

    def __post_init__(self) -> None:
        within = isinstance(self.threshold, int) and not isinstance(self.threshold, bool)
        if not within or not LEAST_THRESHOLD <= self.threshold <= GREATEST_THRESHOLD:
            raise Refused(Refusal.THRESHOLD, str(self.threshold))
        if self.room and not LEAST_ROOM <= self.room < self.threshold:
            raise Refused(Refusal.THRESHOLD, str(self.room))
        if self.rounding not in ROUNDINGS:
            raise Refused(Refusal.THRESHOLD, str(self.rounding))
        if self.centres < 0 or not 0 <= self.dominance <= _ALL:
            raise Refused(Refusal.THRESHOLD, str(self.centres or self.dominance))
        if self.zeros not in ZEROS:
            raise Refused(Refusal.THRESHOLD, str(self.zeros))

    @property
    def values_left(self) -> int:
        """Whole values a reader must be left with for every hidden number."""
        return self.room or self.threshold - 1

    @property
    def median_least(self) -> int:
        """Observations a median needs, never fewer than the threshold; one, where it is a public number itself."""
        return 1 if self.public else max(self.threshold, self.median_from)


CENTRE: Final = Policy()
"""What a centre's own pages and files are protected by."""
NETWORK: Final = Policy(month_series=True)
"""What a return and the network's pages are protected by: a one-dimensional month series passes."""
INSTITUTIONS: Final = Policy(threshold=LEAST_THRESHOLD, zeros="hide", median_from=5)
"""What counts of centres and of plans are protected by, where no row is a woman or a contact (decision 0019).

A centre knows its own answer and that of the centre it visits; with three on either side of every
shown count no third one follows. A unanimous answer is hidden, since it would be everybody's.
"""
SCORES: Final = Policy(threshold=LEAST_THRESHOLD, median_from=5)
"""The same for the middle of scores: how many centres stand behind it is no answer of any of them."""

ANSWERS: Final = Policy(threshold=LEAST_THRESHOLD, zeros="hide", median_from=5, silent=True)
"""What centres answer, where it leaves the network: as INSTITUTIONS, and a hidden number tells nothing of its size."""
CHOICES: Final = Policy(threshold=LEAST_THRESHOLD, median_from=5, silent=True)
"""The same for a question with one answer, of which nobody's choosing one option is no answer of anybody."""
PUBLIC: Final = Policy(threshold=LEAST_THRESHOLD, zeros="show", public=True)
"""Facts anybody may look up."""
PUBLIC_FACTS: Final = "public/"
"""How the name of a population begins of which everything is public."""


def check(raw: RawTable, policy: Policy) -> None:
    """Raise Refused when no hiding of cells would make this table fit to publish."""
    abouts = [dimension.about for dimension in raw.dimensions]
    check_public(raw.population, policy)
    check_shape(abouts, raw.narrowed, raw.grain, raw.measure, policy)


def check_public(population: str, policy: Policy) -> None:
    """Raise Refused where the policy for public facts is asked for by anything else."""
    if policy.public and not population.startswith(PUBLIC_FACTS):
        raise Refused(Refusal.THRESHOLD, population)


def check_shape(abouts: list[str], narrowed: tuple[str, ...], grain: str, measure: str, policy: Policy) -> None:
    """The same for a table known only by its dimensions, as one that comes back from a file."""
    _check_crossing({*abouts, *narrowed}, policy)
    _check_time(abouts, narrowed, grain, measure, policy)


def _check_crossing(abouts: set[str], policy: Policy) -> None:
    crossed = [guarded for guarded in (DISTRICT, AGE, VIOLENCE_TYPE) if guarded & abouts]
    if not crossed[1:] or (policy.age_by_type and crossed == [AGE, VIOLENCE_TYPE]):
        return
    named = sorted(abouts & (DISTRICT | AGE | VIOLENCE_TYPE))
    raise Refused(Refusal.CROSSING, " × ".join(named))


def _check_time(abouts: list[str], narrowed: tuple[str, ...], grain: str, measure: str, policy: Policy) -> None:
    touched = {*abouts, *narrowed}
    if touched & FINER_THAN_MONTH:
        raise Refused(Refusal.TIME_GRAIN, " × ".join(sorted(touched & FINER_THAN_MONTH)))
    grains = {TIME[about] for about in touched if about in TIME} | {grain}
    if touched & DISTRICT and grains != {"year"}:
        raise Refused(Refusal.DISTRICT_TIME, max(grains - {"year"}))
    if "month" not in grains:
        return
    guarded = touched & (DISTRICT | AGE | VIOLENCE_TYPE)
    if not policy.month_series or abouts != ["month"] or measure != "count" or guarded:
        raise Refused(Refusal.TIME_GRAIN, "month")
