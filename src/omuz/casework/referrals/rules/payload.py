"""What the other side gets, made by one function: shown before it leaves, sealed, printed and read from the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from omuz.casework.consents.rules.recipients import Recipient

FORM: Final = 1
"""Version of the payload, so that another installation knows what it reads."""
LONGEST: Final = 1000
"""Characters of one group: a referral is no life story."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who passes it on: the centre's or, on a letter she carries herself, only the organisation's name."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be passed on; `groups` holds the text of each chosen group in the order of the catalogue."""

    number: str
    way: str
    sender: Sender
    recipient: Recipient
    purpose: str
    on: date
    answer_by: date | None
    urgent: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)


def payload_of(content: Content, until: date | None) -> dict[str, Any]:
    """Everything that leaves, and nothing else; `until` is the last day her yes holds."""
    return {
        "form": FORM,
        "number": content.number,
        "from": {"name": content.sender.name, "phone": content.sender.phone},
        "to": content.recipient.name,
        "purpose": content.purpose,
        "urgent": content.urgent,
        "on": content.on.isoformat(),
        "answer_by": content.answer_by.isoformat() if content.answer_by else "",
        "until": until.isoformat() if until else "",
        "groups": [[group, text.strip()] for group, text in content.groups.items() if text.strip()],
    }


class UnreadablePayload(ValueError):
    """What was sealed is no referral this program can read."""


def checked(payload: Any) -> dict[str, Any]:
    """The payload as it came from another centre, with every part it needs. Raises UnreadablePayload."""
    if not isinstance(payload, dict) or payload.get("form") != FORM:
        raise UnreadablePayload("another form")
    texts = all(isinstance(payload.get(name), str) for name in ("number", "to", "purpose", "on", "answer_by", "until"))
    sender, groups = payload.get("from"), payload.get("groups")
    if not texts or not isinstance(sender, dict) or not isinstance(groups, list):
        raise UnreadablePayload("a part is missing")
    named = all(isinstance(sender.get(name), str) for name in ("name", "phone"))
    pairs = all(isinstance(each, list) and len(each) == 2 and all(isinstance(x, str) for x in each) for each in groups)  # noqa: PLR2004  # a pair
    if not named or not pairs:
        raise UnreadablePayload("a part is of another kind")
    for name in ("on", "answer_by", "until"):
        day_of(payload, name)
    return payload


def day_of(payload: Mapping[str, Any], name: str) -> date | None:
    """A day of a payload, None where there is none. Raises UnreadablePayload."""
    try:
        return date.fromisoformat(payload[name]) if payload[name] else None
    except ValueError as broken:
        raise UnreadablePayload(name) from broken
