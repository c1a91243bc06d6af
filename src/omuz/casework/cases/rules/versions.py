"""By what a page knows that the part of the file it shows has moved on meanwhile."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def stamp_of(part: Mapping[str, Any] | None) -> str:
    """A short sign of one part of a file as it stands; two equal parts have the same."""
    told = json.dumps(part or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
