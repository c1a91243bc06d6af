"""`omuz serve`: the web server of one installation with its database, until it is told to stop."""

import argparse
import socket
from collections.abc import Callable
from typing import NoReturn

from omuz.site.cli import installation
from omuz.site.serving.ports import HOST, PORT, listening
from omuz.site.words import _

MOST_WORKERS = 8
"""Each has eight threads with a connection of their own; the embedded database gives a hundred."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("serve", help=_("sayfaları sunar"))
    parser.add_argument("--port", type=int, default=PORT, help=_("port numarası (8000)"))
    parser.add_argument("--host", default=HOST, help=_("dinlenecek adres (127.0.0.1: yalnızca bu makine)"))
    parser.add_argument(
        "--workers", type=int, default=1, choices=range(1, MOST_WORKERS + 1), help=_("sunucu süreci sayısı (1)")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Serve until SIGTERM or Ctrl-C; the embedded database stops with it unless another command still uses it."""
    with listening(args.host, args.port) as door, installation.opened():
        serve(door, workers=args.workers, ready=say_ready)


def serve(door: socket.socket, *, workers: int, ready: Callable[[str], None]) -> NoReturn:
    """Serve on a listening socket; refuses under a role that could look past row-level security."""
    from django.conf import settings
    from django.db import connection

    from omuz.foundation.tenancy.refusal import check_role
    from omuz.foundation.vault.forgetting import carry_out
    from omuz.site.postgres.tending import tended
    from omuz.site.serving.gathered import gather
    from omuz.site.serving.patience import Patience, largest_at
    from omuz.site.serving.web import Web

    check_role(connection)
    # An act that forgets may have been kept a moment before the machine went down.
    carry_out()
    installation.as_a_page()  # the workers are forked from this process and open connections of their own
    gather()
    web = Web(
        door,
        workers=workers,
        ready=ready,
        patience=Patience(waiting=settings.OMUZ_WAITING),
        largest=largest_at(settings.UPLOAD_PAGES),
    )
    with tended():
        web.run()
    raise SystemExit(0)


def say_ready(address: str) -> None:
    """Tell where the pages are, once somebody can open them."""
    print(_("Omuz hazır: %(address)s   (durdurmak için Ctrl-C)") % {"address": address}, flush=True)
