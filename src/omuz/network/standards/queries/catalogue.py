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
    page = read_definition(place / "standard.toml")
    head = _head(page)
    _require_whole(page, chapters, head["references"])
    return {**head, "chapters": chapters, "frameworks": frameworks}


def _head(page: Section) -> dict[str, Any]:
    """What is said of the version as a whole: title, note, the scale in words, rules, where its sources are found."""
    page.about()
    page.text("status")
    found = {
        "title": _pair(page.words("title")),
        "note": _pair(page.words("mark")),
        "intro": _pair(page.words("intro")),
        "scale": _scale(page),
        "rules": _rules(page),
        "references": {each.text("code"): _pair(each.words("title")) for each in page.sections("reference")},
        "records": _records(page),
    }
    for key in ("chapters", "criteria"):
        page.raw(key)
    page.finish()
    return found


def _scale(page: Section) -> dict[str, Any]:
    """Level → its name and what it means in general; U for what cannot apply."""
    scale = {str(each.whole("value")): each for each in page.sections("level")}
    if tuple(scale) != LEVELS:
        raise page.fault(_("düzeyler sırayla 0, 1, 2, 3 olur"), "level")
    left_out = page.section("not_applicable")
    scale[left_out.text("code")] = left_out
    return {
        code: {"title": _pair(each.words("title")), "meaning": _pair(each.words("meaning"))}
        for code, each in scale.items()
    }


def _rules(page: Section) -> list[dict[str, str]]:
    """How levels become a profile and what evidence is, as sentences; the numbers are the program's own."""
    score, evidence = page.section("score"), page.section("evidence")
    for key, value in (("critical_from", 2), ("network_median_from", 5)):
        if score.whole(key) != value:
            raise score.fault(_("program bu kuralı %(value)s ile hesaplar") % {"value": value}, key)
    if score.raw("weights") != list(range(1, HEAVIEST + 1)):
        raise score.fault(_("ağırlık 1, 2 ya da 3 olur"), "weights")
    told = [_pair(score.words(key)) for key in ("chapter", "overall", "critical", "shown", "figure")]
    told += [_pair(evidence.words(key)) for key in ("rule", "agreed")]
    score.finish()
    evidence.finish()
    return told


def _records(page: Section) -> dict[str, Any]:
    """What a record is called that a criterion is measured in."""
    measured_in = page.section("measured_in")
    return {name: _pair(measured_in.section(name).words("title")) for name in measured_in.names()}


def _require_whole(page: Section, chapters: list[dict[str, Any]], references: dict[str, Any]) -> None:
    """Raise CatalogueError where the head says other chapters or sources than the chapters themselves."""
    criteria = [each for told in chapters for each in told["criteria"]]
    if page.raw("chapters") != [told["code"] for told in chapters]:
        raise page.fault(_("bölüm dosyaları başka"), "chapters")
    if page.whole("criteria") != len(criteria):
        raise page.fault(_("bölümlerde %(n)s ölçüt var") % {"n": len(criteria)}, "criteria")
    unknown = sorted({code for each in criteria for code in each["sources"]} - set(references))
    if unknown:
        raise page.fault(_("“%(code)s” kaynağı yazılmamış") % {"code": unknown[0]}, "reference")


def _pair(words: Words) -> dict[str, str]:
    return {"tr": words.tr, "en": words.en}


def _chapter(path: Path) -> dict[str, Any]:
    page = read_definition(path)
    page.about(path.stem)
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
        "measured_in": section.text("measured_in", "-").strip("-"),
        "measured_later": list(section.texts("measured_later", ())),
        "title": _pair(section.words("title")),
        "meaning": _pair(section.words("plain")),
        "evidence": _pair(section.words("evidence")),
        "levels": {level: _pair(levels.words(level)) for level in LEVELS},
    }
    levels.finish()
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
