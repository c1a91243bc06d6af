"""What people do with questionnaires, rounds and answers; one function, one act, one audit event."""

from omuz.network.surveys.actions.answers import (
    Kept,
    Locked,
    Unfinished,
    begin_answer,
    keep_answer,
    publish_answer,
    settle_clashes,
    submit_answer,
)
from omuz.network.surveys.actions.devices import make_device, revoke_device
from omuz.network.surveys.actions.questionnaires import (
    SameName,
    StillUsed,
    Unreadable,
    publish_version,
    remove_version,
    take_in,
)
from omuz.network.surveys.actions.rounds import (
    change_due,
    change_round,
    close_round,
    decline,
    invite,
    open_round,
    remind,
    reopen,
    withdraw_invitation,
)

__all__ = [
    "Kept",
    "Locked",
    "SameName",
    "StillUsed",
    "Unfinished",
    "Unreadable",
    "begin_answer",
    "change_due",
    "change_round",
    "close_round",
    "decline",
    "invite",
    "keep_answer",
    "make_device",
    "open_round",
    "publish_answer",
    "publish_version",
    "remind",
    "remove_version",
    "reopen",
    "revoke_device",
    "settle_clashes",
    "submit_answer",
    "take_in",
    "withdraw_invitation",
]
