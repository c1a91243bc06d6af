"""Turns a specification into SVG and PNG, offline, and refuses what it cannot vouch for.

A specification must carry its data with it: one that points anywhere is refused before it is drawn, because the
drawing library would fetch the address, or draw an empty chart without a word. Afterwards the marks are counted,
because it also leaves out, without a word, whatever it could not place.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from omuz.insight.charts.palette import FONT_STACK, GREY, KEPT_BACK, MAYBE, PAPER, PLUM

Specification = Mapping[str, Any]

FONTS: Final = Path(__file__).parent / "fonts"
_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset("svg g rect path line text tspan circle title".split())
_ATTRIBUTES: Final = frozenset(
    "width height viewBox fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-miterlimit"
    " stroke-linejoin stroke-linecap transform d x y x1 y1 x2 y2 dx dy r cx cy text-anchor font-family font-size"
    " font-weight font-style opacity class display".split()
)

_LONG: Final = re.compile(r"-?[0-9]+\.[0-9]+")
"""Tenths of a pixel are more than anybody sees, and a map has thousands of corners."""
_STRAIGHT: Final = re.compile(r"(M[-0-9.]+,[-0-9.]+(L[-0-9.]+,[-0-9.]+)+Z)+")
_CORNER: Final = re.compile(r"([ML])([-0-9.]+),([-0-9.]+)")


_NOTHING_SAID: Final = {
    "transform": ("translate(0,0)",),
    "opacity": ("1",),
    "stroke-miterlimit": ("10",),
    "font-family": (FONT_STACK,),
}
"""Attributes that only repeat what holds anyway; the letters are named once, at the top."""


class OutsideData(ValueError):
    """A specification points outside itself."""


class MarksMissing(RuntimeError):
    """The drawing shows fewer or more marks than the table has cells; nothing is shown rather than that."""


@dataclass(frozen=True)
class Drawing:
    """A specification with the number of shapes each named layer must show."""

    spec: Specification
    marks: Mapping[str, int]


def refuse_outside(part: object, where: str = "") -> None:
    """Raise OutsideData when any key of the specification is an address or names outside data."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if str(key).lower() in {"url", "href", "image"}:
                raise OutsideData(f"{where}.{key}")
            refuse_outside(value, f"{where}.{key}")
    elif isinstance(part, list | tuple):
        for place, value in enumerate(part):
            refuse_outside(value, f"{where}[{place}]")


def svg(drawing: Drawing) -> str:
    """The picture as SVG: our elements and attributes only, no style, no script, no address.

    Raises OutsideData and MarksMissing.
    """
    refuse_outside(drawing.spec)
    text = json.dumps(drawing.spec, ensure_ascii=False, sort_keys=True)
    return _drawn(text, tuple(sorted(drawing.marks.items())))


def png(drawing: Drawing, *, scale: float = 2.0) -> bytes:
    """The picture as PNG; raises as `svg` does."""
    import vl_convert

    _with_fonts()
    return bytes(vl_convert.svg_to_png(svg(drawing), scale=scale))


@lru_cache(maxsize=1)
def _with_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


# Only protected figures are drawn, so a picture may be kept and shown to whoever asks for the same one.
@lru_cache(maxsize=256)
def _drawn(text: str, marks: tuple[tuple[str, int], ...]) -> str:
    import vl_convert

    _with_fonts()
    root = fromstring(vl_convert.vegalite_to_svg(text))
    for name, expected in marks:
        shown = sum(1 for _ in _shapes(root, name))
        if shown != expected:
            raise MarksMissing(f"{name}: {shown} of {expected}")
    clean = _cleaned(root)
    clean.set("font-family", FONT_STACK)
    _hatch(clean, hashlib.sha256(text.encode()).hexdigest()[:8])
    register_namespace("", _SVG)
    return tostring(clean, encoding="unicode")


def _shapes(root: Element, name: str) -> Iterator[Element]:
    """The shapes of the layer called `name`."""
    for group in root.iter(f"{{{_SVG}}}g"):
        if f"{name}_marks" in (group.get("class") or "").split():
            yield from group


def _cleaned(element: Element) -> Element:
    """A copy with nothing in it that is not on the lists above, and without groups that do nothing."""
    copy = Element(element.tag, {key: value for key, value in element.attrib.items() if _kept(key, value)})
    if "class" in copy.attrib:
        copy.set("class", copy.attrib["class"].split()[-1])
    for key in ("d", "transform"):
        if key in copy.attrib:
            copy.set(key, _LONG.sub(_tenths, copy.attrib[key]))
    if _STRAIGHT.fullmatch(copy.get("d", "")):
        copy.set("d", _stepwise(copy.attrib["d"]))
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        if child.tag.removeprefix(f"{{{_SVG}}}") not in _ELEMENTS or child.get("display") == "none" or _void(child):
            continue
        clean = _cleaned(child)
        if clean.tag == f"{{{_SVG}}}g" and not clean.attrib:
            copy.extend(clean)
        elif clean.tag != f"{{{_SVG}}}g" or len(clean):
            copy.append(clean)
    return copy


def _stepwise(path: str) -> str:
    """The same outline told from corner to corner, which takes half the letters."""
    told, here = [], (0, 0)
    for command, x, y in _CORNER.findall(path):
        there = round(float(x) * 10), round(float(y) * 10)
        if command == "L":
            told.append(f"l{(there[0] - here[0]) / 10:g},{(there[1] - here[1]) / 10:g}")
        else:
            told.append(f"{'Z' if told else ''}M{there[0] / 10:g},{there[1] / 10:g}")
        here = there
    return "".join(told) + "Z"


def _tenths(found: "re.Match[str]") -> str:
    return f"{round(float(found[0]), 1) + 0.0:g}"


def _void(element: Element) -> bool:
    """Whether a path draws nothing: the library leaves the outlines of empty frames."""
    path = element.get("d")
    unseen = element.get("fill") is None and element.get("stroke") is None
    return element.tag == f"{{{_SVG}}}path" and (not path or (unseen and "background" in (element.get("class") or "")))


def _kept(key: str, value: str) -> bool:
    if key not in _ATTRIBUTES or value in _NOTHING_SAID.get(key, ()):
        return False
    if key == "class":
        return value.endswith("_marks")
    # Several pictures stand on one page: a reference by a name the library chose would reach into another picture.
    return "url(" not in value


def _hatch(root: Element, mark: str) -> None:
    """Turn the two reserved colours into hatching, so that what is kept back is never read as a value."""
    patterns = Element(f"{{{_SVG}}}defs")
    for colour, ground, stroke, name in (
        (KEPT_BACK, PAPER, GREY, f"kept-{mark}"),
        (MAYBE, PAPER, PLUM, f"maybe-{mark}"),
    ):
        used = [part for part in root.iter() if part.get("fill") == colour]
        if not used:
            continue
        pattern = SubElement(
            patterns,
            f"{{{_SVG}}}pattern",
            {
                "id": name,
                "width": "6",
                "height": "6",
                "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            },
        )
        SubElement(pattern, f"{{{_SVG}}}rect", {"width": "6", "height": "6", "fill": ground})
        line = {"x1": "0", "y1": "0", "x2": "0", "y2": "6", "stroke": stroke, "stroke-width": "2"}
        SubElement(pattern, f"{{{_SVG}}}line", line)
        for part in used:
            part.set("fill", f"url(#{name})")
    if len(patterns):
        root.insert(0, patterns)
