"""A release as one XLSX workbook: a sheet a table, a sheet of method and versions; the same bytes every day."""

from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.tables import Cell, Sheet, Styled, as_workbook
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.opendata.publication import ALL, Publication, Published
from omuz.insight.opendata.rows import FREE, STATUSES, Flat, rows

_TOTAL: Final = Words("Toplam", "Total")
_BESIDE: Final = (Words("Neden gizli", "Why hidden"), Words("En az", "Least"), Words("En çok", "Most"))


def workbook(publication: Publication, language: str = "tr") -> bytes:
    """The workbook in one language."""
    sheets = [Sheet(one.title.say(language).strip() or one.code, _table(one, language)) for one in publication.tables]
    method = Words("Yöntem", "Method").say(language)
    notes = Sheet(method, _notes(publication, language), head=False, widths=(28, 100))
    return as_workbook([*sheets, notes], title=publication.title.say(language))


def _table(published: Published, language: str) -> list[list[Cell | Styled]]:
    heads: list[Cell | Styled] = [axis.title.say(language) for axis in published.axes]
    heads += [one.title.say(language) for one in published.measures]
    heads += [words.say(language) for words in _BESIDE]
    told: list[list[Cell | Styled]] = [heads]
    for flat in rows(published):
        bold = ALL in flat.codes
        told.append([Styled(cell, bold=bold) for cell in _cells(published, flat, language)])
    return told


def _cells(published: Published, flat: Flat, language: str) -> list[Cell]:
    labels: list[Cell] = [
        (_TOTAL if code == TOTAL else axis.label(code)).say(language)
        for axis, code in zip(published.axes, flat.key, strict=True)
    ]
    figures = [flat.figures[one.name] for one in published.measures]
    why = "" if flat.status == FREE else STATUSES[flat.status][language != "tr"]
    return [*labels, *figures, why, flat.low, flat.high]


def _notes(publication: Publication, language: str) -> list[tuple[str, str]]:
    lines = about(publication, language)
    for published in publication.tables:
        lines.append((published.title.say(language), published.meaning.say(language)))
        lines.append((Words("Payda", "Base").say(language), published.base.say(language)))
        lines.append((Words("Dikkat", "Caveat").say(language), published.caveat.say(language)))
    return lines


def about(publication: Publication, language: str) -> list[tuple[str, str]]:
    """What a reader needs before any figure: title, source, licence, versions."""
    named = [
        (Words("Başlık", "Title"), publication.title.say(language)),
        (Words("Açıklama", "Description"), publication.description.say(language)),
        (Words("Yayımlayan", "Publisher"), publication.publisher),
        (Words("Kaynak", "Source"), publication.source.say(language)),
        (Words("Kullanım koşulları", "Licence"), publication.licence.words.say(language)),
        (Words("Sürüm", "Version"), str(publication.version)),
        (Words("Değişen", "Change"), publication.change.say(language)),
    ]
    if publication.issued:
        named.append((Words("Yayım günü", "Issued"), publication.issued.isoformat()))
    named += [
        (Words(f"Sürüm {one.version}", f"Version {one.version}"), one.change.say(language))
        for one in reversed(publication.history)
    ]
    return [(name.say(language), text) for name, text in named]
