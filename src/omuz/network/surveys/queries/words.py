"""An answer in words: labels for codes, days as they are written, for pages and conflicts."""

import re
from datetime import date

from omuz.foundation.catalogue import turkish
from omuz.network.surveys.xlsform import Form, Node, Question

_POSITION = re.compile(r"\[(\d+)\]")
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
    words = (node.label.in_language(language) or node.name) if node else bare(path).rsplit("/", 1)[-1]
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
    if node.type in {"date", "today"}:
        try:
            return turkish.day(date.fromisoformat(text[:10]))
        except ValueError:
            return text
    return text
