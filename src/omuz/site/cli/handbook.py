"""`omuz handbook`: the indicator handbook as PDF, from the definitions alone; no database, no installation."""

import argparse
from pathlib import Path

from omuz.site.cli.speaking import speak
from omuz.site.faults import Stopped
from omuz.site.words import _, language


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("handbook", help=_("gösterge el kitabını PDF olarak yazar"))
    parser.add_argument("file", type=Path, metavar=_("DOSYA"), help=_("yazılacak dosya; var olanın üzerine yazılmaz"))
    parser.add_argument("--indicator", metavar=_("KOD"), help=_("yalnızca bu gösterge"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Write the handbook, or one indicator of it, in the command's language."""
    speak()
    from omuz.insight.indicators.definitions import all_indicators, indicator
    from omuz.network.handbook.documents.paper import handbook_pdf
    from omuz.network.handbook.queries.dictionary import page_of

    if args.file.exists():
        raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": args.file})
    codes = [indicator(args.indicator).code] if args.indicator else list(all_indicators())
    pages = [told for code in codes if (told := page_of(code, language())) is not None]
    args.file.write_bytes(handbook_pdf(pages, language()))
    print(_("%(file)s: %(count)s gösterge.") % {"file": args.file, "count": len(pages)})
