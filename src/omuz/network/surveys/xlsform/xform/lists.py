"""The choice lists of a form: those of the choices sheet and the external ones."""

import csv
import io

from lxml import etree

from omuz.network.surveys.xlsform.tree import UNNAMED, Choice, ChoiceList, Words
from omuz.network.surveys.xlsform.xform.model import XF, Model, local

EXTERNAL = "external:"
"""Before the name of an external list: the choices sheet may use the same name."""


def lists_of(model: Model, itemsets: str) -> dict[str, ChoiceList]:
    """Every list by name; a list kept in a file that is not here is empty."""
    lists: dict[str, ChoiceList] = {}
    for instance in model.model.findall(f"{XF}instance")[1:]:
        name = instance.get("id", "")
        items = [each for each in instance.iter() if local(each) == "item"]
        lists[name] = ChoiceList(name, tuple(_choice(item, model) for item in items))
    for path, control in model.controls.items():
        inline = control.findall(f"{XF}item")
        if inline:
            lists[path] = ChoiceList(path, tuple(_inline(item, model, path) for item in inline))
    return lists | _external(itemsets)


def _choice(item: etree._Element, model: Model) -> Choice:
    told = {local(each): each.text or "" for each in item}
    itext = told.pop("itextId", "")
    label = model.itext.get(itext, Words()) if itext else Words()
    if not itext and told.get("label"):
        label = Words({UNNAMED: (told["label"],)})
    extra = {key: value for key, value in told.items() if key not in {"name", "label"}}
    return Choice(told.get("name", ""), label, extra | ({"itextId": itext} if itext else {}))


def _inline(item: etree._Element, model: Model, path: str) -> Choice:
    label = model.words(item.find(f"{XF}label"), path, "label")
    return Choice(item.findtext(f"{XF}value") or "", label)


def _external(itemsets: str) -> dict[str, ChoiceList]:
    gathered: dict[str, list[Choice]] = {}
    for row in csv.DictReader(io.StringIO(itemsets)):
        told = {(key or "").strip().lower(): value or "" for key, value in row.items() if isinstance(value, str)}
        columns = {key: value for key, value in row.items() if key and isinstance(value, str)}
        labels = {
            key.partition("::")[2] or UNNAMED: (value,)
            for key, value in columns.items()
            if key.lower() == "label" or key.lower().startswith("label::")
        }
        extra = {key: value for key, value in columns.items() if key.lower() not in {"list_name", "name", "label"}}
        gathered.setdefault(told.get("list_name", ""), []).append(Choice(told.get("name", ""), Words(labels), extra))
    return {f"{EXTERNAL}{name}": ChoiceList(f"{EXTERNAL}{name}", tuple(rows)) for name, rows in gathered.items()}
