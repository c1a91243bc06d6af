"""What the definitions of several indicators tell a reader together: which counts are one, which are parts of which."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from omuz.foundation.catalogue.fact_kinds import FactKind
from omuz.foundation.catalogue.lists import NOT_ASKED, SPECIAL
from omuz.foundation.privacy.lore import OWN, Lore, Spot
from omuz.insight.indicators.definitions import FIELD, Count, Distribution, Indicator, Missing, Share
from omuz.insight.indicators.plan import outside_base

Condition = tuple[str, bool, frozenset[str]]
"""A column, whether one of the codes is held (or none of them), and the codes."""
Chosen = frozenset[Condition]
"""The facts for which all of these hold."""
Fact = tuple[tuple[str, int], ...]


def lore_of(indicators: Iterable[Indicator]) -> Lore:
    """The lore of everything that may be printed of one kind of fact; what is split further holds in every part."""
    told = _Told()
    for one in sorted(indicators, key=lambda each: each.code):
        told.add(one)
    return told.lore()


def _holds(column: str, *codes: str) -> Condition:
    return column, True, frozenset(codes)


def _name(chosen: Chosen) -> str:
    return " & ".join(sorted(f"{column} {'in' if held else 'not'} {'+'.join(sorted(c))}" for column, held, c in chosen))


@dataclass
class _Told:
    """Every set of facts that is printed, collected indicator by indicator."""

    spots: dict[Spot, Chosen] = field(default_factory=dict)
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    kinds: list[FactKind] = field(default_factory=list)

    def add(self, one: Indicator) -> None:
        """The sets one definition prints: its base, its part or its answers."""
        base: Chosen = frozenset(_holds(column, *codes) for column, codes in one.where.items())
        outside = outside_base(one)
        if outside:
            base |= {(one.judged, False, frozenset(outside))}
        match one.measure:
            case Count():
                self._is(one, base)
            case Distribution(column=column):
                self._is(one, base, own=(column,))
                for code in (*(one.kind.columns[column].codes or ()), *one.in_base):
                    self._is(one, base | {_holds(column, code)}, at=(column, code), own=(column,))
            case Share(part=part):
                self._is(one, base, base=True)
                self._is(one, base | {_holds(column, *codes) for column, codes in part.items()})
            case Missing(fields=fields):
                for name in fields:
                    put = base | {_holds(*_flat(each)) for each in one.kind.columns[name].applies.items()}
                    self._is(one, put, at=(FIELD, name), base=True, own=(FIELD,))
                    self._is(one, put | {_holds(name, NOT_ASKED)}, at=(FIELD, name), own=(FIELD,))
            case _:
                return
        if one.kind not in self.kinds:
            self.kinds.append(one.kind)

    def _is(
        self,
        one: Indicator,
        chosen: Chosen,
        *,
        at: tuple[str, str] | None = None,
        base: bool = False,
        own: Sequence[str] = (),
    ) -> None:
        self.own[one.code] = frozenset(own)
        self.spots[Spot(one.code, frozenset({at} if at else ()), base)] = _plain(chosen)

    def lore(self) -> Lore:
        """The names of all sets, and what holds between them."""
        sets = frozenset(self.spots.values())
        facts = [column for kind in self.kinds for column in _facts(kind, sets)]
        names = {name for column in facts for fact in column for name, _ in fact}
        people = {name: name.removeprefix(_SILENT) for name in names if name.startswith(_SILENT)}
        return Lore({spot: _name(chosen) for spot, chosen in self.spots.items()}, self.own, tuple(facts), people)


_SILENT = "no answer to "


def _flat(item: tuple[str, Sequence[str]]) -> tuple[str, ...]:
    return item[0], *item[1]


def _plain(chosen: Chosen) -> Chosen:
    """Without "none of the special answers" about a column of which another answer is asked for."""
    asked = {column for column, held, _ in chosen if held}
    return frozenset(each for each in chosen if each[1] or each[0] not in asked)


def _facts(kind: FactKind, sets: frozenset[Chosen]) -> Iterator[tuple[Fact, ...]]:
    """What holds between a set and those that one answer more chooses from it, column by column."""
    within: dict[tuple[Chosen, str], set[Condition]] = {}
    for chosen in sets:
        for each in chosen:
            within.setdefault((chosen - {each}, each[0]), set()).add(each)
    for (whole, column), parts in sorted(within.items(), key=lambda found: (_name(found[0][0]), found[0][1])):
        if column in kind.columns:
            yield tuple(_Column(kind, whole, column, frozenset(parts)).facts())


@dataclass(frozen=True)
class _Column:
    """One set of facts, and its parts by the answers in one column."""

    kind: FactKind
    whole: Chosen
    column: str
    parts: frozenset[Condition]

    def facts(self) -> Iterator[Fact]:
        several = self.kind.columns[self.column].several
        known = _name(self.whole | {(self.column, False, frozenset(SPECIAL))})
        silent = _SILENT + known
        specials = tuple((self._of(code), 1) for code in SPECIAL)
        yield (known, 1), (silent, 1), (_name(self.whole), -1)
        yield *specials, (silent, -1)
        yield from self._overlapping(known) if several else self._apart(known)

    def _apart(self, known: str) -> Iterator[Fact]:
        """Each fact has one answer: what has any of some codes is what has each of them, added up."""
        single = sorted({code for codes in self._held() for code in codes})
        yield *((self._of(code), 1) for code in single), (f"{OWN}{known}", 1), (known, -1)
        for codes in self._held():
            if len(codes) > 1:
                yield *((self._of(code), 1) for code in sorted(codes)), (self._of(*codes), -1)

    def _overlapping(self, known: str) -> Iterator[Fact]:
        """A fact may have several answers: each is no more than all, and any of some no more than their sum."""
        for codes in self._held():
            own = self._of(*codes)
            yield (own, 1), (f"{OWN}{own} in {known}", 1), (known, -1)
            if len(codes) > 1:
                yield *((self._of(code), 1) for code in sorted(codes)), (f"{OWN}{own} twice", -1), (own, -1)
                for code in sorted(codes):
                    yield (self._of(code), 1), (f"{OWN}{self._of(code)} in {own}", 1), (own, -1)

    def _held(self) -> list[tuple[str, ...]]:
        """The codes of each printed part; special answers apart."""
        found = (tuple(sorted(codes - set(SPECIAL))) for _, held, codes in self.parts if held)
        return sorted({codes for codes in found if codes})

    def _of(self, *codes: str) -> str:
        return _name(self.whole | {_holds(self.column, *codes)})
