"""She takes her yes back, and everybody who received something under it is reached."""

import pytest
from django.urls import reverse

from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.referrals.actions.recalling import tell_recipient, withdraw_from_recipients
from omuz.casework.referrals.models import Packet, Recall
from omuz.casework.referrals.queries import panel
from omuz.casework.referrals.queries.inbox import recalls
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import DAY, TEXTS, institution, packet_to_bornova, says, sent_to

pytestmark = pytest.mark.django_db


def _withdraw(cast, case, **which):
    with acting(cast.ayse.person):
        return withdraw_from_recipients(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, on=DAY, **which)


def test_everything_is_taken_back_at_once_in_one_act(cast) -> None:
    case, _row, packet_id = packet_to_bornova(cast)
    baro = institution(cast, phone="0232 463 00 14")
    sent_to(cast, case, baro, way="letter")
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    done = _withdraw(cast, case)
    assert (done.consents, done.packets, done.recalls) == (4, 1, 1)
    with acting(cast.ayse.person):
        assert AuditEvent.objects.count() - before == 1
        assert Packet.objects.get(id=packet_id).state == "revoked"
        ((row, told),) = recalls(cast.ayse.person, cast.ayse.vault, cast.konak.id)
        assert (told["recipient"], told["phone"]) == ("İzmir Barosu", "0232 463 00 14")
        assert case.code not in repr(told)
        items = panel.today(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, day=DAY)
        assert [item.kind for item in items if item.kind == "recall"] == ["recall"]
        tell_recipient(by=cast.ayse.person, recall_id=row.id)
        assert recalls(cast.ayse.person, cast.ayse.vault, cast.konak.id) == []
        with pytest.raises(NotNow):
            tell_recipient(by=cast.ayse.person, recall_id=row.id)


def test_a_second_withdrawal_finds_nothing_left(cast) -> None:
    case, _row, _packet = packet_to_bornova(cast)
    _withdraw(cast, case)
    done = _withdraw(cast, case)
    assert (done.consents, done.packets, done.recalls) == (0, 0, 0)


def test_one_item_taken_back_reaches_only_those_who_received_it(cast) -> None:
    case, _row, packet_id = packet_to_bornova(cast)
    baro = institution(cast)
    rows = says(cast, case, baro, TEXTS)
    client = cast.ayse.client()
    from tests.casework.referrals.ways import begun, prepared, sent

    sent(cast, prepared(cast, begun(cast, case, baro)))
    response = client.post(reverse("referrals:withdraw", args=[rows[0].id]), {"on": ""})
    assert response.status_code == 302
    with acting(cast.ayse.person):
        assert Packet.objects.get(id=packet_id).state == "sent"
        assert Recall.objects.count() == 1


def test_where_nothing_was_told_nobody_has_to_be_reached(cast) -> None:
    from tests.casework.referrals.ways import begun, sent

    case = opened_file(cast)
    sent(cast, begun(cast, case, institution(cast), way="herself", texts={}))
    assert _withdraw(cast, case).recalls == 0


def test_the_task_outlives_her_file(cast) -> None:
    from omuz.casework.cases.models import Case
    from omuz.foundation.audit.chain import recorded

    case = opened_file(cast)
    sent_to(cast, case, institution(cast), way="letter")
    _withdraw(cast, case)
    with acting(cast.ayse.person):
        with recorded(by=cast.ayse.person, event="case.destroyed", centre=cast.konak.id):
            Case.objects.filter(id=case.id).delete()
        ((_row, told),) = recalls(cast.ayse.person, cast.ayse.vault, cast.konak.id)
        assert told["recipient"] == "İzmir Barosu"


def test_another_centre_finds_no_task(cast) -> None:
    case = opened_file(cast)
    sent_to(cast, case, institution(cast), way="letter")
    _withdraw(cast, case)
    with acting(cast.ayse.person):
        row = Recall.objects.get()
    assert cast.zeynep.client().post(reverse("referrals:told", args=[row.id])).status_code == 404
    assert cast.can.client().post(reverse("referrals:told", args=[row.id])).status_code == 403
