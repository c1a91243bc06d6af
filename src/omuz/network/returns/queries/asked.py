"""What the checks ask of a return: its tables held against the quarter before and against what was sent already."""

from collections.abc import Mapping

from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import FIELD
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.own import newest_sent, tables_of
from omuz.network.returns.queries.reasons import reasons_for
from omuz.network.returns.rules.checks import Check, Question, Unfit, questions, unfit

Tables = Mapping[str, SafeTable]


def asked_of(row: CentreReturn, tables: Tables | None = None) -> list[Question]:
    """The questions of one return of a centre; none of one that says why it sends nothing."""
    if row.declined:
        return []
    sent = newest_sent(row.centre_id, row.period, with_numbers=True)
    before = newest_sent(row.centre_id, row.period.before, with_numbers=True)
    return questions_of(
        tables or tables_of(row),
        tables_of(before) if before else None,
        corrected=sent is not None and sent.version < row.version,
    )


def questions_of(after: Tables, before: Tables | None, *, corrected: bool) -> list[Question]:
    """The questions of these tables; a yearly table is not compared with a quarter, nor a sum of questions at all."""
    counted = [key for key, table in after.items() if table.grain != "year" and not _of_questions(table)]
    return questions(after, before, asked_of=counted, corrected=corrected)


def _of_questions(table: SafeTable) -> bool:
    return any(dimension.name == FIELD for dimension in table.dimensions)


def unanswered(row: CentreReturn, tables: Tables | None = None) -> dict[str, Unfit]:
    """What stands between this return and the network, by the question's name; empty when it may leave."""
    return judged(asked_of(row, tables), row)


def judged(asked: list[Question], row: CentreReturn) -> dict[str, Unfit]:
    """The same for questions already worked out."""
    answers = row.document.answers
    found: dict[str, Unfit] = {}
    for check in Check:
        own = [question for question in asked if question.check is check]
        found |= unfit(own, answers, [reason.code for reason in reasons_for(asked_as(check))])
    return found


def asked_as(check: Check) -> str:
    """Under which word the catalogue lists the reasons for a check."""
    return check.value if check in (Check.EMPTY, Check.CORRECTED) else Check.JUMP.value
