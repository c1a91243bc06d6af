"""Reads the catalogue's draft of the minimum standards: one file a chapter, a cross-walk beside them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.place import catalogue_folder

FOLDER = "standards"
FIRST = "v0"
HEAVIEST = 3
LEVELS = ("0", "1", "2", "3")
_ABOUT = ("owner", "source")
_DAYS = ("reviewed_on", "review_due")


def catalogue_standard(name: str = FIRST, folder: Path | None = None) -> dict[str, Any]:
    """The text of a version as the catalogue holds it, in the form a version is stored and hashed in.

    Raises CatalogueError naming file and place for whatever is missing, unknown or said twice.
    """
    return _read(name, folder or catalogue_folder())


@lru_cache(maxsize=4)
def _read(name: str, folder: Path) -> dict[str, Any]:
    place = folder / FOLDER / name
    chapters = [_chapter(path) for path in sorted(place.glob("[A-Z].toml"))]
    if not chapters:
        raise CatalogueError(_("%(folder)s içinde standart bölümü yok.") % {"folder": f"{FOLDER}/{name}"})
    codes = [each["code"] for told in chapters for each in told["criteria"]]
    if len(set(codes)) != len(codes):
        raise CatalogueError(_("%(folder)s içinde bir ölçüt kodu iki kez geçiyor.") % {"folder": f"{FOLDER}/{name}"})
    frameworks, walked = _crosswalk(place / "crosswalk.toml", set(codes))
    for told in chapters:
        for each in told["criteria"]:
            each["crosswalk"] = walked.get(each["code"], {})
    title, note = _head(place / "standard.toml")
    return {"title": title, "note": note, "chapters": chapters, "frameworks": frameworks}


def _head(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Title and note of the version; other keys of this file are for whoever edits it."""
    page = read_definition(path)
    return _pair(page.words("title")), _pair(page.words("mark"))


def _pair(words: Words) -> dict[str, str]:
    return {"tr": words.tr, "en": words.en}


def _chapter(path: Path) -> dict[str, Any]:
    page = read_definition(path)
    if page.text("code") != path.stem:
        raise page.fault(_("kod dosyanın adıyla aynı olmalı"), "code")
    page.whole("version")
    for key in _ABOUT:
        page.text(key)
    for key in _DAYS:
        page.day(key)
    found = {
        "code": path.stem,
        "title": _pair(page.words("title")),
        "intro": _pair(page.words("intro")),
        "criteria": [_criterion(section, path.stem) for section in page.sections("criterion")],
    }
    page.finish()
    return found


def _criterion(section: Section, chapter: str) -> dict[str, Any]:
    code = section.text("code")
    if not (code.startswith(chapter) and code[len(chapter) :].isdigit()):
        raise section.fault(_("ölçüt kodu bölümün harfiyle başlar, sayıyla biter"), "code")
    weight = section.whole("weight")
    if not 1 <= weight <= HEAVIEST:
        raise section.fault(_("ağırlık 1, 2 ya da 3 olur"), "weight")
    levels = section.section("level")
    found = {
        "code": code,
        "weight": weight,
        "critical": section.flag("critical"),
        "sources": list(section.texts("sources")),
        "measured_by": list(section.texts("measured_by", ())),
        "title": _pair(section.words("title")),
        "meaning": _pair(section.words("plain")),
        "evidence": _pair(section.words("evidence")),
        "levels": {level: _pair(levels.words(level)) for level in LEVELS},
    }
    levels.finish()
    section.texts("measured_later", ())
    section.text("measured_in", "-")
    section.finish()
    return found


def _crosswalk(path: Path, codes: set[str]) -> tuple[dict[str, Any], dict[str, dict[str, list[str]]]]:
    """The frameworks with their parts, and for each criterion the parts of each framework it answers to."""
    page = read_definition(path)
    frameworks: dict[str, Any] = {}
    for section in page.sections("framework"):
        parts = {part.text("code"): _pair(part.words("title")) for part in section.sections("part")}
        frameworks[section.text("code")] = {"title": _pair(section.words("title")), "parts": parts}
    told = page.section("criterion") if page.has("criterion") else None
    walked: dict[str, dict[str, list[str]]] = {}
    for code in told.names() if told else ():
        row = told.section(code)  # type: ignore[union-attr]  # names come from it
        if code not in codes:
            raise page.fault(_("“%(code)s” diye bir ölçüt yok") % {"code": code}, "criterion")
        walked[code] = {}
        for body in row.names():
            named = list(row.texts(body))
            known = frameworks.get(body, {}).get("parts", {})
            unknown = [part for part in named if part not in known]
            if unknown:
                raise row.fault(_("“%(part)s” bu çerçevede yok") % {"part": unknown[0]}, body)
            if named:
                walked[code][body] = named
    return frameworks, walked
