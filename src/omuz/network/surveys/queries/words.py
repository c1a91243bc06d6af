"""An answer in words: labels for codes, days as they are written, for pages and conflicts."""

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue import turkish
from omuz.network.surveys.filling.wording import undressed
from omuz.network.surveys.xlsform import Form, Node, Question

_POSITION = re.compile(r"\[(\d+)\]")
_CLOCK, _HOUR = re.compile(r"^\d\d:\d\d"), len("10:30")
SELECTS = frozenset({"select_one", "select_multiple", "rank"})


def bare(path: str) -> str:
    """A path without the positions of repeats, as the form knows it."""
    return _POSITION.sub("", path)


def node_at(form: Form, path: str) -> Node | None:
    """The node of the form a path leads to; None for one the form does not have."""
    try:
        return form.node(bare(path))
    except KeyError:
        return None


def label_at(form: Form, path: str, language: str = "") -> str:
    """The question as its author asks it, with the row of its repeat: "Ad (2)"; the name where there are no words."""
    node = node_at(form, path)
    words = (undressed(node.label.in_language(language)) or node.name) if node else bare(path).rsplit("/", 1)[-1]
    rows = _POSITION.findall(path)
    return f"{words} ({'.'.join(rows)})" if rows else words


def in_words(form: Form, path: str, text: str, language: str = "") -> str:
    """One value as a reader reads it; as it is kept where nothing better is known."""
    node = node_at(form, path)
    if not text or not isinstance(node, Question):
        return text
    if node.type in SELECTS and node.choices is not None:
        names = [text] if node.type == "select_one" else text.split()
        listed = form.lists[node.choices.list].by_name if node.choices.list in form.lists else {}
        return ", ".join(
            (listed[name].label.in_language(language) or name) if name in listed else name for name in names
        )
    return _READ[node.type](text) if node.type in _READ else text


def _day(text: str) -> str:
    try:
        return turkish.day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def _clock(text: str) -> str:
    return text[:_HOUR] if _CLOCK.match(text) else text


def _moment(text: str) -> str:
    day, _t, clock = text.partition("T")
    return f"{_day(day)} {_clock(clock)}".strip()


def _fraction(text: str) -> str:
    return text.replace(".", ",") if (get_language() or "tr").startswith("tr") else text


def _places(text: str) -> str:
    """Latitude and longitude of each point, without height and accuracy."""
    return "; ".join(" ".join(point.split()[:2]) for point in text.split(";") if point.strip())


_READ: dict[str, Callable[[str], str]] = {
    "date": _day, "today": _day, "time": _clock, "dateTime": _moment, "start": _moment, "end": _moment,
    "decimal": _fraction, "range": _fraction, "geopoint": _places, "geotrace": _places, "geoshape": _places,
    "acknowledge": lambda _text: _("Tamam"),
}  # fmt: skip
"""How the answers of a type are read by people, where that is not how they are kept."""
