"""`omuz people …`: the first people of a new installation, a lost IT password, and a key brought back from paper."""

import argparse
import sys
from typing import TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from uuid import UUID

    from omuz.foundation.people.access import Person
    from omuz.foundation.people.actions.accounts import Invited, Place
    from omuz.foundation.people.rules import Role


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("people", help=_("ilk kişileri kurar, unutulan parolaya yeni bağlantı verir"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    _add_begin(steps)
    renew = steps.add_parser("renew", help=_("bir hesaba yeni bağlantı verir; eski parolası ve anahtarı geçmez olur"))
    renew.add_argument("username", help=_("kullanıcı adı"))
    renew.add_argument("--address", default="http://127.0.0.1:8000", help=_("sayfaların adresi"))
    renew.set_defaults(run=run_renew)
    recover = steps.add_parser("recover", help=_("kurtarma kâğıdıyla bir merkezin anahtarını geri verir"))
    recover.add_argument("centre", help=_("merkezin kodu"))
    recover.add_argument("--as", dest="username", required=True, help=_("anahtarı alacak çalışanın kullanıcı adı"))
    recover.add_argument(
        "--check", action="store_true", help=_("yalnız dener: kâğıt açıyor mu; kimseye bir şey vermez")
    )
    recover.set_defaults(run=run_recover)


def _add_begin(steps: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    begin = steps.add_parser(
        "begin", help=_("boş bir kurulumda ilk kurumu, merkezi, koordinatörü ve bilgi işlemi açar")
    )
    begin.add_argument("--organisation", required=True, help=_("kurumun adı"))
    begin.add_argument(
        "--kind", choices=("metropolitan", "district", "ngo"), default="district", help=_("kurumun türü")
    )
    begin.add_argument("--centre", help=_("merkezin adı; yalnız ağ kuruluyorsa gerekmez"))
    begin.add_argument("--code", help=_("merkezin kısa kodu, örneğin konak-1"))
    begin.add_argument("--district", default="", help=_("merkezin ilçesi"))
    named = _("“Ad Soyad=kullanici”")
    begin.add_argument("--coordinator", metavar=named, help=_("merkez koordinatörü"))
    begin.add_argument("--network", metavar=named, help=_("ağ koordinatörü"))
    begin.add_argument("--it", metavar=named, required=True, help=_("bilgi işlem"))
    begin.add_argument("--address", default="http://127.0.0.1:8000", help=_("sayfaların adresi"))
    begin.set_defaults(run=run_begin)


def run_begin(args: argparse.Namespace) -> None:
    """Make the first organisation, centre and people in one transaction, and print each one's one-time link."""
    if bool(args.centre) != bool(args.code) or bool(args.centre) != bool(args.coordinator):
        raise Stopped(_("Merkez için --centre, --code ve --coordinator birlikte verilir; hiçbir şey kurulmadı."))
    with installation.opened():
        from django.db import transaction

        with transaction.atomic():
            invited = _begun(args)
    for each in invited:
        _print_link(each, args.address)


def _begun(args: argparse.Namespace) -> "list[Invited]":
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import accounts, places
    from omuz.foundation.people.models import Staff
    from omuz.foundation.people.rules import Role

    if Staff.objects.exists():
        raise Stopped(_("Bu kurulumda zaten hesap var; hiçbir şey değiştirilmedi. Yenilerini sayfadan davet edin."))
    organisation = places.found_organisation(by=SYSTEM, kind=args.kind, name=args.organisation)
    wanted = [(args.it, Role.IT_ADMINISTRATOR, accounts.Place())]
    if args.network:
        wanted.append((args.network, Role.NETWORK_COORDINATOR, accounts.Place()))
    if args.centre:
        centre = places.found_centre(
            by=SYSTEM, organisation=organisation, code=args.code, name=args.centre, district=args.district
        )
        wanted.append((args.coordinator, Role.CENTRE_COORDINATOR, accounts.Place(centre=centre)))
    return [_invited(told, role, place) for told, role, place in wanted]


def _invited(told: str, role: "Role", place: "Place") -> "Invited":
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions.accounts import open_account

    full_name, _equals, username = told.partition("=")
    if not full_name.strip() or not username.strip():
        raise Stopped(
            _("“%(told)s” okunamadı; “Ad Soyad=kullanici” biçiminde yazın. Hiçbir şey kurulmadı.") % {"told": told}
        )
    return open_account(by=SYSTEM, username=username, full_name=full_name, role=role, place=place)


def _print_link(invited: "Invited", address: str) -> None:
    from django.urls import reverse

    link = address.rstrip("/") + reverse("invitation", args=[invited.word])
    print(f"{invited.staff.full_name} ({invited.staff.username}): {link}")
    print("  " + _("Bağlantı 72 saat geçerlidir ve bir kez açılır; bir daha gösterilmez."))


def run_renew(args: argparse.Namespace) -> None:
    """A new one-time link from the machine itself: for an IT administrator who forgot, when nobody else is left."""
    with installation.opened():
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.people.access import person_of
        from omuz.foundation.people.actions.accounts import Invited, renew
        from omuz.foundation.people.models import Staff

        staff = Staff.objects.get(pk=person_of(args.username).staff_id)
        _print_link(Invited(staff, renew(by=SYSTEM, staff=staff, forget_second_factor=True)), args.address)


def run_recover(args: argparse.Namespace) -> None:
    """Her password first, then the seven lines of the sheet; the key of the centre is hers again."""
    with installation.opened():
        from django.http import Http404

        from omuz.foundation.people.access import person_of
        from omuz.foundation.people.queries import centre_where

        person = person_of(args.username)
        try:
            centre = centre_where(person, "vault.hold", args.centre)
        except Http404 as error:
            raise Stopped(
                _("Bu kişinin bu merkezde anahtar gerektiren bir görevi yok; hiçbir şey değişmedi.")
            ) from error
        _recovered(person, centre.id, only_try=args.check)
    if args.check:
        print(_("Kâğıt doğru: merkezin anahtarını açıyor. Kimseye bir şey verilmedi; kâğıdı yerine koyun."))
        return
    print(_("Anahtar geri verildi; parolasıyla girince kayıtlar açılır. Kâğıdı yerine koyun."))


def _recovered(person: "Person", centre_id: "UUID", *, only_try: bool) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions.doors import note_refusal
    from omuz.foundation.people.models import Staff
    from omuz.foundation.vault.actions import recover, try_sheet
    from omuz.foundation.vault.keys import VaultRefused
    from omuz.foundation.vault.sheet import RecoverySheet, SheetMisread

    if not Staff.objects.get(pk=person.staff_id).check_password(installation.ask_password(person.username)):
        note_refusal(person.username, about="with:command_line")
        raise Stopped(_("Parola doğru değil; hiçbir şey değiştirilmedi."))
    print(_("Kâğıttaki yedi satırı yazın, sonra boş bir satır:"), file=sys.stderr)
    try:
        sheet = RecoverySheet.parse(installation.typed_lines())
        with acting(person):
            if only_try:
                try_sheet(by=person, centre_id=centre_id, sheet=sheet)
                return
            recover(by=person, centre_id=centre_id, sheet=sheet, staff_id=person.staff_id)
    except (SheetMisread, VaultRefused) as error:
        raise Stopped(str(error)) from error
