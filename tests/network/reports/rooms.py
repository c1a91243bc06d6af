"""Rooms of an invented network: what centres answered, in the order they did, told through the real gate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.cells import Dimension, RawTable

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.foundation.privacy.safe import SafeTable
    from omuz.insight.reports.asked import Asked
    from omuz.insight.reports.gathered import Piece

ANSWERS = ("own", "shared", "none")
WORDS = {"own": Words("Kendi binası", "Own"), "shared": Words("Ortak bina", "Shared"), "none": Words("Yok", "None")}
VIOLENCE = ("physical", "psychological", "economic")


@dataclass
class Year:
    """What the rooms tell of: each centre's answer and rooms, contacts by kind; `fails` and `wrong` break a room."""

    buildings: list[str] = field(default_factory=lambda: ["own"] * 8 + ["shared"] * 7 + ["none"] * 5)
    rooms: list[int] = field(default_factory=lambda: [1, 2, 3, 4] * 5)
    contacts: list[int] = field(default_factory=lambda: [40, 90, 35])
    asked: int = 60
    fails: str = ""
    wrong: str = ""

    def answer(self, *buildings: str, rooms: int = 2) -> None:
        """So many centres more have answered."""
        self.buildings += buildings
        self.rooms += [rooms] * len(buildings)


YEAR = Year()


def pieces(person: "Person", asked: "Asked") -> "Mapping[str, Piece]":
    """What is asked for, of the year as it stands now."""
    from omuz.insight.reports.gathered import Names, Table, TableWords

    room = next(iter(asked.keys)).partition(".")[0]
    if room == YEAR.fails:
        raise RuntimeError("the room fell over")
    words = TableWords({"answer": Words("Bina", "Building")}, {"answer": WORDS}, Words("Yanıt veren", "Answered"))
    made: dict[str, Any] = {
        "profiles.answered": lambda: Table(_answered(asked.year)),
        "profiles.building": lambda: Table(buildings(YEAR.buildings, asked.year), (), words),
        "profiles.rooms_count": lambda: Table(_rooms(asked.year)),
        "returns.violence_types": lambda: Table(_contacts(asked.year)),
    }
    if YEAR.wrong:
        return {YEAR.wrong: Names(("Uydurma",))}
    return {key: make() for key, make in made.items() if key in asked.keys}


def buildings(answers: list[str], year: int) -> "SafeTable":
    """The protected table of one question."""
    from omuz.foundation.privacy.gate import INSTITUTIONS, protect

    counts = Counter(answers)
    return protect(
        RawTable(
            indicator="profile:building", version=1, base="merkez", period=str(year), grain="year", measure="share",
            dimensions=(Dimension("answer", ANSWERS),), counts={(code,): counts[code] for code in ANSWERS},
            share_over=("answer",), population=f"profiles/{year}",
        ),
        INSTITUTIONS,
    )  # fmt: skip


def _answered(year: int) -> "SafeTable":
    from omuz.foundation.privacy.gate import protect
    from omuz.foundation.privacy.policy import PUBLIC

    return protect(
        RawTable(
            indicator="profiles:answered", version=1, base="merkez", period=str(year), grain="year", measure="share",
            dimensions=(), counts={(): len(YEAR.buildings)}, denominators={(): YEAR.asked},
            population=f"public/profiles/{year}",
        ),
        PUBLIC,
    )  # fmt: skip


def _rooms(year: int) -> "SafeTable":
    from omuz.foundation.privacy.gate import SCORES, protect

    return protect(
        RawTable(
            indicator="profile:rooms", version=1, base="merkez", period=str(year), grain="year", measure="median",
            dimensions=(), counts={(): len(YEAR.rooms)}, medians={(): float(median(YEAR.rooms))},
        ),
        SCORES,
    )  # fmt: skip


def _contacts(year: int) -> "SafeTable":
    from omuz.foundation.privacy.gate import NETWORK, protect

    counts: dict[tuple[str, ...], int] = {("*",): 120}
    counts |= {(code,): number for code, number in zip(VIOLENCE, YEAR.contacts, strict=True)}
    return protect(
        RawTable(
            indicator="I08", version=1, base="temas", period=str(year), grain="year", measure="share",
            dimensions=(Dimension("violence_types", VIOLENCE),), counts=counts,
            share_over=("violence_types",), multi=("violence_types",),
        ),
        NETWORK,
    )  # fmt: skip
