"""Answers in words that centres sent in: where sentences to quote are found, by the centre itself or the network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.surveys.instances import Answered, answers_of
from omuz.network.surveys.models import Answer, Round
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.queries.words import label_at, node_at
from omuz.network.surveys.xlsform import Question

_NEED = re.compile(r"^(?P<need>.*/need_\d+)/(?P<name>need_\d+)_what$")
_SHORTEST = 12
"""Shorter answers are names of things, not sentences anybody would quote."""


@dataclass(frozen=True)
class OpenAnswer:
    """One answer in words: whose, to which question, in which round; `area` is set where it names a need."""

    answer_id: UUID
    centre_id: UUID
    centre: str
    year: int
    round: str
    path: str
    question: str
    area: str
    words: str


def rounds_with_answers(year: int) -> list[Round]:
    """Rounds that opened in a year, newest first; forms and profiles alike."""
    light = [f"version__{name}" for name in ("workbook", "xform", "itemsets")]
    rows = Round.objects.filter(opens_on__year=year).select_related("version").defer(*light)
    return list(rows.order_by("-opens_on", "title"))


def open_answers(person: Person, asked: Round) -> list[OpenAnswer]:
    """Answers in words of a round that she may read as what they are: her own centre’s, or all for the network."""
    person.require("reports.quote")
    narrowed: dict[str, object] = {"invitation__round": asked}
    if not person.sees_network:
        narrowed["centre_id__in"] = [held.centre_id for held in person.centres_where("reports.quote")]
    rows = answers_of(None, **narrowed)
    names = dict(Centre.objects.filter(pk__in={row.centre_id for row in rows}).values_list("id", "name"))
    found = [each for row in rows for each in _of_answer(row, names.get(row.centre_id, ""))]
    return sorted(found, key=lambda each: (each.path, sort_key(each.centre)))


def open_answer(person: Person, answer_id: UUID, path: str) -> OpenAnswer:
    """One such answer; raises Http404 for any she may not read."""
    person.require("reports.quote")
    rows = Answer.objects.filter(pk=answer_id)
    if not person.sees_network:
        rows = rows.filter(centre_id__in=[held.centre_id for held in person.centres_where("reports.quote")])
    if not rows.exists():
        raise Http404
    for row in answers_of(None, pk=answer_id):
        centre = Centre.objects.filter(pk=row.centre_id).first()
        found = next((each for each in _of_answer(row, centre.name if centre else "") if each.path == path), None)
        if found is not None:
            return found
    raise Http404


def _of_answer(row: Answered, centre: str) -> Iterator[OpenAnswer]:
    asked = row.answer.invitation.round
    form = form_of_version(row.answer.version)
    for path, words in row.values.items():
        node = node_at(form, path)
        if not isinstance(node, Question) or node.type != "text" or len(words.strip()) < _SHORTEST:
            continue
        yield OpenAnswer(
            answer_id=row.answer.id,
            centre_id=row.centre_id,
            centre=centre,
            year=asked.opens_on.year,
            round=asked.title,
            path=path,
            question=label_at(form, path, form.language_for("tr")),
            area=_area(row, path),
            words=words.strip(),
        )


def _area(row: Answered, path: str) -> str:
    """The area of the need these words name; empty for any other answer."""
    need = _NEED.match(path)
    return row.values.get(f"{need['need']}/{need['name']}_area", "") if need else ""
