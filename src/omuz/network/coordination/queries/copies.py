"""What a municipality kept of its template, what it changed, dropped and added; and all municipalities abreast."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import Cell
from omuz.network.coordination.models import Copy, Protocol, Step, Unit, Workspace
from omuz.network.coordination.queries.catalogue import stages
from omuz.network.coordination.queries.figures import handed_table
from omuz.network.coordination.queries.guide import guide_of
from omuz.network.coordination.queries.templates import content_of
from omuz.network.coordination.queries.workspaces import only_own
from omuz.network.coordination.rules.differences import Fate, Run, differences, fate
from omuz.network.coordination.rules.shape import PARTS, TOWN, ActionShape, Content
from omuz.network.coordination.rules.states import Standing, State
from omuz.network.coordination.rules.words import PARTS as PART_WORDS


@dataclass(frozen=True)
class Piece:
    """One piece of the model: where it belongs, what became of it, and how its words differ; `why` where dropped."""

    group: str
    title: str
    fate: Fate
    runs: Sequence[Run]
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that stood in the template or stands in the copy."""

    copy: Copy
    pieces: Sequence[Piece]

    def number(self, what: Fate) -> int:
        return sum(1 for each in self.pieces if each.fate is what)

    @property
    def numbers(self) -> list[tuple[Fate, int]]:
        """Fate → how many pieces, in the order kept, changed, dropped, added."""
        return [(each, self.number(each)) for each in Fate]

    def groups(self, wanted: str = "") -> list[tuple[str, list[Piece]]]:
        """Pieces by group: of one fate, of `all`, or, where nothing is asked for, all that is not as it was."""
        told: dict[str, list[Piece]] = {}
        for each in self.pieces:
            if wanted in ("all", each.fate.value) or (not wanted and each.fate is not Fate.KEPT):
                told.setdefault(each.group, []).append(each)
        return list(told.items())


def part_titles() -> dict[str, str]:
    """The five parts of a page, as its readers call them."""
    return {part: str(words) for part, words in PART_WORDS.items()}


def comparison(workspace: Workspace, copy: Copy) -> Comparison:
    """The workspace beside the template it was begun from."""
    content, town = content_of(copy.template), workspace.municipality.name

    def local(words: str) -> str:
        """The words of the template as this municipality got them."""
        return words.replace(TOWN, town)

    pieces = [
        *_units(workspace, content, local),
        *_protocol(workspace, content, local),
        *_guide(workspace, content, local),
        *_actions(workspace, content, copy.steps, local),
    ]
    return Comparison(copy, pieces)


Local = Callable[[str], str]


def _piece(group: str, title: str, before: str, after: str, why: str = "") -> Piece:
    return Piece(group, title, fate(before, after), differences(before, after), why)


def _units(workspace: Workspace, content: Content, local: Local) -> list[Piece]:
    titles, there = part_titles(), {row.key: row for row in workspace.units.all()}
    pieces = []
    for shape in content.units:
        row = there.pop(shape.key, None)
        group = row.name if row else local(shape.name)
        pages = _pages(row)
        posts = " · ".join(filter(None, (shape.focal_post, shape.deputy_post)))
        if row is None:
            whole = "\n".join([posts, *(local(words) for words in shape.pages.values())])
            pieces.append(Piece(group, _("Müdürlük haritadan çıktı"), Fate.DROPPED, differences(whole, "")))
            continue
        now = " · ".join(filter(None, (row.focal_post, row.deputy_post)))
        pieces += [_piece(group, titles[part], local(shape.pages.get(part, "")), pages.get(part, "")) for part in PARTS
                   if shape.pages.get(part) or pages.get(part)]  # fmt: skip
        if posts or now:
            pieces.append(_piece(group, _("İrtibat görevi ve yedeği"), posts, now))
    for row in there.values():
        whole = "\n".join(filter(None, _pages(row).values()))
        pieces.append(Piece(row.name, _("Yeni müdürlük"), Fate.ADDED, differences("", whole)))
    return pieces


def _pages(row: Unit | None) -> Mapping[str, str]:
    page: Any = row.pages.order_by("-version").first() if row else None
    return {part: getattr(page, part) for part in PARTS} if page else {}


def _protocol(workspace: Workspace, content: Content, local: Local) -> list[Piece]:
    row, group = workspace.protocols.first() or Protocol(), _("Protokol")
    told = (("title", _("Adı")), ("parties", _("Taraflar")), ("text", _("Metin")))
    pairs = [(title, local(getattr(content.protocol, name)), getattr(row, name)) for name, title in told]
    return [_piece(group, title, before, after) for title, before, after in pairs if before or after]


