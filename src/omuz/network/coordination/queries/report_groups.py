"""Focus groups of a municipality as a report tells them: where, when, how many, and what came out; nobody in it."""

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import day, number
from omuz.insight.reports.gathered import Piece, Rows
from omuz.network.coordination.models import FocusGroup, FocusNote, Workspace
from omuz.network.coordination.queries.focus import SMALL
from omuz.network.coordination.queries.guide import frame


def focus_groups(space: Workspace, _year: int) -> Piece | None:
    """Directorates with the last day a group sat there and how many groups sat."""
    held: dict[str, list[FocusGroup]] = {}
    rows = FocusGroup.objects.filter(workspace=space, came__isnull=False, called_off_why="").select_related("unit")
    for row in rows.order_by("unit__order", "on"):
        held.setdefault(row.unit.name, []).append(row)
    columns = (Words("Müdürlük", "Directorate"), Words("Son grubun günü", "Day of the last group"), _GROUPS)
    told = tuple((_same(name), _same(day(each[-1].on)), _number(len(each))) for name, each in held.items())
    return Rows(columns, told, (2,)) if told else None


_GROUPS = Words("Grup", "Groups")


def findings(space: Workspace, _year: int) -> Piece | None:
    """Themes with what was found, and in how many directorates it was said; small groups stand in no number."""
    rows = FocusNote.objects.filter(group__workspace=space, group__came__gte=SMALL).select_related("group")
    said: dict[str, set[object]] = {}
    for row in rows:
        for code in row.codes:
            said.setdefault(code, set()).add(row.group.unit_id)
    words = {row.theme: row.words for row in space.findings.all()}
    told = tuple(
        (theme.title, _same(words[theme.code]), _number(len(said.get(theme.code, ()))))
        for theme in frame().themes
        if words.get(theme.code)
    )
    columns = (Words("Konu", "Theme"), Words("Bulgu", "Finding"), Words("Kaç müdürlükte", "In how many directorates"))
    return Rows(columns, told, (2,)) if told else None


def _number(value: int) -> Words:
    return Words(number(value, 0, "tr"), number(value, 0, "en"))


def _same(text: str) -> Words:
    return Words(text, text)
