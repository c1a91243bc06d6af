"""The charts of a document as PNG, drawn together from the specifications that screen and PDF are drawn from."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from omuz.insight.charts.downloads.paper import set_pictures
from omuz.insight.charts.drawing import svg
from omuz.insight.charts.letters import drawable
from omuz.insight.reports.drawn import drawing_of
from omuz.insight.reports.parts import Document, Figure

SHARP: Final = 2.0
"""Pixels of a picture for each of its drawing."""
_PAGE: Final = Path(__file__).with_name("pictures.typ")


def pictures_of(document: Document) -> Mapping[str, bytes]:
    """The pictures by the key of their figure; none for a figure that is only a number."""
    drawn = {
        block.key: drawing_of(block, document.language) for block in document.blocks() if isinstance(block, Figure)
    }
    texts = {f"picture:{key}": drawable(svg(drawing)) for key, drawing in drawn.items() if drawing is not None}
    if not texts:
        return {}
    made = set_pictures({"names": json.dumps(list(texts)), **texts}, _PAGE, sharpness=SHARP)
    return {name.removeprefix("picture:"): picture for name, picture in zip(texts, made, strict=True)}
