"""What people write, say and sign in a draft."""

from omuz.foundation.people.access import Person
from omuz.network.reports.models import Comment, Edition, SectionText, SignOff

LONGEST = 20_000
"""Letters of one section's text."""
LONGEST_COMMENT = 2_000


def write(*, by: Person, edition: Edition, section: str, language: str, words: str, based_on: int) -> SectionText:
    """Keep a new version of a section's text in one language; `based_on` is the version the page showed (0: none).

    Raises OthersWrote with the other's words where another version came in between, NotNow for an unknown figure,
    a text too long or one that tells of somebody. The sign-off of the section falls.
    """
    raise NotImplementedError


def restore(*, by: Person, edition: Edition, section: str, language: str, version: int, based_on: int) -> SectionText:
    """Bring an older version back, as a new one."""
    raise NotImplementedError


def comment(
    *, by: Person, edition: Edition, section: str, words: str, answers: Comment | None = None
) -> Comment:
    """Say something about a section of a draft, or answer what somebody said."""
    raise NotImplementedError


def settle(*, by: Person, comment: Comment) -> Comment:
    """Say that nothing is left to do about a comment; her own, or any for whoever writes."""
    raise NotImplementedError


def sign(*, by: Person, edition: Edition, section: str) -> SignOff:
    """Stand for a section as it is now."""
    raise NotImplementedError


def unsign(*, by: Person, edition: Edition, section: str, why: str) -> SignOff:
    """Take the sign-off of a section back with a reason."""
    raise NotImplementedError
