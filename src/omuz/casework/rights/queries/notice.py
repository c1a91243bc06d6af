"""The notice of a centre: the version of a day with its blanks filled, as sheet and as words to say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.rights.queries.register import setting_of
from omuz.casework.rights.queries.texts import notice_on
from omuz.casework.rights.rules.notice import filled
from omuz.foundation.people.models import Centre


@dataclass(frozen=True, slots=True)
class Filled:
    """A notice as it is given in one centre; `complete` is false while the centre has not said where to turn to."""

    version: date
    title: str
    lead: str
    parts: tuple[tuple[str, str], ...]
    spoken: str
    complete: bool


def notice_for(centre_id: UUID, day: date, language: str | None = None) -> Filled | None:
    """The notice to give at this centre on `day`; None where no version has begun."""
    notice = notice_on(day)
    if notice is None:
        return None
    centre = Centre.objects.select_related("organisation").get(id=centre_id)
    setting = setting_of(centre_id)
    blanks = {
        "controller": centre.organisation.name,
        "centre": centre.name,
        "address": setting.address if setting else "",
        "contact": setting.contact if setting else "",
    }
    kind = centre.organisation.kind
    parts = [part for part in notice.parts if not part.only or kind in part.only]
    return Filled(
        version=notice.version,
        title=notice.title.say(language),
        lead=notice.lead.say(language),
        parts=tuple((part.title.say(language), filled(part.text.say(language), blanks)) for part in parts),
        spoken=filled(notice.spoken.say(language), blanks),
        complete=all(blanks.values()),
    )
