"""What a reader by ear gets of a tagged PDF: the structure tree with the text of each element."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass
class Tagged:
    """One element: its tag, its alternative text, its own text, what is in it."""

    tag: str
    alt: str = ""
    own: str = ""
    inside: list["Tagged"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, in reading order; a hyphen at the end of a line is none of the word's."""
        return self.own + "".join(one.text for one in self.inside)

    def every(self, tag: str) -> Iterator["Tagged"]:
        """Elements with this tag, itself among them."""
        if self.tag == tag:
            yield self
        for one in self.inside:
            yield from one.every(tag)


def structure(pdf: bytes) -> Tagged:
    """The tree of a whole document."""
    reader = PdfReader(io.BytesIO(pdf))
    texts = {page.indirect_reference.idnum: _texts(page, reader) for page in reader.pages if page.indirect_reference}
    top = Tagged("Root")
    _walk(reader.trailer["/Root"]["/StructTreeRoot"].get("/K"), None, top, texts)
    return top


def _walk(kid: Any, page: int | None, into: Tagged, texts: dict[int, dict[int, str]]) -> None:
    found = kid.get_object() if isinstance(kid, IndirectObject) else kid
    if isinstance(found, list):
        for one in found:
            _walk(one, page, into, texts)
    elif isinstance(found, int):
        into.inside.append(Tagged("#text", own=texts.get(page or 0, {}).get(int(found), "")))
    elif isinstance(found, DictionaryObject):
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        if "/MCID" in found:
            into.inside.append(Tagged("#text", own=texts.get(page or 0, {}).get(int(found["/MCID"]), "")))
        elif "/S" in found:
            made = Tagged(str(found["/S"]).lstrip("/"), str(found.get("/Alt", "")))
            into.inside.append(made)
            _walk(found.get("/K", []), page, made, texts)


def _texts(page: Any, reader: PdfReader) -> dict[int, str]:
    """The text of each marked piece of a page."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[tuple[int | None, str | None]] = []
    letters: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            told = operands[1] if operator == b"BDC" and isinstance(operands[1], DictionaryObject) else {}
            actual = str(told["/ActualText"]) if "/ActualText" in told else None
            stack.append((int(told["/MCID"]) if "/MCID" in told else None, actual))
            _add(found, stack, actual or "")
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            letters = fonts[str(operands[0])]
        elif operator in (b"Tj", b"TJ") and not any(actual is not None for _mark, actual in stack):
            pieces = operands[0] if operator == b"TJ" else operands
            _add(found, stack, "".join(_decoded(piece, letters) for piece in pieces))
    return found


def _add(found: dict[int, str], stack: list[tuple[int | None, str | None]], text: str) -> None:
    mark = next((mark for mark, _actual in reversed(stack) if mark is not None), None)
    if mark is not None:
        found[mark] = found.get(mark, "") + text


def _decoded(piece: Any, letters: dict[int, str]) -> str:
    raw = getattr(piece, "original_bytes", None)
    if raw is None:
        return ""
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _letters(font: DictionaryObject) -> dict[int, str]:
    told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.S):
        letters |= {int(code, 16): bytes.fromhex(to).decode("utf-16-be") for code, to in _PAIR.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.S):
        for first, last, to in _RANGE.findall(block):
            letters |= {
                code: chr(int(to, 16) + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)
            }
    return letters
