"""Between the kept XML of an answer and the paths and values other rooms work with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from omuz.network.surveys.logic import Instance, opened
from omuz.network.surveys.models import Answer, QuestionnaireVersion
from omuz.network.surveys.xlsform import form_of


def instance_of(answer: Answer) -> Instance:
    """The kept instance of an answer; its version must be at hand."""
    version = answer.version
    return opened(form_of(version.xform, version.itemsets), answer.instance.encode())


def values_of(answer: Answer) -> Mapping[str, str]:
    """What an answer holds: path → text as the standard writes it, "/data/visits[2]/day" → "2026-03-04"."""
    return instance_of(answer).values()


@dataclass(frozen=True)
class Answered:
    """A submitted answer with its values, for another room that builds on a questionnaire."""

    answer: Answer
    centre_id: UUID
    organisation_id: UUID | None
    values: Mapping[str, str]


def answers_of(versions: Iterable[QuestionnaireVersion] | None = None, **narrowed: object) -> list[Answered]:
    """Submitted answers this transaction may read, in order of centre and number.

    `narrowed` are field lookups of `Answer` (`invitation__round=…`, `centre_id=…`).
    """
    found = Answer.objects.filter(state=Answer.State.SUBMITTED, **narrowed)
    if versions is not None:
        found = found.filter(version__in=list(versions))
    rows = list(found.select_related("invitation__round").order_by("centre_id", "number", "id"))
    asked = {row.version_id for row in rows}
    known = QuestionnaireVersion.objects.select_related("questionnaire").defer("workbook").in_bulk(asked)
    for row in rows:
        row.version = known[row.version_id]
    return [Answered(row, row.centre_id, row.invitation.organisation_id, values_of(row)) for row in rows]
