"""The twenty factors of a risk talk by code: which are red, which are acute, and what may be answered."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Factor(StrEnum):
    """What may be talked about, in no order she has to keep."""

    SEPARATION = "separation"
    THREAT_TO_KILL = "threat_to_kill"
    STRANGULATION = "strangulation"
    WEAPON = "weapon"
    ESCALATION = "escalation"
    STALKING = "stalking"
    SEXUAL_VIOLENCE = "sexual_violence"
    PREGNANCY = "pregnancy"
    ORDER_BREACH = "order_breach"
    SUICIDE_THREAT = "suicide_threat"
    CONTROL = "control"
    CHILDREN = "children"
    ALCOHOL_DRUGS = "alcohol_drugs"
    JOB_LOSS_DEBT = "job_loss_debt"
    EARLIER_OFFENCE = "earlier_offence"
    ANIMALS_PROPERTY = "animals_property"
    FAMILY_PRESSURE = "family_pressure"
    ARMED_OR_INFLUENTIAL = "armed_or_influential"
    OWN_FEAR = "own_fear"
    HEAVIER_CIRCUMSTANCES = "heavier_circumstances"


RED: Final = frozenset(Factor) - {
    Factor.CONTROL,
    Factor.CHILDREN,
    Factor.ALCOHOL_DRUGS,
    Factor.JOB_LOSS_DEBT,
    Factor.EARLIER_OFFENCE,
    Factor.ANIMALS_PROPERTY,
    Factor.HEAVIER_CIRCUMSTANCES,
}
"""Factors that ask for a word with the team the same day."""

ACUTE: Final = frozenset({Factor.THREAT_TO_KILL, Factor.STRANGULATION, Factor.WEAPON})
"""Factors of which one alone, when recent, calls the team together."""


class Said(StrEnum):
    """What was said about one factor; silence is not a no."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    DID_NOT_WANT = "did_not_want"
    NOT_ASKED = "not_asked"


PRESENT: Final = frozenset({Said.YES, Said.PARTLY})
NOT_KNOWN: Final = frozenset({Said.UNKNOWN, Said.DID_NOT_WANT, Said.NOT_ASKED})


class When(StrEnum):
    """When it last happened; empty when nobody said."""

    RECENT = "last_3_months"
    EARLIER = "earlier"
    NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about one factor, and of when."""

    said: Said = Said.NOT_ASKED
    when: When = When.NOT_SAID

    @property
    def present(self) -> bool:
        """Whether it is there, wholly or in part."""
        return self.said in PRESENT


NOTHING: Final = Answer()
"""A factor nobody spoke of."""
