"""Where the words of a PDF stand on their pages: a word that leaves the paper is read by nobody."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_EM: Final = 1000


@dataclass(frozen=True)
class Extent:
    """A run of letters on a page: from `left` to `right`, standing on `foot`; all in points from the lower left."""

    page: int
    left: float
    right: float
    foot: float
    wide: float
    high: float

    def within(self, margin: float) -> bool:
        """Whether it keeps this distance from the edges of its page."""
        inside = margin <= self.left and self.right <= self.wide - margin
        return inside and margin <= self.foot <= self.high - margin


def extents(pdf: bytes) -> Iterator[Extent]:
    """Every run of letters of the text itself; letters inside pictures are left to the pictures."""
    reader = PdfReader(io.BytesIO(pdf))
    for place, page in enumerate(reader.pages, start=1):
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        widths = {name: _widths(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        for left, right, foot in _runs(ContentStream(page.get_contents(), reader), widths):
            yield Extent(place, left, right, foot, wide, high)


def _runs(content: ContentStream, widths: dict[str, dict[int, float]]) -> Iterator[tuple[float, float, float]]:
    now, kept, text, size, font = _AS_IT_IS, list[Matrix](), _AS_IT_IS, 0.0, ""
    for operands, operator in content.operations:
        if operator == b"q":
            kept.append(now)
        elif operator == b"Q":
            now = kept.pop()
        elif operator == b"cm":
            now = _times(_matrix(operands), now)
        elif operator == b"Tm":
            text = _matrix(operands)
        elif operator == b"Tf":
            font, size = str(operands[0]), float(operands[1])
        elif operator in (b"Tj", b"TJ"):
            long = _long(operands[0] if operator == b"TJ" else operands, widths[font]) * size / _EM
            whole = _times(text, now)
            yield whole[4], whole[4] + long * whole[0], whole[5]


def _long(pieces: Any, widths: dict[int, float]) -> float:
    """How long a run is, in thousandths of its size."""
    length = 0.0
    for piece in pieces:
        raw = getattr(piece, "original_bytes", None)
        if raw is None:
            length -= float(piece)
        else:
            length += sum(widths.get(int.from_bytes(raw[at : at + 2], "big"), 0.0) for at in range(0, len(raw), 2))
    return length


def _widths(font: DictionaryObject) -> dict[int, float]:
    told = font["/DescendantFonts"][0].get_object().get("/W", ArrayObject())
    found: dict[int, float] = {}
    place = 0
    while place < len(told):
        first, second = int(told[place]), told[place + 1].get_object()
        if isinstance(second, list):
            found |= {first + step: float(width) for step, width in enumerate(second)}
            place += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(told[place + 2]))
            place += 3
    return found


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741  # the six numbers have no other names
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p
