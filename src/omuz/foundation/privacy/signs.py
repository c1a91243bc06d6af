"""Why a number is hidden, in the signs other programs know: the one table every file that travels uses."""

from collections.abc import Mapping
from typing import Final

from omuz.foundation.privacy.cells import Reason

FREE: Final = "F"
CONFIDENTIALITY: Final[Mapping[Reason, str]] = {
    Reason.SMALL: "A",
    Reason.COMPLEMENTARY: "D",
    Reason.GROUP: "C",
    Reason.PARTIAL: "S",
    Reason.HELD: "C",
    Reason.CENTRES: "A",
}
"""SDMX's CL_CONF_STATUS: primary confidentiality due to small counts, secondary set by the sender, confidential
without saying why, secondary set by the receiver. F is free.

Two reasons may share a sign: a file that must be read back names the reason beside it.
"""
