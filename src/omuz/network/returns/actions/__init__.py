"""What people do with returns: prepare, send, receive, release, take back; each writes one event."""

from omuz.network.returns.actions.prepare import NotPossible, prepare_return, put_aside
from omuz.network.returns.actions.receive import receive_return
from omuz.network.returns.actions.release import release_totals, withdraw_release
from omuz.network.returns.actions.send import send_return, signed_file

__all__ = [
    "NotPossible",
    "prepare_return",
    "put_aside",
    "receive_return",
    "release_totals",
    "send_return",
    "signed_file",
    "withdraw_release",
]
