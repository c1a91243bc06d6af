"""Who can stand behind an audit event: a person with a post, or the installation itself."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """The part of a person that an audit event keeps."""

    @property
    def staff_id(self) -> UUID | None: ...

    @property
    def username(self) -> str: ...

    def role_in(self, centre_id: UUID | None) -> str:
        """The role under which she acts there, as a code; empty when she has none."""
        ...


@dataclass(frozen=True)
class _System:
    staff_id: None = None
    username: str = "omuz"

    def role_in(self, centre_id: UUID | None) -> str:  # noqa: ARG002  # the protocol's name
        return "installation"


SYSTEM: Actor = _System()
"""Acts of the installation itself: set-up, migration, a refused sign-in of nobody known."""
