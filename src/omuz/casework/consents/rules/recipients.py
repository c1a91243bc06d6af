"""To whom something is passed on: an institution, a centre of this installation, or a centre elsewhere."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

INSTITUTION: Final = "institution"
CENTRE: Final = "centre"
CARD: Final = "card"
SHAPES: Final = (INSTITUTION, CENTRE, CARD)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient: `shape` says which address book `id` belongs to, `kind` is a code of the list of institutions."""

    shape: str
    id: UUID
    kind: str
    name: str

    @property
    def key(self) -> str:
        """What a consent is bound to; stays the same when a name is corrected."""
        return f"{self.shape}:{self.id}"

    @property
    def centre_id(self) -> UUID | None:
        """The centre of this installation that would receive it, if it is one."""
        return self.id if self.shape == CENTRE else None

    def to_payload(self) -> dict[str, Any]:
        """As plain values for sealing."""
        return {"shape": self.shape, "id": str(self.id), "kind": self.kind, "name": self.name}

    @classmethod
    def from_payload(cls, kept: dict[str, Any]) -> "Recipient":
        """From its opened form."""
        return cls(kept["shape"], UUID(kept["id"]), kept["kind"], kept["name"])
