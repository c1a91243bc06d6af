"""A figure as PDF (PDF/UA-1) on A4; words reach Typst as data only, because its source would run them."""

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables.delimited import EXCHANGE, written
from omuz.insight.charts.downloads.content import cells, checked, heads, lines
from omuz.insight.charts.drawing import FONTS, svg
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.letters import drawable, in_letters
from omuz.insight.charts.specification import Paper

_PAGE = Path(__file__).with_name("page.typ")


def to_pdf(figure: Figure) -> bytes:
    """The page. Raises NotProtected."""
    figure = checked(figure)
    inputs = {"told": json.dumps(in_letters(_told(figure)), ensure_ascii=False)}
    drawing = figure.drawing(Paper())
    if drawing is not None:
        inputs["picture"] = drawable(svg(drawing))
    return set_page(inputs)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def set_page(inputs: dict[str, str], source: Path = _PAGE) -> bytes:
    """A page set by `source` from texts that Typst never reads as its own."""
    import typst

    page = typst.Compiler(source.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    made = page.compile(format="pdf", pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b"".join(made or [])


def set_pictures(inputs: dict[str, str], source: Path, *, sharpness: float = 2.0) -> list[bytes]:
    """Pages as PNG, `sharpness` pixels for each of a drawing: far quicker than one drawing after the other."""
    import typst

    pages = typst.Compiler(source.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    made = pages.compile(format="png", ppi=96 * sharpness)
    return [made] if isinstance(made, bytes) else [bytes(page) for page in made or []]


def _told(figure: Figure) -> dict[str, Any]:
    language = figure.reading.language
    style = replace(EXCHANGE, comma="," if language == "tr" else ".")
    return {
        "lang": language,
        "title": figure.title,
        "base": f"{figure.base} · {figure.period}",
        "notes": list(figure.notes),
        "credit": figure.credit,
        "heads": heads(figure),
        "rows": [[written(cell, style) for cell in cells(figure, line)] for line in lines(figure)],
        "how_title": _("Nasıl sayıldı?"),
        "how": [list(line) for line in figure.how],
    }
