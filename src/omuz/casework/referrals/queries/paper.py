"""A letter as PDF without logo; its words reach Typst as data only, because its source would run them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.casework.referrals.queries.shown import Shown, letter_text
from omuz.foundation.catalogue import turkish
from omuz.insight.charts.drawing import FONTS
from omuz.insight.charts.letters import in_letters

_PAGE = Path(__file__).with_name("letter.typ")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def letter_pdf(seen: Shown) -> bytes:
    """The letter on A4 (PDF/UA-1); its metadata say neither who wrote it nor about whom."""
    import typst

    page = typst.Compiler(
        _PAGE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"told": json.dumps(in_letters(_told(seen)), ensure_ascii=False)},
    )
    made = page.compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])


def _told(seen: Shown) -> dict[str, Any]:
    text = letter_text(seen)
    heads = [(_("Sayı"), seen.number), (_("Gün"), turkish.day(seen.on) if seen.on else "")]
    return {
        "lang": "en" if (get_language() or "tr").startswith("en") else "tr",
        "sender": " · ".join(part for part in (seen.sender, seen.phone) if part),
        "to": seen.to,
        "heads": [list(head) for head in heads],
        "subject": [_("Konu"), seen.purpose],
        "urgent": _("Acele") if seen.urgent else "",
        "opening": text.opening,
        "lines": [list(line) for line in seen.lines],
        "closing": text.closing,
        "answer": text.answer,
    }
