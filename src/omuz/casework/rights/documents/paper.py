"""A paper as PDF (PDF/UA-1) on A4, without logo; words reach Typst as data only, because its source would run them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language

from omuz.casework.cases.queries.panels import HerSection
from omuz.insight.charts.drawing import FONTS
from omuz.insight.charts.letters import in_letters

_PAGE = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper: a neutral title, a first sentence, parts, lines to sign on, a last sentence."""

    title: str
    lead: str = ""
    sections: Sequence[HerSection] = ()
    signatures: Sequence[str] = ()
    foot: str = ""
    large: bool = False
    one_page: bool = False
    """Set in the largest letters in which it fits on one page."""
    prose: Sequence[tuple[str, str]] = field(default=())
    """Heading and text of parts that are read, not looked up."""


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def told(paper: Paper) -> dict[str, Any]:
    """The paper as plain values."""
    return {
        "lang": (get_language() or "tr").split("-")[0],
        "title": str(paper.title),
        "lead": str(paper.lead),
        "prose": [[str(heading), str(text)] for heading, text in paper.prose],
        "sections": [
            {"title": str(each.title), "lines": [[str(label), str(text)] for label, text in each.lines]}
            for each in paper.sections
        ],
        "signatures": [str(each) for each in paper.signatures],
        "foot": str(paper.foot),
    }


LETTERS: Final = (12, 11.5, 11, 10.5, 10)
"""Sizes in points, the largest first; what she reads is never smaller than the last."""


def set_paper(paper: Paper) -> bytes:
    """The PDF."""
    if not paper.one_page:
        return _set(paper, LETTERS[0] if paper.large else LETTERS[-1])
    made = b""
    for size in LETTERS:
        made = _set(paper, size)
        if pages_of(made) == 1:
            break
    return made


def _set(paper: Paper, size: float) -> bytes:
    import typst

    inputs = {"told": json.dumps(in_letters(told(paper)), ensure_ascii=False), "points": str(size)}
    page = typst.Compiler(_PAGE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    made = page.compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF made here has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
