"""Groups, repeats and questions of an XForm."""

from typing import Any

from lxml import etree

from omuz.network.surveys.xlsform.expressions import Expression, expression, parts
from omuz.network.surveys.xlsform.tree import METADATA, Any_, Choices, Group, Question, Repeat
from omuz.network.surveys.xlsform.xform.lists import EXTERNAL
from omuz.network.surveys.xlsform.xform.model import JR, XF, Element, Model, local

_SHOWN = {
    "int": "integer", "decimal": "decimal", "date": "date", "time": "time", "dateTime": "dateTime",
    "geopoint": "geopoint", "geotrace": "geotrace", "geoshape": "geoshape", "barcode": "barcode",
}  # fmt: skip
_BY_CONTROL = {
    "select1": "select_one", "select": "select_multiple", "rank": "rank", "range": "range", "trigger": "acknowledge",
}  # fmt: skip
_BY_MEDIA = {"image": "image", "audio": "audio", "video": "video"}
_OUTSIDE = "meta"


def children_of(model: Model, itemsets: str = "") -> tuple[tuple[Any_, ...], tuple[Question, ...]]:
    """The nodes of the form, and apart from them the values a program adds about the answer itself."""
    children = _children(model, model.root, f"/{local(model.root)}", bool(itemsets))
    inside = [each for each in children if each.name != _OUTSIDE]
    apart = [each for each in children if each.name == _OUTSIDE and not isinstance(each, Question)]
    return tuple(inside), tuple(question for group in apart for question in _leaves(group.children))


def _leaves(nodes: tuple[Any_, ...]) -> list[Question]:
    found: list[Question] = []
    for node in nodes:
        found += [node] if isinstance(node, Question) else _leaves(node.children)
    return found


def _children(model: Model, parent: Element, path: str, external: bool) -> list[Any_]:
    """Each named child once: a repeat stands in the empty instance as a pattern and as its first time."""
    seen: set[str] = set()
    found: list[Any_] = []
    for element in parent:
        name = local(element)
        if not name or name in seen:
            continue
        seen.add(name)
        found.append(_node(model, element, f"{path}/{name}", external))
    return found


def _node(model: Model, element: Element, path: str, external: bool) -> Any_:
    name = local(element)
    bind = model.binds.get(path)
    about: dict[str, Any] = {
        "name": name,
        "path": path,
        "relevant": model.expression(bind.get("relevant") if bind is not None else None, path, "relevant"),
    }
    if len(element) == 0 and path not in model.groups and path not in model.repeats:
        return _question(model, element, path, external, about)
    shown = model.groups.get(path)
    if shown is not None:
        about["label"] = model.words(shown.find(f"{XF}label"), path, "label")
        about["hint"] = model.words(shown.find(f"{XF}hint"), path, "hint")
        about["appearance"] = tuple((shown.get("appearance") or "").split())
    about["children"] = tuple(_children(model, element, path, external))
    repeat = model.repeats.get(path)
    if repeat is None:
        return Group(**about)
    if repeat.get("appearance"):
        about["appearance"] = tuple((repeat.get("appearance") or "").split())
    count = model.expression(repeat.get(f"{JR}count"), path, "repeat_count")
    return Repeat(**about, count=count, fixed=count is not None or repeat.get(f"{JR}noAddRemove") == "true()")


def _question(model: Model, element: Element, path: str, external: bool, about: dict[str, Any]) -> Question:
    bind, control = model.binds.get(path), model.controls.get(path)
    attributes = {str(key): str(told) for key, told in bind.attrib.items()} if bind is not None else {}
    kind = attributes.get("type", "string")
    read_only = model.expression(attributes.get("readonly"), path, "readonly")
    calculation = model.expression(attributes.get("calculate"), path, "calculation")
    preload = _preload(attributes)
    return Question(
        **about,
        **(_shown(model, control, path, external) if control is not None else {}),
        type=_type(control, kind, read_only, calculation, preload),
        required=model.expression(attributes.get("required"), path, "required"),
        required_message=model.message(attributes.get(f"{JR}requiredMsg"), path, "required_message"),
        constraint=model.expression(attributes.get("constraint"), path, "constraint"),
        constraint_message=model.message(attributes.get(f"{JR}constraintMsg"), path, "constraint_message"),
        calculation=calculation,
        read_only=read_only,
        default=element.text or "",
        first=_first(model, path),
        preload=preload,
        bind=kind,
        asked=control is not None,
    )


def _shown(model: Model, control: Element, path: str, external: bool) -> dict[str, Any]:
    """What a question shows and where its choices come from."""
    step = (control.get("start", "1"), control.get("end", "10"), control.get("step", "1"))
    return {
        "label": model.words(control.find(f"{XF}label"), path, "label"),
        "hint": model.words(control.find(f"{XF}hint"), path, "hint"),
        "appearance": tuple((control.get("appearance") or "").split()),
        "choices": _choices(model, control, path, external),
        "range": step if local(control) == "range" else None,
    }


def _preload(attributes: dict[str, str]) -> str:
    kind, params = attributes.get(f"{JR}preload", ""), attributes.get(f"{JR}preloadParams", "")
    if kind == "uid":
        return "uid"
    name = params.removeprefix("uri:")
    return name if kind and name in METADATA else kind


def _type(
    control: Element | None, kind: str, read_only: Expression | None, calculation: Expression | None, preload: str
) -> str:
    """The type's name in the standard."""
    if control is None:
        return preload if preload in METADATA else "calculate" if calculation else "hidden"
    tag = local(control)
    if tag == "upload":
        return _BY_MEDIA.get((control.get("mediatype") or "").partition("/")[0], "file")
    if tag in _BY_CONTROL:
        return _BY_CONTROL[tag]
    if control.get("query"):
        return "select_one"
    if kind == "string" and read_only and read_only.always and not calculation:
        return "note"
    return _SHOWN.get(kind, "text")


def _first(model: Model, path: str) -> tuple[tuple[str, Expression], ...]:
    found = []
    for event, source in model.events.get(path, []):
        value = model.expression(source, path, "default") or expression("''")
        found.append((event, value))
    return tuple(found)


def _choices(model: Model, control: Element, path: str, external: bool) -> Choices | None:
    """The nodes the choices are, and which of their parts is kept and shown."""
    items = control.find(f"{XF}itemset")
    query = control.get("query")
    if query and external:
        query = query.replace("instance('", f"instance('{EXTERNAL}")
    source = items.get("nodeset") if items is not None else query
    value = label = None
    if items is not None:
        value, label = items.find(f"{XF}value"), items.find(f"{XF}label")
    elif control.find(f"{XF}item") is not None:
        source = f"instance('{path}')/root" + "/item"
    nodeset = model.expression(source, path, "choice_filter")
    if nodeset is None:
        return None
    return Choices(
        list=_list_in(nodeset),
        nodeset=nodeset,
        value=(value.get("ref") if value is not None else None) or "name",
        label=_label_ref(label),
        filtered=_has_filter(nodeset),
    )


def _label_ref(label: etree._Element | None) -> str:
    ref = (label.get("ref") if label is not None else None) or "label"
    return ref.removeprefix("jr:itext(").removesuffix(")")


def _list_in(nodeset: Expression) -> str:
    calls = (part for part in parts(nodeset.tree) if part[0] == "call" and part[1] == "instance")
    named = next((part[2][0] for part in calls), ("str", ""))
    return str(named[1]) if named[0] == "str" else ""


def _has_filter(nodeset: Expression) -> bool:
    return any(part[0] == "path" and any(step[2] for step in part[2]) for part in parts(nodeset.tree))