def _guide(workspace: Workspace, content: Content, local: Local) -> list[Piece]:
    if not content.questions:
        return []
    now, group = guide_of(workspace), _("Görüşme kılavuzu")
    asked = {each.code: f"{each.text} {each.probe}" for each in now.questions}
    pieces = [
        _piece(group, _("%(n)s. soru") % {"n": place}, f"{each.text} {each.probe}", asked.get(each.code, ""))
        for place, each in enumerate(content.questions, 1)
    ]
    return [*pieces, _piece(group, _("Onam metni"), local(content.consent), "\n".join(now.consent))]


def _actions(workspace: Workspace, content: Content, made: Mapping[str, str], local: Local) -> list[Piece]:
    rows = {row.id.hex: row for row in workspace.steps.select_related("unit")}
    pieces, group = [], _("Eylem planı")
    for place, shape in enumerate(content.actions, 1):
        row = rows.pop(made.get(shape.code, ""), None)
        unit = content.unit(shape.unit)
        before = _action_words(local(shape.what), shape, local(unit.name) if unit else shape.unit, local)
        title = _("%(n)s. eylem") % {"n": place}
        if row is None:
            pieces.append(Piece(group, title, Fate.DROPPED, differences(before, "")))
        elif row.state == State.DROPPED:
            pieces.append(Piece(group, title, Fate.DROPPED, differences(before, ""), row.why))
        else:
            pieces.append(_piece(group, title, before, _step_words(row)))
    return pieces + [
        Piece(group, _("Yeni eylem"), Fate.ADDED, differences("", _step_words(row))) for row in rows.values()
    ]


def _action_words(what: str, shape: ActionShape, unit: str, local: Local) -> str:
    return _sentence(what, unit, shape.post or "–", local(shape.indicator))


def _step_words(row: Step) -> str:
    return _sentence(row.what, row.unit.name, row.post, row.indicator)


def _sentence(what: str, unit: str, post: str, indicator: str) -> str:
    told = f"{what} · {unit} · {post}"
    return f"{told} · {indicator}" if indicator else told


@dataclass(frozen=True)
class Beside:
    """One municipality in the table: stage, actions by how they stand, protocol, directorates, cards, its template."""

    workspace: Workspace
    stage: str
    number: int
    since: date | None
    standings: Mapping[str, int]
    protocol: str
    units: int
    confirmed: int
    cards: Cell | None
    template: str
    share: Comparison | None

    @property
    def cards_words(self) -> int | str | None:
        """Cards of the year as they left the gate."""
        if self.cards is None:
            return None
        return _("gizlendi") if self.cards.value is None else self.cards.value


def beside(person: Person, today: date) -> list[Beside]:
    """Municipalities in alphabetical order: the table ranks nobody. Raises Refused."""
    person.require("coordination.read")
    rows = Workspace.objects.select_related("municipality")
    if only_own(person):
        rows = rows.filter(municipality_id__in=person.organisations)
    copies = {row.workspace_id: row for row in Copy.objects.select_related("template")}
    return [
        _beside(row, copies.get(row.id), today) for row in sorted(rows, key=lambda row: sort_key(row.municipality.name))
    ]


def _beside(workspace: Workspace, copy: Copy | None, today: date) -> Beside:
    told = [row.standing(today) for row in workspace.steps.all()]
    newest = [row.pages.order_by("-version").first() for row in workspace.units.all()]
    reached = workspace.reached.last()
    return Beside(
        workspace=workspace,
        stage=str(stages()[workspace.stage].name),
        number=workspace.stage,
        since=reached.on if reached else None,
        standings={each.value: told.count(each) for each in Standing},
        protocol=protocol_state(workspace.protocols.first(), today),
        units=len(newest),
        confirmed=sum(1 for page in newest if page is not None and page.confirmed_on),
        cards=_cards(workspace, today),
        template=copy.template.name if copy else "",
        share=comparison(workspace, copy) if copy else None,
    )


def _cards(workspace: Workspace, today: date) -> Cell | None:
    """Cards handed out this year, through the gate; None where none was counted."""
    table = handed_table(workspace, today.year)
    return table.total if table else None


def protocol_state(row: Protocol | None, today: date) -> str:
    """How far the protocol is, in words."""
    if row is None:
        return _("yok")
    if row.signed_on is None:
        return _("taslak")
    if row.ends_on is not None and row.ends_on < today:
        return _("süresi doldu")
    return _("imzalı")
