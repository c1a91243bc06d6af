"""`omuz survey check FILE`: whether a workbook is a questionnaire, and what is wrong with it in its author's words."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from omuz.site.cli.speaking import speak
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.network.surveys.xlsform import Form, Refusal, Refusals

REFUSED = 1
"""Exit code when the questionnaire was refused."""
_MOST_BYTES = 64 * 1024 * 1024


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("survey", help=_("soru formlarını (XLSForm) denetler"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    check = steps.add_parser("check", help=_("bir formu okur; sayılarını ya da neden alınamadığını söyler"))
    check.add_argument("file", type=Path, help=_("XLSForm: .xlsx ya da .xls dosyası"))
    check.add_argument("--json", action="store_true", help=_("sonucu JSON olarak yazar"))
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read one workbook; 0 accepted, REFUSED with sentences when not."""
    content = _content(args.file)
    speak()
    from omuz.network.surveys.xlsform import Refusals, read

    found = read(content, args.file.name)
    accepted = not isinstance(found, Refusals)
    if args.json:
        print(json.dumps(_told(args.file.name, found), ensure_ascii=False, indent=2))
    elif isinstance(found, Refusals):
        print(_("%(file)s alınamadı:") % {"file": args.file.name}, file=sys.stderr)
        for item in found.items:
            print(f"  {item}", file=sys.stderr)
    else:
        _print(args.file.name, found)
    return 0 if accepted else REFUSED


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except FileNotFoundError as fault:
        raise Stopped(_("%(file)s bulunamadı. Dosyanın yerine bakın.") % {"file": path}) from fault
    except OSError as fault:
        raise Stopped(_("%(file)s okunamadı. Bir klasör değil, bir dosya verin.") % {"file": path}) from fault


def _print(name: str, form: "Form") -> None:
    print(_("%(file)s alındı: %(title)s") % {"file": name, "title": form.title})
    for label, number in _numbers(form):
        print(f"  {label}: {number}")
    if form.languages != ("default",):
        print("  " + _("Dillerin adları") + ": " + ", ".join(form.languages))
    if form.warnings:
        print(_("Alındı, ama bakın:"), file=sys.stderr)
        for item in form.warnings:
            print(f"  {item}", file=sys.stderr)


def _numbers(form: "Form") -> list[tuple[str, int]]:
    counts = form.counts
    return [
        (_("Soru sayısı"), counts.questions),
        (_("Seçmeli soru sayısı"), counts.selects),
        (_("Grup sayısı"), counts.groups),
        (_("Tekrar sayısı"), counts.repeats),
        (_("Seçenek sayısı"), counts.choices),
        (_("Dil sayısı"), counts.languages),
        (_("Not sayısı"), counts.notes),
        (_("Hesaplama ve gizli değer sayısı"), counts.calculations),
        (_("Kendiliğinden yazılan bilgi sayısı"), counts.metadata),
    ]


def _told(name: str, found: "Form | Refusals") -> dict[str, Any]:
    """What `--json` writes; the keys are English and stay as they are."""
    from dataclasses import asdict

    from omuz.network.surveys.xlsform import Refusals

    if isinstance(found, Refusals):
        return {"file": name, "accepted": False, "errors": [_placed(item) for item in found.items], "warnings": []}
    return {
        "file": name,
        "accepted": True,
        "title": found.title,
        "form_id": found.code,
        "version": found.version,
        **asdict(found.counts),
        "language_names": list(found.languages),
        "errors": [],
        "warnings": [_placed(item) for item in found.warnings],
    }


def _placed(item: "Refusal") -> dict[str, Any]:
    return {"sheet": item.sheet, "row": item.row or None, "column": item.column, "sentence": item.sentence}
