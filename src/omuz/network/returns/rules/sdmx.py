"""A return as the file that travels: SDMX-CSV 2.0, every hidden number with its confidentiality code.

One row of attributes for the whole file, one for each table, then one row a cell. `_T` stands for a total and `_Z`
where a breakdown does not apply, as SDMX has it. Nothing is lost on the way: the signature is over the document, and
the document is made again from the rows to the letter.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from omuz.foundation.catalogue.tables import EXCHANGE, as_csv
from omuz.foundation.privacy.cells import TOTAL, Reason
from omuz.foundation.privacy.safe import canonical, digest_of
from omuz.foundation.privacy.signs import CONFIDENTIALITY, FREE

STRUCTURE: Final = "OMUZ:RETURN(2.0)"
NORMAL, SUPPRESSED = "A", "Q"
"""CL_OBS_STATUS: normal value; missing value, suppressed."""
_TOTAL: Final = "_T"
_BESIDE: Final = "_Z"
_FIRST: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "CENTRE", "TIME_PERIOD", "DATA_TABLE", "PART")
_LAST: Final = (
    *("OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "HIDDEN_FOR", "LOWER_BOUND", "UPPER_BOUND", "MEDIAN"),
    *("TABLE_NOTE", "RETURN_NOTE", "ROWS", "DIGEST", "SIGNATURE", "SIGNING_KEY"),
)
_WHY: Final = {reason.value: reason for reason in CONFIDENTIALITY}
"""Two reasons share a sign; HIDDEN_FOR says which, so that nothing is lost on the way."""
_PARTS: Final = {"cells": "N", "bases": "B"}
_WHOLE: Final = re.compile("[0-9]{1,10}")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}\.[0-9]{1,6}")
_NAME: Final = re.compile("[A-Z][A-Z0-9_]{0,60}")


class NotSdmx(ValueError):
    """The text is not such a file."""


class CutShort(NotSdmx):
    """It is one, and its end is missing."""


def looks_like(text: str) -> bool:
    """Whether a text begins as such a file does."""
    return text.startswith(",".join(_FIRST[:3]))


def write(told: Mapping[str, Any], *, digest: str, signature: bytes, key: bytes) -> str:
    """The file of a written document (`Document.told()`)."""
    tables: Mapping[str, Any] = told["tables"]
    names = _names(tables)
    rows = [row for key_, table in tables.items() for row in _table_rows(key_, table["table"], names)]
    note = {name: value for name, value in told.items() if name not in ("centre", "quarter", "tables")}
    head = {
        "RETURN_NOTE": canonical(note),
        "ROWS": str(len(rows)),
        "DIGEST": digest,
        "SIGNATURE": signature.hex(),
        "SIGNING_KEY": key.hex(),
    }
    same = {"STRUCTURE": "datastructure", "STRUCTURE_ID": STRUCTURE, "ACTION": "I", "CENTRE": told["centre"]}
    columns = [*_FIRST, *names.values(), *_LAST]
    filled = [same | row for row in ({"TIME_PERIOD": told["quarter"]} | head, *rows)]
    lines = [columns, *([row.get(name, "") for name in columns] for row in filled)]
    return as_csv(lines, EXCHANGE).decode()


def _names(tables: Mapping[str, Any]) -> dict[str, str]:
    """Column by dimension, in the order they are met."""
    found = [one["name"] for table in tables.values() for one in table["table"]["dimensions"]]
    return {name: name.upper() for name in dict.fromkeys(found)}


def _table_rows(key: str, table: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    own = [one["name"] for one in table["dimensions"]]
    place = {"TIME_PERIOD": table["period"], "DATA_TABLE": key}
    note = {name: value for name, value in table.items() if name not in ("cells", "bases", "period")}
    yield place | {"TABLE_NOTE": canonical(note)}
    for part, sign in _PARTS.items():
        for cell in table[part]:
            codes = dict(zip(own, cell["key"], strict=True))
            split = {column: _written(codes.get(name)) for name, column in names.items()}
            yield place | {"PART": sign} | split | _figures(cell)


def _written(code: str | None) -> str:
    if code is None:
        return _BESIDE
    return _TOTAL if code == TOTAL else code


def _figures(cell: Mapping[str, Any]) -> dict[str, str]:
    if "hidden" not in cell:
        median = {"MEDIAN": repr(float(cell["median"]))} if "median" in cell else {}
        return {"OBS_VALUE": str(cell["value"]), "OBS_STATUS": NORMAL, "CONF_STATUS": FREE} | median
    high = "" if cell["high"] is None else str(cell["high"])
    why = Reason(cell["hidden"])
    marks = {"OBS_STATUS": SUPPRESSED, "CONF_STATUS": CONFIDENTIALITY[why], "HIDDEN_FOR": why.value}
    return marks | {"LOWER_BOUND": str(cell["low"]), "UPPER_BOUND": high}


def read(text: str) -> tuple[dict[str, Any], str, str, str]:
    """The document as it was told, with digest, signature and key in hexadecimal; raises NotSdmx, CutShort.

    Only the form is judged here: the tables go through the gate and the signature is checked by whoever called.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CutShort from error
    header, cells = rows[0], rows[1:]
    if not cells:
        raise CutShort
    names = header[len(_FIRST) : -len(_LAST)]
    if (*header[: len(_FIRST)], *header[-len(_LAST) :]) != (*_FIRST, *_LAST) or not all(map(_NAME.fullmatch, names)):
        raise NotSdmx
    if any(len(row) != len(header) for row in cells[:-1]):
        raise NotSdmx
    head = dict(zip(header, cells[0], strict=False))
    if len(cells[-1]) != len(header) or not _WHOLE.fullmatch(head.get("ROWS", "")):
        raise CutShort
    told = [dict(zip(header, row, strict=True)) for row in cells[1:]]
    if len(told) < int(head["ROWS"]):
        raise CutShort
    if len(told) > int(head["ROWS"]) or any(row["STRUCTURE_ID"] != STRUCTURE for row in (head, *told)):
        raise NotSdmx
    tables = _tables(told, names)
    document = {**_json(head["RETURN_NOTE"]), "centre": head["CENTRE"], "quarter": head["TIME_PERIOD"]}
    return document | {"tables": tables}, head["DIGEST"], head["SIGNATURE"], head["SIGNING_KEY"]


