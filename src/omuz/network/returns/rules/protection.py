"""The one place where the tables of a return are handed to the gate, together with everything that left before."""

from collections.abc import Sequence

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import protect_release
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.safe import SafeTable

Sent = Sequence[SafeTable]
"""The tables of one document that left."""


def protect_return(raws: Sequence[RawTable], policy: Policy, earlier: Sequence[Sent] = ()) -> tuple[SafeTable, ...]:
    """The tables as they may leave, in the order given; raises Refused.

    `earlier` are the documents that left before about the same year, the newest first: older versions of this quarter
    and the other quarters. By how much a corrected number changed is protected like a count.
    """
    return protect_release(raws, policy, earlier).tables
