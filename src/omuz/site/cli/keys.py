"""`omuz keys …`: how old the keys are and who can open what, without a secret; and the server's own keys renewed."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.foundation.people.models import Centre


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("keys", help=_("anahtarların yaşını ve kimde olduğunu söyler; hiçbir sır göstermez"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    show = steps.add_parser("show", help=_("her merkezin anahtar kuşakları ve sunucunun kendi anahtarları"))
    show.set_defaults(run=run_show)
    centre = steps.add_parser("centre", help=_("bir merkezin kayıtlarını kimler açabilir"))
    centre.add_argument("code", help=_("merkezin kodu"))
    centre.set_defaults(run=run_centre)
    rotate = steps.add_parser(
        "rotate", help=_("sunucunun kendi anahtarını yeniler; merkezlerin anahtarını koordinatör sayfadan yeniler")
    )
    rotate.set_defaults(run=run_rotate)


def run_show(_args: argparse.Namespace) -> None:
    """A line a generation of each centre's key, and one for each key of the server."""
    from omuz.site.keys import SERVER_KEYS, age_of
    from omuz.site.postgres import home_folder

    with installation.opened():
        from omuz.foundation.people.models import Centre

        for centre in Centre.objects.order_by("code"):
            _show_centre(centre)
    for name in SERVER_KEYS:
        print(_("sunucu: %(name)s, %(days)d günlük") % {"name": name, "days": age_of(home_folder(), name).days})


def _show_centre(centre: "Centre") -> None:
    from django.db import transaction

    from omuz.foundation.tenancy.context import see_as
    from omuz.foundation.vault.queries import generations, holders

    with transaction.atomic():
        see_as([centre.id])
        there = generations(centre.id)
        current = sum(holder.current for holder in holders(centre.id))
    print(f"{centre.code}: " + (_("%(n)d kişide") % {"n": current} if there else _("anahtarı yok")))
    for number, each in enumerate(there):
        told = {
            "n": each.number,
            "at": each.made_at.astimezone().strftime("%d.%m.%Y"),
            "days": (datetime.now(UTC) - each.made_at).days,
            "keys": each.data_keys,
        }
        print("  " + _("%(n)d. kuşak, %(at)s (%(days)d günlük): %(keys)d kayıt anahtarı") % told)
        if number:
            print("    " + _("bu kuşak gidecek; koordinatör Anahtarlar sayfasından yenilemeyi sürdürsün"))


def run_centre(args: argparse.Namespace) -> None:
    """Who holds the key of one centre, since when, and whether it still opens for her; the paper last."""
    with installation.opened():
        from django.db import transaction

        from omuz.foundation.people.models import Centre
        from omuz.foundation.people.queries import names, possible_holders
        from omuz.foundation.tenancy.context import see_as
        from omuz.foundation.vault.queries import holders, sheet_since

        centre = Centre.objects.filter(code=args.code).first()
        if centre is None:
            raise Stopped(_("%(code)s diye bir merkez yok; hiçbir şey değişmedi.") % {"code": args.code})
        with transaction.atomic():
            see_as([centre.id])
            found, paper = holders(centre.id), sheet_since(centre.id)
            still = {staff.pk for staff in possible_holders(centre.id)}
        known = names(holder.staff_id for holder in found)
    for holder in found:
        standing = _("açar") if holder.current else _("açmaz: hesabı yenilenmiş, anahtar yeniden verilmeli")
        if holder.staff_id not in still:
            standing += "; " + _("görevi bitmiş, koordinatör anahtarı geri alsın")
        print(f"{known.get(holder.staff_id, '?')}, {holder.granted_at.astimezone():%d.%m.%Y}: {standing}")
    print(_("kurtarma kâğıdı: %(at)s") % {"at": paper.astimezone().strftime("%d.%m.%Y") if paper else _("yok")})


def run_rotate(_args: argparse.Namespace) -> None:
    """A new key for cookies and forms; the one before is taken for two days more, so nobody is thrown out."""
    from omuz.site.keys import RENEWED, renew_server_key
    from omuz.site.postgres import home_folder

    with installation.opened(), installation.alone():
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.audit.chain import recorded

        with recorded(by=SYSTEM, event="server_key.renewed", about=f"key:{RENEWED}"):
            renew_server_key(home_folder(), RENEWED)
    print(_("Sunucunun anahtarı yenilendi. omuz serve'i yeniden başlatın; açık oturumlar açık kalır."))
    print(_("Öncekisi iki gün daha geçer, sonra sunucu onu tanımaz. Yeni bir yedek alın."))
