"""Where an embedded server keeps its things inside one installation's folder, and its socket if the path is long."""

import hashlib
import json
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omuz.site.postgres.addresses import PORT, recorded_socket
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.postgres.identity import Identity
from omuz.site.words import _

SOCKET_NAME = f".s.PGSQL.{PORT}"
LONGEST_SOCKET = 100  # bytes with the file name; the kernels stop at 103 to 107
PLAIN = re.compile(r"[A-Za-z0-9._/-]+")  # a comma or quote would split the server's list of socket folders
LOG_LIMIT = 2_000_000  # bytes; the log before it is kept once more beside it


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server under `home`; everything is readable by its owner only."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def locks(self) -> Path:
        return self.folder / "locks"

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgres.log"

    def make(self) -> None:
        """Make the folders that are missing. Raises DatabaseTrouble where that is not allowed."""
        with plain_errors(self.home):
            for folder in (self.home, self.folder, self.locks, self.log.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
                self.log.replace(self.log.with_suffix(".log.1"))

    def made_with(self) -> int | None:
        """The major version that made the database, None where there is none yet."""
        try:
            return int((self.data / "PG_VERSION").read_text("ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DatabaseTrouble(
                _("%(folder)s içindeki veritabanı okunamıyor; dokunulmadı. Klasörün sahibi olan kullanıcıyla deneyin."),
                folder=self.data,
            ) from error

    def password(self, role: str) -> tuple[str, bool]:
        """The kept password of `role`, made and kept now if there was none; the second value says so."""
        path = self.folder / f"{role}.password"
        if path.exists():
            return path.read_text("ascii").strip(), False
        password = secrets.token_urlsafe(32)
        write_private(path, password)
        return password, True

    def choose_socket(self, identity: Identity) -> Path:
        """The socket folder for the coming start, made 0700, given to `identity` and noted in place.json."""
        socket = self._own_socket() or self._socket_in_temp()
        socket.mkdir(mode=0o700, exist_ok=True)
        socket.chmod(0o700)
        identity.give(socket)
        write_private(self.folder / "place.json", json.dumps({"socket": str(socket)}))
        return socket

    def socket(self) -> Path:
        """The socket folder noted at the last start."""
        return recorded_socket(self.folder) or self.folder / "socket"

    def _own_socket(self) -> Path | None:
        own = self.folder / "socket"
        fits = len(os.fsencode(own / SOCKET_NAME)) <= LONGEST_SOCKET
        return own if fits and PLAIN.fullmatch(str(own)) else None

    def _socket_in_temp(self) -> Path:
        """A short folder under the system's temporary folder; one prepared there by somebody else is not used."""
        mark = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:10]
        for parent in dict.fromkeys((tempfile.gettempdir(), "/tmp")):  # noqa: S108 - the folder made in it is private
            if len(os.fsencode(parent)) > LONGEST_SOCKET - 40 or not PLAIN.fullmatch(parent):
                continue
            steady = Path(parent) / f"omuz-{os.geteuid()}-{mark}"
            try:
                steady.mkdir(mode=0o700, exist_ok=True)
                found = steady.lstat()
                if stat.S_ISDIR(found.st_mode) and found.st_uid in (os.geteuid(), self.folder.stat().st_uid):
                    return steady
                return Path(tempfile.mkdtemp(prefix="omuz-", dir=parent))
            except OSError:
                continue
        raise DatabaseTrouble(
            _(
                "Veritabanı bağlantısı için kısa yollu bir geçici klasör bulunamadı; hiçbir şey başlatılmadı. "
                "TMPDIR için kısa bir klasör verin ya da OMUZ_HOME yolunu kısaltın."
            )
        )


def write_private(path: Path, text: str) -> None:
    """Write a small file that only its owner reads, whole or not at all."""
    with plain_errors(path.parent):
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turn what the system says about `folder` into a sentence."""
    try:
        yield
    except PermissionError as error:
        raise DatabaseTrouble(
            _("%(folder)s klasörüne yazma izni yok; hiçbir şey değişmedi. Sahibi olan kullanıcıyla deneyin."),
            folder=folder,
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise DatabaseTrouble(
            _("%(folder)s bir klasör değil; hiçbir şey değişmedi. OMUZ_HOME için başka bir yer seçin."),
            folder=folder,
        ) from error
