"""Counting one question over centres: exactly for whoever reads every answer, through the gate for everybody else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.gate import ANSWERS, CHOICES
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.of_centres import Beside
from omuz.insight.of_centres import protected as gated
from omuz.network.profiles.rules.sheet import Asked, Kind, number_in
from omuz.network.profiles.rules.tables import MEDIAN_FROM, of_question

PUBLISH_FROM = 5
"""So many signed profiles before anything of the network is told, and so many new ones before it is told again:
what differs between two tellings would else be one centre's answer."""


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
    """What leaves of one question by itself; None for words and where nothing may be said."""
    raw = of_question(asked, profiles, int(year), asked.name)
    if raw is None:
        return None
    beside = Beside().single(raw) if asked.kind is Kind.ONE else None
    (safe,) = gated({asked.name: raw}, CHOICES if asked.kind is Kind.ONE else ANSWERS, beside).values()
    return figure_in(asked, safe)


def figure_in(asked: Asked, safe: SafeTable, row: str = "") -> Figure:
    """One question as its protected table tells it, or as one row of a table of several questions does."""
    if asked.kind is Kind.NUMBER:
        return Figure(asked.kind, safe.total.value, {}, safe.total.median)
    at = (row,) if row else ()
    cells = {code: safe.cell((*at, code)).value for code, _words in asked.options}
    return Figure(asked.kind, safe.cell((*at, TOTAL)).value, cells)


def _counts(asked: Asked, told: Sequence[str]) -> Counter[str]:
    known = {code for code, _words in asked.options}
    return Counter(code for text in told for code in set(text.split()) if code in known)


def _middle(told: Sequence[str]) -> float | None:
    return float(median(float(text) for text in told)) if len(told) >= MEDIAN_FROM else None
