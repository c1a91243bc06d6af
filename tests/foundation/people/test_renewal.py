"""The pages by which a coordinator renews her centre's key and tries the paper, while her colleague works on."""

from typing import Any

import pytest
from django.urls import reverse

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.vault import renewal
from omuz.foundation.vault.models import CentreKey, DataKey
from omuz.foundation.vault.sheet import RecoverySheet
from tests.cast import Cast
from tests.site.backup.whole import record

RENEW, BEGIN, GO_ON, TRY = (
    reverse(name, args=["konak-1"]) for name in ("renew-key", "begin-renewing", "go-on-renewing", "try-sheet")
)


def _read(client: Any, contact: Any) -> str:
    return client.get(f"/temaslar/{contact.id}/", follow=True).content.decode()


def _generations(cast: Cast) -> list[int]:
    with acting(cast.nermin.person):
        return sorted(CentreKey.objects.filter(centre_id=cast.konak.id).values_list("generation", flat=True))


def test_a_colleague_reads_and_writes_on_while_the_key_is_renewed(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(renewal, "ONE_PRESS", 1)
    contacts = [record(cast.ayse, f"söz {number}") for number in range(2)]
    leader, colleague = cast.nermin.client(), cast.ayse.client()
    assert "söz 0" in _read(colleague, contacts[0])
    assert "yılda bir kez" in leader.get(RENEW).content.decode()
    assert leader.post(BEGIN)["Location"] == RENEW
    for step in range(2):
        assert all(f"söz {number}" in _read(colleague, contacts[number]) for number in range(2)), step
        page = leader.post(GO_ON).content.decode()
    assert "eskisi yok edildi" in page
    assert _generations(cast) == [2]
    for client in (leader, colleague):
        assert all(f"söz {number}" in _read(client, contacts[number]) for number in range(2))
    with acting(cast.nermin.person):
        assert set(DataKey.objects.values_list("generation", flat=True)) == {2}


def test_a_renewal_left_half_way_is_told_and_taken_up_again(cast: Cast, monkeypatch: Any) -> None:
    record(cast.ayse, "söz")
    cast.nermin.client().post(BEGIN)
    client = cast.nermin.client()
    assert "yarım kaldı" in client.get(reverse("keys")).content.decode()
    assert "data-goes-on" in client.get(RENEW).content.decode()
    client.post(GO_ON)
    assert _generations(cast) == [2]
    assert "yarım kaldı" not in client.get(reverse("keys")).content.decode()


def test_a_lost_sheet_is_replaced_with_the_key_and_the_new_one_is_not_yet_in_the_safe(cast: Cast) -> None:
    client = cast.nermin.client()
    client.post(reverse("sheet-stored", args=["konak-1"]))
    page = client.post(BEGIN, {"new_sheet": "on"})
    lines = "\n".join(page.context["lines"])
    assert "henüz onaylanmadı" in client.get(reverse("keys")).content.decode()
    client.post(GO_ON)
    assert "Kâğıt açıyor" in client.post(TRY, {"lines": lines}).content.decode()
    assert "güncel kâğıdı değil" in client.post(TRY, {"lines": cast.sheet.text}).content.decode()


def test_the_drill_of_the_sheet_says_whether_it_opens_and_gives_nobody_anything(cast: Cast, time_machine: Any) -> None:
    client = cast.nermin.client()
    assert "Kâğıt açıyor" in client.post(TRY, {"lines": cast.sheet.text}).content.decode()
    stranger = RecoverySheet(bytes(range(32))).text
    assert "güncel kâğıdı değil" in client.post(TRY, {"lines": stranger}).content.decode()
    assert "satır" in client.post(TRY, {"lines": cast.sheet.text.replace("-", "Z", 1)}).content.decode()
    with acting(cast.nermin.person):
        told = AuditEvent.objects.filter(event__startswith="recovery_sheet.").order_by("seq")
        assert [each.event for each in told] == ["recovery_sheet.tried", "recovery_sheet.did_not_open"]
    assert "son kez denendi" in client.get(reverse("keys")).content.decode()


@pytest.mark.parametrize("path", [BEGIN, GO_ON, TRY, RENEW])
def test_whoever_runs_the_machines_and_whoever_counsels_renews_nothing(cast: Cast, path: str) -> None:
    assert [member.client().post(path).status_code for member in (cast.can, cast.ayse, cast.zeynep)] == [403, 403, 403]
    assert _generations(cast) == [1]


def test_a_coordinator_without_the_key_cannot_renew_it(cast: Cast) -> None:
    from omuz.foundation.vault.actions import withdraw

    with acting(cast.nermin.person):
        withdraw(by=cast.nermin.person, centre_id=cast.konak.id, staff_id=cast.nermin.staff.pk)
    assert cast.nermin.client().post(BEGIN).status_code == 403
    assert _generations(cast) == [1]


def test_after_half_a_year_the_page_asks_for_a_drill_and_after_a_year_for_a_new_key(
    cast: Cast, time_machine: Any
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    assert "altı aydır" not in cast.nermin.client().get(reverse("keys")).content.decode()
    time_machine.move_to(timezone.now() + timedelta(days=370))
    page = cast.nermin.client().get(reverse("keys")).content.decode()
    assert "altı aydır denenmedi" in page
    assert "bir yıldan eski" in page