def alike(one: str, other: str) -> bool:
    """Whether two files say the same in every cell, however their lines end: nothing in a signed file is for show."""
    first, second = (list(csv.reader(io.StringIO(text, newline=""))) for text in (one, other))
    return first == second


def _tables(rows: list[dict[str, str]], columns: list[str]) -> dict[str, Any]:
    """The tables of the rows, each with the digest of what was read."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = row["DATA_TABLE"]
        if row["TABLE_NOTE"]:
            if key in found:
                raise NotSdmx
            found[key] = _json(row["TABLE_NOTE"]) | {"period": row["TIME_PERIOD"], "cells": [], "bases": []}
            continue
        part = next((name for name, sign in _PARTS.items() if sign == row["PART"]), None)
        if part is None or key not in found:
            raise NotSdmx
        found[key][part].append(_cell(row, found[key], columns))
    return {key: {"table": table, "sha256": digest_of(table)} for key, table in found.items()}


def _cell(row: Mapping[str, str], table: Mapping[str, Any], columns: list[str]) -> dict[str, Any]:
    try:
        own = {str(one["name"]).upper(): None for one in table["dimensions"]}
    except (KeyError, TypeError) as error:
        raise NotSdmx from error
    if not own.keys() <= set(columns) or any(row[name] != _BESIDE for name in columns if name not in own):
        raise NotSdmx
    told: dict[str, Any] = {"key": [TOTAL if row[name] == _TOTAL else row[name] for name in own]}
    if row["CONF_STATUS"] == FREE and not row["HIDDEN_FOR"]:
        median = {"median": _decimal(row["MEDIAN"])} if row["MEDIAN"] else {}
        return told | {"value": _whole(row["OBS_VALUE"])} | median
    hidden = _WHY.get(row["HIDDEN_FOR"])
    if hidden is None or CONFIDENTIALITY[hidden] != row["CONF_STATUS"] or row["OBS_VALUE"] or row["MEDIAN"]:
        raise NotSdmx
    high = _whole(row["UPPER_BOUND"]) if row["UPPER_BOUND"] else None
    return told | {"hidden": hidden.value, "low": _whole(row["LOWER_BOUND"]), "high": high}


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise NotSdmx
    return int(text)


def _decimal(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise NotSdmx
    return float(text)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotSdmx from error
    if not isinstance(found, dict):
        raise NotSdmx
    return found
