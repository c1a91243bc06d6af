"""The round of a form in a year: who was asked, who sent it, what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from omuz.foundation.catalogue.definitions import Words
from omuz.network.surveys.instances import Answered, answers_of
from omuz.network.surveys.models import Answer, Invitation, Round
from omuz.network.surveys.queries.questionnaires import form_of_version
from omuz.network.surveys.xlsform import Form

_HEAVY = ("version__workbook",)


@dataclass(frozen=True)
class Sitting:
    """One round of a form."""

    asked: Round

    @property
    def year(self) -> int:
        return self.asked.opens_on.year

    @cached_property
    def form(self) -> Form:
        return form_of_version(self.asked.version)

    @cached_property
    def invited(self) -> list[tuple[UUID, UUID | None]]:
        """Centre, and the municipality it was to answer for where one was named."""
        rows = Invitation.objects.filter(round=self.asked)
        return list(rows.values_list("centre_id", "organisation_id"))

    @cached_property
    def sent(self) -> set[tuple[UUID, UUID | None]]:
        """Who sent its answer."""
        rows = Answer.objects.filter(invitation__round=self.asked, state=Answer.State.SUBMITTED)
        return set(rows.values_list("centre_id", "invitation__organisation_id"))

    @cached_property
    def answers(self) -> list[tuple[Answered, dict[str, str]]]:
        """Every answer that was sent, the newest of each, as question → text; repeats stay with their path."""
        newest = {(each.centre_id, each.organisation_id): each for each in answers_of(invitation__round=self.asked)}
        return [(each, _flat(each.values)) for each in newest.values()]

    def options(self, question: str) -> Mapping[str, Words]:
        """The answers a question offers: code → words in both languages."""
        node = next(each for each in self.form.questions if each.name == question)
        turkish, english = self.form.language_for("tr"), self.form.language_for("en")
        listed = self.form.lists[node.choices.list].choices if node.choices else ()
        return {each.name: Words(each.label.in_language(turkish), each.label.in_language(english)) for each in listed}


def sittings(code: str, year: int) -> Iterator[Sitting]:
    """The newest round of a form in each year up to this one, oldest first."""
    rows = Round.objects.filter(version__questionnaire__code=code, kind=Round.Kind.SURVEY, opens_on__year__lte=year)
    newest = {each.opens_on.year: each for each in rows.select_related("version").defer(*_HEAVY).order_by("opens_on")}
    return (Sitting(newest[each]) for each in sorted(newest))


def _flat(values: Mapping[str, str]) -> dict[str, str]:
    return {path if "[" in path else path.rsplit("/", 1)[-1]: text for path, text in values.items() if text}
