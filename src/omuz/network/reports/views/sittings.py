"""Versions of a text as people remember them: what one person kept in one sitting is one line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from omuz.network.reports.queries.texts import Version

PAUSE = timedelta(minutes=30)
"""Two saves of one person with less than this between them belong to one sitting."""


@dataclass
class Sitting:
    """The last version of a sitting, and those kept on the way to it, newest first."""

    last: Version
    before: list[Version] = field(default_factory=list)

    def takes(self, version: Version) -> bool:
        """Whether an older version belongs to this sitting: same writer, no long pause, nothing brought back."""
        newer = (self.before or [self.last])[-1].row
        same = newer.by == version.row.by and newer.restored is None and version.row.carried is None
        return same and newer.at - version.row.at < PAUSE


def sittings(versions: Iterable[Version]) -> list[Sitting]:
    """Versions, newest first, gathered by sitting."""
    found: list[Sitting] = []
    for version in versions:
        if found and found[-1].takes(version):
            found[-1].before.append(version)
        else:
            found.append(Sitting(version))
    return found
