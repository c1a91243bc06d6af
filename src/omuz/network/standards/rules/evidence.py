"""Evidence says where proof lies and is never case paper: its form, and the signs that give case paper away."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.foundation.catalogue.traces import sign_of_case_paper

KINDS = ("description", "document", "link", "figure", "seen_on_visit")
"""The codes of the list `standard_evidence`."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINK = re.compile(r"https?://[^\s<>\"']{3,300}")


class NotEvidence(ValueError):
    """This may not be kept as evidence; `sign` says which rule speaks."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


@dataclass(frozen=True)
class Evidence:
    """One piece: what it is, where it lies; a document stays where it is, only its name and hash are kept."""

    kind: str
    description: str
    on: date | None = None
    expires_on: date | None = None
    link: str = ""
    document: str = ""
    sha256: str = ""

    def expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today

    @property
    def mark(self) -> str:
        """A short digest of the piece, by which a page says which one it showed."""
        told = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "description": self.description,
            "on": self.on.isoformat() if self.on else "",
            "expires_on": self.expires_on.isoformat() if self.expires_on else "",
            "link": self.link,
            "document": self.document,
            "sha256": self.sha256,
        }


def read_evidence(data: dict[str, Any]) -> Evidence:
    """A kept piece."""
    texts = {name: data.get(name, "") for name in ("kind", "description", "link", "document", "sha256")}
    return Evidence(**texts, on=_day(data.get("on")), expires_on=_day(data.get("expires_on")))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def require_evidence(piece: Evidence) -> None:
    """Raise NotEvidence for what looks like case paper, has no words, or a link or hash that is none."""
    if piece.kind not in KINDS:
        raise NotEvidence("kind")
    if not piece.description.strip():
        raise NotEvidence("empty")
    sign = sign_of_case_paper(f"{piece.description}\n{piece.document}\n{piece.link}")
    if sign:
        raise NotEvidence(sign)
    if piece.link and not _LINK.fullmatch(piece.link):
        raise NotEvidence("link")
    if piece.sha256 and not _DIGEST.fullmatch(piece.sha256):
        raise NotEvidence("sha256")
