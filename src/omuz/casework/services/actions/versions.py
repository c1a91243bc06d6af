"""A record put right: what it said before goes, sealed, behind what it says now."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.vault.crypto import Payload
from omuz.foundation.vault.opened import OpenedKey


class Corrected(Protocol):
    """A row with answers, words and earlier versions."""

    state: Any
    revision: Any
    changed_at: Any
    changed_by: Any

    def opened(self, key: OpenedKey, field: str) -> Any:
        """What is inside one envelope."""

    def put(self, key: OpenedKey, **payloads: Payload) -> None:
        """Seal new content."""


def put_right(
    record: Corrected,
    key: OpenedKey,
    *,
    by: Person,
    answers: dict[str, Any],
    words: Mapping[str, str],
    reason: str = "",
) -> None:
    """Seal new content with the version before it kept, one revision further; the caller saves the whole row."""
    before = {
        "revision": record.revision,
        "state": str(record.state),
        "at": record.changed_at.isoformat(),
        "by": str(record.changed_by),
        "reason": reason,
        "answers": record.opened(key, "answers"),
        "words": record.opened(key, "words"),
    }
    earlier = record.opened(key, "earlier").get("versions", [])
    record.put(key, answers=answers, words=kept(words), earlier={"versions": [*earlier, before]})
    record.revision += 1
    record.changed_at = timezone.now()
    record.changed_by = by.staff_id


def kept(words: Mapping[str, str]) -> dict[str, str]:
    """Words without those that are empty."""
    return {name: text for name, text in words.items() if text}
