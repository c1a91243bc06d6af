"""The invented standards: v0 as published, a finished round with three visits, a draft somebody disagrees with."""

from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted() -> dict[str, Any]:
    """Twenty-two invented centres with a coordinator each, Ayşe, Zeynep and Elif; no key is made, nobody signs in."""
    from demo import seed
    from demo.standards import plant_standards
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.access import person_for
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role

    def somebody(name: str, role: Role, place: accounts.Place) -> Any:
        told = {"username": name, "full_name": "Örnek Kişi", "role": role, "place": place}
        return person_for(accounts.open_account(by=SYSTEM, **told).staff)

    _organisations, centres = seed._found()
    leads = {
        code: somebody(f"lead-{code}", Role.CENTRE_COORDINATOR, accounts.Place(centre=centre))
        for code, centre in centres.items()
    }
    people = {
        "elif": somebody("elif", Role.NETWORK_COORDINATOR, accounts.Place()),
        "ayse": somebody("ayse", Role.COUNSELLOR, accounts.Place(centre=centres["konak-1"])),
        "zeynep": somebody("zeynep", Role.COUNSELLOR, accounts.Place(centre=centres["bornova-1"])),
    }
    plant_standards(leads, people, centres, timezone.localdate())
    return {"elif": people["elif"], "leads": leads, "centres": centres}


def test_the_invented_standards_show_a_whole_year_of_talk_and_visits(planted: dict[str, Any]) -> None:
    from omuz.foundation.catalogue.lists import code_list
    from omuz.foundation.people.access import acting
    from omuz.network.standards.models import AssessmentRound, Judgement, PolicyDocument, Remark, Standard
    from omuz.network.standards.queries.catalogue import catalogue_standard
    from omuz.network.standards.queries.network import action_table
    from omuz.network.standards.queries.versions import differences, threads
    from omuz.network.standards.rules.content import digest

    with acting(planted["elif"]):
        published = Standard.objects.get(published_at__isnull=False)
        assert published.number == 0
        assert published.sha256 == digest(published.content) == digest(catalogue_standard())
        newest = AssessmentRound.objects.order_by("-opens_on").first()
        states = list(newest.assessments.values_list("state", flat=True))
        assert newest.closed_on is not None
        assert len(states) == len(planted["centres"]) == 22
        assert (states.count("agreed"), states.count("signed"), states.count("declined")) == (3, 16, 1)
        talked = newest.assessments.filter(findings__disagreement__gt="").values("id").distinct().count()
        assert talked == 3, "what two centres did not agree on is kept"
        draft = Standard.objects.get(published_at__isnull=True)
        kinds = list(draft.remarks.values_list("kind", flat=True))
        assert {kinds.count(kind) for kind in (Remark.Kind.DISSENT, Remark.Kind.SUPPORT, Remark.Kind.COMMENT)} == {1}
        assert [each.criterion.code for each in differences(published.text, draft.text)] == ["J1"]
        assert any(each.pieces for each in threads(draft)), "an open proposal is shown as a redline"
        assert PolicyDocument.objects.count() == 3
        assert action_table(timezone.localdate().year).total.value == 6, "actions of the local equality plan with money"
        pieces = [piece for row in Judgement.objects.exclude(evidence=[]) for piece in row.pieces]
        assert {piece.kind for piece in pieces} <= set(code_list("standard_evidence").codes)
        assert pieces
