"""One filled questionnaire: its answers as a tree, read from XML and written as XML that is always the same."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from omuz.network.surveys.logic import values
from omuz.network.surveys.logic.calendar import day_text, moment_text
from omuz.network.surveys.logic.evaluation import evaluated
from omuz.network.surveys.logic.nodes import Node
from omuz.network.surveys.logic.world import Runaway, World
from omuz.network.surveys.xlsform.expressions import Expression
from omuz.network.surveys.xlsform.tree import Any_, Form, Question, Repeat

MOST_BYTES = 4_000_000
MOST_TIMES = 300
"""How often a repeat may be answered."""
MOST_NODES = 40_000
_STEP = re.compile(r"^([^\[\]]+)(?:\[(\d+)\])?$")
_TEMPLATE = "{http://openrosa.org/javarosa}template"


class NotThisForm(Exception):
    """An answer that is not one of this form; the text is a sentence."""


class TooMany(Exception):
    """A repeat answered more often than any questionnaire needs; the text is a sentence."""


class Instance:
    """The answers of one form. Paths carry the position of each repeat: "/data/visits[2]/day"."""

    def __init__(self, form: Form, top: Node) -> None:
        self.form = form
        self.top = top

    @property
    def root(self) -> Node:
        """The form's own element."""
        return self.top.children[0]

    def node(self, path: str) -> Node:
        """The node at a path. Raises KeyError."""
        node = self.top
        for step in path.strip("/").split("/"):
            told = _STEP.match(step)
            found = node.named(told[1]) if told else []
            at = int(told[2] or 1) if told else 1
            if not 1 <= at <= len(found):
                raise KeyError(path)
            node = found[at - 1]
        return node

    def path(self, node: Node) -> str:
        """The path of a node, with positions of repeats."""
        steps: list[str] = []
        each: Node | None = node
        while each is not None and each.parent is not None:
            repeated = self.form.has(each.bind_path()) and isinstance(self.form.node(each.bind_path()), Repeat)
            at = f"[{each.parent.named(each.name).index(each) + 1}]" if repeated else ""
            steps.append(f"{each.name}{at}")
            each = each.parent
        return "/" + "/".join(reversed(steps))

    def get(self, path: str) -> str:
        """The answer at a path; empty where there is none. Raises KeyError."""
        return self.node(path).text

    def put(self, path: str, text: str) -> None:
        """Put an answer; a repeat named further on than it goes is answered so often. Raises KeyError."""
        node = self._reached(path)
        if node.children:
            raise KeyError(path)
        node.text = clean(text)

    def _reached(self, path: str) -> Node:
        node = self.top
        for step in path.strip("/").split("/"):
            told = _STEP.match(step)
            if told is None:
                raise KeyError(path)
            at, bind = int(told[2] or 1), f"{node.bind_path().rstrip('/')}/{told[1]}"
            kind = self.form.node(bind) if self.form.has(bind) else None
            if isinstance(kind, Repeat) and at <= MOST_TIMES:
                while len(node.named(told[1])) < at:
                    new_time(kind, node)
            found = node.named(told[1])
            if not 1 <= at <= len(found):
                raise KeyError(path)
            node = found[at - 1]
        return node

    def count(self, path: str) -> int:
        """How often a repeat is answered. Raises KeyError for a path whose parent is not there."""
        above, _slash, name = path.rpartition("/")
        return len(self.node(above).named(name))

    def add(self, path: str, now: datetime | None = None) -> str:
        """Answer a repeat once more; the path of the new one. Raises KeyError, TooMany."""
        above, _slash, name = path.rpartition("/")
        parent = self.node(above)
        repeat = self.form.node(f"{parent.bind_path()}/{name}")
        if not isinstance(repeat, Repeat):
            raise KeyError(path)
        if len(parent.named(name)) >= MOST_TIMES:
            raise TooMany(_("Bir bölüm en çok %(most)d kez eklenebilir.") % {"most": MOST_TIMES})
        made = new_time(repeat, parent)
        _first_values(self, made, "odk-new-repeat", now)
        return self.path(made)

    def remove(self, path: str) -> None:
        """Take away one time of a repeat. Raises KeyError."""
        node = self.node(path)
        if node.parent is None or not isinstance(self.form.node(node.bind_path()), Repeat):
            raise KeyError(path)
        node.parent.children.remove(node)

    def leaves(self) -> Iterator[tuple[str, Node]]:
        """Every value with its path, positions counted once on the way down."""
        yield from self._leaves(self.root, f"/{self.root.name}")

    def _leaves(self, node: Node, path: str) -> Iterator[tuple[str, Node]]:
        seen: dict[str, int] = {}
        for child in node.children:
            bind = child.bind_path()
            seen[child.name] = seen.get(child.name, 0) + 1
            repeated = self.form.has(bind) and isinstance(self.form.node(bind), Repeat)
            below = f"{path}/{child.name}" + (f"[{seen[child.name]}]" if repeated else "")
            if child.children or (self.form.has(bind) and not isinstance(self.form.node(bind), Question)):
                yield from self._leaves(child, below)
            else:
                yield below, child

    def values(self) -> dict[str, str]:
        """Every answer there is, by path."""
        return {path: node.text for path, node in self.leaves() if node.text}

    def xml(self) -> bytes:
        """The same answers as the same bytes."""
        return written(self.root, lambda _node: True)


