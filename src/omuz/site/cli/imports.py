"""`omuz import contacts`: brings a file into a centre, all of it or nothing, every row accounted for."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.casework.contacts.actions.imports import Count
    from omuz.casework.contacts.actions.refusals import RefusedRows
    from omuz.foundation.catalogue.mappings import Refused

ERRORS = "hatali-satirlar.csv"
_SHOWN = 20


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("import", help=_("bir merkezin elindeki kayıtları içe aktarır"))
    what = parser.add_subparsers(metavar=_("ne"), required=True)
    contacts = what.add_parser("contacts", help=_("temaslar: CSV ya da XLSX"))
    contacts.add_argument("file", type=Path, help=_("içe aktarılacak dosya"))
    contacts.add_argument("--map", metavar="MAP.toml", required=True, help=_("dosyanın eşlemesi"))
    contacts.add_argument("--centre", required=True, help=_("merkezin kodu"))
    contacts.add_argument(
        "--as", dest="person", metavar=_("AD"), required=True, help=_("kimin adına; parolası sorulur")
    )
    contacts.add_argument("--dry-run", action="store_true", help=_("hiçbir şey yazmadan ne olacağını söyler"))
    contacts.add_argument(
        "--errors", type=Path, help=_("alınmayan satırların yazılacağı dosya (%(name)s)") % {"name": ERRORS}
    )
    contacts.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Bring the file in under one transaction and one event; say what became of every row."""
    with installation.opened():
        from django.conf import settings

        if settings.OMUZ_KIND == "network":
            raise Stopped(_("Bu kurulum bir ağ kurulumu; temas tutmaz. Hiçbir şey yapılmadı."))
        refused = _RefusedFile(_errors_path(args))
        try:
            count = _brought_in(args, refused)
        except BaseException:
            refused.discard()
            raise
        refused.keep()
    _tell(count, refused, dry_run=args.dry_run)


def _errors_path(args: argparse.Namespace) -> Path | None:
    """Where refused rows go; a dry run writes a file only where one was asked for."""
    if args.errors is None and args.dry_run:
        return None
    return args.errors or Path(ERRORS)


def _brought_in(args: argparse.Namespace, refused: "_RefusedFile") -> "Count":
    from omuz.casework.contacts.actions.imports import Listener, SomebodyElseImports, import_contacts
    from omuz.foundation.catalogue.mappings import Mapping
    from omuz.foundation.people.access import acting

    mapping = Mapping.named(args.map)
    rows = mapping.read(args.file)
    with contextlib.closing(rows):
        person, vault = installation.signed_in(args.person)
        centre_id = next((post.centre_id for post in person.posts if post.centre_code == args.centre), None)
        if centre_id is None:
            raise Stopped(_("Görev yaptığınız merkezler arasında “%(code)s” yok.") % {"code": args.centre})
        try:
            with acting(person):
                return import_contacts(
                    by=person,
                    vault=vault,
                    centre_id=centre_id,
                    rows=rows,
                    source=mapping.code,
                    listener=Listener(told=_progress(), refused=refused.add),
                    dry_run=args.dry_run,
                )
        except SomebodyElseImports as clash:
            raise Stopped(str(clash)) from clash


def _progress() -> "Callable[[Count], None]":
    """Rows so far on one line of a terminal; silent in a pipe."""
    if not sys.stderr.isatty():
        return lambda _count: None

    def show(count: "Count") -> None:
        print("\r" + _("%(rows)d satır okundu…") % {"rows": count.read}, end="", file=sys.stderr, flush=True)

    return show


class _RefusedFile:
    """Refused rows on their way into a file that appears whole at the end, or not at all; the first are shown."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.number = 0
        self.shown: list[Refused] = []
        self._beside = path.with_name(f".{path.name}.{os.getpid()}.part") if path else None
        self._file: IO[str] | None = None
        self._rows: RefusedRows | None = None

    def add(self, row: "Refused") -> None:
        """One refused row."""
        self.number += 1
        if len(self.shown) < _SHOWN:
            self.shown.append(row)
        if self._beside is None:
            return
        if self._rows is None:
            from omuz.casework.contacts.actions.refusals import RefusedRows

            handle = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(handle, "w", encoding="utf-8", newline="")
            self._rows = RefusedRows(self._file)
        self._rows.add(row)

    def keep(self) -> None:
        """The run is over: the file appears under its name."""
        if self._file is not None and self._beside is not None and self.path is not None:
            self._file.close()
            self._beside.replace(self.path)

    def discard(self) -> None:
        """The run came to nothing: so does the file."""
        if self._file is not None and self._beside is not None:
            self._file.close()
            self._beside.unlink(missing_ok=True)


def _tell(count: "Count", refused: _RefusedFile, *, dry_run: bool) -> None:
    told = {"rows": count.read, "added": count.added, "known": count.known, "refused": count.refused}
    if dry_run:
        print(_("Deneme: hiçbir şey yazılmadı."))
        print(_("%(rows)d satır: %(added)d eklenirdi, %(known)d zaten var, %(refused)d alınmazdı.") % told)
    else:
        print(_("%(rows)d satır: %(added)d eklendi, %(known)d zaten vardı, %(refused)d alınmadı.") % told)
    for row in refused.shown:
        for problem in row.problems:
            where = {"line": row.line, "column": problem.column, "value": problem.value}
            place = _("satır %(line)d, %(column)s “%(value)s”: ") if problem.column else _("satır %(line)d: ")
            print("  " + place % where + f"{problem.what} {problem.todo}", file=sys.stderr)
    if refused.number > len(refused.shown):
        print("  " + _("… ve %(more)d satır daha.") % {"more": refused.number - len(refused.shown)}, file=sys.stderr)
    if refused.number and refused.path:
        print(_("Alınmayan satırlar: %(file)s") % {"file": refused.path}, file=sys.stderr)
