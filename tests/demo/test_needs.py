"""The invented round about needs: most have answered, two are writing, one said no, and nothing of it is secret."""

from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_most_centres_have_answered_the_round_about_needs() -> None:
    from demo import seed
    from demo.needs import OPEN_TO_ALL, plant_needs
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.access import acting, person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.surveys.actions.exports import export_answers
    from omuz.network.surveys.models import Answer
    from omuz.network.surveys.queries.rounds import own_invitations, rounds
    from omuz.network.surveys.rules.rounds import Standing

    def somebody(name: str, role: Role, place: accounts.Place) -> Any:
        told: dict[str, Any] = {"username": name, "full_name": "Örnek Kişi", "role": role, "place": place}
        return person_for(accounts.open_account(by=SYSTEM, **told).staff)

    _organisations, centres = seed._found()
    leads = {
        code: somebody(f"lead-{code}", Role.CENTRE_COORDINATOR, accounts.Place(centre=centre))
        for code, centre in centres.items()
    }
    elif_ = somebody("elif", Role.NETWORK_COORDINATOR, accounts.Place())
    plant_needs(leads, elif_, centres, timezone.localdate())
    with acting(elif_):
        (board,) = rounds()
        assert (board.sent, board.count(Standing.BEGUN), board.declined) == (17, 2, 1)
        assert board.count(Standing.WAITING) == 2
        assert board.late == 0
        answers = list(Answer.objects.filter(state=Answer.State.SUBMITTED))
        assert len({answer.instance.partition("<meta>")[0] for answer in answers}) == 17, "no two say the same"
        assert export_answers(by=elif_, asked=board.asked, kind="csv").content.count(b"\r\n") == 18
    with acting(leads["konak-1"]):
        (line,) = own_invitations(leads["konak-1"])
        assert (line.standing, line.done) == (Standing.BEGUN, 8)
        assert Answer.objects.filter(published_at__isnull=False).count() == len(OPEN_TO_ALL)
