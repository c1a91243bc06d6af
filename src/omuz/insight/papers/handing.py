"""A file handed out to a browser: a neutral name, the kind it is, and nothing the browser may guess."""

from typing import Final

from django.http import HttpResponse
from django.utils import timezone

from omuz.insight.charts.downloads import neutral_name

KINDS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "toml": "application/toml; charset=utf-8",
    "json": "application/json",
}
"""What browsers call each ending."""


def handed_out(content: bytes, ending: str, *, inline: bool = False) -> HttpResponse:
    """`content` as `belge-<day>.<ending>`, to be kept or, `inline`, to be shown. KeyError for an unknown ending."""
    response = HttpResponse(content, content_type=KINDS[ending])
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{neutral_name(timezone.localdate(), ending)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
