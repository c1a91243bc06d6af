"""`omuz demo`: an invented network on this machine, made on the first start and served on every one."""

import argparse
import importlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from omuz.site.cli import installation, migrate, serve
from omuz.site.faults import Stopped
from omuz.site.serving.ports import HOST, PORT, listening
from omuz.site.words import _

FOLDER = ".omuz-demo"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("demo", help=_("uydurma bir ağı kurar ve sunar"))
    parser.add_argument("--port", type=int, default=PORT, help=_("port numarası (8000)"))
    parser.add_argument("--plant", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Make the demonstration if it is not there yet, say who is in it, and serve until told to stop."""
    settle()
    if args.plant:
        with at_hand():
            return
    with listening(HOST, args.port) as door:
        _open(door)


def _open(door: socket.socket) -> None:
    with at_hand(apart=True) as invented:
        serve.serve(door, workers=1, ready=lambda address: _welcome(address, invented))


@contextmanager
def at_hand(*, apart: bool = False) -> Iterator[dict[str, Any]]:
    """The demonstration's database running with the network in it, made if absent; what `network.toml` tells of it.

    `apart`: made by a process of its own. Planting publishes reports, so it draws; the engine that draws has threads,
    and a worker forked from a process that has drawn waits for them for ever.
    """
    settle()
    _on_operators_server()
    invented: dict[str, Any] = _invented("demo.invent").network()
    os.environ.setdefault("OMUZ_DEMO_PASSWORD", invented["password"])
    with installation.database():
        if apart and not _planted():
            _plant_apart()
        with installation.alone():
            _plant_once()
        yield invented


def settle() -> None:
    """The demonstration has a folder of its own, unless one is named."""
    os.environ.setdefault("OMUZ_HOME", FOLDER)
    os.environ.update(OMUZ_DEMO="1", OMUZ_KIND="both")


def _planted() -> bool:
    return not installation.pending() and bool(_invented("demo.seed").planted())


def _plant_apart() -> None:
    """This very command once more, to plant and nothing else; raises SystemExit with its code where it fails."""
    child = subprocess.Popen([sys.executable, *sys.orig_argv[1:], "--plant"])
    before = signal.signal(signal.SIGTERM, lambda *_told: sys.exit(128 + signal.SIGTERM))
    try:
        code = child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        signal.signal(signal.SIGTERM, before)
    if code:
        raise SystemExit(code)


def _plant_once() -> None:
    if installation.pending():
        print(_("Veritabanı hazırlanıyor…"), flush=True)
        migrate.tables()
    seed = _invented("demo.seed")
    if not seed.planted():
        print(_("Uydurma ağ kuruluyor: merkezler, kişiler, iki yıllık temas. Bir kez yapılır…"), flush=True)
        seed.plant(tell=_Progress())


class _Progress:
    """Says how far planting is: line over line on a terminal, else one line when something begins."""

    def __init__(self) -> None:
        self.terminal = sys.stdout.isatty()
        self.now = ""

    def __call__(self, what: str, done: int, whole: int) -> None:
        """`what` is being planted, `done` of `whole`."""
        if self.terminal:
            end = "\n" if done == whole else ""
            print(f"\r{self._said(what)}: {done}/{whole}\x1b[K", end=end, flush=True)
        elif what != self.now:
            print(f"{self._said(what)}…", flush=True)
        self.now = what

    @staticmethod
    def _said(what: str) -> str:
        return {
            "network": _("Ağ, merkezler, profiller, ölçütler"),
            "contacts": _("Temaslar"),
            "files": _("Dosyalar"),
            "returns": _("Bildirimler ve yayımlar"),
            "reports": _("Raporlar"),
        }.get(what, what)


def _invented(name: str) -> Any:
    """A module of the demonstration, which lives beside the package in a clone and is not installed with it."""
    root = Path(__file__).resolve().parents[4]
    if not (root / "demo" / "network.toml").exists():
        raise Stopped(
            _("Gösterim verisi bu kurulumda yok; hiçbir şey başlatılmadı. Kaynak klasöründe make demo deyin.")
        )
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    return importlib.import_module(name)


def _on_operators_server() -> None:
    """Where DATABASE_URL names an administrator, lay out the demonstration's own roles and database beside his."""
    admin_url = os.environ.get("DATABASE_URL")
    if admin_url and not os.environ.get("OMUZ_OWNER_DATABASE_URL"):
        from omuz.site.postgres import home_folder, prepare
        from omuz.site.postgres.place import Place

        place = Place(home_folder())
        place.make()
        os.environ.update(prepare(admin_url, prefix="omuz_demo", password=place.password).environment())


def _welcome(address: str, invented: dict[str, Any]) -> None:
    """Print the address, the people and their password."""
    serve.say_ready(address)
    print(_("Her şey uydurmadır. Herkesin parolası: %(password)s") % {"password": invented["password"]})
    for person in invented["person"]:
        print(f"  {person['username']:10}{person['full_name']:18}{_here_for(person['role'])}", flush=True)


def _here_for(role: str) -> str:
    return {
        "counsellor": _("danışman"),
        "centre_coordinator": _("merkez koordinatörü"),
        "director": _("müdür: yalnızca paylaşılan toplamlar"),
        "network_coordinator": _("ağ koordinatörü"),
        "it_administrator": _("bilgi işlem: kurar, yedekler, okuyamaz"),
    }.get(role, role)
