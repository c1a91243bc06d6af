"""A table that comes back from a file: its parts, strictly checked, before the gate looks at them."""

import json
from collections.abc import Callable
from dataclasses import asdict
from math import prod
from typing import Any, Final

from omuz.foundation.privacy.cells import (
    GRAINS,
    MEASURES,
    Cell,
    Dimension,
    Key,
    Reason,
    all_keys,
    check_dimensions,
    is_count,
)
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.refusals import Changed, Refused
from omuz.foundation.privacy.safe import ADDED, digest_of

Parts = dict[str, Any]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


_TABLE: Final[dict[str, Callable[[object], bool]]] = {
    "indicator": _is_text,
    "version": is_count,
    "measure": lambda value: value in MEASURES,
    "dimensions": _is_objects,
    "cells": _is_objects,
    "bases": _is_objects,
    "base": _is_text,
    "period": _is_text,
    "grain": lambda value: value in GRAINS,
    "multi": _is_texts,
    "covered": _is_texts,
    "share_over": _is_texts,
    "narrowed": _is_texts,
    "population": _is_text,
    "rows_used": lambda value: value is None or is_count(value),
    "counted_in_rows": _is_flag,
    "combined_from": lambda value: is_count(value) and value != 0,
    "policy": lambda value: isinstance(value, dict),
}


def read(text: str) -> Parts:
    """The parts of the SafeTable that `to_json` wrote; raises Changed when anything is off."""
    try:
        document = json.loads(text)
        whole = isinstance(document, dict) and document.keys() == {"table", "sha256"}
        if not whole or digest_of(document["table"]) != document["sha256"]:
            raise Changed("sha256")
        return _table(document["table"])
    except Refused as refused:
        raise Changed(refused.about) from refused
    except (ValueError, RecursionError, TypeError) as broken:
        raise Changed("json") from broken


def _table(table: object) -> Parts:
    if not isinstance(table, dict) or table.keys() != _TABLE.keys():
        raise Changed("table")
    for name, fits in _TABLE.items():
        if not fits(table[name]):
            raise Changed(name)
    parts = dict(table)
    for name in ("multi", "covered", "share_over", "narrowed"):
        parts[name] = tuple(table[name])
    parts["policy"] = _policy(table["policy"])
    parts["dimensions"] = tuple(_dimension(found) for found in table["dimensions"])
    check_dimensions(parts["dimensions"], parts["multi"], parts["share_over"])
    if not set(parts["covered"]) <= set(parts["multi"]):
        raise Changed("covered")
    _check_share(parts)
    parts["cells"] = _cells(parts, table["cells"])
    parts["bases"] = _cells(parts, table["bases"]) if table["bases"] else ()
    return parts


def _policy(found: Parts) -> Policy:
    known = asdict(Policy())
    if found.keys() - ADDED != known.keys() - ADDED or any(
        type(found[name]) is not type(value) for name, value in known.items() if name in found
    ):
        raise Changed("policy")
    return Policy(**found)


def _dimension(found: Parts) -> Dimension:
    fits = found.keys() == {"name", "kind", "categories"} and _is_texts(found["categories"])
    if not fits or not _is_text(found["name"]) or not _is_text(found["kind"]):
        raise Changed("dimensions")
    return Dimension(found["name"], tuple(found["categories"]), found["kind"])


def _check_share(parts: Parts) -> None:
    """A share has bases or names what it is a share of, never both; nothing else has either."""
    ways = bool(parts["bases"]) + bool(parts["share_over"])
    if ways != (parts["measure"] == "share"):
        raise Changed("bases")


def _cells(parts: Parts, found: list[Parts]) -> tuple[Cell, ...]:
    dimensions: tuple[Dimension, ...] = parts["dimensions"]
    if prod(len(dimension.categories) + 1 for dimension in dimensions) != len(found):
        raise Changed("cells")
    keys = all_keys(dimensions)
    return tuple(_cell(parts, key, cell) for key, cell in zip(keys, found, strict=True))


def _cell(parts: Parts, key: Key, found: Parts) -> Cell:
    about = " × ".join(key)
    if found.get("key") != list(key):
        raise Changed(about)
    if "value" in found:
        return _visible_cell(parts, key, found, about)
    fits = found.keys() == {"key", "hidden", "low", "high"} and is_count(found["low"])
    if not fits or not (found["high"] is None or is_count(found["high"])):
        raise Changed(about)
    return Cell(key, None, Reason(found["hidden"]), found["low"], found["high"])


def _visible_cell(parts: Parts, key: Key, found: Parts, about: str) -> Cell:
    value, median = found["value"], found.get("median")
    if found.keys() - {"median"} != {"key", "value"} or not is_count(value):
        raise Changed(about)
    if "median" in found:
        policy: Policy = parts["policy"]
        enough = parts["measure"] == "median" and value >= policy.median_least
        if not enough or not isinstance(median, float):
            raise Changed(about)
    return Cell(key, value, median=median)
