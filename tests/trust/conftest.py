"""What a test of a promise asks for: its share of the full number, its seed, and where it tells the outcome."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.trust.promised import Line, Run, keep


@pytest.fixture(scope="session")
def share(request: pytest.FixtureRequest) -> float:
    """The part of the full number of attempts this run makes; `make trust` makes all, `make test` few."""
    return float(request.config.getoption("trust_share"))


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int:
    """The number every chance of this run comes from."""
    return int(request.config.getoption("trust_seed"))


@pytest.fixture(scope="session")
def times(share: float) -> Callable[..., int]:
    """How often to try: `times(10_000)` of the full number, at least `least`."""
    return lambda full, least=1: max(least, min(full, round(full * share)))


@pytest.fixture
def promised(request: pytest.FixtureRequest, share: float, seed: int) -> Iterator[Callable[[Line], None]]:
    """Tell the outcome of a promise. A broken one fails here, after it was written down, unless it says why."""
    told: list[Line] = []
    day = f"{datetime.now(UTC):%Y-%m-%d}"  # now: a test may leave the clock elsewhere
    yield told.append
    assert told, "a test of a promise tells at least one line"
    into = request.config.getoption("trust_write")
    if into:
        module = Path(request.node.path).stem.removeprefix("test_")
        name = re.sub(r"[^\w.]+", ".", f"{module}.{request.node.name.removeprefix('test_')}").strip(".")
        keep(Path(into), Run(name, day, seed, share, tuple(told)))
        reporter = request.config.pluginmanager.get_plugin("terminalreporter")
        for line in told:
            reporter.write_line(f"{os.linesep}{line}")
    broken = [str(line) for line in told if line.lost and not line.unmet]
    assert not broken, "\n".join(broken)
