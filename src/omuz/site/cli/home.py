"""`omuz home`: says where this installation keeps its things."""

import argparse
import os
from importlib.metadata import version

from omuz.site.words import _


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("home", help=_("bu kurulumun dosyalarının yerini söyler"))
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> None:
    """Print the folder, the database and the log; starts nothing and shows no password."""
    from omuz.site.postgres import connection_settings, home_folder, is_running

    home = home_folder()
    entry = connection_settings()["default"]
    if os.environ.get("DATABASE_URL"):
        database = _("sizin sunucunuz: %(host)s / %(name)s") % {"host": entry["HOST"] or "-", "name": entry["NAME"]}
    elif is_running(home):
        database = _("gömülü, çalışıyor")
    else:
        database = _("gömülü, şu anda çalışmıyor")
    rows = {
        _("sürüm"): version("omuz"),
        _("klasör"): str(home),
        _("veritabanı"): database,
        _("günlükler"): str(home / "log"),
    }
    for name, value in rows.items():
        print(f"{name:12}{value}")
