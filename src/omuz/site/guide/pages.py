"""Finds and renders the guide's pages: plain Markdown, no markup of its own passes through."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from markdown_it import MarkdownIt


@dataclass(frozen=True)
class GuidePage:
    """One page: the name in its address, its title and its rendered text."""

    name: str
    title: str
    html: str


@cache
def guide_pages(language: str) -> tuple[GuidePage, ...]:
    """The pages in reading order; Turkish where the language has none."""
    folder = Path(settings.OMUZ_GUIDE)
    own = folder / language
    reader = MarkdownIt("commonmark", {"html": False})
    pages = []
    for path in sorted((own if own.is_dir() else folder / "tr").glob("*.md"), key=_place):
        text = path.read_text(encoding="utf-8")
        title, _, body = text.removeprefix("# ").partition("\n")
        pages.append(GuidePage(path.stem, title.strip(), reader.render(body)))
    return tuple(pages)


def _place(path: Path) -> tuple[int, str]:
    """By the number a page's name begins with: the tenth comes after the ninth."""
    number = path.stem.split("-")[0]
    return (int(number) if number.isdigit() else 0, path.stem)
