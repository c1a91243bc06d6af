"""The interface for programs, described: writes docs/openapi.json; `--check` only compares.

Which addresses there are is read from the program; what they take and answer stands below, once.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs" / "openapi.json"
_PIECE = re.compile(r"<(?:(\w+):)?(\w+)>")
_TYPES: dict[str, dict[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 0},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    "str": {"type": "string", "pattern": "^[^/]+$"},
    "path": {"type": "string", "minLength": 1},
}
XML, JSON, LD, TEXT = "text/xml", "application/json", "application/ld+json", "text/html"

FREE: list[dict[str, list[str]]] = []
KEY: list[dict[str, list[str]]] = [{"device": []}]
SEAT: list[dict[str, list[str]]] = [{"session": []}]


def _answers(**told: str) -> dict[str, dict[str, str]]:
    return {code.removeprefix("_"): {"description": said} for code, said in told.items()}


_OF_A_DEVICE = {"_401": "The device is not known or was revoked.", "_429": "Too many requests; wait a little."}


def _body(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}


_FORM = {
    "type": "object",
    "required": ["xml_submission_file"],
    "properties": {
        "xml_submission_file": {"type": "string", "contentMediaType": XML, "maxLength": 5_000_000},
        "audit.csv": {"type": "string", "description": "Taps on the glass; read by nobody, kept nowhere."},
    },
    "additionalProperties": False,
}
_FORM_ID = {"name": "formID", "in": "query", "required": False, "schema": {"type": "string"}}
_TAG = {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}

GET: dict[str, dict[str, Any]] = {
    "health": {
        "summary": "Whether this process can answer.", "security": FREE,
        "responses": _answers(_200="It can.", _503="The database does not answer."),
    },
    "open-data:catalogue": {
        "summary": "Every open dataset, newest versions, as DCAT.", "security": FREE,
        "responses": _answers(_200="JSON-LD."),
    },
    "open-data:newest": {
        "summary": "On to the newest version of a dataset.", "security": FREE,
        "responses": _answers(_302="Its address.", _404="No such dataset."),
    },
    "open-data:file": {
        "summary": "A file of a version: CSV, JSON-stat, SDMX-CSV, catalogue, method.", "security": FREE,
        "parameters": [_TAG],
        "responses": _answers(_200="The file.", _304="Not changed.", _404="No such file."),
    },
    "figures:picture": {
        "summary": "The picture of one released table.", "security": FREE,
        "responses": _answers(_200="SVG or PNG.", _404="Not released."),
    },
    "appointments:feed-file": {
        "summary": "Times of one worker for her own calendar, at a secret address she opened.", "security": FREE,
        "responses": _answers(_200="iCalendar.", _404="No such address."),
    },
    "training:calendar": {
        "summary": "Trainings as a calendar.", "security": SEAT,
        "responses": _answers(_200="iCalendar.", _302="Sign in."),
    },
    "meetings:calendar": {
        "summary": "Meetings as a calendar.", "security": SEAT,
        "responses": _answers(_200="iCalendar.", _302="Sign in."),
    },
    "directory:taken": {
        "summary": "The directory: csv, xlsx, or zip (Open Referral HSDS 3).", "security": SEAT,
        "responses": _answers(_200="The file.", _302="Sign in.", _403="Not hers to take.", _404="No such kind."),
    },
    "surveys:device-root": {
        "summary": "One sentence for whoever opens the server's address.", "security": KEY,
        "responses": _answers(_200="OpenRosa message.", **_OF_A_DEVICE),
    },
    "surveys:device-forms": {
        "summary": "OpenRosa form list of the device's centre.", "security": KEY, "parameters": [_FORM_ID],
        "responses": _answers(_200="Form list.", **_OF_A_DEVICE),
    },
    "surveys:device-form": {
        "summary": "One form.", "security": KEY,
        "responses": _answers(_200="XForm.", _404="Not open to this centre.", **_OF_A_DEVICE),
    },
    "surveys:device-manifest": {
        "summary": "The files that go with a form.", "security": KEY,
        "responses": _answers(_200="OpenRosa manifest.", _404="Not open to this centre.", **_OF_A_DEVICE),
    },
    "surveys:device-list": {
        "summary": "The long lists of a form.", "security": KEY,
        "responses": _answers(_200="CSV.", _404="None, or not open to this centre.", **_OF_A_DEVICE),
    },
}  # fmt: skip
POST: dict[str, dict[str, Any]] = {
    "surveys:device-submission": {
        "summary": "One filled form, OpenRosa 1.0.", "security": KEY, **_body("multipart/form-data", _FORM),
        "responses": _answers(
            _201="Taken, or known already and kept once.", _400="No form in it.", _404="Not asked of this centre.",
            _409="Changed elsewhere.", _413="Too large.", _415="Pictures, sound and files are not taken.",
            _422="Answers the form refuses.", **_OF_A_DEVICE,
        ),
    },
    "returns:by-key": {
        "summary": "A centre's signed return, in SDMX-CSV or JSON.", "security": FREE,
        **_body("application/vnd.sdmx.data+csv", {"type": "string", "maxLength": 2_000_000}),
        "responses": _answers(
            _200="Known already.", _201="Taken.", _403="Not signed by a known key.", _422="Not fit.",
            _429="Too many requests; wait a little.",
        ),
    },
}  # fmt: skip
BY_ADDRESS = "-by-address"
"""Ending of the twin of a device's page that carries code and token in its address."""


def description() -> dict[str, Any]:
    """The whole description, OpenAPI 3.1; the program's framework has to be set up."""
    routes = _routes()
    paths: dict[str, dict[str, Any]] = {}
    for method, told in (("get", GET), ("post", POST)):
        for name, one in told.items():
            for each in (name, name + BY_ADDRESS):
                if each not in routes:
                    continue
                made = {**one, "security": FREE if each != name else one["security"]}
                path, operation = _operation(each, routes[each], made)
                paths.setdefault(path, {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Omuz", "version": _version(), "license": {"name": "AGPL-3.0-or-later"}},
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {
                "device": {"type": "http", "scheme": "basic"},
                "session": {"type": "apiKey", "in": "cookie", "name": "omuz_session"},
            }
        },
    }


def _version() -> str:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def _operation(name: str, route: str, told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """One address as the standard writes it, with its parts among the parameters."""
    parts = [
        {"name": part, "in": "path", "required": True, "schema": _TYPES[kind or "str"]}
        for kind, part in _PIECE.findall(route)
    ]
    made = {"operationId": name, **told, "parameters": [*parts, *told.get("parameters", [])]}
    return "/" + _PIECE.sub(r"{\2}", route), made


def _routes() -> dict[str, str]:
    """Name → route of every address of the program."""
    from django.urls import get_resolver

    found: dict[str, str] = {}

    def walk(parts: Any, before: str, room: str) -> None:
        for part in parts:
            route = before + str(part.pattern)
            if hasattr(part, "url_patterns"):
                walk(part.url_patterns, route, f"{part.namespace}:" if part.namespace else room)
            elif part.name:
                found[f"{room}{part.name}"] = route

    walk(get_resolver().url_patterns, "", "")
    return found


def text() -> str:
    """The description as it is committed."""
    return json.dumps(description(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the description, or say that it is no longer the program's."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.site.settings")
    django.setup()
    if "--check" in sys.argv:
        if PLACE.read_text(encoding="utf-8") != text():
            print("docs/openapi.json is not the program's; run tools/openapi.py")
            return 1
        return 0
    PLACE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
