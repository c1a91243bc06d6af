"""What programs may send to the described interface, drawn from its description: fit, nearly fit, and not at all."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.attack.test_odd_input import ODD
from tests.trust.hurting import turned
from tests.trust.malformed import EDGE, multipart

_HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)


@dataclass(frozen=True)
class Asked:
    """One request: which operation, by which method, where, with what."""

    operation: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    content: bytes = b""
    kind: str = "application/octet-stream"
    answers: frozenset[str] = field(default=frozenset())


def requests(told: dict[str, Any], known: dict[str, list[str]], bodies: list[bytes]) -> st.SearchStrategy[Asked]:
    """Requests to every operation of a description; `known` are values that are there, `bodies` are fit ones."""
    operations = [(path, method, one) for path, methods in told["paths"].items() for method, one in methods.items()]
    return st.sampled_from(operations).flatmap(lambda each: _request(*each, known, bodies))


@st.composite
def _request(
    draw: st.DrawFn, path: str, method: str, one: dict[str, Any], known: dict[str, list[str]], bodies: list[bytes]
) -> Asked:
    query, headers = dict[str, str](), dict[str, str]()
    for part in one["parameters"]:
        value = draw(_value(part["schema"], known.get(part["name"], [])))
        if part["in"] == "path":
            path = path.replace("{" + part["name"] + "}", value)
        elif draw(st.booleans()):
            (query if part["in"] == "query" else headers)[part["name"]] = value
    if one["security"]:
        headers["Authorization"] = draw(st.one_of(st.sampled_from(known["Authorization"]), _HEADER))
    headers = {name: _header(value) for name, value in headers.items()}
    as_told = draw(st.integers(0, 9)) > 0
    used = method if as_told else draw(st.sampled_from(["put", "delete", "patch", "options", "head", "post", "get"]))
    content, kind = draw(_body(one, bodies))
    answers = frozenset(one["responses"]) if as_told else frozenset[str]()
    return Asked(one["operationId"], used.upper(), path, query, headers, content, kind, answers)


def _header(value: str) -> str:
    """What a header can carry at all: one line of Latin letters."""
    return value.encode("latin-1", "replace").decode("latin-1").replace("\r", "").replace("\n", "").replace("\x00", "")


def _value(schema: dict[str, Any], known: list[str]) -> st.SearchStrategy[str]:
    fit: st.SearchStrategy[str] = st.text(min_size=1, max_size=30)
    if schema.get("format") == "uuid":
        fit = st.uuids().map(str)
    elif schema["type"] == "integer":
        fit = st.integers(min_value=0, max_value=10**20).map(str)
    elif "pattern" in schema:
        fit = st.from_regex(schema["pattern"], fullmatch=True)
    near = st.one_of(fit, st.text(max_size=30), st.sampled_from([each for each in ODD if len(each) < 200]))
    return st.one_of(st.sampled_from(known), near) if known else near


@st.composite
def _body(draw: st.DrawFn, one: dict[str, Any], bodies: list[bytes]) -> tuple[bytes, str]:
    """The body an operation asks for, changed by chance or replaced by another kind."""
    if "requestBody" not in one:
        return b"", "application/octet-stream"
    ((kind, _schema),) = one["requestBody"]["content"].items()
    chance = Random(draw(st.integers(0, 2**32)))
    seed = draw(st.sampled_from(bodies))
    content = draw(st.one_of(st.just(seed), st.binary(max_size=200), st.just(b"turned")))
    if content == b"turned":
        content = turned(chance, seed, draw(st.sampled_from(bodies)))
    if kind != "multipart/form-data":
        return content, draw(st.sampled_from([kind, "application/json", "", "multipart/form-data; boundary=x"]))
    name = draw(st.sampled_from(["xml_submission_file", "xml_submission_file", "audit.csv", "foto.jpg", ""]))
    sent = multipart([(name, ("x.xml", content))] * draw(st.integers(0, 2)) or [("x", "y")])
    return sent, draw(st.sampled_from([f"{kind}; boundary={EDGE}", f"{kind}; boundary={EDGE}", kind, "text/xml", ""]))