def written(root: Node, keep: Callable[[Node], bool]) -> bytes:
    """XML of a node and what is kept below it."""

    def made(node: Node) -> etree._Element:
        element = etree.Element(node.name, dict(sorted(node.attributes.items())))
        if node.text and not node.children:
            element.text = node.text
        element.extend([made(child) for child in node.children if keep(child)])
        return element

    return etree.tostring(made(root), encoding="utf-8", xml_declaration=False)


def clean(text: str) -> str:
    """A text XML can hold: one sign for the end of a line, no control signs."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", plain)


def new_time(repeat: Repeat, parent: Node) -> Node:
    """One more time of a repeat, after the last one, empty but for defaults."""
    last = max((at for at, child in enumerate(parent.children) if child.name == repeat.name), default=None)
    made = parent.add(repeat.name, at=None if last is None else last + 1)
    _fill(made, repeat.children, None)
    return made


def blank(form: Form, *, who: str = "", now: datetime | None = None) -> Instance:
    """A new instance: defaults, first values, and what a program notes when somebody begins."""
    instance = _read(form, etree.fromstring(form.template), blank=True)
    meta = instance.root.named("meta")
    if not meta:
        meta = [instance.root.add("meta")]
    if not meta[0].named("instanceID"):
        meta[0].add("instanceID")
    meta[0].named("instanceID")[0].text = f"uuid:{uuid4()}"
    _preloaded(instance, who, now or timezone.localtime())
    _first_values(instance, instance.root, "odk-instance-first-load", now)
    return instance


def opened(form: Form, xml: bytes) -> Instance:
    """A kept or submitted answer of this form. Raises NotThisForm."""
    if len(xml) > MOST_BYTES:
        raise NotThisForm(_("Yanıt çok büyük; alınmadı."))
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise NotThisForm(_("Yanıtın içinde bulunmaması gereken tanımlar (DTD) var; alınmadı."))
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise NotThisForm(_("Yanıt okunamadı: bozuk XML.")) from error
    code = root.get("id")
    if etree.QName(root).localname != form.root or (code is not None and code != form.code):
        raise NotThisForm(_("Bu yanıt başka bir formun."))
    return _read(form, root, blank=False)


def _read(form: Form, root: etree._Element, *, blank: bool) -> Instance:
    top = Node("")
    own = top.add(form.root)
    own.attributes = {"id": form.code} | ({"version": form.version} if form.version else {})
    told = root.get("version")
    if told and not blank:
        own.attributes["version"] = told
    _fill(own, form.children, root)
    for child in root:
        if isinstance(child.tag, str) and etree.QName(child).localname == "meta" and not own.named("meta"):
            _copied(child, own.add("meta"), 3)
    if sum(1 for _each in own.walk()) > MOST_NODES:
        raise NotThisForm(_("Yanıt çok büyük; alınmadı."))
    return Instance(form, top)


def _copied(element: etree._Element, node: Node, depth: int) -> None:
    """What a program wrote about the answer, without attributes."""
    for child in element:
        if isinstance(child.tag, str) and depth > 0 and len(node.children) < 50:  # noqa: PLR2004  # far more than any program writes
            _copied(child, node.add(etree.QName(child).localname, clean(child.text or "")), depth - 1)


def _fill(node: Node, children: tuple[Any_, ...], element: etree._Element | None) -> None:
    """Children as the form wants them, with what an element holds; without one, empty but for defaults."""
    held: dict[str, list[etree._Element]] = {}
    for each in element if element is not None else ():
        if isinstance(each.tag, str) and each.get(_TEMPLATE) is None:
            held.setdefault(etree.QName(each).localname, []).append(each)
    for child in children:
        there = held.get(child.name, [])
        if isinstance(child, Question):
            text = clean(there[0].text or "") if there else ("" if element is not None else child.default)
            node.add(child.name, text)
        elif isinstance(child, Repeat):
            for one in there[:MOST_TIMES]:
                _fill(node.add(child.name), child.children, one)
            if element is None:
                _fill(node.add(child.name), child.children, None)
        else:
            _fill(
                node.add(child.name),
                child.children,
                there[0] if there else (element if element is None else etree.Element("none")),
            )


def _preloaded(instance: Instance, who: str, now: datetime) -> None:
    world = World(instance.form, instance.top, now=now)
    told = {
        "start": moment_text(*world.moment, world.offset),
        "today": day_text(world.moment[0]),
        "username": who,
        "deviceid": "omuz",
    }
    for _path, node in instance.leaves():
        question = instance.form.node(node.bind_path()) if instance.form.has(node.bind_path()) else None
        if isinstance(question, Question) and question.preload in told:
            node.text = told[question.preload]


def _first_values(instance: Instance, under: Node, event: str, now: datetime | None) -> None:
    """What the form sets when it is opened, or when a repeat is answered once more."""
    world = World(instance.form, instance.top, now=now or timezone.localtime())
    for node in under.walk():
        path = node.bind_path()
        question = instance.form.node(path) if instance.form.has(path) else None
        if isinstance(question, Question):
            for name, expression in question.first:
                if name == event:
                    put_worked_out(node, expression, world)


def put_worked_out(node: Node, expression: Expression, world: World) -> None:
    """Put what an expression gives; one without end puts nothing, and judging says so."""
    try:
        node.text = clean(values.text(evaluated(expression, world, node)))
    except (Runaway, RecursionError):
        return
