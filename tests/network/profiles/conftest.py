"""What the tests of profiles share: this year's round, and a centre that answers, sends and signs."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from omuz.network.profiles.models import SignedProfile
    from omuz.network.surveys.models import Invitation, Round
    from tests.cast import Cast, Member

FULL = {
    "/identity/name": "Konak KDM",
    "/identity/area_district": "konak",
    "/identity/type": "district",
    "/place/soundproof": "yes",
    "/staff/staff_by_title/staff_by_title_social_worker": "1",
    "/staff/staff_by_title/staff_by_title_psychologist": "2",
    "/services_hours/services": "social_work psychological",
    "/services_hours/legal": "bar_protocol",
    "/services_hours/volume_persons": "300",
    "/budget/budget_line": "no",
    "/procedures/crisis": "partly",
}


@dataclass
class House:
    """The cast with this year's round open; `leads` are the coordinators by centre."""

    cast: "Cast"
    asked: "Round"
    leads: "dict[Any, Member]" = field(default_factory=dict)

    def invitation(self, centre: Any, asked: "Round | None" = None) -> "Invitation":
        """The invitation of a centre as it stands now."""
        from omuz.foundation.people.access import acting
        from omuz.network.surveys.models import Invitation

        with acting(self.cast.elif_.person):
            rows = Invitation.objects.select_related("round__version__questionnaire")
            found: Invitation = rows.get(round=asked or self.asked, centre_id=centre.id)
            return found

    def send(self, lead: "Member", centre: Any, answers: dict[str, str], asked: "Round | None" = None) -> None:
        """Write and send a centre's profile; paths below the root."""
        from django.http import QueryDict

        from omuz.foundation.people.access import acting
        from omuz.network.surveys import actions
        from omuz.network.surveys.rules.merging import Seen

        invitation = self.invitation(centre, asked)
        root = "/data"
        person = lead.person
        with acting(person):
            answer = actions.begin_answer(by=person, invitation=invitation)
        for section in dict.fromkeys(path.split("/")[1] for path in answers):
            data = QueryDict(mutable=True)
            for path, text in answers.items():
                if path.split("/")[1] == section:
                    data.setlist(f"{root}{path}", text.split() if path.endswith("/services") else [text])
            with acting(person):
                actions.keep_answer(
                    by=person, answer_id=answer.id, section=section, data=data, seen=Seen("p", 99, {}),
                    changed=list(data),
                )  # fmt: skip
        with acting(person):
            actions.submit_answer(by=person, answer_id=answer.id)

    def sign(self, lead: "Member", centre: Any, asked: "Round | None" = None) -> "SignedProfile":
        """Sign as the coordinator of a centre."""
        from omuz.foundation.people.access import acting
        from omuz.network.profiles import actions

        invitation = self.invitation(centre, asked)
        with acting(lead.person):
            return actions.sign(by=lead.person, invitation=invitation)


@pytest.fixture
def house(cast: "Cast") -> House:
    """Konak and Bornova are asked for this year's profile."""
    from django.utils import timezone

    from omuz.foundation.people.access import acting
    from omuz.network.profiles import actions

    person, today = cast.elif_.person, timezone.localdate()
    with acting(person):
        asked = actions.open_year(by=person, opens_on=today, due_on=today + timedelta(weeks=6))
    return House(cast, asked, {cast.konak.id: cast.nermin})
