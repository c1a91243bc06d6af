"""A centre's key is renewed while people work: nothing becomes unreadable, and the old key opens nothing any more."""

import pytest
from django.db import DatabaseError, transaction

from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.vault import actions, crypto, letters, renewal
from omuz.foundation.vault.keys import VaultRefused, caught_up, open_with_password
from omuz.foundation.vault.models import CentreKey, CentreKeyGrant, CentreLetterbox, DataKey, StaffKey
from omuz.foundation.vault.opened import CentreSecrets, NotGranted, OpenedCentre, OpenedVault, VaultClosed
from tests.foundation.vault.conftest import AYSE, CAN, KONAK, NERMIN, ZEYNEP, nermin, password_of

PLACE = {"table": "contacts_contact", "field": "answers"}


def opened(staff_id):
    return open_with_password(staff_id, password_of(staff_id))


def kept(vault, number):
    """`number` data keys stored, each with an envelope; data key id → envelope."""
    made = {}
    for _ in range(number):
        row, key = vault.centre(KONAK).new_data_key()
        with recorded(by=nermin, event="contact.recorded", centre=KONAK):
            row.save(force_insert=True)
        made[row.id] = key.seal({"kind": "phone"}, record=row.id, **PLACE)
    return made


def read_by(vault, made):
    """How many of the envelopes open with this vault."""
    centre, count = vault.centre(KONAK), 0
    for row in DataKey.objects.filter(id__in=made):
        payload = centre.data_key(row.id, row.wrapped).open(made[row.id], record=row.id, **PLACE)
        count += payload == {"kind": "phone"}
    return count


def renewed(vault, **named):
    """The whole renewal by Nermin, to its end; the vault she goes on with."""
    renewal.begin(by=nermin, vault=vault, centre_id=KONAK, **named)
    fresh = opened(NERMIN)
    while renewal.go_on(by=nermin, vault=fresh, centre_id=KONAK, most=3).going_on:
        continue
    return fresh


def test_everything_opens_for_every_holder_afterwards_and_the_old_generation_is_gone(konak):
    made = kept(opened(NERMIN), 7)
    renewed(opened(NERMIN))
    assert read_by(opened(AYSE), made) == read_by(opened(NERMIN), made) == 7
    assert set(DataKey.objects.values_list("generation", flat=True)) == {2}
    assert list(CentreKey.objects.values_list("generation", flat=True)) == [2]
    assert set(CentreKeyGrant.objects.values_list("generation", flat=True)) == {2}
    assert renewal.progress_of(KONAK) == renewal.Progress(2, False, 0, 7)


def test_the_old_key_opens_nothing_that_is_stored_now(konak):
    before = opened(NERMIN)
    made = kept(before, 3)
    renewed(before)
    with pytest.raises(crypto.SealBroken):
        read_by(before, made)


def test_a_step_stops_where_it_was_told_to_and_the_next_goes_on_from_there(konak):
    kept(opened(NERMIN), 5)
    renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK)
    vault = opened(NERMIN)
    told = [renewal.go_on(by=nermin, vault=vault, centre_id=KONAK, most=2) for _ in range(3)]
    assert [(each.left, each.percent, each.going_on) for each in told] == [
        (3, 40, True),
        (1, 80, True),
        (0, 100, False),
    ]
    events = list(AuditEvent.objects.filter(event__in=("vault.rotated", "vault.old_key_destroyed")).order_by("seq"))
    assert [event.event for event in events] == ["vault.rotated", "vault.old_key_destroyed"]


def test_in_the_middle_both_old_and_new_records_open_and_can_be_written(konak):
    before = kept(opened(NERMIN), 4)
    renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK)
    renewal.go_on(by=nermin, vault=opened(NERMIN), centre_id=KONAK, most=2)
    ayse = opened(AYSE)
    assert read_by(ayse, before) == 4
    assert read_by(ayse, kept(ayse, 1)) == 1


def test_an_open_session_catches_up_without_a_password(konak):
    session = OpenedVault.from_bytes(opened(AYSE).to_bytes())
    made = kept(session, 2)
    renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK)
    fresh = caught_up(session, StaffKey.objects.get(staff_id=AYSE).renewals)
    vault = opened(NERMIN)
    assert not renewal.go_on(by=nermin, vault=vault, centre_id=KONAK, most=9).going_on
    assert read_by(OpenedVault.from_bytes(fresh.to_bytes()), made) == 2
    assert fresh.newest(KONAK) == 2


def test_a_session_that_was_not_given_the_new_key_closes_instead_of_reading_wrong(konak):
    session = opened(AYSE)
    with recorded(by=nermin, event="staff.changed"):
        StaffKey.objects.filter(staff_id=AYSE).update(session_public=None)
    renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK)
    with pytest.raises(VaultClosed):
        caught_up(session, 1)
    assert opened(AYSE).newest(KONAK) == 2


def test_whoever_was_left_with_the_old_key_can_store_nothing_under_it(konak):
    """A process that slept through the renewal is refused by the database; its record is not half kept."""
    asleep = opened(AYSE)
    renewed(opened(NERMIN))
    with pytest.raises(DatabaseError, match="vault_datakey_living"), transaction.atomic():
        kept(asleep, 1)
    assert DataKey.objects.count() == 0


