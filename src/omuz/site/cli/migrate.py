"""`omuz migrate`: makes and renews the tables, as the role that owns them."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli import backup, installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.site.postgres import Server


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help=_("veritabanını bu sürüme hazırlar"))
    parser.add_argument(
        "--backup", type=Path, metavar=_("klasör"), help=_("önce bu klasöre sınanmış bir yedek alır; dönüş yolu odur")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Migrate the installation's database; refused where only the serving role's address is known."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("OMUZ_OWNER_DATABASE_URL"):
        raise Stopped(
            _(
                "Tabloların sahibi olan rolün adresi verilmemiş; hiçbir şey değişmedi. "
                "OMUZ_OWNER_DATABASE_URL ile verip yeniden deneyin."
            )
        )
    backup.demand_apart(args.backup, None)
    with installation.database() as server, installation.alone():
        if args.backup and installation.pending() and _has_tables(server):
            _with_way_back(server, args.backup)
        else:
            tables()
    print(_("Veritabanı hazır."))


def _has_tables(server: "Server") -> bool:
    from omuz.site.backup.tables import tables as standing
    from omuz.site.postgres.roles import connected

    with connected(server.owner) as connection:
        return bool(standing(connection))


def _with_way_back(server: "Server", folder: Path) -> None:
    """A tried backup of the tables as they are, then the migrations; where they fail, the way back is told."""
    place, _restored = backup.take(server, folder, backup.demand_recipients())
    try:
        tables()
    except Exception as fault:
        raise Stopped(
            _(
                "Tablolar güncellenemedi; kayıtlar %(file)s içinde, güncellemeden önceki hâliyle duruyor. "
                "Önceki sürümü kurup omuz restore --replace ile geri dönün."
            )
            % {"file": place}
        ) from fault
    backup.note(place)


def tables() -> None:
    """Make every table as its owner. Rights are laid out first, so a migration may narrow them and stay obeyed."""
    from django.core.management import call_command
    from django.db import connections

    from omuz.site.postgres.roles import connected, grant_in_advance

    owner = connections["owner"].settings_dict
    with connected(owner) as connection:
        grant_in_advance(connection, owner["NAME"], connections["default"].settings_dict["USER"])
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
