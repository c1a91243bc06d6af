"""How large a questionnaire is, counted in the rows of its author's sheets."""

import re
from collections import Counter
from collections.abc import Iterator

from omuz.network.surveys.xlsform.checks import rows_by_path
from omuz.network.surveys.xlsform.tree import METADATA, Counts, Form, Question
from omuz.network.surveys.xlsform.workbook import Workbook

_SELECT = re.compile(r"^(select[ _]?(one|multiple|1|all that apply)|cascading_select)", re.IGNORECASE)
_BEGIN = re.compile(r"^begin[ _]+(group|repeat|loop|lgroup|looped group)", re.IGNORECASE)
_END = re.compile(r"^end[ _]+", re.IGNORECASE)
_REPEATS = frozenset({"repeat", "lgroup", "looped group"})
_NOTES = frozenset({"note", "add note prompt"})


def counted(book: Workbook, form: Form) -> Counts:
    """Questions are the rows somebody answers; notes, calculations and metadata are counted apart."""
    sheet = book.sheets["survey"]
    column = sheet.header("type")
    rows = {number: " ".join(row[column].split()).lower() for number, row in sheet.numbered() if row.get(column)}
    begun = [match[1] for kind in rows.values() if (match := _BEGIN.match(kind))]
    plain = {number: kind for number, kind in rows.items() if not _BEGIN.match(kind) and not _END.match(kind)}
    roles = Counter(_roles(book, form, plain))
    return Counts(
        questions=roles["question"],
        selects=sum(bool(_SELECT.match(kind)) for kind in plain.values()),
        groups=sum(kind not in _REPEATS for kind in begun),
        repeats=sum(kind in _REPEATS for kind in begun),
        choices=_choices(book),
        languages=len(form.languages),
        notes=roles["note"],
        calculations=roles["calculation"],
        metadata=roles["metadata"],
    )


def _roles(book: Workbook, form: Form, rows: dict[int, str]) -> Iterator[str]:
    """What each row turned out to be; rows of a loop became several questions and count as the one they were."""
    nodes = {number: f"{form.path}/{path}" for path, number in rows_by_path(book).items()}
    for number, kind in rows.items():
        node = form.node(nodes[number]) if form.has(nodes.get(number, "")) else None
        if kind in _NOTES:
            yield "note"
        elif isinstance(node, Question) and node.preload:
            yield "metadata"
        elif isinstance(node, Question) and not node.asked:
            yield "calculation"
        elif kind in METADATA:
            yield "metadata"
        else:
            yield "question"


def _choices(book: Workbook) -> int:
    """Rows of the choice sheets that name a list and a value."""
    total = 0
    for name in ("choices", "external_choices"):
        sheet = book.sheets.get(name)
        if sheet is not None:
            lists, values = sheet.header("list_name", "list name", "list"), sheet.header("name", "value")
            total += sum(bool(row.get(lists) and row.get(values)) for _number, row in sheet.numbered())
    return total
