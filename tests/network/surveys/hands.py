"""Answers every question of a page of a form as it is drawn for a browser without scripts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lxml import html

if TYPE_CHECKING:
    from django.test import Client

TOLD = {
    "number": "3",
    "date": "2026-11-20",
    "time": "10:30",
    "datetime-local": "2026-11-20T10:30",
    "month": "2026-11",
}
CORNERS = "38.40 27.10\n38.45 27.20\n38.50 27.15"
PAGES, ROUNDS = 60, 12
NOTHING: Mapping[str, str] = {}


def typed_and_sent(client: "Client", address: str, wanted: Mapping[str, str] = NOTHING) -> None:
    """Fill a form from its first page to its last and press the last button; `wanted` names answers by path."""
    for _page in range(PAGES):
        form = _filled(client, address, wanted)
        go = form.xpath('.//button[@name="go"]')[0].get("value")
        answer = client.post(form.get("action"), {**_posted(form), "go": go})
        assert answer.status_code == 302, _text(answer)
        if go == "finish":
            return
        address = answer["Location"]
    raise AssertionError(f"{address} has no last page")


def _filled(client: "Client", address: str, wanted: Mapping[str, str]) -> Any:
    """The page with everything it asks answered and kept."""
    for _round in range(ROUNDS):
        form = _form(client.get(address).content.decode())
        new = [question for question in _open(form) if _answer(question, wanted)]
        if not new:
            return form
        answer = client.post(form.get("action"), {**_posted(form), "go": "stay"})
        assert answer.status_code == 302, _text(answer)
    raise AssertionError(f"{address} asks without end")


def _form(page: str) -> Any:
    """The form of a page without the patterns a script copies rows from."""
    whole: Any = html.fromstring(page)
    form = whole.xpath("//form[@data-survey]")[0]
    for pattern in form.xpath(".//template"):
        pattern.drop_tree()
    return form


def _text(answer: Any) -> str:
    whole: Any = html.fromstring(answer.content.decode())
    return f"{answer.status_code}: {' '.join(whole.xpath('//main//text()'))}"


def _open(form: Any) -> Iterator[Any]:
    for question in form.xpath(".//*[@data-question]"):
        if not question.xpath("ancestor-or-self::*[@hidden]"):
            yield question


def _answer(question: Any, wanted: Mapping[str, str]) -> bool:
    """Give one plausible answer; whether there was none yet."""
    path = question.get("data-question")
    ticks = question.xpath('.//input[@type="radio" or @type="checkbox"]')
    lists = [each for each in question.xpath(".//select") if each.xpath('./option[@value!=""]')]
    fields = [each for each in question.xpath(".//input | .//textarea") if each.get("hidden") is None]
    if ticks:
        new = not any(each.get("checked") for each in ticks)
        ticks[0].set("checked", "checked") if new else None
        return new
    if lists:
        return _chosen(lists)
    new = False
    for field in fields:
        if not field.value:
            field.value = wanted.get(path) or _text_for(field, path)
            new = True
    return new


def _chosen(lists: list[Any]) -> bool:
    if any(each.xpath('./option[@selected][@value!=""]') for each in lists):
        return False
    for at, each in enumerate(lists):
        options = each.xpath('./option[@value!=""]')
        options[at % len(options)].set("selected", "selected")
    return True


def _text_for(field: Any, path: str) -> str:
    if field.get("data-line") is not None:
        return CORNERS
    if field.get("name") != path:
        return "38.42" if field.get("name", "").endswith("@lat") else "27.14"
    if field.get("type") == "number":
        return str(field.get("min") or "3")
    return "2026" if field.get("maxlength") == "4" else TOLD.get(field.get("type", ""), "7")


def _posted(form: Any) -> dict[str, list[str]]:
    """What a browser would send of the page."""
    told: dict[str, list[str]] = {}
    for name, value in form.form_values():
        told.setdefault(name, []).append(value)
    return told
