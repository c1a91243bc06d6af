"""Colours and letters of every drawing, the same as on the pages, so that a style sheet can turn them for the dark."""

from typing import Final

PAPER: Final = "#FFFFFF"
INK: Final = "#2B2430"
QUIET: Final = "#574D5C"
LINE: Final = "#E5DBCF"
PLUM: Final = "#5B2A5E"
GREY: Final = "#857A86"
KEPT_BACK: Final = "#F3ECE4"
"""Stands in a specification for what the gate hid; drawn as hatching, never as a plain colour."""
MAYBE: Final = "#F4EBF4"
"""Stands for the part of a bar that lies between the least and the greatest possible sum; drawn as plum hatching."""
STEPS: Final = ("#EFE3EF", "#D6BAD8", "#B487B8", "#875389", "#5B2A5E")
"""Light to dark, for maps."""

FONT: Final = "Noto Sans"
FONT_STACK: Final = "Noto Sans, Segoe UI, DejaVu Sans, sans-serif"
