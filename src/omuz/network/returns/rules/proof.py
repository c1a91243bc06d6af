"""What is kept of a gate's proof beside a line of the ledger: its outcome, and the digest of the whole."""

from collections.abc import Mapping
from typing import Any, Final

from omuz.foundation.privacy.safe import digest_of

_KEPT: Final = (
    *("method", "release", "rule", "numbers", "equations", "recovered", "narrowest"),
    *("cells", "hidden", "hidden_percent"),
)


def outcome_of(proof: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome of a proof without its intervals, with the digest of all of it; empty for none."""
    if not proof:
        return {}
    earlier = len(proof.get("earlier", ()))
    return {name: proof.get(name) for name in _KEPT} | {"earlier": earlier, "digest": digest_of(dict(proof))}
