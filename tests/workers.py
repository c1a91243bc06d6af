"""The tests on several cores: what one worker takes at a time, and in which order."""

import os
from pathlib import Path
from typing import Any

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""The name of this process among the workers; empty where one process does everything."""
DEMONSTRATION = "tests/browser/"
"""The stories that share one served demonstration, which takes minutes to plant."""
QUICK = tuple(f"tests/{folder}/" for folder in ("promises", "tools", "foundation", "insight"))


def home(shared: Path) -> Path:
    """The folder of this process: its own keys, files and embedded server, so that no two workers meet."""
    return shared / (WORKER or "alone")


def scheduler(config: pytest.Config, log: Any) -> Any:
    """Hands out whole files, because what a file makes once is made once; the stories of the demonstration together.

    They are handed out in the order of the collection, whatever the number of tests in a file.
    """
    from xdist.scheduler import LoadScopeScheduling

    class WholeFiles(LoadScopeScheduling):  # type: ignore[misc]  # the library tells no types
        def _split_scope(self, nodeid: str) -> str:
            return DEMONSTRATION if nodeid.startswith(DEMONSTRATION) else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return WholeFiles(config, log)


def place(item: pytest.Item) -> int:
    """Where a test comes: quick ones first, the browser's last, whatever folder they are in.

    Where others work beside, the demonstration comes right after the quick ones: it keeps one worker busy about as
    long as the rest keeps the others.
    """
    if WORKER and item.nodeid.startswith(DEMONSTRATION):
        return 1
    if item.get_closest_marker("browser") is not None or item.nodeid.startswith(DEMONSTRATION):
        return 3
    return 0 if item.nodeid.startswith(QUICK) else 2
