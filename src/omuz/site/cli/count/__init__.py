"""`omuz count`: indicators from a file through its mapping, or from this installation's opened vault."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli.speaking import speak
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.insight.indicators.definitions import Indicator
    from omuz.insight.indicators.facts import Facts
    from omuz.site.cli.count.figures import Sheet

REFUSED = 2
"""Exit code when nothing was counted because of what was asked for or given."""
INCOMPLETE = 1
"""Exit code when rows of the file could not be counted; the figures are of the others."""
_SHOWN = 20


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("count", help=_("göstergeleri bir dosyadan ya da bu kurulumdan sayar"))
    parser.add_argument("file", nargs="?", type=Path, help=_("sayılacak CSV ya da XLSX dosyası"))
    parser.add_argument("--map", metavar="MAP.toml", help=_("dosyanın eşlemesi"))
    parser.add_argument("--indicator", required=True, help=_("gösterge kodları, virgülle: I05,I08"))
    parser.add_argument("--by", default="", help=_("kırılımlar, virgülle: month,channel"))
    parser.add_argument("--period", default="", help=_("yalnızca bu dönem: 2026, 2026-Q3 ya da 2026-07"))
    parser.add_argument(
        "--raw", action="store_true", help=_("koruma olmadan; yalnızca yayımlanmış veri dosyaları için")
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "json", "xlsx"), default="table", help=_("çıktının biçimi")
    )
    parser.add_argument("--output", type=Path, help=_("çıktının yazılacağı yeni dosya"))
    parser.add_argument("--centre", help=_("bu kurulumdaki merkezin kodu"))
    parser.add_argument("--as", dest="person", metavar=_("AD"), help=_("kimin adına; parolası sorulur"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Count and write; 0, INCOMPLETE or, with one sentence on standard error, REFUSED."""
    if fault := _contradiction(args):
        return _refused(fault)
    if args.file is None:
        return _count_centre(args)
    speak()
    from omuz.foundation.catalogue.errors import CatalogueError, UnreadableFile
    from omuz.foundation.privacy.refusals import Refused as Kept
    from omuz.insight.indicators.periods import NoSuchPeriod

    try:
        return _count_file(args)
    except (CatalogueError, UnreadableFile, NoSuchPeriod) as fault:
        return _refused(str(fault))
    except Kept as fault:
        return _refused(_kept(fault))


def _contradiction(args: argparse.Namespace) -> str:
    """What does not go together in a request, as a sentence; empty when it does."""
    from_file, from_centre = args.file is not None, bool(args.centre and args.person)
    faults = {
        _("Ne sayılacağı belli değil: dosya ve --map verin ya da --centre ve --as."): not from_file and not from_centre,
        _("Dosya ile --centre ya da --as birlikte olmaz."): from_file and bool(args.centre or args.person),
        _("Dosyanın eşlemesi eksik: --map ile verin, örneğin --map catalogues/mappings/linea144.toml."): (
            from_file and not args.map
        ),
        _("--raw yalnızca yayımlanmış veri dosyaları içindir; merkezin sayıları korunmadan çıkmaz."): (
            not from_file and args.raw
        ),
        _("Excel çıktısı için --output ile dosya adı verin."): args.format == "xlsx" and args.output is None,
        _("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": args.output}: (
            args.output is not None and args.output.exists()
        ),
    }
    return next((sentence for sentence, holds in faults.items() if holds), "")


def _count_file(args: argparse.Namespace) -> int:
    from omuz.foundation.catalogue.mappings import Mapping
    from omuz.insight.indicators.facts import facts_from_file

    wanted = _wanted(args)
    mapping = Mapping.named(args.map)
    facts, refused = facts_from_file(mapping, args.file)
    sheets = _sheets(args, facts, wanted)
    if args.raw:
        print(_("Uyarı: --raw korumayı atlar; yalnızca yayımlanmış veri dosyaları içindir."), file=sys.stderr)
    _write(args, sheets)
    if not refused:
        return 0
    print(_("%(count)d satır sayılamadı; sayılar kalan satırlarındır:") % {"count": len(refused)}, file=sys.stderr)
    for row in refused[:_SHOWN]:
        for problem in row.problems:
            where = f"{problem.column} “{problem.value}”" if problem.column else f"“{problem.value}”"
            text = _("satır %(line)d, %(where)s: %(what)s %(todo)s")
            said = {"line": row.line, "where": where, "what": problem.what, "todo": problem.todo}
            print("  " + text % said, file=sys.stderr)
    if len(refused) > _SHOWN:
        print("  " + _("… ve %(count)d satır daha.") % {"count": len(refused) - _SHOWN}, file=sys.stderr)
    return INCOMPLETE


