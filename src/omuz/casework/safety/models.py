"""Risk talks, what calls for the next one, the urgent list of the team, and versions of her safety plan; all sealed."""

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.safety.rules.talk import UrgentState
from omuz.casework.safety.rules.triggers import TriggerState


class RiskTalk(CaseRecord):
    """One talk about risk: which factors were spoken of, what is done about each, what holds; no level in the open.

    `words` holds what she said in her own words and, apart from it, the worker's note.
    """

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass


class RiskTrigger(CaseRecord):
    """Something that calls for a new risk talk by `due_on`; what it is stands sealed."""

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(
                fields=["centre_id", "due_on"],
                name="risktrigger_due",
                condition=models.Q(state=TriggerState.OPEN.value),
            ),
        ]


class UrgentEntry(CaseRecord):
    """A file the team is to meet about on `due_on`, the very day; gone from the list once it met."""

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(
                fields=["centre_id", "due_on"], name="urgententry_due", condition=models.Q(state=UrgentState.OPEN.value)
            ),
        ]


class SafetyPlan(CaseRecord):
    """One version of her safety plan; every version is kept, the last one written holds.

    `words` are hers, by heading; `answers` holds the day and what she decided about a copy.
    """

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass
