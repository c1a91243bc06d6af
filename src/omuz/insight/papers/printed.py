"""A paper as PDF (PDF/UA-1, tagged); words reach Typst as data only, because its source would run them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from omuz.insight.charts.drawing import FONTS
from omuz.insight.charts.letters import in_letters
from omuz.insight.papers.parts import Paper

_LAYOUT = Path(__file__).with_name("paper.typ")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def as_pdf(paper: Paper) -> bytes:
    """The paper on A4."""
    import typst

    told = {
        "lang": paper.language,
        "speaks": paper.speaks,
        "title": paper.title,
        "parts": [part.to_json() for part in paper.parts],
        "foot": paper.foot,
        "wide": paper.wide,
    }
    made = typst.Compiler(
        _LAYOUT.read_bytes(), font_paths=_fonts(), sys_inputs={"told": json.dumps(in_letters(told), ensure_ascii=False)}
    ).compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])
