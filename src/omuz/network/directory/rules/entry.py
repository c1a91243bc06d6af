"""An institution as a file tells of it, whatever the file: codes checked, secret places without an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import CodeList, code_list
from omuz.foundation.catalogue.turkish import fold
from omuz.network.directory.rules.places import gives_away, good_phone, is_secret, private_phone, tells_where

LONGEST: Final = {
    "name": 160, "phone": 60, "email": 120, "website": 200, "address": 200, "hours": 200, "how_to_reach": 300,
    "note": 400, "appointment": 200,
}  # fmt: skip
_YES: Final = frozenset({"evet", "yes", "true", "1", "x", "gizli"})
_NO: Final = frozenset({"", "hayir", "no", "false", "0"})


@dataclass(frozen=True)
class Offered:
    """A service as a file tells of it."""

    kind: str
    name: str = ""
    """Empty where only the kind is told: any service of that kind is meant."""
    id: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PartnerEntry:
    """An institution fit to be kept; `facts` hold only what the file says, so that blanks change nothing."""

    line: int
    kind: str
    name: str
    facts: Mapping[str, Any]
    id: UUID | None = None
    verified_on: date | None = None
    services: tuple[Offered, ...] = ()


@dataclass(frozen=True)
class RefusedLine:
    """A line that cannot be taken, with the column and a sentence; what stood there is not repeated if secret."""

    line: int
    column: str
    sentence: str


class NotFit(ValueError):
    """One value of a line cannot be taken: column and sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


@lru_cache(maxsize=32)
def _words(codes: CodeList) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for entry in codes:
        said |= {fold(word): entry.code for word in (entry.code, entry.tr, entry.en)}
    return said


def code_for(name: str, word: str, column: str) -> str:
    """The code of a list for a code or its words in either language. Raises NotFit."""
    found = _words(code_list(name)).get(fold(word))
    if found is None and tells_where(word):
        raise NotFit(column, _("Bu hücredeki söz bu listede yok."))
    if found is None:
        raise NotFit(column, _("“%(word)s” bu listede yok.") % {"word": word[:60]})
    return found


def codes_for(name: str, words: str, column: str) -> list[str]:
    """The codes for words parted by semicolons. Raises NotFit."""
    return list(dict.fromkeys(code_for(name, word, column) for word in words.split(";") if word.strip()))


def entry_of(line: int, told: Mapping[str, str]) -> PartnerEntry:
    """One line, by the names of our facts. Raises NotFit for the first value that cannot be taken."""
    told = {name: " ".join(value.split()) for name, value in told.items() if value and value.strip()}
    for name, most in LONGEST.items():
        if len(told.get(name, "")) > most:
            raise NotFit(name, _("En çok %(most)s harf olabilir.") % {"most": most})
    if not told.get("name"):
        raise NotFit("name", _("Kurumun adı yok."))
    if not told.get("kind"):
        raise NotFit("kind", _("Kurumun türü yok."))
    kind = code_for("institution", told["kind"], "kind")
    facts: dict[str, Any] = {name: told[name] for name in LONGEST if name in told and name != "name"}
    facts |= {**_secrecy(kind, told), **_coded(told)}
    _check_phone(facts.get("phone", ""))
    return PartnerEntry(
        line=line,
        kind=kind,
        name=told["name"],
        facts=facts,
        id=_uuid(told.get("id", "")),
        verified_on=_day(told.get("verified_on", "")),
        services=_services(told.get("services", "")),
    )


def _secrecy(kind: str, told: Mapping[str, str]) -> dict[str, Any]:
    """The mark of a secret place; looked at before anything that might repeat a cell in its refusal."""
    word = fold(told.get("confidential", ""))
    if word not in _YES | _NO:
        raise NotFit("confidential", _("“evet” yazın ya da boş bırakın."))
    if not is_secret(kind, word in _YES):
        return {}
    if where := gives_away(told):
        raise NotFit(where, _("Yeri gizli bir kurumun adresi ve ilçesi hiçbir yerde tutulmaz; bu hücreden çıkarın."))
    return {"confidential": True}


def _coded(told: Mapping[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if "district" in told:
        facts["district"] = code_for("district", told["district"], "district")
    for name, codes in (("languages", "service_language"), ("access", "place_access")):
        if name in told:
            facts[name] = codes_for(codes, told[name], name)
    if fold(told.get("example", "")) in _YES:
        facts["example"] = True
    return facts


def _check_phone(phone: str) -> None:
    if not good_phone(phone):
        raise NotFit("phone", _("Telefon yalnız rakamla yazılır."))
    if private_phone(phone):
        raise NotFit("phone", _("Cep telefonu yazılmaz; kurumun kendi hattını yazın."))


def _services(words: str) -> tuple[Offered, ...]:
    codes = codes_for("service", words, "services")
    return tuple(Offered(code) for code in codes)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFit("id", _("Kimlik tanınmadı; yeni kurum için boş bırakın.")) from None


def _day(text: str) -> date | None:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text[:10], form).date() if text else None  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        if day and day > timezone.localdate():
            raise NotFit("verified_on", _("Bu gün daha gelmedi; boş bırakın ya da sorulduğu günü yazın."))
        return day
    raise NotFit("verified_on", _("Tarih gün.ay.yıl olarak yazılır."))
