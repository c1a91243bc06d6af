"""Starts the peer on a database of its own in the same server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.bench.installation import ROOT, SIZES, Installation
from tests.bench.served import FORM_MARK, Served, serving

DATABASE = "bench_peer"


@dataclass(frozen=True)
class Peer:
    """The served peer and the cookies of who is signed in there."""

    served: Served
    cookies: dict[str, str]


@contextmanager
def peer(made: Installation, workers: int = 1) -> Iterator[Peer]:
    """The peer with as many rows as our installation, served until the block ends."""
    from omuz.site.postgres import addresses

    theirs = made.server.create_database(DATABASE)
    environment = {
        "BENCH_PEER_DATABASE": addresses.to_url(theirs.owner),
        "BENCH_PEER_ROWS": str(sum(SIZES.values())),
        "BENCH_WORKERS": str(workers),
    }
    prepared = subprocess.run(
        [sys.executable, "-m", "tests.bench.peer", "prepare"],
        env={**os.environ, **environment}, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    cookies = {"sessionid": prepared.stdout.strip(), "csrftoken": FORM_MARK}
    try:
        with serving([sys.executable, "-m", "tests.bench.peer"], made.home, **environment) as served:
            yield Peer(served, cookies)
    finally:
        made.server.drop_database(DATABASE)
