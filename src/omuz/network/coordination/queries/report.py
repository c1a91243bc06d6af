"""What this room gives a report: stages of all municipalities, and one municipality's pilot; posts, never persons."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, number, sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.public import listed, taken_part_by, there_are, worded
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Facts, Pair, Piece, Rows, Table, TableWords
from omuz.network.coordination.models import Lesson, Unit, Workspace
from omuz.network.coordination.queries import plan
from omuz.network.coordination.queries.catalogue import Stage, stages
from omuz.network.coordination.queries.figures import handed_table, stages_by_municipality, trained_table
from omuz.network.coordination.queries.protocols import Term, term
from omuz.network.coordination.queries.report_groups import findings, focus_groups
from omuz.network.coordination.queries.stages import missing
from omuz.network.coordination.rules.states import Standing

STAGE, ACTIONS = "coordination.stage", "coordination.actions"
NOT_SAID: Final = Words("–", "–")
_DIRECTORATE: Final = Words("Müdürlük", "Directorate")
_OWN: Final = Words("Belediyenin kendi birimleri", "Units of the municipality’s own")
_NOT_BEGUN: Final = Words("Henüz başlamadı", "Not begun yet")
YEARS: Final = 2


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """Stages in any report; the rest where `asked.about` is a municipality with a workspace. Raises Refused."""
    person.require("coordination.read")
    found: dict[str, Piece] = {}
    if asked.wants(STAGE) and (stage := _stage(asked.year)) is not None:
        found[STAGE] = stage
    if asked.wants("coordination.replication") and (rows := _replication(asked)) is not None:
        found["coordination.replication"] = rows
    space = _space(asked.about)
    if space is None:
        return found
    for key, make in _MAKERS.items():
        if asked.wants(key) and (made := make(space, asked.year)) is not None:
            found[key] = made
    return found


def _space(about: str) -> Workspace | None:
    try:
        wanted = UUID(about)
    except ValueError:
        return None
    found: Workspace | None = Workspace.objects.select_related("municipality").filter(municipality_id=wanted).first()
    return found


def _stage(year: int) -> Piece | None:
    """Public facts of municipalities, those that have not begun in a row of their own; of former years beside it."""
    tables = [table for each in range(year - YEARS, year + 1) if (table := _stages_of(each)) is not None]
    if not tables or tables[-1].period != str(year):
        return None
    categories = {**listed("stage", "coordination_stage"), "none": _NOT_BEGUN}
    base = Words("Ağdaki belediyeler, yıl sonunda", "Municipalities of the network at the end of the year")
    words = worded("stage", Words("Aşama", "Stage"), categories, base, Words("Belediye", "Municipalities"))
    return Table(tables[-1], tuple(tables[:-1]), words)


def _stages_of(year: int) -> SafeTable | None:
    known = stages_by_municipality(min(date(year, 12, 31), timezone.localdate()))
    if not any(stage is not None for stage in known.values()) or year > timezone.localdate().year:
        return None
    codes = [*(stage.code for stage in stages()), "none"]
    told = dict.fromkeys(codes, 0)
    for stage in known.values():
        told["none" if stage is None else stages()[stage].code] += 1
    return there_are(STAGE, year, "stage", told, "belediye")


def _protocol(space: Workspace, _year: int) -> Piece | None:
    stands = term(space, timezone.localdate())
    row = stands.protocol
    if row is None:
        return None
    told: list[Pair] = [
        (Words("Protokol", "Protocol"), _same(row.title)),
        (Words("Durumu", "State"), _TERMS[stands.term]),
        (Words("Taraflar", "Parties"), _same("; ".join(row.party_lines))),
    ]
    if row.signed_on:
        told.append((Words("İmza günü", "Signed on"), _same(day(row.signed_on))))
    if row.starts_on:
        ends = _same(day(row.ends_on)) if row.ends_on else Words("süresiz", "without end")
        starts = day(row.starts_on)
        told.append((Words("Yürürlük", "In force"), Words(f"{starts} – {ends.tr}", f"{starts} – {ends.en}")))
    return Facts(tuple(told))


_TERMS: Final[Mapping[Term, Words]] = {
    Term.NONE: NOT_SAID,
    Term.DRAFT: Words("taslak", "draft"),
    Term.RUNS: Words("yürürlükte", "in force"),
    Term.SOON: Words("yürürlükte, süresi doluyor", "in force, running out"),
    Term.ENDED: Words("süresi doldu", "has run out"),
}


def _directorates(space: Workspace, _year: int) -> Piece | None:
    rows = tuple(
        (_unit(unit), _same(unit.focal_post), _same(unit.deputy_post)) for unit in Unit.objects.filter(workspace=space)
    )
    columns = (_DIRECTORATE, Words("İrtibat görevi", "Focal point (post)"), Words("Yedek görev", "Deputy (post)"))
    return Rows(columns, rows) if rows else None


def _unit(unit: Unit) -> Words:
    """A directorate as the municipality names it; in English as the list does, where it was not renamed."""
    words = listed("directorate").get(unit.key)
    return words if words is not None and words.tr == unit.name else _same(unit.name)


def _actions(space: Workspace, year: int) -> Piece | None:
    """Actions done of those whose last day came in the year, by directorate: facts of a public plan."""
    tables = [table for each in range(year - YEARS, year + 1) if (table := _done(space, each)) is not None]
    if not tables or tables[-1].period != str(year):
        return None
    categories = {**listed("directorate"), "own": _OWN}
    base = Words("Günü gelen eylemler", "Actions whose day came")
    words = worded("directorate", _DIRECTORATE, categories, base, Words("Eylem", "Actions"), fractions=True)
    return Table(tables[-1], tuple(tables[:-1]), words)


def _done(space: Workspace, year: int) -> SafeTable | None:
    today, known = timezone.localdate(), listed("directorate")
    told: dict[str, tuple[int, int]] = {}
    for line in plan.lines(space, today):
        if line.step.ends_on.year == year and line.step.ends_on < today:
            code = line.step.unit.key if line.step.unit.key in known else "own"
            part, whole = told.get(code, (0, 0))
            told[code] = (part + (line.standing is Standing.DONE), whole + 1)
    return taken_part_by(ACTIONS, year, "directorate", told, "eylem") if told else None


def _action_list(space: Workspace, _year: int) -> Piece | None:
    states = listed("action_state")
    rows = tuple(
        (
            _same(line.step.what),
            _unit(line.step.unit),
            _same(line.step.post),
            _same(day(line.step.ends_on)),
            states[line.standing],
        )
        for line in plan.lines(space, timezone.localdate())
    )
    columns = (
        Words("Eylem", "Action"), _DIRECTORATE, Words("Sorumlu görev", "Responsible post"), Words("Bitiş", "Until"),
        Words("Durum", "State"),
    )  # fmt: skip
    return Rows(columns, rows) if rows else None


def _trained(space: Workspace, year: int) -> Piece | None:
    tables = [table for each in (year - 1, year) if (table := trained_table(space, each)) is not None]
    if not tables or tables[-1].period != str(year):
        return None
    base = Words("Müdürlüklerin çalışanları", "Staff of the directorates")
    words = TableWords(base=base, counted=Words("Çalışan", "Staff"), fractions=True)
    return Table(tables[-1], tuple(tables[:-1]), words)


def _handed(space: Workspace, year: int) -> Piece | None:
    table = handed_table(space, year)
    if table is None:
        return None
    base = Words("Müdürlüklerin saydığı kart ve yönlendirmeler", "Cards and referrals the directorates counted")
    quarters = {code: _same(code) for code in (f"{year}-Q{each}" for each in range(1, 5))}
    counted = Words("Kart ve yönlendirme", "Cards and referrals")
    return Table(table, wording=worded("quarter", Words("Çeyrek", "Quarter"), quarters, base, counted))


def _lessons(space: Workspace, _year: int) -> Piece | None:
    rows = tuple(
        (_same(row.text), _same(day(row.on)), _same(row.for_whom)) for row in Lesson.objects.filter(workspace=space)
    )
    columns = (Words("Öğrenilen", "Lesson"), Words("Gün", "Day"), Words("Kimin işine yarar", "Whom it helps"))
    return Rows(columns, rows) if rows else None


def _replication(asked: Asked) -> Piece | None:
    """Other municipalities that have begun: their stage, and the first thing that is missing for the next."""
    rows = [row for row in Workspace.objects.select_related("municipality") if str(row.municipality_id) != asked.about]
    if not rows:
        return None
    told = tuple(
        (_same(row.municipality.name), _named(stages()[row.stage]), _next(row))
        for row in sorted(rows, key=lambda row: sort_key(row.municipality.name))
    )
    columns = (Words("Belediye", "Municipality"), Words("Aşama", "Stage"), Words("Sıradaki", "Next"))
    return Rows(columns, told)


def _next(space: Workspace) -> Words:
    following = next((stage for stage in stages() if stage.number == space.stage + 1), None)
    if following is None:
        return NOT_SAID
    ready = not missing(space, following.number, timezone.localdate())
    name = _named(following)
    return Words(f"{name.tr} (hazır)", f"{name.en} (ready)") if ready else name


def _named(stage: Stage) -> Words:
    return Words(f"{number(stage.number)} {stage.name.tr}", f"{number(stage.number)} {stage.name.en}")


def _same(text: str) -> Words:
    return Words(text, text) if text else NOT_SAID


_MAKERS: Final[Mapping[str, Callable[[Workspace, int], Piece | None]]] = {
    "coordination.protocol": _protocol,
    "coordination.directorates": _directorates,
    "coordination.focus_groups": focus_groups,
    "coordination.findings": findings,
    ACTIONS: _actions,
    "coordination.action_list": _action_list,
    "coordination.trained": _trained,
    "coordination.handed": _handed,
    "coordination.lessons": _lessons,
}
