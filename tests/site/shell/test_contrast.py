"""Every pair of ink and ground that stands on a page can be read, in the light and in the dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "src/omuz/site/shell/static/shell/css/tokens.css"
TINTS = ("paper", "surface", "rail", "plum-tint", "ochre-tint", "brick-tint", "sage-tint")

BODY = [("ink", ground) for ground in TINTS] + [("quiet", "paper"), ("quiet", "surface")]
TEXT = [
    *(("quiet", ground) for ground in TINTS),
    *(("plum", ground) for ground in ("paper", "surface", "rail", "plum-tint")),
    *(("brick-ink", ground) for ground in ("paper", "surface", "brick-tint")),
    ("ochre-ink", "ochre-tint"),
    ("ochre-ink", "paper"),
    ("sage-ink", "sage-tint"),
    ("sage-ink", "paper"),
    ("on-act", "act"),
    ("on-act", "act-strong"),
    ("on-act", "danger"),
    ("on-act", "danger-strong"),
]
SHAPES = [
    *(("edge", ground) for ground in ("paper", "surface")),
    *(("plum", ground) for ground in ("paper", "surface", "rail", "plum-tint")),
    ("plum", "line"),
    ("ochre", "paper"),
    ("ochre", "surface"),
    ("brick", "surface"),
    ("brick", "paper"),
    ("sage", "paper"),
]


def tokens(theme: str) -> dict[str, str]:
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", light))
    if theme == "dark":
        found.update(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", dark))
    return found


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_largest_contrast_there_is() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(BODY, 7), (TEXT, 4.5), (SHAPES, 3)], ids=["body text AAA", "any text AA", "shapes"]
)
def test_ink_stands_out_from_its_ground(theme: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = tokens(theme)
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}


def test_the_colours_of_the_house_are_the_ones_agreed() -> None:
    agreed = {
        "paper": "#FBF8F4",
        "ink": "#2B2430",
        "plum": "#5B2A5E",
        "ochre": "#B7791F",
        "brick": "#A23B2A",
        "sage": "#4F7A5B",
    }
    light = tokens("light")
    assert {name: light[name] for name in agreed} == agreed
