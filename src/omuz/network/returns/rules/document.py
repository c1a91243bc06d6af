"""The signed document of a return: how it is written down to the byte, and every way it can be refused."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from omuz.network.returns.rules import sdmx
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter

FORMAT: Final = "omuz-return/2"
FIRST: Final = "omuz-return/1"
"""Returns of the first form carry neither answers nor a refusal; they are read for ever."""
_BINDING: Final = b"omuz-return/1\0"
"""Stands before what a centre signs, so that no other signature of its key fits; the form itself is in the text."""
MOST_BYTES: Final = 2_000_000
_KEYS: Final = {"format", "centre", "quarter", "version", "contents", "tables"}
_NEWER_KEYS: Final = _KEYS | {"answers", "declined"}
_FILE_KEYS: Final = {"return", "digest", "signature", "key"}
_SIGNATURE_BYTES: Final = 64
_KEY_BYTES: Final = 32
_DEEPEST: Final = 24
_MOST_COUNTED: Final = 10**15
_HALF_A_LETTER: Final = re.compile("[\ud800-\udfff]")


class Fault(StrEnum):
    """Why a file is not taken in; the sentences are in wording.py of the pages."""

    TOO_LONG = "too_long"
    NOT_A_RETURN = "not_a_return"
    CUT = "cut"
    CHANGED = "changed"
    UNKNOWN_CENTRE = "unknown_centre"
    UNKNOWN_KEY = "unknown_key"
    WRONG_FINGERPRINT = "wrong_fingerprint"
    FOREIGN_SIGNATURE = "foreign_signature"
    TABLES = "tables"
    NOT_OVER = "not_over"
    OLDER_VERSION = "older_version"
    ANSWERS = "answers"
    DECLINED = "declined"


class ReturnRefused(ValueError):
    """The document is not taken in, and nothing of it was kept; `about` names the particular."""

    def __init__(self, fault: Fault, about: str = "") -> None:
        super().__init__(f"{fault.value}: {about}" if about else fault.value)
        self.fault = fault
        self.about = about


@dataclass(frozen=True)
class Answer:
    """What a centre says to a question of the checks: a reason of the catalogue, and few words without a number."""

    reason: str
    words: str = ""


@dataclass(frozen=True)
class Document:
    """One return as it leaves: whose, which quarter, which version, by which contents, and its tables by key.

    `tables` holds what `SafeTable.to_json` wrote, and nothing else. `answers` are the notes on what the checks asked,
    by the question's name. `declined` is the reason why a centre sends no tables for this quarter, empty otherwise.
    """

    centre: str
    quarter: Quarter
    version: int
    contents: str
    tables: Mapping[str, Any]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    declined: str = ""
    form: str = FORMAT

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "format": self.form,
            "centre": self.centre,
            "quarter": str(self.quarter),
            "version": self.version,
            "contents": self.contents,
            "tables": dict(self.tables),
        }
        if self.form == FIRST:
            return told
        answers = {name: {"reason": one.reason, "words": one.words} for name, one in self.answers.items()}
        return told | {"answers": answers, "declined": self.declined}

    def text(self) -> str:
        """The one way of writing it down; what is signed."""
        return json.dumps(self.told(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        return digest_of(self.text())

    def says_the_same(self, other: "Document") -> bool:
        """Whether both carry the same tables for the same centre and quarter, whatever their version."""
        mine = (self.centre, self.quarter, dict(self.tables), self.declined)
        return mine == (other.centre, other.quarter, dict(other.tables), other.declined)


def digest_of(text: str) -> str:
    """SHA-256 of the written document, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def to_sign(text: str) -> bytes:
    """The bytes a centre signs: bound to returns, so that no other signature of its key fits."""
    return _BINDING + text.encode()


def read_text(text: str) -> Document:
    """The document written in `text`; raises ReturnRefused."""
    return _document(_json(text))


@dataclass(frozen=True)
class Sealed:
    """A document with its signature and the public key that should have made it."""

    document: Document
    signature: bytes
    key: bytes


def write_file(text: str, signature: bytes, key: bytes) -> bytes:
    """The file a centre hands over when it does not share an installation with the network: SDMX-CSV."""
    return sdmx.write(json.loads(text), digest=digest_of(text), signature=signature, key=key).encode()


