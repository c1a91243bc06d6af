"""`omuz export contacts`: a centre's contacts as a workbook, with a reason that stays in the log."""

import argparse
import os
from pathlib import Path

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("export", help=_("bir merkezin kayıtlarını dosyaya çıkarır"))
    what = parser.add_subparsers(metavar=_("ne"), required=True)
    contacts = what.add_parser("contacts", help=_("temaslar, XLSX olarak"))
    contacts.add_argument("--centre", required=True, help=_("merkezin kodu"))
    contacts.add_argument(
        "--as", dest="person", metavar=_("AD"), required=True, help=_("kimin adına; parolası sorulur")
    )
    contacts.add_argument(
        "--with",
        dest="second",
        metavar=_("AD"),
        required=True,
        help=_("onaylayan ikinci kişi; onun da parolası sorulur"),
    )
    contacts.add_argument("--why", required=True, help=_("neden çıkarılıyor; günlükte kalır"))
    contacts.add_argument("--notes", action="store_true", help=_("serbest notlar da çıksın"))
    contacts.add_argument("--output", type=Path, help=_("yazılacak dosya (belge-GÜN.xlsx)"))
    contacts.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Write the workbook, whole or not at all; a file of that name is never overwritten."""
    with installation.opened():
        from django.conf import settings
        from django.utils import timezone

        if settings.OMUZ_KIND == "network":
            raise Stopped(_("Bu kurulum bir ağ kurulumu; temas tutmaz. Hiçbir şey yapılmadı."))
        from omuz.casework.contacts.actions.exports import file_name

        path = args.output or Path(file_name(timezone.localdate()))
        if not args.why.strip():
            raise Stopped(_("Neden çıkarıldığını --why ile yazın; hiçbir şey çıkarılmadı."))
        if path.exists():
            raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": path})
        _write(path, _workbook(args))
    print(path)


def _workbook(args: argparse.Namespace) -> bytes:
    from omuz.casework.contacts.actions.exports import answer_export, ask_export, take_export
    from omuz.foundation.people.access import acting

    if args.second == args.person:
        raise Stopped(_("Onaylayan ikinci kişi isteyenle aynı olamaz; hiçbir şey çıkarılmadı."))
    person, vault = installation.signed_in(args.person)
    centre_id = next((post.centre_id for post in person.posts if post.centre_code == args.centre), None)
    if centre_id is None:
        raise Stopped(_("Görev yaptığınız merkezler arasında “%(code)s” yok.") % {"code": args.centre})
    second, _hers = installation.signed_in(args.second)
    if centre_id not in second.centres:
        raise Stopped(_("Onaylayan kişi bu merkezde çalışmıyor; hiçbir şey çıkarılmadı."))
    with acting(person):
        row = ask_export(by=person, centre_id=centre_id, why=args.why.strip(), notes=args.notes)
    with acting(second):
        answer_export(by=second, export_id=row.id, approve=True)
    with acting(person):
        return take_export(by=person, vault=vault, export_id=row.id)


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
