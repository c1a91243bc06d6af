"""`omuz backup-key`: the key pair of the backups; the half that opens them is shown once, for paper."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.foundation.vault.crypto import Pair


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("backup-key", help=_("yedeğin anahtarını kurar; açan yarısı yalnız kâğıtta durur"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--beside", action="store_true", help=_("bir kâğıt daha: yedekleri iki kâğıttan biri açar"))
    what.add_argument("--renew", action="store_true", help=_("bundan sonraki yedekleri yalnız yeni kâğıt açar"))
    what.add_argument("--check", action="store_true", help=_("yazılan kâğıdın bu kurulumun yedeklerini açtığını dener"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Make a key and print its sheet, or check a sheet that is typed in."""
    with installation.opened():
        from omuz.site.backup.recipients import new_recipient, recipients
        from omuz.site.postgres import home_folder

        known = recipients(home_folder())
        if args.check:
            _check(known)
            return
        if known and not (args.beside or args.renew):
            raise Stopped(
                _("Yedeğin anahtarı zaten var; hiçbir şey değişmedi. İkinci kâğıt için --beside, yenisi için --renew.")
            )
        sheet = new_recipient(home_folder(), beside=args.beside)
        _note("backup.key_made", sheet.pair)
    print(sheet.text)
    print(
        _(
            "Bu yedi satırı kâğıda yazın, kasaya koyun; bir daha gösterilmez. Yedekleri yalnız bu kâğıt açar, "
            "hiçbir kaydı açmaz. Bu bilgisayarda saklamayın."
        ),
        file=sys.stderr,
    )


def _check(known: tuple[bytes, ...]) -> None:
    pair = pair_from(None)
    if pair.public not in known:
        raise Stopped(_("Bu kâğıt bugünkü yedekleri açmaz; hiçbir şey değişmedi. Doğru kâğıdı bulun ya da --renew."))
    _note("backup.key_tried", pair)
    print(_("Kâğıt doğru: yedekler onunla açılır."))


def _note(event: str, pair: "Pair") -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.vault.crypto import fingerprint

    with recorded(by=SYSTEM, event=event, about=f"key:{fingerprint(pair.public)[:9]}"):
        pass


def pair_from(sheet: Path | None) -> "Pair":
    """The key pair of a sheet kept in a file, or typed in seven lines and an empty one. Raises Stopped, OSError."""
    from omuz.foundation.vault.sheet import RecoverySheet, SheetMisread

    if sheet is None:
        print(_("Kâğıttaki yedi satırı yazın, sonra boş bir satır:"), file=sys.stderr)
    try:
        return RecoverySheet.parse(installation.typed_lines() if sheet is None else sheet.read_text("utf-8")).pair
    except SheetMisread as error:
        raise Stopped(str(error)) from error