def test_a_leaver_gets_no_new_key(konak):
    stolen = list(CentreKeyGrant.objects.filter(holder_id=AYSE))
    actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE)
    renewed(opened(NERMIN))
    assert not CentreKeyGrant.objects.filter(holder_id=AYSE).exists()
    with recorded(by=nermin, event="staff.changed"):
        CentreKeyGrant.objects.bulk_create(stolen)
    with pytest.raises(NotGranted):
        opened(AYSE).centre(KONAK)


def test_taking_the_key_back_after_a_renewal_takes_what_her_session_was_given_too(konak):
    renewed(opened(NERMIN))
    actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE)
    assert not CentreKeyGrant.objects.filter(holder_id=AYSE).exists()


def test_the_printed_sheet_goes_on_opening_unless_it_was_lost(konak):
    renewed(opened(NERMIN))
    actions.try_sheet(by=nermin, centre_id=KONAK, sheet=konak)
    sheet = renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK, new_sheet=True)
    with pytest.raises(VaultRefused):
        actions.try_sheet(by=nermin, centre_id=KONAK, sheet=konak)
    while renewal.go_on(by=nermin, vault=opened(NERMIN), centre_id=KONAK, most=9).going_on:
        continue
    actions.recover(by=nermin, centre_id=KONAK, sheet=sheet, staff_id=ZEYNEP)
    assert opened(ZEYNEP).newest(KONAK) == 3


def test_trying_a_sheet_changes_nothing_and_leaves_one_event(konak):
    grants = list(CentreKeyGrant.objects.order_by("id").values())
    events = AuditEvent.objects.count()
    actions.try_sheet(by=nermin, centre_id=KONAK, sheet=konak)
    with pytest.raises(VaultRefused):
        actions.try_sheet(by=nermin, centre_id=KONAK, sheet=actions.RecoverySheet(crypto.new_key()))
    assert list(CentreKeyGrant.objects.order_by("id").values()) == grants
    told = AuditEvent.objects.order_by("seq")[events:].values_list("event", flat=True)
    assert list(told) == ["recovery_sheet.tried", "recovery_sheet.did_not_open"]


def test_a_letter_written_before_opens_after_two_renewals_and_new_ones_go_to_the_new_letterbox(konak):
    stranger = OpenedCentre(CentreSecrets(CAN, {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key()))
    old = bytes(CentreLetterbox.objects.get().public)
    letter = letters.seal_letter(stranger, old, {"word": "x"}, b"packet")
    for _ in range(2):
        renewed(opened(NERMIN))
    assert letters.open_letter(opened(AYSE).centre(KONAK), letter, b"packet").payload == {"word": "x"}
    assert bytes(CentreLetterbox.objects.get().public) == opened(AYSE).centre(KONAK).letterbox.public != old


def test_what_imports_and_signatures_go_by_stays(konak):
    before = opened(NERMIN).centre(KONAK)
    mark, verify = before.mark(b"row"), bytes(CentreKey.objects.get().verify_public)
    after = renewed(opened(NERMIN)).centre(KONAK)
    assert after.mark(b"row") == mark
    assert crypto.signature_holds(verify, after.sign(b"x"), b"x")


def test_only_a_holder_renews_and_not_twice_at_once(konak):
    with pytest.raises(NotGranted):
        renewal.begin(by=nermin, vault=opened(CAN), centre_id=KONAK)
    before = opened(NERMIN)
    renewal.begin(by=nermin, vault=before, centre_id=KONAK)
    for vault in (before, opened(NERMIN)):
        with pytest.raises(VaultRefused, match="zaten yenileniyor"):
            renewal.begin(by=nermin, vault=vault, centre_id=KONAK)
    assert AuditEvent.objects.filter(event="vault.rotated").count() == 1


def test_a_broken_data_key_is_told_and_keeps_the_old_generation(konak):
    made = kept(opened(NERMIN), 3)
    with recorded(by=nermin, event="case.recorded", centre=KONAK):
        row = DataKey.objects.filter(id__in=made).first()
        DataKey.objects.filter(id=row.id).update(wrapped=bytes(row.wrapped)[:-1] + b"x")
    renewal.begin(by=nermin, vault=opened(NERMIN), centre_id=KONAK)
    told = renewal.go_on(by=nermin, vault=opened(NERMIN), centre_id=KONAK, most=9)
    assert (told.left, told.broken, told.going_on) == (1, 1, True)
    assert CentreKey.objects.count() == 2
    whole = {key: blob for key, blob in made.items() if key != row.id}
    assert read_by(opened(AYSE), whole) == 2


def test_without_a_renewal_there_is_nothing_to_go_on_with(konak):
    told = renewal.go_on(by=nermin, vault=opened(NERMIN), centre_id=KONAK, most=9)
    assert told == renewal.Progress(1, False, 0, 0)
    assert not AuditEvent.objects.filter(event="vault.old_key_destroyed").exists()
