"""`omuz backup`: the database of this moment and the newest halves of data keys, each into a folder of its own."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from omuz.site.cli import installation
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.site.backup.restoring import Restored
    from omuz.site.backup.taking import Taken
    from omuz.site.postgres import Server


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("backup", help=_("şifreli yedek alır ve hemen geri yükleyip sınar"))
    folder = _("klasör")
    parser.add_argument("--to", type=Path, metavar=folder, help=_("veritabanı yedeğinin konacağı klasör"))
    parser.add_argument(
        "--halves", type=Path, metavar=folder, help=_("anahtar yarılarının en yeni kopyasının klasörü; ayrı bir yer")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Database first, then the halves, so that every record in the backup finds its half."""
    if not args.to and not args.halves:
        raise Stopped(_("Nereye yazılacağı söylenmedi; yedek alınmadı. --to ya da --halves ile bir klasör verin."))
    demand_apart(args.to, args.halves)
    code = 0
    with installation.opened() as server:
        sealed_for = demand_recipients()
        with installation.alone():
            if args.to:
                place, restored = take(server, args.to, sealed_for)
                note(place)
                code = tell_log(restored)
            if args.halves:
                _halves(args.halves, sealed_for)
            else:
                print(_("Anahtar yarıları bu yedekte yoktur; onları omuz backup --halves ile başka bir yere alın."))
    return code


def demand_apart(to: Path | None, halves: Path | None) -> None:
    """Raise Stopped unless both are folders and neither lies in the other."""
    for folder in (to, halves):
        if folder and not folder.is_dir():
            raise Stopped(
                _("%(folder)s diye bir klasör yok; hiçbir şey yazılmadı. Klasörü açın ya da başka bir yer verin.")
                % {"folder": folder}
            )
    if to and halves:
        one, other = to.resolve(), halves.resolve()
        if one == other or one in other.parents or other in one.parents:
            raise Stopped(
                _("Veritabanı yedeği ile anahtar yarıları yan yana durmaz; yedek alınmadı. Ayrı iki yer verin.")
            )


def demand_recipients() -> tuple[bytes, ...]:
    """For whom backups are sealed; raises Stopped where nobody holds a sheet yet."""
    from omuz.site.backup.recipients import recipients
    from omuz.site.postgres import home_folder

    found = recipients(home_folder())
    if not found:
        raise Stopped(_("Yedeğin anahtarı kurulmamış; yedek alınmadı. Önce omuz backup-key çalıştırın."))
    return found


def take(server: "Server", folder: Path, sealed_for: tuple[bytes, ...]) -> "tuple[Path, Restored]":
    """Take a backup and try it, while the caller holds the lock of all changes; the caller notes it in the log."""
    from omuz.site.backup import files
    from omuz.site.backup.taking import name_for

    place = folder / name_for(datetime.now(UTC))
    if place.exists():
        raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Bir saniye sonra yeniden deneyin.") % {"file": place})
    with files.drafted(place) as (file, draft):
        taken, restored = _taken_and_tried(server, file, draft, sealed_for)
        files.settle(draft, place)
    figures = {"file": place, "mb": taken.size / 1e6, "tables": restored.tables, "rows": restored.rows}
    print(_("Yedek alındı: %(file)s (%(mb).1f MB, %(tables)d tablo, %(rows)d satır).") % figures)
    print(_("Boş bir sunucuya geri yüklendi ve tablo tablo karşılaştırıldı: fark yok."), flush=True)
    return place, restored


def note(place: Path) -> None:
    """Write into the log that this backup was taken and tried."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded

    with recorded(by=SYSTEM, event="backup.taken", about=f"backup:{place.name}"):
        pass


def _taken_and_tried(
    server: "Server", file: IO[bytes], draft: Path, sealed_for: tuple[bytes, ...]
) -> "tuple[Taken, Restored]":
    """Write the draft, and restore it into a throw-away server that was made ready meanwhile."""
    from omuz.site.backup import files, taking
    from omuz.site.backup.drill import drilling
    from omuz.site.backup.restoring import Source
    from omuz.site.postgres import home_folder

    home, file_key = home_folder(), taking.new_file_key()
    with taking.one_moment(taking.reader_of(server)) as connection:
        migrations = taking.migrations(connection)
    with drilling(home, migrations) as drill:
        with taking.one_moment(taking.reader_of(server)) as connection:
            taken = taking.write(file, connection, file_key=file_key, sealed_for=sealed_for, home=home)
        files.flushed(file)
        return taken, drill.examine(Source(draft, file_key))


def tell_log(restored: "Restored") -> int:
    """Say whether the log in a restored database is whole; 1 when it is not."""
    if restored.breaks:
        print(
            _("Olay günlüğünde %(n)d kopukluk var; yedek saklandı, silmeyin. omuz audit verify yerlerini söyler.")
            % {"n": restored.breaks}
        )
        return 1
    told = {"chains": restored.chains, "events": restored.events}
    print(_("Olay günlüğü: %(chains)d zincir, %(events)d olay, kopukluk yok.") % told)
    return 0


def _halves(folder: Path, sealed_for: tuple[bytes, ...]) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.vault.forgetting import carry_out
    from omuz.site.backup import halves

    # An act that forgets may have been kept a moment before the machine went down.
    carry_out()
    number = halves.keep_newest(folder, sealed_for)
    with recorded(by=SYSTEM, event="backup.halves_taken", about="backup:halves"):
        pass
    print(
        _(
            "Anahtar yarılarının en yeni kopyası: %(file)s (%(n)d yarı). "
            "Öncekinin üzerine yazıldı; başka kopya tutmayın."
        )
        % {"file": folder / halves.NAME, "n": number}
    )
