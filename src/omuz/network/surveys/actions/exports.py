"""Taking the answers of a round out as a file; one audit event says who, which round and how many."""

from uuid import UUID

from django.utils.translation import get_language

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.surveys.exports import File, exported
from omuz.network.surveys.exports.bundle import Study
from omuz.network.surveys.exports.tables import Filled
from omuz.network.surveys.instances import Answered, answers_of
from omuz.network.surveys.models import Round
from omuz.network.surveys.queries.questionnaires import form_of_version


def export_answers(*, by: Person, asked: Round, kind: str, centre_id: UUID | None = None) -> File:
    """The submitted answers of a round she may read as a file of `kind` (see `exports.KINDS`).

    With `centre_id` those of one centre of hers; without it all of them, for whoever manages: the rows decide what
    that is, and a standards editor gets what centres have published. Labels are in the reader's language.
    """
    if centre_id is None:
        by.require("surveys.manage")
        answers = answers_of(invitation__round=asked)
    else:
        by.require("surveys.answer", centre_id)
        answers = answers_of(invitation__round=asked, centre_id=centre_id)
    language = get_language() or "tr"
    form = form_of_version(asked.version)
    study = Study(asked.title, asked.code, asked.version.version, language)
    with recorded(by=by, event="answers.exported", centre=centre_id, about=f"round:{asked.code}/{len(answers)}"):
        return exported(kind, form, filled(answers), study, form.language_for(language))


def filled(answers: list[Answered]) -> list[Filled]:
    """Answers with the names of their centres, by code of the centre, organisation and number."""
    centres = {row.id: row for row in Centre.objects.filter(id__in={each.centre_id for each in answers})}
    towns = {each.organisation_id for each in answers if each.organisation_id}
    organisations = dict(Organisation.objects.filter(id__in=towns).values_list("id", "name"))
    told = [
        (
            each.answer.number,
            Filled(
                centre_code=centres[each.centre_id].code,
                centre_name=centres[each.centre_id].name,
                organisation=organisations.get(each.organisation_id, "") if each.organisation_id else "",
                version=each.answer.version.version,
                values=each.values,
            ),
        )
        for each in answers
    ]
    told.sort(key=lambda item: (item[1].centre_code, item[1].organisation, item[0]))
    return [answer for _number, answer in told]
