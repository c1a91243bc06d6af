"""`omuz exchange expire`: destroys case analyses whose time is over; meant for the machine's own daily clock."""

import argparse

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("exchange", help=_("süresi dolan vaka analizlerini yok eder"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    expire = steps.add_parser(
        "expire", help=_("süresi dolanları anahtarıyla yok eder; her gün bir kez çalıştırılması yeter")
    )
    expire.add_argument("--centre", help=_("yalnız bu merkezinkiler (kodu)"))
    expire.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Destroy what is over today and print how many; nothing of what it held is read."""
    with installation.opened():
        from django.db import transaction
        from django.utils import timezone

        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.people.models import Centre
        from omuz.foundation.tenancy.context import see_as
        from omuz.network.exchange.actions.destroying import destroy_expired

        centres = Centre.objects.filter(code=args.centre) if args.centre else Centre.objects.all()
        ids = list(centres.values_list("id", flat=True))
        if args.centre and not ids:
            raise Stopped(_("“%(code)s” kodlu bir merkez yok; hiçbir şey yok edilmedi.") % {"code": args.centre})
        with transaction.atomic():
            see_as(ids)
            gone = destroy_expired(by=SYSTEM, centres=ids, today=timezone.localdate())
        print(_("Süresi dolan %(gone)d analiz yok edildi.") % {"gone": gone})
