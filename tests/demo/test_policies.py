"""The invented municipalities: all but two sent the form on policy alignment, nine have documents on the register."""

from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_most_municipalities_have_said_what_their_documents_hold() -> None:
    from demo import seed
    from demo.policies import REGISTERED, SILENT, plant_policies
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.access import acting, person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.standards.models import PolicyDocument
    from omuz.network.surveys.models import Answer, Invitation

    def somebody(name: str, role: Role, place: accounts.Place) -> Any:
        told: dict[str, Any] = {"username": name, "full_name": "Örnek Kişi", "role": role, "place": place}
        return person_for(accounts.open_account(by=SYSTEM, **told).staff)

    _organisations, centres = seed._found()
    leads = {
        code: somebody(f"lead-{code}", Role.CENTRE_COORDINATOR, accounts.Place(centre=centre))
        for code, centre in centres.items()
    }
    elif_ = somebody("elif", Role.NETWORK_COORDINATOR, accounts.Place())
    asked = plant_policies(leads, elif_, centres, timezone.localdate())
    with acting(elif_):
        assert Invitation.objects.filter(round=asked, organisation_id__isnull=False).count() == 18
        sent = Answer.objects.filter(invitation__round=asked, state=Answer.State.SUBMITTED)
        assert sent.count() == 18 - len(SILENT)
        documents = PolicyDocument.objects.values_list("organisation_id", "kind")
        assert len({organisation for organisation, _kind in documents}) == len(REGISTERED)
        assert {"strategic_plan", "performance_programme", "leap"} <= {kind for _organisation, kind in documents}
