"""Takes the port before anything else is started, and says plainly when somebody else has it."""

import errno
import socket

from omuz.site.faults import Stopped
from omuz.site.words import _

HOST = "127.0.0.1"
PORT = 8000
HIGHEST = 65535


def listening(host: str, port: int) -> socket.socket:
    """A listening socket on host and port. Raises Stopped with the next step where that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(512)
    except (OSError, OverflowError) as error:
        door.close()
        raise Stopped(_why(error, host, port)) from error
    return door


def _why(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return _("%(port)d numaralı port kullanımda; hiçbir şey başlatılmadı. Boş bir port verin: --port %(free)d") % {
            "port": port,
            "free": _free_after(host, port),
        }
    if number == errno.EACCES:
        return _("%(port)d numaralı port için izin yok; hiçbir şey başlatılmadı. 1023'ten büyük bir port verin.") % {
            "port": port
        }
    return _("%(host)s adresinde %(port)d numaralı port açılamıyor; hiçbir şey başlatılmadı. İkisini denetleyin.") % {
        "host": host,
        "port": port,
    }


def _free_after(host: str, port: int) -> int:
    """The first free port after `port`, to be offered, not promised."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port + 1, min(port + 100, HIGHEST)):
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, candidate))
            except OSError:
                continue
            return candidate
    return port + 1
