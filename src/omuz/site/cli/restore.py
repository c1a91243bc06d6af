"""`omuz restore`: an installation out of a backup, the newest halves and the paper; or only the attempt."""

import argparse
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from omuz.site.cli import backup, installation, migrate
from omuz.site.cli.backup_key import pair_from
from omuz.site.faults import Stopped
from omuz.site.words import _

if TYPE_CHECKING:
    from omuz.casework.rights.actions.again import Again
    from omuz.site.backup.frames import Note
    from omuz.site.backup.restoring import Restored


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("restore", help=_("yedekten yeni bir kurulum yapar ya da yalnız dener"))
    parser.add_argument("--from", dest="source", type=Path, metavar=_("yol"), help=_("yedek ya da klasörü: en yenisi"))
    parser.add_argument("--halves", type=Path, metavar=_("yol"), help=_("anahtar yarılarının en yeni kopyası"))
    parser.add_argument("--key", type=Path, metavar=_("dosya"), help=_("kâğıttaki yedi satır; verilmezse sorulur"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--replace", action="store_true", help=_("var olan kurulumu silmez, adını değiştirip yanında tutar")
    )
    how.add_argument("--check", action="store_true", help=_("bu kurulumun yanında dener; hiçbir şeyi değiştirmez"))
    how.add_argument(
        "--back",
        action="store_true",
        help=_("bir önceki geri yüklemeyi geri alır: yanda duran kurulumu yerine koyar"),
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Restore into a new home, try the backup in a throw-away one, or take the last restore back."""
    if args.back:
        return _back()
    if not args.source:
        raise Stopped(_("--from verilmedi; hiçbir şey yapılmadı. Yedeği ya da klasörünü gösterin."))
    path = _newest(args.source)
    if args.check:
        return _check(path, args.key)
    if not args.halves:
        raise Stopped(
            _(
                "Anahtar yarıları olmadan hiçbir kayıt açılmaz; hiçbir şey yapılmadı. "
                "--halves ile en yeni kopyayı verin."
            )
        )
    return _restore(path, args)


def _newest(path: Path) -> Path:
    from omuz.site.backup.taking import ENDING

    if not path.is_dir():
        return path
    found = sorted(path.glob(f"omuz-2*{ENDING}"))
    if not found:
        raise Stopped(_("%(folder)s içinde yedek yok; hiçbir şey yapılmadı. Yedeğin yerini verin.") % {"folder": path})
    return found[-1]


def _check(path: Path, sheet: Path | None) -> int:
    """The paper drill: the sheet opens the backup, and the backup becomes a whole database in a throw-away server."""
    from omuz.site.backup.drill import drilling
    from omuz.site.backup.restoring import source_for
    from omuz.site.postgres import home_folder

    with installation.opened(), installation.alone():
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.audit.chain import recorded

        source = source_for(path, pair_from(sheet))
        source.demand_whole()
        about, _keys = source.about()
        with drilling(home_folder(), about["migrations"]) as drill:
            restored = drill.examine(source)
        with recorded(by=SYSTEM, event="backup.tried", about=f"backup:{path.name}"):
            pass
    _tell(path, about, restored)
    print(_("Yalnız denendi: kurulum olduğu gibi duruyor."))
    return backup.tell_log(restored)


def _restore(path: Path, args: argparse.Namespace) -> int:
    from omuz.site.postgres import home_folder

    home = home_folder()
    _demand_stopped(home)
    shreds = _shreds_elsewhere(home)
    there = [place for place in (home, shreds) if place and place.exists() and any(place.iterdir())]
    if there and not args.replace:
        raise Stopped(
            _("%(home)s içinde bir kurulum var; üzerine yazılmadı. --replace onu silmez, yanında saklar.")
            % {"home": there[0]}
        )
    home.parent.mkdir(parents=True, exist_ok=True)
    with _new_home(home) as draft:
        about, restored, again = _made(draft, path, args)
        aside = _put_in_place(draft, home, shreds=shreds, there=there)
    _tell(path, about, restored)
    _tell_again(again)
    for place in aside:
        print(
            _("Önceki kurulum burada duruyor: %(place)s. Yenisi çalışınca içindeki anahtar yarılarıyla birlikte silin.")
            % {"place": place}
        )
    return backup.tell_log(restored)


def _demand_stopped(home: Path) -> None:
    from omuz.site.postgres import is_running

    if is_running(home):
        raise Stopped(_("Bu kurulum çalışıyor; hiçbir şey değişmedi. Önce omuz serve'i durdurun."))


def _back() -> int:
    """The installation before takes its place again; what was destroyed in the meantime is destroyed in it too."""
    from omuz.site.backup import returning
    from omuz.site.postgres import home_folder

    home = home_folder()
    _demand_stopped(home)
    apart = _shreds_elsewhere(home)
    aside = returning.newest_aside(home, apart)
    if aside is None:
        raise Stopped(_("Yanda duran bir kurulum yok; hiçbir şey değişmedi. Geri dönülecek bir şey bulunamadı."))
    before = {place: now for now, place in aside.moves}
    now_shreds = apart or home / "shreds"
    then_shreds = before[apart] if apart in before else aside.home / "shreds"
    number = returning.carry_destructions(home, now_shreds, aside.home, then_shreds)
    out = returning.swap(aside, _stamp())
    print(_("Önceki kurulum yerine kondu: %(home)s. Çıkarılan burada duruyor: %(place)s.") % {
        "home": home, "place": out[0]
    })  # fmt: skip
    if number:
        print(_("Aradaki sürede yok edilmiş %(n)d anahtar yarısı burada da yok edildi.") % {"n": number})
    print(_("Aradaki sürede yazılan kayıtlar çıkarılan kurulumdadır, buraya taşınmadı."))
    _settle_back()
    return 0


def _settle_back() -> None:
    """In the installation that is back: empty what was destroyed meanwhile, and write into its log what happened.

    An installation of an earlier version waits for its program; `omuz migrate` says so itself.
    """
    with installation.database():
        if installation.pending():
            return
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.audit.chain import recorded

        _forgotten_again()
        with recorded(by=SYSTEM, event="backup.taken_back"):
            pass


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"


@contextmanager
def _new_home(home: Path) -> Iterator[Path]:
    """A folder beside the home, which this process takes for its home; gone after the block unless it was settled."""
    draft = home.with_name(f"{home.name}.{secrets.token_hex(3)}.restoring")
    before = {name: os.environ.get(name) for name in ("OMUZ_HOME", "OMUZ_SHREDS")}
    draft.mkdir(mode=0o700)
    os.environ.update(OMUZ_HOME=str(draft), OMUZ_SHREDS=str(draft / "shreds"))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _made(draft: Path, path: Path, args: argparse.Namespace) -> "tuple[Note, Restored, list[Again]]":
    """The whole installation in the draft: keys and halves first, because the settings read them."""
    from omuz.site.backup import halves, restoring, returning

    pair = pair_from(args.key)
    source = restoring.source_for(path, pair)
    source.demand_whole()
    about, keys = source.about()
    restoring.put_keys(draft, keys)
    copy = args.halves / halves.NAME if args.halves.is_dir() else args.halves
    halves.lay_down(copy, pair, draft / "shreds")
    returning.note_books(draft, draft / "shreds")
    installation.set_up()
    with restoring.filling(draft) as server:
        from omuz.foundation.audit.actors import SYSTEM
        from omuz.foundation.audit.chain import recorded

        restoring.demand_same_kind(about)
        restoring.make_tables(server, about["migrations"])
        restored = restoring.fill(server, source, about)
        if installation.pending():
            migrate.tables()
        again = _forgotten_again()
        with recorded(by=SYSTEM, event="backup.restored", about=f"backup:{path.name}"):
            pass
    return about, restored, again


def _forgotten_again() -> "list[Again]":
    from django.conf import settings

    if settings.OMUZ_KIND == "network":
        return []
    from omuz.casework.rights.actions.again import destroy_again
    from omuz.foundation.people.models import Centre

    return [destroy_again(centre_id) for centre_id in Centre.objects.values_list("id", flat=True)]


def _shreds_elsewhere(home: Path) -> Path | None:
    """The folder of the halves, where it is not simply in the home."""
    named = os.environ.get("OMUZ_SHREDS")
    place = Path(named).absolute() if named else home / "shreds"
    return None if home in place.parents else place


def _put_in_place(draft: Path, home: Path, *, shreds: Path | None, there: list[Path]) -> list[Path]:
    """Give the new installation its place; what was there is renamed, never removed. Returns where it is now."""
    stamp = _stamp()
    moved: list[tuple[Path, Path]] = []
    try:
        for place in there:
            aside = place.with_name(f"{place.name}.before-{stamp}")
            place.rename(aside)
            moved.append((place, aside))
        if home.exists():
            home.rmdir()
        if shreds:
            if shreds.exists():
                shreds.rmdir()
            shreds.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(draft / "shreds", shreds)
        draft.rename(home)
    except OSError:
        for place, now in reversed(moved):
            now.rename(place)
        raise
    return [each for _place, each in moved]


def _tell(path: Path, about: "Note", restored: "Restored") -> None:
    told = {
        "file": path.name,
        "at": datetime.fromisoformat(about["made_at"]).astimezone().strftime("%d.%m.%Y %H:%M"),
        "version": about["version"],
        "tables": restored.tables,
        "rows": restored.rows,
    }
    print(_("%(file)s: %(at)s, sürüm %(version)s; %(tables)d tablo, %(rows)d satır, hepsi yedektekiyle aynı.") % told)


def _tell_again(again: "list[Again]") -> None:
    destroyed = {"contacts": sum(each.contacts for each in again), "files": sum(each.files for each in again)}
    missing = sum(each.missing for each in again)
    if any(destroyed.values()):
        print(
            _("Yedekten sonra yok edilmiş %(contacts)d temas ve %(files)d dosya yeniden yok edildi; hiçbiri açılmaz.")
            % destroyed
        )
    if missing:
        print(
            _("%(n)d anahtarın yarısı bu kopyada yok: kopya yedekten eski. O kayıtlar açılmaz; daha yenisini arayın.")
            % {"n": missing}
        )
    print(_("Yedekten sonra kapatılan hesaplar yeniden açık olabilir: işe başlamadan çalışanlar listesine bakın."))
