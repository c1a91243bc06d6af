"""The author's words as safe HTML: her emphasis kept, her markup and styles left out, answers filled in."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from omuz.network.surveys.logic.evaluation import Place, text
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import Runaway, World
from omuz.network.surveys.xlsform.tree import Words

_FIRST = 0xE000
"""Private signs stand for what is filled in while the words are dressed."""

_DRESS = (
    (re.compile(r"&lt;br\s*/?&gt;", re.IGNORECASE), "\n"),
    (re.compile(r"&lt;(/?)(?:b|strong)&gt;", re.IGNORECASE), r"<\1strong>"),
    (re.compile(r"&lt;(/?)(?:i|em|u)&gt;", re.IGNORECASE), r"<\1em>"),
    (re.compile(r"&lt;/?(?:span|font|div|p|h[1-6]|small|center)\b(?:(?!&gt;).)*&gt;", re.IGNORECASE), ""),
    (re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE), r"<strong>\1</strong>"),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"<em>\1</em>"),
    (
        # Nothing filled in stands in an address: what marks it on the page would end the tag.
        re.compile(r"\[([^\]\n]+)\]\((https?://(?:(?!&quot;)[^\s)<\ue000-\uf8ff])+)\)"),
        r'<a href="\2" rel="noopener noreferrer">\1</a>',
    ),
)
LONGEST_DRESSED = 6_000
"""A longer sentence is shown as plain text: looking for emphasis in it may take longer than reading it."""
_TAG = re.compile(r"<(/?)(strong|em)>")
_UNDRESS = (
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?(?:b|strong|i|em|u|span|font|div|p|h[1-6]|small|center)\b[^>]*>", re.IGNORECASE), ""),
    (re.compile(r"^#{1,6}\s+", re.MULTILINE), ""),
    (re.compile(r"(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)"), r"\1 (\2)"),
)
"""The same emphasis taken away, for paper and for lists of questions."""


def dressed(words: Words, world: World, node: Node | None, role: str) -> SafeString:
    """HTML of a sentence at a node; what is filled in is marked, so that the page can keep it true."""
    pieces = words.pieces(world.language)
    signs: list[SafeString] = []
    plain = ""
    for piece in pieces:
        if isinstance(piece, str):
            plain += re.sub(r"[\ue000-\uf8ff]", "", piece)
            continue
        told = _told(piece.tree, world, node)
        signs.append(format_html('<span data-fill="{}" data-at="{}">{}</span>', role, len(signs), told))
        plain += chr(_FIRST + len(signs) - 1) if len(signs) <= 0x1000 else ""  # noqa: PLR2004  # the private signs there are
    html: str = escape(plain.strip())
    for pattern, dress in _DRESS if len(html) <= LONGEST_DRESSED else ():
        html = pattern.sub(dress, html)
    html = _closed(html.strip()).replace("\n", "<br>")
    for at, sign in enumerate(signs):
        html = html.replace(chr(_FIRST + at), sign)
    return mark_safe(html)  # noqa: S308  # escaped above; what was added are our own few tags


def undressed(text: str) -> str:
    """A sentence without its author's marks of emphasis, as it is read on paper."""
    for pattern, plain in _UNDRESS if len(text) <= LONGEST_DRESSED else ():
        text = pattern.sub(plain, text)
    return text.strip()


def _told(tree: tuple[object, ...], world: World, node: Node | None) -> str:
    if node is None:
        return "…"
    try:
        return text(tree, Place(world, node, node))
    except (Runaway, RecursionError):
        return "…"


def _closed(html: str) -> str:
    """Emphasis opened and closed in pairs; a lone tag is left out."""
    waiting: list[str] = []
    kept: list[str] = []
    at = 0
    for tag in _TAG.finditer(html):
        kept.append(html[at : tag.start()])
        at = tag.end()
        if not tag[1]:
            waiting.append(tag[2])
            kept.append(tag[0])
        elif waiting and waiting[-1] == tag[2]:
            waiting.pop()
            kept.append(tag[0])
    kept.append(html[at:])
    return "".join(kept) + "".join(f"</{name}>" for name in reversed(waiting))
