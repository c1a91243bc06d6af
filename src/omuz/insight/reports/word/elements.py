"""The few things of a Word document its library has no words for: fields, bookmarks, links, cells."""

import re
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from omuz.insight.charts.letters import TURNING

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(words: str) -> str:
    """The words without signs that no XML may hold, and without those that turn the order of letters around."""
    return TURNING.sub("", _NOT_XML.sub(" ", words))


def element(name: str, /, **attributes: str) -> Any:
    """An element `w:name` with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), clean(value))
    return made


def run(words: str, style: str = "", *, preserve: bool = True) -> Any:
    """A run of text as an element."""
    made = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        made.append(properties)
    text = element("w:t")
    text.text = clean(words)
    if preserve:
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def tab() -> Any:
    """A run that jumps to the next stop."""
    made = element("w:r")
    made.append(element("w:tab"))
    return made


def _mark(kind: str) -> Any:
    made = element("w:r")
    made.append(element("w:fldChar", fldCharType=kind))
    return made


def field(instruction: str, result: str, style: str = "") -> list[Any]:
    """A field that shows `result` until somebody asks the program to work it out anew."""
    return [*field_start(instruction), run(result, style), _mark("end")]


def field_start(instruction: str) -> list[Any]:
    """The beginning of a field whose result is whatever follows."""
    asked = element("w:r")
    text = element("w:instrText")
    text.text = f" {instruction} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    asked.append(text)
    return [_mark("begin"), asked, _mark("separate")]


def field_end() -> Any:
    """The end of a field."""
    return _mark("end")


def link(anchor: str, *content: Any) -> Any:
    """A link to a bookmark of this document."""
    made = element("w:hyperlink", anchor=anchor, history="1")
    for one in content:
        made.append(one)
    return made


class Bookmarks:
    """Bookmarks of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._count = 0

    def around(self, name: str, content: list[Any]) -> list[Any]:
        """The content with a bookmark around it."""
        self._count += 1
        number = str(self._count)
        return [element("w:bookmarkStart", id=number, name=name), *content, element("w:bookmarkEnd", id=number)]
