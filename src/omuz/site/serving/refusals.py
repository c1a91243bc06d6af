"""What somebody reads whom the web server turns away by itself: one sentence in two languages, made beforehand.

Must never need the database, the session or a free thread: all three may be what is missing.
"""

import json
from functools import cache
from html import escape
from http import HTTPStatus

from django.utils import translation
from django.utils.translation import gettext as _

from omuz.site.headers import POLICY

LATER_SECONDS = 5
"""After how many seconds it is worth trying again."""
LANGUAGES = ("tr", "en")


def _sentence(status: HTTPStatus) -> str:
    """What happened, what was kept, what to do, in the language that is spoken now."""
    match status:
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return _(
                "Şu anda çok kişi çalışıyor; bu isteğe başlanmadı, hiçbir şey değişmedi. Birazdan yeniden deneyin."
            )
        case HTTPStatus.REQUEST_TIMEOUT:
            return _("İstek zamanında tamamlanmadı; hiçbir şey değişmedi. Bağlantınızı denetleyip yeniden deneyin.")
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _("Gönderilen bu sayfa için çok büyük; alınmadı, hiçbir şey değişmedi. Daha küçüğünü gönderin.")
        case _:
            return _("Bu istek okunamadı; hiçbir şey değişmedi. Geri dönüp yeniden deneyin.")


@cache
def answer(status: HTTPStatus, background: bool) -> bytes:
    """The whole answer as it goes over the wire; for a script of ours the sentence as JSON, else a page."""
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = _sentence(status)
    body = json.dumps({"sentence": told["tr"]}).encode() if background else _page(told)
    head = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {'application/json' if background else 'text/html; charset=utf-8'}",
        f"Content-Length: {len(body)}",
        f"Content-Security-Policy: {POLICY}",
        "X-Frame-Options: DENY",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin",
        "Cache-Control: no-store",
        "Connection: close",
    ]
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        head.append(f"Retry-After: {LATER_SECONDS}")
    return "\r\n".join([*head, "", ""]).encode("ascii") + body


def prepared() -> None:
    """Make every answer once, before the first person comes."""
    for status in (
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        HTTPStatus.LENGTH_REQUIRED,
        HTTPStatus.BAD_REQUEST,
    ):
        answer(status, False)
        answer(status, True)


def _page(told: dict[str, str]) -> bytes:
    lines = "".join(f'<p lang="{language}">{escape(text)}</p>' for language, text in told.items())
    return f'<!doctype html><html lang="tr"><meta charset="utf-8"><title>Omuz</title>{lines}</html>'.encode()
