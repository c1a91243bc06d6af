"""What is known when she comes: taken over from the contact, so that she need not tell it twice."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from omuz.casework.contacts.rules.answers import BY_NAME, NOBODY_SAID, NOT_ASKED, SEEKER, Answers, whole

LISTS: Final[dict[str, str]] = {
    "channel": "channel",
    "reason": "contact_kind",
    "district": "district",
    "violence_types": "violence_type",
    "relation": "relation",
    "age_band": "age_band",
    "anonymous": "yes_no",
    "urgent": "yes_no",
}
"""Question of a presentation → its list."""
SEVERAL: Final = frozenset({"violence_types", "relation"})
_CALLED_IN_CONTACT: Final = {"reason": "kind"}

NO_FILE_FROM: Final = frozenset({SEEKER, "harassment_call"})
"""Kinds of contact from which no file can grow."""
URGENT_NOTICE: Final = "urgent_notice"
"""What was done in a contact that was urgent."""
MINOR_BANDS: Final = frozenset({"under_15", "age_15_17"})
"""Age bands that lead to the child-protection path."""


def from_contact(answers: Answers) -> dict[str, Any]:
    """The answers of a contact as the payload of a presentation; what nobody said takes no room."""
    told = {name: list(answers.codes(_CALLED_IN_CONTACT.get(name, name))) for name in LISTS if name != "urgent"}
    # Silence about urgency is no "no": only a notice that was given says yes.
    told["urgent"] = ["yes"] if URGENT_NOTICE in answers.done else []
    return payload_of(told)


def payload_of(said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Chosen codes by question as a payload: real answers drive out special ones, silence takes no room."""
    kept: dict[str, Any] = {}
    for name in LISTS:
        codes = whole([code for code in said.get(name, ()) if code])
        if codes != NOBODY_SAID:
            kept[name] = list(codes) if name in SEVERAL else codes[0]
    return kept


def codes_of(payload: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The codes a presentation holds for a question, always as a tuple."""
    value = payload.get(name)
    if value in (None, "", []):
        return (NOT_ASKED,)
    return (value,) if isinstance(value, str) else tuple(value or ())


def may_become_file(answers: Answers) -> bool:
    """Whether a file may grow out of this contact: not when somebody was looking for a woman, or harassed us."""
    return answers.kind not in NO_FILE_FROM


def is_for_herself(answers: Answers) -> bool:
    """Whether she spoke for herself; no file is opened on a woman who has not asked."""
    return answers.for_whom in {"herself", NOT_ASKED}


def is_minor(band: str) -> bool:
    """Whether this age band leads to the child-protection path."""
    return band in MINOR_BANDS


assert set(BY_NAME) >= {_CALLED_IN_CONTACT.get(name, name) for name in LISTS} - {"urgent"}  # noqa: S101  # renamed: fails at once
