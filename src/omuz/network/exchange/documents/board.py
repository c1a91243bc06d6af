"""A card on paper, and cards as a table or as plain text, for whoever works on them outside."""

from collections.abc import Sequence
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_csv, as_workbook
from omuz.foundation.catalogue.turkish import day
from omuz.insight.papers.parts import Heading, Paper, Words
from omuz.insight.papers.printed import as_pdf
from omuz.network.exchange.queries.board import CardLine
from omuz.network.exchange.queries.board_words import board_words

KINDS: Final = ("xlsx", "csv", "md")
"""As what her centre's cards leave."""


def card_paper(line: CardLine) -> bytes:
    """One card as PDF."""
    card, parts = line.card, board_words().parts
    told: list[Heading | Words] = []
    for code in ("tried", "happened", "helps"):
        told += [Heading(str(parts[code].title)), Words(getattr(card, code))]
    if line.evidence:
        told += [Heading(_("Nereden biliyoruz?")), Words(f"{line.evidence.title}: {line.evidence.meaning}")]
    if line.tags:
        told += [Heading(_("Etiketler"))]
        told += [Words(f"{tag.code} {tag.title}" if tag.of_standard else tag.title) for tag in line.tags]
    language = (get_language() or "tr").split("-")[0]
    foot = f"{line.voice.place} · {day(localdate(card.written_at))}"
    return as_pdf(Paper(language, _("Deneyim kartı"), card.title, told, foot=foot))


def cards_file(lines: Sequence[CardLine], kind: str) -> bytes:
    """Cards as `xlsx`, `csv` or `md`; raises KeyError for any other kind."""
    makers = {
        "xlsx": lambda: as_workbook([Sheet(_("Kartlar"), _rows(lines))]),
        "csv": lambda: as_csv(_rows(lines)),
        "md": lambda: _markdown(lines).encode(),
    }
    return makers[kind]()


def _rows(lines: Sequence[CardLine]) -> list[list[Cell]]:
    parts = board_words().parts
    head: list[Cell] = [
        *(str(parts[code].title) for code in parts), _("Nereden biliyoruz?"), _("Etiketler"), _("Merkez"), _("Yazıldı"),
        _("Sürüm"), _("Durum"),
    ]  # fmt: skip
    return [head, *(_row(line) for line in lines)]


def _row(line: CardLine) -> list[Cell]:
    card = line.card
    return [
        *(getattr(card, code) for code in board_words().parts),
        str(line.evidence.title) if line.evidence else "",
        ", ".join(tag.short for tag in line.tags),
        line.voice.place,
        localdate(card.written_at),
        card.revision,
        state_words(line),
    ]


def state_words(line: CardLine) -> str:
    """How a card stands for those who wrote it."""
    if line.card.hidden_at:
        return _("ağ koordinatörü gizledi")
    return _("geri çekildi") if line.card.away_at else _("paylaşılıyor")


def _markdown(lines: Sequence[CardLine]) -> str:
    parts, told = board_words().parts, []
    for line in lines:
        told += [f"## {line.card.title}", "", f"_{line.voice.place}, {day(localdate(line.card.written_at))}_", ""]
        for code in ("tried", "happened", "helps"):
            told += [f"**{parts[code].title}**", "", getattr(line.card, code), ""]
        if line.evidence:
            told += [f"**{_('Nereden biliyoruz?')}** {line.evidence.title}", ""]
        if line.tags:
            told += [f"**{_('Etiketler')}** {', '.join(tag.short for tag in line.tags)}", ""]
    return "\n".join(told) + "\n" if told else ""
