"""A programme as a tree with what was promised, what was reached, and how each promise stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from omuz.foundation.people.access import Person
from omuz.network.programmes.models import Evidence, Goal, Programme
from omuz.network.programmes.rules import BELOW, Level, Piece, Promise, Standing, reached, whole


@dataclass(frozen=True)
class Line:
    """One promise: its depth in the tree, its evidence, what was reached and how it stands."""

    goal: Goal
    depth: int
    evidence: tuple[Evidence, ...]
    reached: int | None
    standing: Standing

    @property
    def title(self) -> str:
        return in_language(self.goal.title, self.goal.title_en)

    @property
    def indicator(self) -> str:
        return in_language(self.goal.indicator, self.goal.indicator_en)

    @property
    def levels_below(self) -> tuple[Level, ...]:
        return BELOW[Level(self.goal.level)]

    @property
    def share(self) -> float | None:
        """Reached of the target, at most one; None where either is unknown or nothing was aimed at."""
        if not self.goal.target or self.reached is None:
            return None
        return min(1.0, self.reached / self.goal.target)


@dataclass(frozen=True)
class Progress:
    """A programme and its promises in the order of the tree."""

    programme: Programme
    lines: tuple[Line, ...]

    def of(self, *levels: Level) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.goal.level in levels)

    @property
    def counts(self) -> dict[Standing, int]:
        """How many outputs and activities stand how."""
        work = self.of(Level.ACTIVITY, Level.OUTPUT)
        return {each: sum(line.standing is each for line in work) for each in Standing}


def in_language(turkish: str, english: str) -> str:
    """The words in the reader's language; Turkish where nobody has written the English."""
    return english if english and not (get_language() or "tr").startswith("tr") else turkish


def programmes(person: Person) -> list[Programme]:
    """Every programme, newest first. Raises Refused."""
    person.require("programmes.read")
    return list(Programme.objects.all())


def programme_by(person: Person, code: str) -> Programme:
    """One programme; raises Refused and Http404."""
    person.require("programmes.read")
    found: Programme | None = Programme.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def goal_of(programme: Programme, goal_id: UUID) -> Goal:
    """A promise of a programme; Http404 for none."""
    found: Goal | None = programme.goals.filter(pk=goal_id).first()
    if found is None:
        raise Http404
    return found


def progress(programme: Programme, today: date) -> Progress:
    """The whole tree in two queries."""
    goals = sorted(programme.goals.all(), key=lambda goal: _natural(goal.code))
    shown: dict[UUID, list[Evidence]] = {}
    for piece in Evidence.objects.filter(goal__programme=programme):
        shown.setdefault(piece.goal_id, []).append(piece)
    return Progress(programme, tuple(_lines(None, 0, goals, shown, today)))


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """`1.10` after `1.9`."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in code.split("."))


def _lines(
    parent: UUID | None, depth: int, goals: Sequence[Goal], shown: dict[UUID, list[Evidence]], today: date
) -> list[Line]:
    found = []
    for goal in (each for each in goals if each.parent_id == parent):
        under = _lines(goal.id, depth + 1, goals, shown, today)
        evidence = tuple(shown.get(goal.id, ()))
        counted = reached(goal.counting, [Piece(each.on, each.number) for each in evidence], goal.typed)
        begun = bool(evidence) or bool(counted) or any(line.standing is not Standing.NOT_BEGUN for line in under)
        promise = Promise(goal.target, counted, begun, goal.until, goal.done_on, goal.left)
        direct = [line.standing for line in under if line.depth == depth + 1]
        found += [Line(goal, depth, evidence, counted, whole(promise, direct, today)), *under]
    return found
