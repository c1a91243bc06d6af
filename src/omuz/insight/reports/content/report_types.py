"""A report type: a folder with `report.toml` and `sections/`, read whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words, unknown_word
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.insight.reports.content.blocks import PLACES, Block, check_places, read_block
from omuz.insight.reports.content.conditions import Condition
from omuz.insight.reports.content.lines import Page, page_of, text_of
from omuz.insight.reports.content.reading import LEVELS
from omuz.insight.reports.content.source_keys import Source, read_sources

SOURCES: Final = "sources.toml"
REPORT: Final = "report.toml"
Texts = Mapping[str, str]
"""Name of a file below the folder of report types → its text."""


@dataclass(frozen=True)
class SectionText:
    """One section as written. `prompt` tells an author what people write here; empty: nobody writes here."""

    key: str
    title: Words
    blocks: tuple[Block, ...]
    level: int
    required: bool
    reading: str
    prompt: Words | None
    absent: Words | None
    when: Condition = field(default_factory=Condition)

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source the section asks for, each once."""
        asked = (key for block in self.blocks for key in (*block.sources, *block.when.keys))
        return tuple(dict.fromkeys((*asked, *self.when.keys)))


@dataclass(frozen=True)
class ReportType:
    """A kind of report. `scope`: what one document is about; `consent`: the centre agrees before it is made."""

    code: str
    version: int
    scope: str
    title: Words
    subtitle: Words
    about: Words
    reading: str
    pages: int
    consent: bool
    imprint: tuple[Words, ...]
    sections: tuple[SectionText, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source the report asks for, each once, in reading order."""
        return tuple(dict.fromkeys(key for section in self.sections for key in section.sources))


def report_folder() -> Path:
    """The folder with the report types of this installation."""
    return catalogue_folder() / "reports"


def report_codes(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of all report types, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in (folder or report_folder()).glob("*/report.toml")))


@lru_cache(maxsize=4)
def sources(folder: Path | None = None) -> Mapping[str, Source]:
    """Every key reports may ask for. Raises CatalogueError."""
    return read_sources(text_of((folder or report_folder()) / SOURCES, SOURCES), SOURCES)


def report_texts(code: str, folder: Path | None = None) -> dict[str, str]:
    """Every file a report type is made of, by name: its own and the list of sources. Raises CatalogueError.

    Whoever keeps these texts can read the type again when the catalogue has moved on.
    """
    root = folder or report_folder()
    known = report_codes(root)
    if code not in known:
        raise CatalogueError(_("Rapor türü: %(what)s.") % {"what": unknown_word(code, known)})
    paths = [root / SOURCES, root / code / REPORT, *sorted((root / code / "sections").glob("*.toml"))]
    names = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: text_of(path, name) for name, path in names.items()}


def sources_in(texts: Texts) -> Mapping[str, Source]:
    """The list of sources among the texts of a type. Raises CatalogueError with file and line."""
    return read_sources(_text(texts, SOURCES), SOURCES)


def report_type_in(code: str, texts: Texts) -> ReportType:
    """One report type out of its texts, checked whole. Raises CatalogueError with file and line."""
    name = f"{code}/{REPORT}"
    page = page_of(_text(texts, name), name)
    found = _report(page, texts, code, sources_in(texts))
    page.finish()
    return found


def _text(texts: Texts, name: str) -> str:
    if name not in texts:
        raise CatalogueError(_("%(file)s bulunamadı.") % {"file": name})
    return texts[name]


def report_type(code: str, folder: Path | None = None) -> ReportType:
    """One report type, checked whole. Raises CatalogueError with file and line; nothing half-read is returned."""
    return report_type_in(code, report_texts(code, folder))


def _report(page: Page, texts: Texts, code: str, known: Mapping[str, Source]) -> ReportType:
    if page.text("code") != code:
        raise page.fault(_("ad klasörün adıyla aynı olmalı: %(code)s") % {"code": code}, "code")
    scope = page.choice("scope", PLACES)
    reading = page.choice("reading", LEVELS)
    names = page.texts("sections")
    pair = {key: page.words(key) for key in ("title", "subtitle", "about")}
    imprint = tuple(_line(each, scope) for each in page.pages("imprint"))
    for key, words in pair.items():
        check_places(page, key, words, scope)
    page.text("owner"), page.text("source"), page.day("reviewed_on"), page.day("review_due")
    sections = tuple(_section(page, texts, f"{code}/sections/{name}.toml", scope, reading, known) for name in names)
    _check_keys(page, sections)
    files = (Path(name) for name in texts if name.startswith(f"{code}/sections/"))
    left = sorted(path.stem for path in files if path.stem not in names)
    if left:
        raise page.fault(_("“%(name)s” bölümü sıraya yazılmamış") % {"name": left[0]}, "sections")
    return ReportType(
        code, page.whole("version"), scope, pair["title"], pair["subtitle"], pair["about"], reading,
        page.whole("pages", 0), page.flag("consent"), imprint, sections,
    )  # fmt: skip


def _line(page: Page, scope: str) -> Words:
    words = page.words("text")
    check_places(page, "text", words, scope)
    page.finish()
    return words


def _section(
    report: Page, texts: Texts, file: str, scope: str, reading: str, known: Mapping[str, Source]
) -> SectionText:
    if file not in texts:
        raise report.fault(_("%(file)s bulunamadı") % {"file": file}, "sections")
    page, name = page_of(texts[file], file), Path(file).stem
    blocks = tuple(read_block(each, file, name, scope, known) for each in page.pages("block"))
    if not blocks:
        raise page.fault(_("bölümde hiç blok yok"))
    section = SectionText(
        key=name,
        title=page.words("title"),
        blocks=blocks,
        level=page.whole("level", 1),
        required=page.flag("required"),
        reading=page.choice("reading", LEVELS, reading),
        prompt=page.words("prompt") if page.has("prompt") else None,
        absent=page.words("absent") if page.has("absent") else None,
        when=Condition.of(page, known),
    )
    for key, said in (("title", section.title), ("prompt", section.prompt), ("absent", section.absent)):
        if said:
            check_places(page, key, said, scope)
    page.finish()
    if section.level not in (1, 2):
        raise page.fault(_("düzey 1 ya da 2 olmalı"), "level")
    return section


def _check_keys(page: Page, sections: tuple[SectionText, ...]) -> None:
    seen: set[str] = set()
    for section in sections:
        for key, line, file in ((section.key, 1, ""), *((b.key, b.line, b.file) for b in section.blocks)):
            if key in seen:
                raise CatalogueError(
                    _("%(file)s, satır %(line)s: “%(key)s” bu raporda ikinci kez geçiyor; key ile ayrı bir ad verin.")
                    % {"file": file or f"{page.file.parent.name}/report.toml", "line": line, "key": key}
                )
            seen.add(key)
