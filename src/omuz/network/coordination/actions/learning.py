"""Cards counted per quarter, and what was learnt; no woman is counted or told of here."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.held import act_on
from omuz.network.coordination.actions.nobody import nobody
from omuz.network.coordination.models import CardCount, Lesson, Workspace
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.standards.actions.refusals import NotNow, written

HIGHEST = 9999
"""More cards than this in a quarter is a slip of the finger."""


def count_cards(
    *, by: Person, workspace: Workspace, quarter: Quarter, counts: Mapping[UUID, tuple[int, int] | None]
) -> int:
    """How many cards each directorate handed out and how often it referred; None takes its count back.

    Returns how many directorates have a count now. Raises NotNow for a quarter to come and for numbers out of reach.
    """
    if quarter > Quarter.of(timezone.localdate()):
        raise NotNow(_("Henüz başlamamış bir çeyrek için sayı yazılmaz; hiçbir şey kaydedilmedi."))
    if any(not 0 <= number <= HIGHEST for pair in counts.values() if pair for number in pair):
        raise NotNow(_("Sayılar 0 ile %(most)s arasında olmalı; hiçbir şey kaydedilmedi.") % {"most": HIGHEST})
    with act_on(by, workspace, "cards.counted") as held:
        for unit in held.units.filter(pk__in=counts):
            pair = counts[unit.id]
            if pair is None:
                CardCount.objects.filter(unit=unit, quarter=str(quarter)).delete()
            else:
                row = CardCount.objects.filter(unit=unit, quarter=str(quarter)).first()
                row = row or CardCount(unit=unit, quarter=str(quarter))
                row.handed, row.referred = pair
                row.save()
        there: int = CardCount.objects.filter(unit__workspace=held, quarter=str(quarter)).count()
    return there


def learn(*, by: Person, workspace: Workspace, on: date, text: str, for_whom: str = "") -> Lesson:
    """Write down something learnt; no person, no case."""
    nobody(text, for_whom)
    if on > timezone.localdate():
        raise NotNow(_("Bugünden sonraki bir gün yazılmaz; hiçbir şey kaydedilmedi."))
    with act_on(by, workspace, "lesson.written") as held:
        made: Lesson = Lesson.objects.create(
            workspace=held,
            on=on,
            text=written(text, _("Öğrenilen"))[:600],
            for_whom=for_whom.strip()[:160],
            made_by=by.staff_id,
        )
    return made


def forget(*, by: Person, lesson: Lesson) -> None:
    """Take a lesson out again."""
    with act_on(by, lesson.workspace, "lesson.removed"):
        Lesson.objects.filter(pk=lesson.pk).delete()
