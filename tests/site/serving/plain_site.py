"""A site of three addresses behind our web server, without database: quick, held by the test, and one that counts.

`python -m tests.site.serving.plain_site SOCKET PATIENCE` serves until told to stop; PATIENCE is JSON.
"""

import json
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from omuz.site.serving import web
from omuz.site.serving.patience import Patience
from omuz.site.serving.ports import HOST, listening

ROOT = Path(web.__file__).parent


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """`/held/` answers once the test lets it; everything else says how many bytes were sent."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if environ["PATH_INFO"] == "/held/":
        with socket.socket(socket.AF_UNIX) as test:
            test.connect(sys.argv[1])
            test.recv(1)
    told = b"x" * 6_000_000 if environ["PATH_INFO"] == "/large/" else b"%d" % len(body)
    start("200 OK", [("Content-Length", str(len(told))), ("Content-Type", "text/plain")])
    return [told]


def _say(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


class Plain(web.Web):
    """The web server with that site in place of ours."""

    def load(self) -> Any:
        import django
        from django.conf import settings

        settings.configure(LOCALE_PATHS=[ROOT / "locale"], LANGUAGE_CODE="tr")
        django.setup()
        return application


def main() -> None:
    """Serve, and print the address."""
    patience = Patience(**json.loads(sys.argv[2]))
    largest = {"/large/": 3_000_000}
    Plain(
        listening(HOST, 0), workers=1, ready=_say, patience=patience,
        largest=lambda path: largest.get(path, 1_000_000),
    ).run()  # fmt: skip


if __name__ == "__main__":
    main()
