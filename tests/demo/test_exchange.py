"""The invented analyses go through the steps real ones do, and the network reads only those that were approved."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from demo import exchange
from omuz.foundation.people.access import acting
from omuz.network.exchange.models import CaseAnalysis
from omuz.network.exchange.queries.analyses import lines_of, published
from tests.cast import PASSWORD

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.django_db
def test_every_state_is_there_and_only_what_was_approved_is_read_elsewhere(
    cast: "Cast", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "network", lambda: {"password": PASSWORD})
    analyses = [{**told, "centre": "konak-1"} for told in exchange.told_analyses()]
    monkeypatch.setattr(exchange, "told_analyses", lambda: analyses)
    lead = {"konak-1": (cast.nermin.person, cast.nermin.vault)}
    exchange.plant_exchange(lead, {"konak-1": cast.ayse.person}, timezone.localdate())
    with acting(cast.ayse.person):
        states = Counter(CaseAnalysis.objects.values_list("state", flat=True))
        lines = lines_of(cast.ayse.person, cast.konak.id, cast.ayse.vault, timezone.localdate())
    assert states == {"draft": 1, "reading": 2, "mend": 1, "shown": 4, "withdrawn": 1}
    assert [line.title for line in lines if line.over] == [""]
    with acting(cast.zeynep.person):
        assert {row.title for row in published(cast.zeynep.person)} == {
            each["title"] for each in analyses if each["then"] == "shown"
        }