def read_file(raw: bytes) -> Sealed:
    """What `write_file` wrote, whole and unchanged, or a file of the first form (JSON). Raises ReturnRefused.

    The signature is not judged here.
    """
    if len(raw) > MOST_BYTES:
        raise ReturnRefused(Fault.TOO_LONG)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReturnRefused(Fault.NOT_A_RETURN) from error
    told, *signs = _from_csv(text) if sdmx.looks_like(text) else _from_json(text)
    if not _writable(told):
        raise ReturnRefused(Fault.NOT_A_RETURN)
    document = _document(told)
    if signs[0] != document.digest():
        raise ReturnRefused(Fault.CHANGED)
    signature, key = _hex(signs[1]), _hex(signs[2])
    if len(signature) != _SIGNATURE_BYTES or len(key) != _KEY_BYTES:
        raise ReturnRefused(Fault.CHANGED)
    if sdmx.looks_like(text) and not sdmx.alike(text, write_file(document.text(), signature, key).decode()):
        raise ReturnRefused(Fault.CHANGED)
    return Sealed(document, signature, key)


def _from_csv(text: str) -> tuple[Any, ...]:
    try:
        return sdmx.read(text)
    except sdmx.CutShort as error:
        raise ReturnRefused(Fault.CUT) from error
    except (sdmx.NotSdmx, UnicodeEncodeError, ValueError) as error:
        raise ReturnRefused(Fault.CHANGED) from error


def _from_json(text: str) -> tuple[Any, ...]:
    told = _json(text)
    if not isinstance(told, dict) or set(told) != _FILE_KEYS:
        raise ReturnRefused(Fault.NOT_A_RETURN)
    return told["return"], told["digest"], told["signature"], told["key"]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ReturnRefused(Fault.NOT_A_RETURN) from error
    except ValueError as error:
        looks_ours = text.lstrip().startswith("{") and (FORMAT in text or FIRST in text)
        raise ReturnRefused(Fault.CUT if looks_ours else Fault.NOT_A_RETURN) from error


def _writable(told: Any) -> bool:
    """Whether what was read can be written down again and kept: not too deep, letters and numbers a table can hold."""
    level: list[Any] = [told]
    for _depth in range(_DEEPEST):
        if not all(_holds(value) for value in level):
            return False
        level = [part for value in level for part in _parts(value)]
        if not level:
            return True
    return False


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _holds(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" not in value and not _HALF_A_LETTER.search(value)
    return not isinstance(value, int | float) or abs(value) < _MOST_COUNTED


def _document(told: Any) -> Document:
    if not isinstance(told, dict) or set(told) != {FIRST: _KEYS, FORMAT: _NEWER_KEYS}.get(str(told.get("format"))):
        raise ReturnRefused(Fault.NOT_A_RETURN)
    version, tables = told["version"], told["tables"]
    declined = told.get("declined", "")
    texts = [told["centre"], told["quarter"], told["contents"], declined]
    if not all(isinstance(text, str) for text in texts) or not isinstance(tables, dict):
        raise ReturnRefused(Fault.NOT_A_RETURN)
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= 999:  # noqa: PLR2004 - versions are few
        raise ReturnRefused(Fault.NOT_A_RETURN)
    try:
        quarter = Quarter.read(told["quarter"])
    except NotAQuarter as error:
        raise ReturnRefused(Fault.NOT_A_RETURN) from error
    answers = _answers(told.get("answers", {}))
    return Document(told["centre"], quarter, version, told["contents"], tables, answers, declined, told["format"])


def _answers(told: Any) -> dict[str, Answer]:
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in told.values()):
        raise ReturnRefused(Fault.NOT_A_RETURN)
    for one in told.values():
        if set(one) != {"reason", "words"} or not all(isinstance(text, str) for text in one.values()):
            raise ReturnRefused(Fault.NOT_A_RETURN)
    return {name: Answer(one["reason"], one["words"]) for name, one in told.items()}


def _hex(value: Any) -> bytes:
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError) as error:
        raise ReturnRefused(Fault.CHANGED) from error
