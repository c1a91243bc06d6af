"""`omuz audit verify`: walks every chain of the log as the role that owns it, and names each break."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.foundation.audit.verify import Break, Verified


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("audit", help=_("olay günlüğünü denetler"))
    steps = parser.add_subparsers(metavar=_("adım"), required=True)
    verify = steps.add_parser(
        "verify", help=_("zincirde değiştirilen, silinen, yeri değişen ya da eklenen satırı bulur")
    )
    verify.add_argument(
        "--anchor",
        type=Path,
        help=_("zincirlerin sonunun not edildiği dosya; başka bir bilgisayarda ya da kâğıtta saklayın"),
    )
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line a chain and one a break; 1 when anything is broken."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("OMUZ_OWNER_DATABASE_URL"):
        raise Stopped(
            _(
                "Günlüğün bütününü yalnız tabloların sahibi olan rol okuyabilir; hiçbir şey denetlenmedi. "
                "OMUZ_OWNER_DATABASE_URL ile verip yeniden deneyin."
            )
        )
    with installation.opened():
        return report(args.anchor)


def report(anchor: Path | None) -> int:
    """Verify every chain of the opened installation and print what was found; 1 when anything is broken."""
    from omuz.foundation.audit.verify import chains, verified

    names = _names()
    noted = _noted(anchor)
    found = [verified(chain) for chain in sorted({*chains(), *noted}, key=lambda chain: names.get(chain, str(chain)))]
    broken = 0
    for each in found:
        breaks = [*each.breaks, *_missing(each, noted)]
        broken += len(breaks)
        name = names.get(each.chain, str(each.chain))
        print(_line(name, each.count, len(breaks)))
        for wrong in breaks:
            print("  " + _told(wrong))
    if broken:
        print(
            _("Günlük bozulmuş. Veritabanının bir kopyasını saklayın; merkezlere söylemeden hiçbir şeyi düzeltmeyin.")
        )
        return 1
    if anchor:
        _note(anchor, found)
    return 0


def _names() -> dict[UUID, str]:
    from omuz.foundation.audit.chain import INSTALLATION, NOBODY
    from omuz.foundation.people.models import Centre

    return {INSTALLATION: _("kurulum"), NOBODY: _("adsız yanıtlar"), **dict(Centre.objects.values_list("id", "code"))}


def _line(name: str, count: int, broken: int) -> str:
    state = _("%(n)d kopukluk") % {"n": broken} if broken else _("kopukluk yok")
    return _("%(name)s: %(count)d olay, %(state)s") % {"name": name, "count": count, "state": state}


def _told(wrong: "Break") -> str:
    kinds = {
        "changed": _("değiştirilmiş"),
        "removed": _("silinmiş"),
        "reordered": _("yeri değiştirilmiş"),
        "inserted": _("sonradan eklenmiş"),
        "cut": _("buradan sonrası kesilmiş"),
        "head": _("zincirin sonuna ait not bozulmuş"),
    }
    told = _("%(seq)d. olay: %(what)s") % {"seq": wrong.seq, "what": kinds[wrong.what]}
    return f"{told} ({wrong.row})" if wrong.row else told


def _noted(anchor: Path | None) -> dict[UUID, tuple[int, bytes]]:
    """What an earlier check noted outside the database: chain → position and seal of its end."""
    if anchor is None or not anchor.exists():
        return {}
    try:
        lines = [line.split() for line in anchor.read_text("utf-8").splitlines() if line.strip()]
        return {UUID(chain): (int(seq), bytes.fromhex(seal)) for chain, seq, seal in lines}
    except ValueError as error:
        raise Stopped(
            _("%(file)s bir günlük notu değil; hiçbir şey denetlenmedi. Dosyanın yerini denetleyin.") % {"file": anchor}
        ) from error


def _missing(each: "Verified", noted: dict[UUID, tuple[int, bytes]]) -> "list[Break]":
    from omuz.foundation.audit.verify import Break, kept

    seq, seal = noted.get(each.chain, (0, b""))
    if kept(each.chain, seq, seal):
        return []
    return [Break(each.chain, seq, None, "cut" if each.seq < seq else "changed")]


def _note(anchor: Path, found: "list[Verified]") -> None:
    text = "".join(f"{each.chain} {each.seq} {each.seal.hex()}\n" for each in found)
    draft = anchor.with_name(anchor.name + ".new")
    draft.write_text(text, "utf-8")
    draft.replace(anchor)
    print(_("Zincirlerin sonu %(file)s dosyasına not edildi.") % {"file": anchor})
