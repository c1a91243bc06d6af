"""Comparing what was typed with the model answer; pure, and nothing is kept."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

NOTE: Final = "note"
ANY: Final = "*"
_SILENT: Final = frozenset({"", "not_asked"})

Codes = tuple[str, ...]
Typed = Mapping[str, Codes]


@dataclass(frozen=True)
class Pair:
    """One question: what she chose, what the model chose; `same` whatever the order."""

    name: str
    hers: Codes
    model: Codes

    @property
    def same(self) -> bool:
        return set(self.hers) == set(self.model)


def said(codes: Iterable[str]) -> Codes:
    """What was really answered: not asked is no answer."""
    return tuple(code for code in codes if code not in _SILENT)


def compared(typed: Typed, model: Typed, names: Iterable[str]) -> list[Pair]:
    """Each question one of the two answered, in the order of `names`."""
    pairs = [Pair(name, said(typed.get(name, ())), said(model.get(name, ()))) for name in names]
    return [pair for pair in pairs if pair.hers or pair.model]


def was_made(field: str, codes: Collection[str], typed: Typed) -> bool:
    """Whether a common mistake shows in what was typed: a code chosen, any answer at all, or a piece of the note."""
    if field not in typed:
        return False
    if field == NOTE:
        text = " ".join(typed[NOTE]).replace("I", "ı").replace("İ", "i").lower()
        return any(piece in text for piece in codes)
    if ANY in codes:
        return bool(said(typed[field]))
    return bool(set(codes) & (set(typed[field]) or {"not_asked"}))
