"""Several people write one form: what of a save may stand, and where two of them wrote the same question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Part:
    """One earlier save: path → (before, after), and the repeats whose rows it took away."""

    revision: int
    page: str
    staff_id: UUID | None
    at: datetime
    changes: Mapping[str, tuple[str, str]]
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clash:
    """One question two people wrote: what each of them wrote, who the other is, and when.

    `moved` is set where the rows of a repeat stand elsewhere now, so that nobody can say which row was meant.
    """

    path: str
    mine: str
    theirs: str
    staff_id: UUID | None
    at: datetime
    moved: bool = False


@dataclass(frozen=True)
class Merged:
    """What of a save stands: path → value, and the clashes, which wait for a person."""

    take: Mapping[str, str]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class Seen:
    """What a page knew when it sent: the revision it was drawn from, and the newer ones it was told of by path."""

    page: str
    revision: int
    paths: Mapping[str, int]

    def knows(self, part: Part, path: str) -> bool:
        """Whether this page wrote the part itself, was drawn after it, or was told of it for this path."""
        return part.page == self.page or part.revision <= max(self.revision, self.paths.get(path, 0))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Path → (before, after) for every path whose text differs; what is absent is empty."""
    paths = dict.fromkeys([*before, *after])
    return {
        path: (before.get(path, ""), after.get(path, ""))
        for path in paths
        if before.get(path, "") != after.get(path, "")
    }


def merge(kept: Mapping[str, str], mine: Mapping[str, str], parts: Sequence[Part], seen: Seen) -> Merged:
    """Put `mine` onto `kept`, question by question; `parts` are the saves after the page was drawn, oldest first.

    A question nobody else has written since is taken. One that somebody else wrote while this page left it as it
    was keeps what she wrote. One that both wrote differently is a clash, and stays as it is kept.
    """
    take: dict[str, str] = {}
    clashes: list[Clash] = []
    for path, (_now, wanted) in differences(kept, mine).items():
        shifted = next((part for part in parts if not seen.knows(part, path) and _moves(part, path)), None)
        others = [part for part in parts if path in part.changes and not seen.knows(part, path)]
        if shifted is not None:
            clashes.append(Clash(path, wanted, kept.get(path, ""), shifted.staff_id, shifted.at, moved=True))
        elif not others:
            take[path] = wanted
        elif others[0].changes[path][0] != wanted:
            last = others[-1]
            clashes.append(Clash(path, wanted, kept.get(path, ""), last.staff_id, last.at))
    return Merged(take, tuple(clashes))


def _moves(part: Part, path: str) -> bool:
    return any(path.startswith(f"{repeat}[") for repeat in part.moved)


def removal_clash(repeat: str, parts: Sequence[Part], seen: Seen) -> Clash | None:
    """Why a row of `repeat` may not be taken away now: somebody wrote in its rows since the page was drawn."""
    for part in reversed(parts):
        inside = [path for path in part.changes if path.startswith(f"{repeat}[")]
        if (inside or repeat in part.moved) and not seen.knows(part, repeat):
            return Clash(repeat, "", "", part.staff_id, part.at, moved=True)
    return None


def told(clashes: Iterable[Clash], revision: int, before: Mapping[str, int]) -> dict[str, int]:
    """What the page has been told of after these clashes: path → revision; moved rows must be drawn anew instead."""
    return {**before, **{clash.path: revision for clash in clashes if not clash.moved}}
