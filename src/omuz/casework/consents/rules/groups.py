"""The groups of information that may be passed on, and those that are treated with more care than the others.

There is no group for whom she loves or who she is as a woman, none for her address or a shelter's place, none for the
risk talk, none for the person using violence: what has no group cannot be passed on.
"""

from collections.abc import Collection
from typing import Final

PSEUDONYM: Final = "pseudonym"
REAL_NAME: Final = "real_name"
PHONE: Final = "phone"
SAFE_CONTACT: Final = "safe_contact"
MIGRATION_STATUS: Final = "migration_status"
HER_WORDS: Final = "her_words"

IDENTITY: Final = frozenset({PSEUDONYM, REAL_NAME, PHONE, SAFE_CONTACT})
"""Groups whose text is sealed with her identity."""

OWN_QUESTION: Final = frozenset({MIGRATION_STATUS})
"""Asked in a question of its own, never together with others; no exception is ever made without her yes."""


class OwnQuestion(ValueError):
    """A group that needs its own question was asked together with others; `groups` are those."""

    def __init__(self, groups: Collection[str]) -> None:
        super().__init__(", ".join(sorted(groups)))
        self.groups = tuple(sorted(groups))


def refuse_bundled(groups: Collection[str]) -> None:
    """Raise OwnQuestion when a group with a question of its own stands among others."""
    own = OWN_QUESTION & set(groups)
    if own and len(set(groups)) > 1:
        raise OwnQuestion(own)
