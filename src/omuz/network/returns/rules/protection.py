"""The one place where the tables of a return are handed to the gate, together with everything that left before."""

from collections.abc import Sequence
from typing import Any

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import Links, protect_release
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.rules.proof import outcome_of

Sent = Sequence[SafeTable]
"""The tables of one document that left."""


def protect_return(
    raws: Sequence[RawTable], policy: Policy, earlier: Sequence[Sent] = (), links: Links | None = None
) -> tuple[tuple[SafeTable, ...], dict[str, Any]]:
    """The tables as they may leave, in the order given, and the outcome of the proof; raises Refused.

    `earlier` are the documents that left before about the same year, the newest first: older versions of this quarter
    and the other quarters. By how much a corrected number changed is protected like a count.
    """
    release = protect_release(raws, policy, earlier, links=links)
    return release.tables, outcome_of(release.payload())
