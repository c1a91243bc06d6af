"""Editions: beginning one, choosing its sections, gathering again, publishing, withdrawing, putting a draft away."""

from collections.abc import Sequence

from omuz.foundation.people.access import Person
from omuz.network.reports.models import Edition


def begin(*, by: Person, report: str, year: int, about: str = "", sections: Sequence[str] | None = None) -> Edition:
    """Begin the next edition: gather, freeze the text of its type, carry over what people wrote before.

    `sections` besides the required ones; None is all. Raises NotNow, CatalogueError (file and line), and leaves
    every edition as it was.
    """
    raise NotImplementedError


def choose_sections(*, by: Person, edition: Edition, sections: Sequence[str] | None) -> Edition:
    """Say which sections besides the required ones stand in a draft; None is all of them."""
    raise NotImplementedError


def gather_again(*, by: Person, edition: Edition) -> Edition:
    """Gather anew for a draft; texts stay, the sign-off of a section whose figures changed falls with the reason."""
    raise NotImplementedError


def publish(*, by: Person, edition: Edition) -> Edition:
    """Publish a draft and keep the digest of its PDF in each language.

    Raises NotNow naming the sections that are not ready.
    """
    raise NotImplementedError


def withdraw(*, by: Person, edition: Edition, why: str) -> Edition:
    """Take a published edition back with a reason; it stays readable and says that it was withdrawn."""
    raise NotImplementedError


def discard(*, by: Person, edition: Edition) -> Edition:
    """Put a draft away; its number is free again and what was written in it stays kept."""
    raise NotImplementedError
