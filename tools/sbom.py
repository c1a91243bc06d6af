"""Makes docs/sbom.json, the bill of materials (CycloneDX 1.6), from the lock and what is installed; asks no network."""

import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "runtime.txt"
BILL = ROOT / "docs" / "sbom.json"
ENTRY = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

NOT_TOLD = {"colorama": "BSD-3-Clause", "pyxform": "BSD-2-Clause"}
"""Licences read in the files of distributions whose metadata name none."""


@dataclass
class Locked:
    """One line of the lock: name, version, where it applies, the digests its files may have."""

    name: str
    version: str
    marker: str
    hashes: list[str]


def locked(path: Path = LOCK) -> list[Locked]:
    """Every requirement of a lock, in its order."""
    found: list[Locked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry, digest = ENTRY.match(line), HASH.search(line)
        if entry:
            found.append(Locked(entry.group(1), entry.group(2), entry.group(3) or "", []))
        elif digest:
            found[-1].hashes.append(digest.group(1))
    return found


def licence_of(name: str) -> str:
    """What a distribution says of its licence, in one line; empty where it is not installed here or says nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classified = [line.rpartition("::")[2].strip() for line in told.get_all("Classifier") or [] if "License ::" in line]
    named = ", ".join(each for each in classified if each != "OSI Approved")
    free = " ".join(told.get_all("License") or []).strip().splitlines()
    expressed = " ".join(told.get_all("License-Expression") or [])
    return expressed or named or (free[0][:80] if free else "")


def bill(entries: list[Locked], licences: dict[str, str]) -> dict[str, Any]:
    """The bill of materials; the same lock and licences give the same bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [_component(each, licences.get(each.name, "")) for each in entries]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts, sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": f"pkg:pypi/{project['name']}@{project['version']}",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"name": project["license"]}}],
            }
        },
        "components": parts,
    }


def _component(each: Locked, licence: str) -> dict[str, Any]:
    address = f"pkg:pypi/{each.name}@{each.version}"
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": each.name,
        "version": each.version,
        "purl": address,
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(each.hashes)],
    }
    if licence:
        told["licenses"] = [{"license": {"name": licence}}]
    if each.marker:
        told["properties"] = [{"name": "omuz:applies-where", "value": each.marker}]
    return told


def kept_licences(path: Path = BILL) -> dict[str, str]:
    """The licences a bill names: what is not installed on this machine keeps what was found on another."""
    if not path.exists():
        return {}
    parts = json.loads(path.read_text(encoding="utf-8"))["components"]
    return {each["name"]: each["licenses"][0]["license"]["name"] for each in parts if each.get("licenses")}


def text(told: dict[str, Any]) -> str:
    """The bill as it is written to its file."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the bill anew."""
    entries, kept = locked(), kept_licences()
    licences = {
        each.name: NOT_TOLD.get(each.name) or licence_of(each.name) or kept.get(each.name, "") for each in entries
    }
    BILL.write_text(text(bill(entries, licences)), encoding="utf-8")
    sys.stdout.write(f"{BILL.relative_to(ROOT)}: {len(entries)} components\n")


if __name__ == "__main__":
    main()
