"""What a municipality's model looks like as a template, and the templates there are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.coordination.models import Copy, Step, Template, Unit, UnitPage, Workspace
from omuz.network.coordination.queries.guide import GuideText, guide_of
from omuz.network.coordination.rules.cleaning import Cleaner
from omuz.network.coordination.rules.shape import (
    PARTS,
    TOWN,
    ActionShape,
    Content,
    ProtocolShape,
    QuestionShape,
    UnitShape,
    read_content,
)
from omuz.network.coordination.rules.states import State


@dataclass(frozen=True)
class Taken:
    """A model ready to leave its municipality; `left_out` names the places where sentences were left out."""

    content: Content
    left_out: tuple[str, ...]


def template_of(person: Person, template_id: UUID) -> Template:
    """A template; Http404 where there is none for her. Raises Refused."""
    person.require("coordination.read")
    found: Template | None = Template.objects.select_related("municipality").filter(pk=template_id).first()
    if found is None:
        raise Http404
    return found


def templates(person: Person, *, retired: bool = False) -> list[Template]:
    """Templates she may use, the newest first."""
    person.require("coordination.read")
    return list(Template.objects.select_related("municipality").filter(retired=retired))


def content_of(template: Template) -> Content:
    """What a template holds. Raises CatalogueError for one somebody changed in the database."""
    return read_content(template.content, template.name)


def model_of(workspace: Workspace, name: str) -> Taken:
    """The model of a municipality as a template: words without persons, contacts, counts, days."""
    clean, town = Cleaner(), workspace.municipality.name
    pairs = [(row, _unit(place, row, clean, town)) for place, row in enumerate(workspace.units.all(), 1)]
    keys = {row.id: shape.key for row, shape in pairs}
    steps = workspace.steps.select_related("unit", "workspace").exclude(state=State.DROPPED)
    content = Content(
        name=clean(name, "name") or "–",
        secretariat_post=_general(clean(workspace.secretariat_post, "secretariat_post"), town),
        units=tuple(shape for _row, shape in pairs),
        protocol=_protocol(workspace, clean, town),
        questions=tuple(_questions(guide_of(workspace), clean)),
        consent=_general(clean("\n".join(guide_of(workspace).consent), "guide.consent"), town),
        actions=tuple(_action(place, row, keys[row.unit_id], clean, town) for place, row in enumerate(steps, 1)),
    )
    return Taken(content, tuple(clean.places))


def _general(words: str, town: str) -> str:
    return words.replace(town, TOWN)


def _unit(place: int, row: Unit, clean: Cleaner, town: str) -> UnitShape:
    page: UnitPage | None = row.pages.order_by("-version").first()
    parts = {part: getattr(page, part) for part in PARTS} if page else {}
    told = {part: _general(clean(words, f"{row.key}.{part}"), town) for part, words in parts.items()}
    name = clean(row.name, f"{row.key}.name")
    whole = name == row.name.strip()
    return UnitShape(
        # The key of a unit of the municipality's own is made of its name, and goes with it.
        key=row.key if whole else f"unit-{place}",
        name=_general(name or _("Müdürlük %(n)s") % {"n": place}, town),
        focal_post=clean(row.focal_post, f"{row.key}.focal_post"),
        deputy_post=clean(row.deputy_post, f"{row.key}.deputy_post"),
        pages={part: words for part, words in told.items() if words},
    )


def _protocol(workspace: Workspace, clean: Cleaner, town: str) -> ProtocolShape:
    row = workspace.protocols.first()
    if row is None:
        return ProtocolShape("", "", "")
    told = (("title", row.title), ("parties", row.parties), ("text", row.text))
    return ProtocolShape(*(_general(clean(words, f"protocol.{name}"), town) for name, words in told))


def _questions(guide: GuideText, clean: Cleaner) -> list[QuestionShape]:
    told = [QuestionShape(each.code, clean(each.text, f"guide.{each.code}"), clean(each.probe, f"guide.{each.code}"))
            for each in guide.questions]  # fmt: skip
    return [each for each in told if each.text]


def _action(place: int, row: Step, unit: str, clean: Cleaner, town: str) -> ActionShape:
    where = f"action.{place}"
    return ActionShape(
        code=f"action-{place}",
        unit=unit,
        what=_general(clean(row.what, where) or "–", town),
        post=clean(row.post, where),
        after_months=min(max(months_between(row.workspace.begun_on, row.starts_on), 0), 60),
        months=min(max(months_between(row.starts_on, row.ends_on), 1), 60),
        indicator=_general(clean(row.indicator, where), town),
    )


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another, rounded to the nearest."""
    return round((last - first).days / 30.44)


def copy_of(workspace: Workspace) -> Copy | None:
    """From which template a workspace was begun; None for one of its own."""
    found: Copy | None = Copy.objects.select_related("template__municipality").filter(workspace=workspace).first()
    return found
