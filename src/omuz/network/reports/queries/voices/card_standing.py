"""What a centre may show of where it stands: its own profile of the standards, its steps, the needs it named."""

from datetime import date
from typing import Final
from uuid import UUID

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import day, number
from omuz.insight.reports.gathered import Rows
from omuz.network.reports.rules.voices_marks import forbidden_sign
from omuz.network.standards.models import Assessment, Improvement
from omuz.network.standards.queries.levels import final_levels, profile_of
from omuz.network.standards.rules.steps import SELF_DONE
from omuz.network.surveys.instances import answers_of
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.words import in_words

_HUNDRED: Final = 100
_NONE: Final = Words("–", "–")
_STATES: Final = {
    Improvement.State.OPEN: Words("sürüyor", "under way"),
    Improvement.State.DONE: Words("yapıldı", "done"),
    Improvement.State.DROPPED: Words("bırakıldı", "left"),
}
_NEED_PARTS: Final = ("area", "severity", "owner")
_MOST_NEEDS: Final = 3


def chapters(centre_id: UUID, year: int) -> Rows:
    """The centre’s own score by chapter (0–100) and that of the year before; no other centre’s beside it."""
    now, before = _scores(centre_id, year), _scores(centre_id, year - 1)
    columns = (
        Words("Bölüm", "Chapter"),
        Words(f"{year} (0–100)", f"{year} (0–100)"),
        Words(f"{year - 1} (0–100)", f"{year - 1} (0–100)"),
    )
    rows = tuple(
        (_chapter(code), _score(now.get(code)), _score(before.get(code)))
        for code in now
    )  # fmt: skip
    return Rows(columns, rows, (1, 2))


def _scores(centre_id: UUID, year: int) -> dict[str, float | None]:
    """Chapter → score of the centre’s signed assessment in the year’s newest round; none where it signed none."""
    found = (
        Assessment.objects.filter(centre_id=centre_id, round__year=year, state__in=SELF_DONE)
        .select_related("round__standard").order_by("-round__opens_on").first()
    )  # fmt: skip
    if found is None:
        return {}
    profile = profile_of(found.round.standard.text, final_levels(found))
    return {each.chapter: each.score for each in profile.chapters}


def _chapter(code: str) -> Words:
    return Words(*(f"{code} {label_of('standard_chapter', code.lower(), language)}" for language in ("tr", "en")))


def _score(score: float | None) -> Words:
    return _NONE if score is None else Words(*(number(round(score * _HUNDRED), None, each) for each in ("tr", "en")))


def steps(centre_id: UUID, year: int) -> Rows:
    """Steps of improvement due in a year or settled in it; one that carries a sign of somebody is left out."""
    rows = Improvement.objects.filter(
        centre_id=centre_id, until__gte=date(year, 1, 1), until__lte=date(year + 1, 12, 31)
    )
    columns = (Words("Ne", "What"), Words("Ne zamana kadar", "By when"), Words("Durum", "State"))
    told = tuple(
        (Words(row.what, row.what), Words(day(row.until), day(row.until)), _STATES[row.state])
        for row in rows
        if not forbidden_sign(row.what)
    )
    return Rows(columns, told)


def needs(centre_id: UUID, year: int) -> Rows:
    """Area, severity and owner of the needs the centre named; its own words are quoted only by the way of quotes."""
    columns = (Words("Alan", "Area"), Words("Ağırlık", "Severity"), Words("Sizce sahibi kim?", "Whose task it is"))
    answered = answers_of(
        None, centre_id=centre_id, invitation__round__opens_on__year=year,
        version__questionnaire__code="needs_priorities",
    )  # fmt: skip
    if not answered:
        return Rows(columns, ())
    newest = max(answered, key=lambda each: each.answer.submitted_at or each.answer.changed_at)
    form = form_of_version(newest.answer.version)
    rows = []
    for place in range(1, _MOST_NEEDS + 1):
        paths = [f"{form.path}/need_{place}/need_{place}_{part}" for part in _NEED_PARTS]
        if not newest.values.get(paths[0]):
            continue
        languages = (form.language_for("tr"), form.language_for("en"))
        told = [[in_words(form, path, newest.values.get(path, ""), each) for each in languages] for path in paths]
        rows.append(tuple(Words(tr, en) for tr, en in told))
    return Rows(columns, tuple(rows))
