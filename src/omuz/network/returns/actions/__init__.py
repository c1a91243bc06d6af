"""What people do with returns: prepare, explain, send, decline, receive, release, hold; each writes one event."""

from omuz.network.returns.actions.ledger import hold_back, lift, release_figures
from omuz.network.returns.actions.post import NotPosted, Taken, post_return
from omuz.network.returns.actions.prepare import (
    NotPossible,
    answer_questions,
    decline_quarter,
    prepare_return,
    put_aside,
)
from omuz.network.returns.actions.receive import receive_from_key, receive_return
from omuz.network.returns.actions.release import release_totals, withdraw_release
from omuz.network.returns.actions.send import send_return, signed_file
from omuz.network.returns.actions.sheet import keep_sheet, read_sheet

__all__ = [
    "NotPossible",
    "NotPosted",
    "Taken",
    "answer_questions",
    "decline_quarter",
    "hold_back",
    "keep_sheet",
    "lift",
    "post_return",
    "prepare_return",
    "put_aside",
    "read_sheet",
    "receive_from_key",
    "receive_return",
    "release_figures",
    "release_totals",
    "send_return",
    "signed_file",
    "withdraw_release",
]
