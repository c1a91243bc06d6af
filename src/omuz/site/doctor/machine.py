"""What can be seen without the database: settings, keys, folders, disk, clock, versions."""

import os
import platform
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from omuz.site.backup.recipients import recipients
from omuz.site.doctor.findings import Finding, fail, ok, warn
from omuz.site.words import _

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
LEAST_FREE: Final = 300_000_000
"""Bytes under which the next hours are in danger."""
_KEY_BYTES: Final = 32


def settings() -> Iterator[Finding]:
    """Settings that are meant for developers and demonstrations, and a door to the outside without HTTPS."""
    from django.conf import settings as chosen

    wrong = False
    if chosen.DEBUG:
        wrong = True
        yield fail("settings", _("OMUZ_DEBUG açık: gerçek kayıt olan yerde kapatın."))
    if chosen.OMUZ_DEMO:
        wrong = True
        yield warn("settings", _("Bu bir gösterim kurulumu (OMUZ_DEMO); gerçek bir kadının kaydı girilmez."))
    elif chosen.OMUZ_SECOND_FACTOR != "required":
        wrong = True
        yield warn("settings", _("İkinci adım zorunlu değil; OMUZ_SECOND_FACTOR=required yapın."))
    if not chosen.OMUZ_HTTPS and set(chosen.ALLOWED_HOSTS) - LOCAL:
        wrong = True
        yield fail(
            "settings", _("Başka bilgisayarlardan açılıyor ama HTTPS yok; OMUZ_HTTPS=1 ile HTTPS arkasına alın.")
        )
    if not wrong:
        yield ok("settings", _("Ayarlar gerçek çalışmaya uygun (%(kind)s).") % {"kind": chosen.OMUZ_KIND})


def keys() -> Iterator[Finding]:
    """The server's own keys, and whether backups have a paper."""
    from django.conf import settings as chosen

    folder = chosen.OMUZ_HOME / "keys"
    short = [name for name in ("audit.key", "pages.key") if (folder / name).stat().st_size != _KEY_BYTES]
    if short:
        yield fail("keys", _("Sunucu anahtarı bozulmuş: %(names)s. Yedekten geri koyun.") % {"names": ", ".join(short)})
    else:
        yield ok("keys", _("Sunucunun anahtarları yerinde."))
    papers = len(recipients(chosen.OMUZ_HOME))
    if papers:
        yield ok("backup-key", _("Yedekleri açan kâğıt sayısı: %(n)d.") % {"n": papers})
    else:
        yield warn("backup-key", _("Yedeğin anahtarı kurulmamış; omuz backup-key çalıştırın."))


def folders() -> Iterator[Finding]:
    """Whether anybody but the owner can look into the installation's folders and private files."""
    from django.conf import settings as chosen

    home = Path(chosen.OMUZ_HOME)
    private = [home, home / "keys", home / "log", home / "postgres", Path(chosen.OMUZ_SHREDS)]
    private += [*(home / "keys").glob("*"), *(home / "postgres").glob("*.password"), *private[-1].glob("*.shreds")]
    wide = [path for path in private if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    for path in wide:
        yield fail("folders", _("%(path)s başkalarına açık; chmod go-rwx ile kapatın.") % {"path": path})
    if not wide:
        yield ok("folders", _("Klasörler ve anahtar dosyaları yalnız sahibine açık."))


def disk() -> Iterator[Finding]:
    """Room for work, and for the throw-away restore of the next backup."""
    from django.conf import settings as chosen

    for name, place in (("disk", Path(chosen.OMUZ_HOME)), ("disk-halves", Path(chosen.OMUZ_SHREDS))):
        if not place.exists():
            continue
        free, told = shutil.disk_usage(place).free, place / "postgres" / "data"
        figures = {"free": free / 1e9, "place": place}
        if not os.access(place, os.W_OK):
            yield fail(name, _("%(place)s yazılamıyor; kayıt tutulamaz.") % figures)
        elif free < LEAST_FREE:
            yield fail(name, _("Disk dolmak üzere: %(free).1f GB boş (%(place)s). Hemen yer açın.") % figures)
        elif told.exists() and free < 2 * _size(told):
            yield warn(name, _("%(free).1f GB boş; yedek sınanırken veritabanı kadar yer ister. Yer açın.") % figures)
        else:
            yield ok(name, _("%(free).1f GB boş (%(place)s).") % figures)


def clock() -> Iterator[Finding]:
    """A clock behind the program's own files was set back or never set."""
    newest = max(path.stat().st_mtime for path in Path(__file__).parent.glob("*.py"))
    made, now = datetime.fromtimestamp(newest, UTC), datetime.now(UTC)
    told = {"now": now.astimezone().strftime("%d.%m.%Y %H:%M")}
    if now < made:
        yield fail("clock", _("Saat geride: %(now)s, program bundan sonra kurulmuş. Saati düzeltin.") % told)
    else:
        yield ok("clock", _("Saat %(now)s.") % told)


def versions() -> Iterator[Finding]:
    """The program and what it runs on."""
    yield ok("version", _("Omuz %(omuz)s, Python %(python)s.") % {
        "omuz": version("omuz"), "python": platform.python_version()
    })  # fmt: skip


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:
            continue
    return total
