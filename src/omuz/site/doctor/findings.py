"""What the doctor says: one finding a thing that was looked at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from omuz.site import faults


class State(StrEnum):
    """How it stands."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """A check by its code, how it stands, and one sentence."""

    check: str
    state: State
    said: str


def ok(check: str, said: str) -> Finding:
    """In order."""
    return Finding(check, State.OK, said)


def warn(check: str, said: str) -> Finding:
    """To be seen to, and the work can go on."""
    return Finding(check, State.WARN, said)


def fail(check: str, said: str) -> Finding:
    """Wrong."""
    return Finding(check, State.FAIL, said)


def found_by(check: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a check found; one that cannot be made is wrong by itself."""
    try:
        yield from look()
    except Exception as fault:  # noqa: BLE001  # a check that breaks must not hide the others
        yield fail(check, faults.sentence(fault))
