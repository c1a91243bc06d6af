"""What a municipality still lacks for its next stage, each as a sentence, read from what stands in its workspace."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from omuz.network.coordination.models import CardCount, Lesson, Protocol, StageReached, Step, Unit, UnitPage, Workspace
from omuz.network.coordination.queries.catalogue import Requirement, Stage, stages
from omuz.network.coordination.queries.heard import heard_units
from omuz.network.coordination.rules.states import Standing, State

LAST: Final = 6
_NAMED: Final = 4
"""So many directorates are named in a sentence; the others are counted."""


@dataclass(frozen=True)
class Need:
    """One requirement and the sentence that says what is missing; empty where it is met."""

    requirement: Requirement
    missing: str

    @property
    def met(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Rung:
    """One stage on the ladder: whether it is reached, on which day last, and what it asks for."""

    stage: Stage
    reached: bool
    on: date | None
    needs: tuple[Need, ...]

    @property
    def open(self) -> bool:
        """Whether everything it asks for is there."""
        return all(need.met for need in self.needs)


def ladder(workspace: Workspace, today: date) -> list[Rung]:
    """Every stage; what is missing is looked at for the next one only, the others show their requirements."""
    days = {row.stage: row.on for row in StageReached.objects.filter(workspace=workspace)}
    return [
        Rung(
            stage,
            stage.number <= workspace.stage,
            days.get(stage.number) if stage.number <= workspace.stage else None,
            needs(workspace, stage, today) if stage.number == workspace.stage + 1 else (),
        )
        for stage in stages()
    ]


def needs(workspace: Workspace, stage: Stage, today: date) -> tuple[Need, ...]:
    """What a stage asks for, each with the sentence of what is missing."""
    return tuple(Need(each, _CHECKS[each.check](workspace, each.at_least, today)) for each in stage.requires)


def missing(workspace: Workspace, number: int, today: date) -> list[str]:
    """The sentences that stand between a workspace and a stage; none where it may be reached."""
    return [need.missing for need in needs(workspace, stages()[number], today) if not need.met]


def _named(units: Iterable[Unit]) -> str:
    names = [unit.name for unit in units]
    more = len(names) - _NAMED
    told = ", ".join(names[:_NAMED])
    return told + (" " + _("ve %(n)s müdürlük daha") % {"n": more} if more > 0 else "")


def _committed(workspace: Workspace, _least: int, _today: date) -> str:
    if workspace.committed_on and workspace.commitment:
        return ""
    return _("Başkanlık taahhüdünün günü ve nerede yazılı olduğu yazılmadı.")


def _secretariat(workspace: Workspace, _least: int, _today: date) -> str:
    return "" if workspace.secretariat_post else _("Sekreteryayı hangi görevin yürüttüğü yazılmadı.")


def _units(workspace: Workspace, least: int, _today: date) -> str:
    there = Unit.objects.filter(workspace=workspace).count()
    if there >= least:
        return ""
    return ngettext(
        "Haritaya bir müdürlük daha eklenmeli; en az %(least)s müdürlük gerekir.",
        "Haritaya %(n)s müdürlük daha eklenmeli; en az %(least)s müdürlük gerekir.",
        least - there,
    ) % {"n": least - there, "least": least}


def _focal_points(workspace: Workspace, _least: int, _today: date) -> str:
    rows = list(Unit.objects.filter(workspace=workspace))
    lacking = [unit for unit in rows if not (unit.focal_post and unit.deputy_post)]
    if lacking or not rows:
        return _("İrtibat görevi ya da yedeği yazılmamış: %(units)s.") % {
            "units": _named(lacking) or _("bütün birimler")
        }
    return ""


def _heard(workspace: Workspace, least: int, _today: date) -> str:
    there = len(heard_units(workspace))
    if there >= least:
        return ""
    return ngettext(
        "Bir müdürlükte daha odak grup yapılıp notu yazılmalı.",
        "%(n)s müdürlükte daha odak grup yapılıp notu yazılmalı.",
        least - there,
    ) % {"n": least - there}


def _pages(workspace: Workspace, _least: int, _today: date) -> str:
    confirmed = latest_confirmed(workspace)
    lacking = [unit for unit in Unit.objects.filter(workspace=workspace) if unit.id not in confirmed]
    return _("Sayfası müdürlükçe onaylanmamış: %(units)s.") % {"units": _named(lacking)} if lacking else ""


def latest_confirmed(workspace: Workspace) -> set[object]:
    """Units whose newest page was confirmed by the unit itself."""
    newest: dict[object, UnitPage] = {}
    for page in UnitPage.objects.filter(unit__workspace=workspace).order_by("version"):
        newest[page.unit_id] = page
    return {unit for unit, page in newest.items() if page.confirmed_on}


def _draft(workspace: Workspace, _least: int, _today: date) -> str:
    row = Protocol.objects.filter(workspace=workspace).first()
    if row is not None and row.text and row.party_lines:
        return ""
    return _("Protokol taslağının tarafları ve metni yazılmadı.")


def _plan(workspace: Workspace, _least: int, _today: date) -> str:
    planned = set(Step.objects.filter(workspace=workspace).values_list("unit_id", flat=True))
    lacking = [unit for unit in Unit.objects.filter(workspace=workspace) if unit.id not in planned]
    return _("Eylem planında eylemi olmayan: %(units)s.") % {"units": _named(lacking)} if lacking else ""


def in_force(workspace: Workspace, day: date) -> Protocol | None:
    """The protocol that is signed and runs on a day."""
    rows = Protocol.objects.filter(workspace=workspace, signed_on__lte=day)
    return next((row for row in rows if row.ends_on is None or row.ends_on >= day), None)


def _signed(workspace: Workspace, _least: int, today: date) -> str:
    return "" if in_force(workspace, today) else _("İmzalanmış ve süresi geçmemiş bir protokol yok.")


def _begun(workspace: Workspace, _least: int, _today: date) -> str:
    if Step.objects.filter(workspace=workspace, state__in=(State.STARTED, State.DONE)).exists():
        return ""
    return _("Eylem planında başlamış ya da tamamlanmış bir eylem yok.")


def _year(workspace: Workspace, _least: int, today: date) -> str:
    days = Protocol.objects.filter(workspace=workspace, signed_on__isnull=False).values_list("signed_on", flat=True)
    first = min(days, default=None)
    if first is not None and first.replace(year=first.year + 1, day=min(first.day, 28)) <= today:
        return ""
    return _("İmzanın üzerinden henüz on iki ay geçmedi.")


def _counted(workspace: Workspace, least: int, _today: date) -> str:
    there = CardCount.objects.filter(unit__workspace=workspace).values("quarter").distinct().count()
    if there >= least:
        return ""
    return _("Kart sayıları %(least)s çeyrek için yazılmalı; %(there)s çeyrek yazılı.") % {
        "least": least,
        "there": there,
    }


def _lessons(workspace: Workspace, least: int, _today: date) -> str:
    there = Lesson.objects.filter(workspace=workspace).count()
    if there >= least:
        return ""
    return _("En az %(least)s öğrenilen ders yazılmalı; %(there)s ders yazılı.") % {"least": least, "there": there}


def _answered(workspace: Workspace, _least: int, today: date) -> str:
    rows = Step.objects.filter(workspace=workspace, why="")
    late = sum(row.standing(today) is Standing.LATE for row in rows)
    if not late:
        return ""
    return ngettext("Geciken bir eylemin nedeni yazılmadı.", "Geciken %(n)s eylemin nedeni yazılmadı.", late) % {
        "n": late
    }


_CHECKS: Final[Mapping[str, Callable[[Workspace, int, date], str]]] = {
    "committed": _committed,
    "secretariat": _secretariat,
    "units": _units,
    "focal_points": _focal_points,
    "heard": _heard,
    "pages": _pages,
    "draft": _draft,
    "plan": _plan,
    "signed": _signed,
    "begun": _begun,
    "year": _year,
    "counted": _counted,
    "lessons": _lessons,
    "answered": _answered,
}
