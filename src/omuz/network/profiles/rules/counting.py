"""Counting one question over centres: exactly for whoever reads every answer, through the gate for everybody else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from omuz.foundation.privacy.cells import TOTAL, Dimension, RawTable
from omuz.foundation.privacy.gate import NETWORK, protect
from omuz.foundation.privacy.refusals import Refused
from omuz.network.profiles.rules.sheet import Asked, Kind, number_in

MEDIAN_FROM = 5
"""Fewer answers have no median; the gate holds the same."""
PUBLISH_FROM = 5
"""So many signed profiles before anything of the network is told, and so many new ones before it is told again:
what differs between two tellings would else be one centre's answer."""

ANSWER = "answer"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Figure:
    """What may be read of one question: how many answered, how many gave each answer, the middle of a number.

    None in `cells` and `answered` is a number kept back.
    """

    kind: Kind
    answered: int | None
    cells: Mapping[str, int | None]
    median: float | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"kind": self.kind, "answered": self.answered, "cells": dict(self.cells), "median": self.median}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Figure":
        """As it was kept."""
        return cls(Kind(told["kind"]), told["answered"], told["cells"], told["median"])


def given(asked: Asked, profiles: Sequence[Mapping[str, str]]) -> list[str]:
    """The answers to one question, those left empty aside; a number that is none is no answer."""
    found = [profile.get(asked.name, "") for profile in profiles]
    if asked.kind is Kind.NUMBER:
        return [text for text in found if number_in(text) is not None]
    return [text for text in found if text]


def exact(asked: Asked, profiles: Sequence[Mapping[str, str]]) -> Figure:
    """Every count as it is; a median from five answers on."""
    told = given(asked, profiles)
    counts = _counts(asked, told)
    cells = {code: counts[code] for code, _words in asked.options}
    return Figure(asked.kind, len(told), cells, _middle(told) if asked.kind is Kind.NUMBER else None)


def protected(asked: Asked, profiles: Sequence[Mapping[str, str]], year: str) -> Figure | None:
    """What leaves through the gate: small counts kept back; None for words and where nothing may be said."""
    told = given(asked, profiles)
    if asked.kind is Kind.WORDS or len(told) < MEDIAN_FROM:
        return None
    try:
        safe = protect(_raw(asked, told, year), NETWORK)
    except Refused:
        return None
    if asked.kind is Kind.NUMBER:
        return Figure(asked.kind, safe.total.value, {}, safe.total.median)
    cells = {code: safe.cell((code,)).value for code, _words in asked.options}
    return Figure(asked.kind, safe.total.value, cells)


def _raw(asked: Asked, told: Sequence[str], year: str) -> RawTable:
    plain: dict[str, Any] = {
        "indicator": f"profile:{asked.name}", "version": 1, "base": "merkez", "period": year, "grain": "year",
    }  # fmt: skip
    if asked.kind is Kind.NUMBER:
        numbers = [float(text) for text in told]
        return RawTable(**plain, dimensions=(), counts={(): len(told)}, measure="median", medians={(): median(numbers)})
    counts: dict[tuple[str, ...], int] = {(code,): number for code, number in _counts(asked, told).items()}
    dimension = Dimension(ANSWER, tuple(code for code, _words in asked.options))
    if asked.kind is Kind.MANY:
        return RawTable(**plain, dimensions=(dimension,), counts={**counts, (TOTAL,): len(told)}, multi=(ANSWER,))
    return RawTable(**plain, dimensions=(dimension,), counts=counts)


def _counts(asked: Asked, told: Sequence[str]) -> Counter[str]:
    known = {code for code, _words in asked.options}
    return Counter(code for text in told for code in set(text.split()) if code in known)


def _middle(told: Sequence[str]) -> float | None:
    return float(median(float(text) for text in told)) if len(told) >= MEDIAN_FROM else None
