"""`omuz monitor`: somebody else's published data through the same engine and gate, into one folder of open data."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli.speaking import speak
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.site.cli.monitor.made import Made

INCOMPLETE = 1
"""Exit code when rows of a file could not be counted; the release is of the others and says so."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("monitor", help=_("yayımlanmış bir dosyadan korumalı bir yayın klasörü yapar"))
    parser.add_argument("file", nargs="+", type=Path, help=_("CSV ya da XLSX dosyaları, ya da onların klasörü"))
    parser.add_argument("--map", metavar="MAP", required=True, help=_("eşlemenin kodu ya da TOML dosyası"))
    parser.add_argument("--output", type=Path, required=True, help=_("yapılacak yeni klasör"))
    parser.add_argument("--indicator", default="", help=_("yalnızca bu göstergeler, virgülle: I05,I08"))
    parser.add_argument("--by", default="", help=_("kırılımlar, virgülle: quarter,channel"))
    parser.add_argument("--period", default="", help=_("yalnızca bu dönem: 2026, 2026-Q3 ya da 2026-07"))
    parser.add_argument("--threshold", type=int, default=5, help=_("gizleme sınırı, 3 ile 10 arasında (5)"))
    before = _("bundan önceki yayın; birden çoksa hepsi, eskiden yeniye")
    parser.add_argument("--after", type=Path, action="append", default=[], metavar=_("KLASÖR"), help=before)
    parser.add_argument("--change", default="", help=_("önceki yayından farkı, bir cümle"))
    parser.add_argument("--issued", type=_day, help=_("yayım günü, YYYY-AA-GG"))
    parser.add_argument("--publisher", default="", help=_("yayımlayan"))
    parser.add_argument("--licence", default="", help=_("kullanım koşulu, bir cümle"))
    parser.add_argument("--licence-address", default="", help=_("kullanım koşulunun adresi"))
    parser.add_argument("--address", default="", help=_("yayınların duracağı adres: https://…/"))
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“%(text)s” gün değil; YYYY-AA-GG yazın") % {"text": text}) from error


def run(args: argparse.Namespace) -> int:
    """Make the folder, whole or not at all, and say what is in it; INCOMPLETE when rows were left out."""
    speak()
    if args.output.exists():
        raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": args.output})
    from omuz.site.cli.monitor.folder import write_folder

    with _said():
        made = _made(args)
        write_folder(args.output, made.files)
    _tell(args.output, made)
    return INCOMPLETE if made.refused else 0


@contextlib.contextmanager
def _said() -> Iterator[None]:
    """Refusals of the gate and of the writers as sentences of this command."""
    from omuz.foundation.privacy.refusals import Refused
    from omuz.foundation.privacy.wording import sentence
    from omuz.insight.indicators.periods import NoSuchPeriod

    try:
        yield
    except Refused as fault:
        raise Stopped(str(sentence(fault))) from fault
    except NoSuchPeriod as fault:
        raise Stopped(str(fault)) from fault


def _made(args: argparse.Namespace) -> "Made":
    """Totals where the mapping is one of totals, records else."""
    from omuz.insight.totals.definition import totals_path

    path = totals_path(args.map)
    if path is None:
        from omuz.site.cli.monitor.of_records import release_of_records

        return release_of_records(args, _files(args.file))
    if args.indicator or args.by or args.period:
        raise Stopped(_("Bu eşleme yayımlanmış toplamlar içindir; --indicator, --by ve --period verilmez."))
    from omuz.site.cli.monitor.of_totals import release_of_totals

    return release_of_totals(args, path, _files(args.file))


def _files(given: list[Path]) -> list[Path]:
    """The files given, and those in the folders given, by name."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.suffix.lower() in (".csv", ".xlsx"))
        elif path.is_file():
            found.append(path)
        else:
            raise Stopped(_("%(file)s bulunamadı; hiçbir şey yazılmadı.") % {"file": path})
    return found


def _tell(output: Path, made: "Made") -> None:
    """What is in the folder, what was hidden, what contradicts itself, what was left out."""
    proof, cost = made.protection.proof, made.protection.report.ours
    told = {
        "folder": output,
        "tables": len(made.publication.tables),
        "version": made.publication.version,
        "hidden": cost.hidden,
        "cells": cost.cells,
        "narrowest": "–" if proof.narrowest is None else proof.narrowest,
        "recovered": proof.recovered,
        "contrary": sum(1 for one in made.contradictions if not one.changed),
        "changed": sum(1 for one in made.contradictions if one.changed),
        "refused": made.refused,
    }
    print(_("%(folder)s: %(tables)d tablo, sürüm %(version)d.") % told)
    print(_("Gizlenen hücre: %(hidden)d / %(cells)d; hesaplanabilen: %(recovered)d.") % told)
    if proof.narrowest is not None:
        print(_("En dar aralıkta bile gizli bir sayı için %(narrowest)s olası değer var.") % told)
    sentences = {
        "contrary": _(
            "Kaynağın kendi tabloları %(contrary)d yerde birbirini tutmuyor; iki sayı da contradictions.csv dosyasında,"
            " hiçbiri düzeltilmedi."
        ),
        "changed": _("%(changed)d yer bilgisi dosyadan dosyaya ayrı; hepsi contradictions.csv dosyasında."),
        "refused": _("%(refused)d satır sayılamadı; ilk nedenler method.md dosyasında."),
    }
    for name, sentence in sentences.items():
        if told[name]:
            print(sentence % told, file=sys.stderr)
