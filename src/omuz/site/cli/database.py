"""`omuz database prepare`: lays out roles and database on a server the operator runs."""

import argparse
import secrets

from omuz.site.cli import installation
from omuz.site.words import _


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("database", help=_("kendi PostgreSQL sunucunuzda rolleri hazırlar"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    prepare = steps.add_parser("prepare", help=_("iki rol ve bir veritabanı oluşturur, adreslerini yazar"))
    prepare.add_argument("--admin-url", required=True, help=_("rol ve veritabanı oluşturabilen bir rolün adresi"))
    prepare.add_argument("--name", default="omuz", help=_("veritabanının ve rollerin adı (omuz)"))
    prepare.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Make `<name>_owner`, `<name>_app` and the database, and print the two settings once."""
    installation.set_up()
    from omuz.site.postgres import prepare

    server = prepare(args.admin_url, prefix=args.name, password=lambda _role: (secrets.token_urlsafe(32), True))
    print(_("# Bu iki satır parola içerir ve bir daha gösterilmez. Sunucunun gizli ayarlarına koyun."))
    for name, address in server.environment().items():
        print(f"{name}={address}")
