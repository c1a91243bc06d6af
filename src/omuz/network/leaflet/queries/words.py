"""The words of the leaflet, one file a language, the same keys in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, read_definition
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.place import catalogue_folder

LANGUAGES: Final = ("tr", "ku", "ar", "fa", "en")
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")


@dataclass(frozen=True)
class Leaflet:
    """One language. `checked`: whether somebody whose own language it is has read it."""

    code: str
    name: str
    direction: str
    checked: bool
    words: Mapping[str, str]
    spoken: Mapping[str, str]
    access: Mapping[str, str]
    days: tuple[str, ...]

    @property
    def rights(self) -> tuple[str, ...]:
        """The sentences about rights, in their order."""
        return tuple(said for key, said in self.words.items() if key.startswith("right_"))


def leaflets() -> Mapping[str, Leaflet]:
    """Every language in the order of `LANGUAGES`. Raises CatalogueError naming the file and what is wrong."""
    return _leaflets(catalogue_folder() / "leaflet")


@lru_cache(maxsize=4)
def _leaflets(folder: Path) -> Mapping[str, Leaflet]:
    found = {code: _read(folder / f"{code}.toml", code) for code in LANGUAGES}
    first = found[LANGUAGES[0]]
    for each in found.values():
        unlike = set(each.words) ^ set(first.words)
        if unlike:
            raise CatalogueError(
                _("%(file)s: “%(key)s” bir dilde var, ötekinde yok.")
                % {"file": f"{each.code}.toml", "key": sorted(unlike)[0]}
            )
    return found


def _read(path: Path, code: str) -> Leaflet:
    page = read_definition(path)
    page.about(code)
    checked, by = page.flag("checked"), str(page.raw("checked_by"))
    if checked and not by.strip():
        raise page.fault(_("denetlendi deniyorsa kimin denetlediği yazılmalı (görevi, adı değil)"), "checked_by")
    days = page.section("days")
    told = Leaflet(
        code=code,
        name=page.text("name"),
        direction=page.choice("direction", ("ltr", "rtl")),
        checked=checked,
        words=_all(page.section("words")),
        spoken=_of_list(page.section("spoken"), "service_language"),
        access=_of_list(page.section("access"), "place_access"),
        days=tuple(days.text(name) for name in DAYS),
    )
    days.finish()
    page.finish()
    return told


def _all(section: Section) -> dict[str, str]:
    return {name: section.text(name) for name in section.names()}


def _of_list(section: Section, name: str) -> dict[str, str]:
    found = {code: section.text(code) for code in code_list(name).codes}
    section.finish()
    return found
