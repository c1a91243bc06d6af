"""What the centres said to the checks of their returns, for one quarter: reasons and few words, for the network."""

from dataclasses import dataclass

from django.http import Http404

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.returns.models import ReceivedReturn
from omuz.network.returns.queries.reasons import said_reason
from omuz.network.returns.rules.quarters import Quarter


@dataclass(frozen=True)
class Note:
    """One answer of one centre; `check` and `key` tell what was asked, of which table."""

    centre: str
    check: str
    key: str
    reason: str
    words: str


def notes_of(person: Person, quarter: Quarter) -> list[Note]:
    """The notes to the newest returns of a quarter, refusals among them, by centre; Http404 without a network post."""
    if not person.sees_network:
        raise Http404
    rows = ReceivedReturn.objects.filter(quarter=str(quarter)).exclude(payload="")
    names = {centre.id: centre.name for centre in Centre.objects.filter(pk__in=[row.centre_id for row in rows])}
    found = []
    for row in sorted(rows, key=lambda row: names.get(row.centre_id, "")):
        centre, document = names.get(row.centre_id, ""), row.document
        if document.declined:
            found.append(Note(centre, "declined", "", said_reason(document.declined), ""))
        for name, answer in sorted(document.answers.items()):
            check, _slash, key = name.partition("/")
            found.append(Note(centre, check, key, said_reason(answer.reason), answer.words))
    return found
