"""`omuz migrate`: makes and renews the tables, as the role that owns them."""

import argparse
import os

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help=_("veritabanını bu sürüme hazırlar"))
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> None:
    """Migrate the installation's database; refused where only the serving role's address is known."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("OMUZ_OWNER_DATABASE_URL"):
        raise Stopped(
            _(
                "Tabloların sahibi olan rolün adresi verilmemiş; hiçbir şey değişmedi. "
                "OMUZ_OWNER_DATABASE_URL ile verip yeniden deneyin."
            )
        )
    with installation.database(), installation.alone():
        tables()
    print(_("Veritabanı hazır."))


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