def _count_centre(args: argparse.Namespace) -> int:
    """Count from the vault of a person who gives her password; one event in the log says that she did."""
    from omuz.site.cli import installation

    with installation.opened():
        from omuz.foundation.catalogue.errors import CatalogueError
        from omuz.foundation.privacy.refusals import Refused as Kept
        from omuz.insight.indicators.periods import NoSuchPeriod

        try:
            _write(args, _sheets_of_centre(args))
        except (CatalogueError, NoSuchPeriod) as fault:
            return _refused(str(fault))
        except Kept as fault:
            return _refused(_kept(fault))
    return 0


def _sheets_of_centre(args: argparse.Namespace) -> "list[Sheet]":
    from omuz.foundation.audit.chain import looked
    from omuz.foundation.people.access import acting
    from omuz.insight.indicators.sources import facts_from_installation
    from omuz.site.cli import installation
    from omuz.site.faults import Stopped

    wanted = _wanted(args)
    person, vault = installation.signed_in(args.person)
    centre_id = next((post.centre_id for post in person.posts if post.centre_code == args.centre), None)
    if centre_id is None:
        raise Stopped(_("Görev yaptığınız merkezler arasında “%(code)s” yok.") % {"code": args.centre})
    sheets = []
    with acting(person):
        for kind in dict.fromkeys(one.kind.code for one in wanted):
            facts = facts_from_installation(kind, person=person, vault=vault, centre_id=centre_id)
            sheets += _sheets(args, facts, [one for one in wanted if one.kind.code == kind])
        looked(by=person, event="figures.counted", centre=centre_id, about=f"centre:{args.centre}")
    return sheets


def _sheets(args: argparse.Namespace, facts: "Facts", wanted: "list[Indicator]") -> "list[Sheet]":
    """Each indicator counted; protected together, since they are read together, unless the data is published."""
    from omuz.foundation.privacy.gate import Links, protect_together
    from omuz.insight.indicators.engine import count, left_out
    from omuz.insight.indicators.lore import lore_of
    from omuz.site.cli.count.figures import protected_sheet, raw_sheet

    tables = [count(one, facts, _listed(args.by), period=args.period) for one in wanted]
    if args.raw:
        outside = [left_out(one, facts, period=args.period) for one in wanted]
        return [raw_sheet(*parts) for parts in zip(wanted, tables, outside, strict=True)]
    safe = protect_together(tables, links=Links(lore=lore_of(wanted)))
    return [protected_sheet(*parts) for parts in zip(wanted, safe, strict=True)]


def _write(args: argparse.Namespace, sheets: "list[Sheet]") -> None:
    """The figures to standard output or, complete or not at all, to a file; notes a CSV cannot hold to stderr."""
    from omuz.site.cli.count.printed import FORMATS

    written = FORMATS[args.format](sheets)
    if args.format == "csv":
        for sheet in sheets:
            for name, text in sheet.notes():
                print(f"{name}: {text}", file=sys.stderr)
    if args.output is None:
        sys.stdout.write(written.decode())
        return
    beside = args.output.with_name(f".{args.output.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        beside.replace(args.output)
    finally:
        beside.unlink(missing_ok=True)


def _wanted(args: argparse.Namespace) -> "list[Indicator]":
    """The indicators asked for, known and splittable as asked, before anything is read or opened."""
    from omuz.insight.indicators.definitions import indicator
    from omuz.insight.indicators.engine import require_allowed
    from omuz.insight.indicators.periods import grain_of

    wanted = [indicator(code) for code in _listed(args.indicator)]
    for one in wanted:
        require_allowed(one, _listed(args.by))
    if args.period:
        grain_of(args.period)
    return wanted


def _listed(text: str) -> list[str]:
    """Comma-separated words, each once."""
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _kept(fault: Exception) -> str:
    """The sentence for a table the gate does not let out."""
    from omuz.foundation.privacy.refusals import Refused as Kept
    from omuz.foundation.privacy.wording import sentence

    return str(sentence(fault)) if isinstance(fault, Kept) else str(fault)


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED
