"""The shape of a template: what it holds, how it is written to a file and read from one with its faults named.

It holds roles, pages, the text of the protocol, the guide and the actions. Whatever is data has no place in it: a file
that brings a key which is not named here is refused.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.traces import sign_of_somebody

FORMAT: Final = "omuz-coordination-template"
VERSION: Final = 1
TOWN: Final = "[Belediye]"
"""Stands in a template where the municipality's own name stood."""
PARTS: Final = ("notice", "ask", "say", "refer", "never")
MOST_BYTES: Final = 1_000_000
_LONGEST: Final = 60_000
_LENGTHS: Final = {"what": 400, "post": 120, "focal_post": 120, "deputy_post": 120, "secretariat_post": 120,
                   "indicator": 200, "title": 200, "name": 160, "key": 60}  # fmt: skip
_MOST_MONTHS: Final = 60


@dataclass(frozen=True)
class UnitShape:
    """A directorate: its posts and the five parts of its page."""

    key: str
    name: str
    focal_post: str
    deputy_post: str
    pages: Mapping[str, str]


@dataclass(frozen=True)
class ProtocolShape:
    """The words of the protocol; who signed it and when is no part of it."""

    title: str
    parties: str
    text: str


@dataclass(frozen=True)
class QuestionShape:
    """A question of the guide."""

    code: str
    text: str
    probe: str


@dataclass(frozen=True)
class ActionShape:
    """An action: months after the beginning and months it takes, never days."""

    code: str
    unit: str
    what: str
    post: str
    after_months: int
    months: int
    indicator: str


@dataclass(frozen=True)
class Content:
    """Everything a template holds."""

    name: str
    secretariat_post: str
    units: tuple[UnitShape, ...]
    protocol: ProtocolShape
    questions: tuple[QuestionShape, ...]
    consent: str
    actions: tuple[ActionShape, ...]

    def to_json(self) -> dict[str, Any]:
        told = asdict(self)
        guide = {"consent": told.pop("consent"), "question": told.pop("questions")}
        made: dict[str, Any] = _bare(
            {
                "format": FORMAT,
                "version": VERSION,
                "name": told["name"],
                "secretariat_post": told["secretariat_post"],
                "protocol": told["protocol"],
                "guide": guide,
                "unit": list(told["units"]),
                "action": list(told["actions"]),
            }
        )
        return made

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def unit(self, key: str) -> UnitShape | None:
        return next((each for each in self.units if each.key == key), None)


def _bare(told: Any) -> Any:
    """Without what is empty: an empty text is not written, a missing one is empty."""
    if isinstance(told, Mapping):
        return {key: _bare(value) for key, value in told.items() if value not in ("", {}, [], ())}
    return [_bare(each) for each in told] if isinstance(told, list | tuple) else told


# Files


def as_json(content: Content) -> bytes:
    """The template as JSON."""
    return (json.dumps(content.to_json(), ensure_ascii=False, indent=2) + "\n").encode()


def as_toml(content: Content) -> bytes:
    """The template as TOML, one key a line, for whoever edits it by hand."""
    return ("\n".join(_lines(content.to_json(), "")) + "\n").encode()


def _lines(told: Mapping[str, Any], where: str) -> Iterator[str]:
    nested = {key: value for key, value in told.items() if isinstance(value, dict | list)}
    for key, value in told.items():
        if key not in nested:
            # A text of JSON is a text of TOML too, but for the sign DEL.
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", " ")
    for key, value in nested.items():
        place = f"{where}.{key}" if where else key
        for each in value if isinstance(value, list) else [value]:
            yield f"\n[[{place}]]" if isinstance(value, list) else f"\n[{place}]"
            yield from _lines(each, place)


def read_file(raw: bytes, name: str) -> Content:
    """The template in a file. Raises CatalogueError with one sentence that names the place."""
    if len(raw) > MOST_BYTES:
        raise CatalogueError(_("%(file)s: bir kalıp bu kadar büyük olamaz; yanlış dosya olabilir.") % {"file": name})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(_("%(file)s okunamadı: yazı UTF-8 değil.") % {"file": name}) from error
    try:
        told = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogueError(
            _("%(file)s açılmadı: ne JSON ne TOML; %(what)s.") % {"file": name, "what": error}
        ) from error
    return read_content(told, name)


def read_content(told: Any, name: str = "") -> Content:
    """The template in plain data. Raises CatalogueError with one sentence that names the place."""
    if not isinstance(told, dict):
        raise CatalogueError(_("%(file)s: burada bir kalıp yok.") % {"file": name})
    page = Section(Path(name or FORMAT), told)
    if not page.has("format") or page.text("format") != FORMAT:
        raise page.fault(
            _("bu dosya bir koordinasyon kalıbı değil; “%(format)s” bekleniyordu") % {"format": FORMAT}, "format"
        )
    if page.whole("version") != VERSION:
        raise page.fault(_("bu sürüm okunamıyor; okunan sürüm %(version)s") % {"version": VERSION}, "version")
    guide = page.section("guide") if page.has("guide") else Section(page.file, {}, "guide")
    protocol = page.section("protocol") if page.has("protocol") else Section(page.file, {}, "protocol")
    made = Content(
        name=_text(page, "name", required=True),
        secretariat_post=_text(page, "secretariat_post"),
        units=tuple(_unit(each) for each in page.sections("unit")),
        protocol=ProtocolShape(*(_text(protocol, key) for key in ("title", "parties", "text"))),
        questions=tuple(_question(each) for each in guide.sections("question")),
        consent=_text(guide, "consent"),
        actions=tuple(_action(each) for each in page.sections("action")),
    )
    for each in (guide, protocol, page):
        each.finish()
    _fits_together(page, made)
    return made


def _fits_together(page: Section, made: Content) -> None:
    keys = [each.key for each in made.units]
    if not keys:
        raise page.fault(_("en az bir müdürlük olmalı"), "unit")
    for what, codes in (("unit", keys), ("action", [each.code for each in made.actions]),
                        ("guide.question", [each.code for each in made.questions])):  # fmt: skip
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice:
            raise page.fault(_("“%(code)s” iki kez yazılmış") % {"code": twice}, what)
    for number, each in enumerate(made.actions, 1):
        if each.unit not in keys:
            raise page.fault(
                _("“%(code)s” adlı müdürlük bu kalıpta yok") % {"code": each.unit}, f"action[{number}].unit"
            )


def _unit(section: Section) -> UnitShape:
    pages = section.section("pages") if section.has("pages") else Section(section.file, {}, f"{section.where}.pages")
    made = UnitShape(
        key=_text(section, "key", required=True),
        name=_text(section, "name", required=True),
        focal_post=_text(section, "focal_post"),
        deputy_post=_text(section, "deputy_post"),
        pages={part: words for part in PARTS if (words := _text(pages, part))},
    )
    pages.finish()
    section.finish()
    return made


def _question(section: Section) -> QuestionShape:
    made = QuestionShape(_text(section, "code", required=True), _text(section, "text", required=True),
                         _text(section, "probe"))  # fmt: skip
    section.finish()
    return made


def _action(section: Section) -> ActionShape:
    made = ActionShape(
        code=_text(section, "code", required=True),
        unit=_text(section, "unit", required=True),
        what=_text(section, "what", required=True),
        post=_text(section, "post"),
        after_months=_months(section, "after_months", 0),
        months=_months(section, "months", 1),
        indicator=_text(section, "indicator"),
    )
    section.finish()
    return made


def _months(section: Section, key: str, least: int) -> int:
    value = section.whole(key, least)
    if not least <= value <= _MOST_MONTHS:
        raise section.fault(_("ay sayısı %(least)s ile %(most)s arasında olmalı")
                            % {"least": least, "most": _MOST_MONTHS}, key)  # fmt: skip
    return value


def _text(section: Section, key: str, *, required: bool = False) -> str:
    """A text that names nobody and fits; empty where the key is missing and nobody asks for it."""
    words = section.text(key) if required or section.has(key) else ""
    most = _LENGTHS.get(key, _LONGEST)
    if len(words) > most:
        raise section.fault(_("yazı çok uzun; en çok %(most)s harf") % {"most": most}, key)
    if sign_of_somebody(words):
        raise section.fault(_("burada bir kişiye götüren bir şey var (ad, telefon, e-posta, dosya kodu ya da gün);"
                              " kalıpta yer almaz") , key)  # fmt: skip
    return words
