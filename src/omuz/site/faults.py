"""Turns whatever went wrong into one sentence on standard error: what happened, what was kept, what to do."""

import errno
import os
import secrets
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from omuz.site.words import _

# Exceptions whose text already is a sentence for the reader, by full name so that nothing is imported for them.
SENTENCES = {
    "omuz.site.faults.Stopped",
    "omuz.site.postgres.errors.DatabaseTrouble",
    "omuz.site.backup.errors.BackupTrouble",
    "omuz.foundation.tenancy.refusal.UnsafeRole",
    "omuz.foundation.catalogue.errors.CatalogueError",
    "omuz.foundation.catalogue.errors.UnreadableFile",
    "omuz.foundation.people.access.Refused",
    "omuz.foundation.people.access.NobodyByThatName",
    "omuz.foundation.vault.keys.VaultRefused",
    "omuz.insight.reports.numbers.UnknownFigure",
    "omuz.insight.reports.snapshot.BrokenSnapshot",
    "omuz.network.reports.actions.refusals.NotNow",
    "omuz.foundation.vault.opened.NotGranted",
}


class Stopped(Exception):
    """A command ends here, and its text is the sentence to show."""


def sentence(fault: BaseException) -> str:
    """The sentence for a fault; one nobody foresaw gets a number, under which its place in the code is noted."""
    if SENTENCES & {f"{kind.__module__}.{kind.__qualname__}" for kind in type(fault).__mro__}:
        return str(fault)
    return _of_database(fault) or _of_system(fault) or _unforeseen(fault)


Trouble = Literal["full", "waited", "readonly", "away"]


def trouble(fault: BaseException) -> Trouble | None:
    """What of disk or database passes, and kept nothing of what was tried; None where trying again would not help.

    Full or read-only disk, a database that gave up waiting and undid the work, a database that is not there.
    """
    import psycopg

    cause = fault if isinstance(fault, psycopg.Error | OSError) else fault.__cause__
    if isinstance(cause, OSError):
        kinds: dict[int, Trouble] = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly"}
        return kinds.get(cause.errno or 0)
    if not isinstance(cause, psycopg.Error):
        return None
    states: dict[str, Trouble] = {"53100": "full", "25006": "readonly", **dict.fromkeys(_WAITED, "waited")}
    away: Trouble | None = "away" if isinstance(cause, psycopg.OperationalError) else None
    return states.get(cause.sqlstate or "", away)


def _of_system(fault: BaseException) -> str | None:
    if not isinstance(fault, OSError):
        return None
    known = {
        errno.ENOSPC: _("Disk dolu: iş yarıda bırakıldı, önceki kayıtlar duruyor. Yer açıp yeniden deneyin."),
        errno.EDQUOT: _("Disk kotanız dolu: iş yarıda bırakıldı, önceki kayıtlar duruyor. Yer açıp yeniden deneyin."),
        errno.EROFS: _("%(file)s yazılamayan bir diskte; hiçbir şey değişmedi. Başka bir yer seçin."),
        errno.EACCES: _("%(file)s için izin yok; hiçbir şey değişmedi. Sahibi olan kullanıcıyla deneyin."),
        errno.EPERM: _("%(file)s için izin yok; hiçbir şey değişmedi. Sahibi olan kullanıcıyla deneyin."),
        errno.ENOENT: _("%(file)s bulunamadı; hiçbir şey değişmedi. Dosyanın yerini ve adını denetleyin."),
        errno.EISDIR: _("%(file)s bir klasör; hiçbir şey değişmedi. Bir dosya verin."),
        errno.ENOTDIR: _("%(file)s yolunda klasör olmayan bir şey var; hiçbir şey değişmedi. Yolu denetleyin."),
        errno.EEXIST: _("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin."),
    }
    text = known.get(fault.errno or 0)
    return text % {"file": fault.filename or "?"} if text else None


def _of_database(fault: BaseException) -> str | None:
    import psycopg

    cause = fault if isinstance(fault, psycopg.Error) else fault.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    for states, text in _database_sentences():
        if (cause.sqlstate or "") in states:
            return text
    if isinstance(cause, psycopg.OperationalError):
        return _(
            "Veritabanına ulaşılamadı; onaylanmış kayıtlar duruyor. Sunucunun çalıştığını denetleyip yeniden deneyin."
        )
    return None


_WAITED = {"55P03", "57014", "40P01", "40001", "25P03"}
"""Waited too long for a lock, ran too long, two waited for each other, stood still in the middle."""


def _database_sentences() -> tuple[tuple[set[str], str], ...]:
    """PostgreSQL's error codes that a person can do something about, each with its sentence."""
    return (
        (
            {"53100"},
            _("Veritabanının diski dolu: işlem geri alındı, önceki kayıtlar duruyor. Yer açıp yeniden deneyin."),
        ),
        (
            _WAITED,
            _(
                "Veritabanı başka bir iş için kilitli: işlem geri alındı, hiçbir şey değişmedi. "
                "Birkaç dakika sonra yeniden deneyin."
            ),
        ),
        (
            {"25006"},
            _("Veritabanı yalnızca okunabiliyor; hiçbir şey değişmedi. Asıl sunucunun adresini verin."),
        ),
        (
            {"42P01", "42703"},
            _("Veritabanı bu sürüme hazırlanmamış; hiçbir şey değişmedi. Önce omuz migrate çalıştırın."),
        ),
        (
            {"42501"},
            _("Veritabanı rolünün yetkisi buna yetmiyor; hiçbir şey değişmedi. Adresteki rolü denetleyin."),
        ),
        (
            {"28P01", "28000", "3D000"},
            _("Veritabanı bu adres ya da parolayı kabul etmedi; hiçbir şey değişmedi. DATABASE_URL'i denetleyin."),
        ),
    )


def _unforeseen(fault: BaseException) -> str:
    number = secrets.token_hex(3).upper()
    place = noted(fault, number)
    return _(
        "Beklenmeyen bir hata oldu ve iş durduruldu; onaylanmış kayıtlar duruyor. "
        "Hata %(number)s, %(file)s dosyasına not edildi; bildirirken bu numarayı verin."
    ) % {"number": number, "file": place}


def noted(fault: BaseException, number: str) -> Path:
    """Write where in the code it happened; never a message or a value, which may hold what somebody said."""
    from omuz.site.postgres.addresses import home_folder

    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {number}"]
    link: BaseException | None = fault
    while link is not None:
        missing = f" {link.name}" if isinstance(link, ImportError) else ""
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}{missing}")
        lines += [f"    {step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    for folder in (home_folder() / "log", Path(tempfile.gettempdir()) / f"omuz-log-{os.geteuid()}"):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)  # an installation that does not exist is not begun by an error
            handle = os.open(folder / "errors.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
        except OSError:
            continue
        return folder / "errors.log"
    return Path(os.devnull)
