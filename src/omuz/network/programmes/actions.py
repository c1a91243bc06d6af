"""Writing a programme down: itself, its promises, the evidence, the lines of its closing report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.network.programmes.models import Evidence, Goal, Programme, Remark
from omuz.network.programmes.queries.evidence import to_show
from omuz.network.programmes.rules import BELOW, Level, NotKept

PROGRAMME = ("code", "title", "title_en", "donor", "donor_en", "number", "starts_on", "ends_on", "about", "about_en",
             "currency", "closed_on")  # fmt: skip
GOAL = ("code", "title", "title_en", "indicator", "indicator_en", "counting", "baseline", "target", "typed",
        "begins_on", "until", "done_on", "left", "difference", "difference_en", "where", "where_en")  # fmt: skip
REMARK = ("what", "then", "why", "what_en", "then_en", "why_en", "planned", "spent")


def write_programme(*, by: Person, told: Mapping[str, Any], row: Programme | None = None) -> Programme:
    """Enter or change a programme. Raises Refused, NotKept."""
    by.require("programmes.write")
    if told["ends_on"] < told["starts_on"]:
        raise NotKept(_("Program başlamadan bitemez; hiçbir şey kaydedilmedi."))
    if Programme.objects.filter(code=told["code"]).exclude(pk=row.pk if row else None).exists():
        raise NotKept(_("Bu kısa adla bir program var; başka bir kısa ad yazın. Hiçbir şey kaydedilmedi."))
    kept = row or Programme()
    event = "programme.changed" if row else "programme.entered"
    with recorded(by=by, event=event, about=f"programme:{kept.id}"):
        _put(kept, told, PROGRAMME, by, new=row is None)
    return kept


def write_goal(
    *, by: Person, programme: Programme, level: str, told: Mapping[str, Any], parent: Goal | None = None,
    row: Goal | None = None, today: date,
) -> Goal:  # fmt: skip
    """Enter or change a promise under its parent. Raises Refused, NotKept."""
    by.require("programmes.write")
    if row is None and Level(level) not in BELOW[Level(parent.level) if parent else None]:
        raise NotKept(_("Bu basamak buraya yazılamaz; hiçbir şey kaydedilmedi."))
    if told["left"] and not told["difference"].strip():
        raise NotKept(_("Vazgeçilen işin nedenini yazın; hiçbir şey kaydedilmedi."))
    if told["begins_on"] and told["until"] and told["until"] < told["begins_on"]:
        raise NotKept(_("Bitiş günü başlangıçtan önce olamaz; hiçbir şey kaydedilmedi."))
    twin = programme.goals.filter(code=told["code"]).exclude(pk=row.pk if row else None)
    if twin.exists():
        raise NotKept(_("Bu kod bu programda var; başka bir kod yazın. Hiçbir şey kaydedilmedi."))
    kept = row or Goal(programme=programme, parent=parent, level=Level(level).value)
    if told["typed"] != kept.typed:
        kept.typed_on = today if told["typed"] is not None else None
    event = "programme.goal_changed" if row else "programme.goal_entered"
    with recorded(by=by, event=event, about=f"programme:{programme.id}"):
        _put(kept, told, GOAL, by, new=row is None)
    return kept


def remove_goal(*, by: Person, row: Goal) -> None:
    """Take a promise off that nothing stands under and nothing shows. Raises Refused, NotKept."""
    by.require("programmes.write")
    if row.below.exists() or row.evidence.exists():
        raise NotKept(_("Altında iş ya da kanıt var; önce onları çıkarın. Hiçbir şey silinmedi."))
    with recorded(by=by, event="programme.goal_removed", about=f"programme:{row.programme_id}"):
        row.delete()


def show(*, by: Person, goal: Goal, told: Mapping[str, Any]) -> Evidence:
    """Put evidence beside a promise: kind, reference (or none for a document), words, day, number.

    Raises Refused; NotKept where it stands there already.
    """
    by.require("programmes.write")
    row = Evidence(goal=goal, made_by=by.staff_id, made_at=timezone.now(), **told)
    try:
        with recorded(by=by, event="programme.evidence_added", about=f"programme:{goal.programme_id}"):
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotKept(_("Bu kanıt burada zaten var.")) from error
    return row


def recount(*, by: Person, programme: Programme, today: date) -> int:
    """Take words, day and number of linked evidence over as its room holds them now; how many changed. Raises Refused.

    What its room no longer holds between the programme's days stays as it was linked.
    """
    now = {(each.kind, each.reference): each for each in to_show(by, programme, today)}
    rows = list(Evidence.objects.filter(goal__programme=programme, reference__isnull=False))
    changed = []
    for row in rows:
        found = now.get((row.kind, row.reference))
        if found and (row.words, row.on, row.number) != (found.words, found.on, found.number):
            row.words, row.on, row.number = found.words, found.on, found.number
            changed.append(row)
    if changed:
        with recorded(by=by, event="programme.evidence_recounted", about=f"programme:{programme.id}"):
            for row in changed:
                row.save()
    return len(changed)


def hide(*, by: Person, row: Evidence) -> None:
    """Take evidence away again; what it pointed to stays where it is. Raises Refused."""
    by.require("programmes.write")
    with recorded(by=by, event="programme.evidence_dropped", about=f"programme:{row.goal.programme_id}"):
        row.delete()


def remark(*, by: Person, programme: Programme, kind: str, told: Mapping[str, Any]) -> Remark:
    """Add a line of the closing report. Raises Refused, NotKept."""
    by.require("programmes.write")
    if kind == Remark.Kind.SPENDING and told.get("planned") is None:
        raise NotKept(_("Planlanan tutarı yazın; hiçbir şey kaydedilmedi."))
    row = Remark(programme=programme, kind=Remark.Kind(kind), made_by=by.staff_id, made_at=timezone.now())
    with recorded(by=by, event="programme.remark_added", about=f"programme:{programme.id}"):
        for name in REMARK:
            setattr(row, name, told.get(name) if name in ("planned", "spent") else told.get(name) or "")
        row.save(force_insert=True)
    return row


def unremark(*, by: Person, row: Remark) -> None:
    """Take such a line off. Raises Refused."""
    by.require("programmes.write")
    with recorded(by=by, event="programme.remark_dropped", about=f"programme:{row.programme_id}"):
        row.delete()


def _put(row: Programme | Goal, told: Mapping[str, Any], names: tuple[str, ...], by: Person, *, new: bool) -> None:
    for name in names:
        value = told.get(name, "") if name.endswith("_en") else told[name]
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.changed_by, row.changed_at = by.staff_id, timezone.now()
    row.save(force_insert=new)
