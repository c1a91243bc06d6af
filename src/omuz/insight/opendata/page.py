"""The catalogue page of a release: what it is, what is in it, how it may be used; one HTML file, nothing fetched."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.opendata.publication import Publication, Published
from omuz.insight.opendata.workbook import about

_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc}img{max-width:100%;height:auto}h2{margin-top:2.5rem}"
)

CONTENT_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; img-src 'self'"
)
"""What a server that hands the page out may say of it: its own style, its own pictures, nothing else."""


def catalogue_page(publication: Publication, files: Mapping[str, bytes], language: str = "tr") -> bytes:
    """The page; every text on it is escaped, every address is relative to it."""
    parts = [
        f"<h1>{escape(publication.title.say(language))}</h1>",
        _lines(about(publication, language)),
        *(_table(one, files, language) for one in publication.tables),
        f"<h2>{escape(Words('Dosyalar', 'Files').say(language))}</h2>",
        "<ul>" + "".join(f'<li><a href="{escape(name)}">{escape(name)}</a></li>' for name in sorted(files)) + "</ul>",
    ]
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>Belge</title>\n'
        '<link rel="alternate" type="application/ld+json" href="catalog.jsonld">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    return (head + "\n".join(parts) + "\n</main>\n</body>\n</html>\n").encode()


def _lines(lines: list[tuple[str, str]]) -> str:
    told = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in lines)
    return f"<table>{told}</table>"


def _table(published: Published, files: Mapping[str, bytes], language: str) -> str:
    title = published.title.say(language)
    picture = f"charts/{published.code}.svg"
    drawn = f'<p><img src="{escape(picture)}" alt="{escape(title)}"></p>' if picture in files else ""
    own = [name for name in sorted(files) if name.startswith(f"tables/{published.code}.")]
    links = " · ".join(f'<a href="{escape(name)}">{escape(name.split(".", 1)[1].upper())}</a>' for name in own)
    words = [
        (Words("Ne sayıldı", "What was counted").say(language), published.meaning.say(language)),
        (Words("Payda", "Base").say(language), published.base.say(language)),
        (Words("Dikkat", "Caveat").say(language), published.caveat.say(language)),
    ]
    return f"<h2>{escape(title)}</h2>{drawn}{_lines(words)}<p>{links}</p>"
