"""How kinds of violence read in other classifications, in words, for a page and for a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.violence import Crosswalk, MappedType, crosswalk


@dataclass(frozen=True)
class Mapped:
    """One kind of violence: its words, what it is elsewhere (one text for each classification), and the note."""

    title: str
    elsewhere: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Table:
    """The whole mapping in one language."""

    version: int
    heads: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    rows: tuple[Mapped, ...]
    precedence: str


def violence_table(language: str) -> Table:
    """The mapping in force."""
    told = crosswalk()
    frameworks = told.frameworks.values()
    order = next((one for one in frameworks if one.precedence), None)
    return Table(
        version=told.version,
        heads=tuple(one.title.say(language) for one in frameworks),
        sources=tuple((one.title.say(language), one.source) for one in frameworks),
        rows=tuple(_mapped(one, told, language) for one in told.types),
        precedence=" > ".join(order.parts[code].say(language) for code in order.precedence) if order else "",
    )


def _mapped(one: MappedType, told: Crosswalk, language: str) -> Mapped:
    title = label_of("violence_type", one.code, language)
    if one.detail:
        title = f"{title} – {label_of('sexual_detail', one.detail, language)}"
    elif any(each.code == one.code and each.detail for each in told.types):
        title = f"{title} – {_('ayrıntı sorulmadı')}"
    return Mapped(
        title,
        tuple(_elsewhere(one, told, code, language) for code in told.frameworks),
        one.note.say(language) if one.note else "",
    )


def _elsewhere(one: MappedType, told: Crosswalk, framework: str, language: str) -> str:
    words = [told.frameworks[framework].parts[part].say(language) for part in one.parts[framework]]
    if not words:
        return "–"
    return (_(" ya da ") if framework in one.unsure else ", ").join(words)
