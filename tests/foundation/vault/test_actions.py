"""Keys are made, granted, withdrawn, recovered and moved to a new password; whoever lacks one opens nothing."""

import pytest

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault import actions, crypto, queries
from omuz.foundation.vault.keys import PasswordDoesNotOpen, VaultRefused, open_with_password
from omuz.foundation.vault.models import CentreKey, CentreKeyGrant, DataKey, StaffKey
from omuz.foundation.vault.opened import KeyDamaged, NotGranted
from omuz.foundation.vault.sheet import RecoverySheet
from tests.foundation.vault.conftest import AYSE, BUCA, CAN, KONAK, NERMIN, ZEYNEP, anybody, nermin, password_of


def opened(staff_id):
    return open_with_password(staff_id, password_of(staff_id))


def sealed_in(centre):
    """A data key row and an envelope sealed with it."""
    row, key = centre.new_data_key()
    return row, key.seal({"kind": "phone"}, table="contacts_contact", record=row.id, field="answers")


def reads(centre, row, blob):
    key = centre.data_key(row.id, row.wrapped)
    return key.open(blob, table="contacts_contact", record=row.id, field="answers") == {"kind": "phone"}


def test_a_holder_opens_what_another_holder_sealed(konak):
    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    assert reads(opened(NERMIN).centre(KONAK), row, blob)


def test_whoever_has_no_grant_opens_an_empty_vault(konak):
    vault = opened(CAN)
    assert vault.centres == frozenset()
    with pytest.raises(NotGranted):
        vault.centre(KONAK)


def test_a_wrong_password_opens_nothing(konak):
    with pytest.raises(PasswordDoesNotOpen):
        open_with_password(AYSE, password_of(AYSE) + " ")


def test_grants_of_a_centre_whose_rows_are_closed_stay_closed(konak):
    see_as([BUCA])
    assert opened(AYSE).centres == frozenset()


def test_a_new_holder_is_granted_by_a_second_holder(konak):
    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    actions.grant(by=nermin, vault=opened(NERMIN), centre_id=KONAK, staff_id=ZEYNEP)
    assert reads(opened(ZEYNEP).centre(KONAK), row, blob)


def test_nobody_grants_a_key_she_does_not_hold(konak):
    with pytest.raises(NotGranted):
        actions.grant(by=nermin, vault=opened(CAN), centre_id=KONAK, staff_id=CAN)


def test_a_person_without_a_key_pair_is_refused_with_a_sentence(konak):
    with pytest.raises(VaultRefused, match="anahtarı yok"):
        actions.grant(by=nermin, vault=opened(NERMIN), centre_id=KONAK, staff_id=anybody())


def test_a_leaver_whose_grant_is_withdrawn_opens_nothing(konak):
    before = StaffKey.objects.get(staff_id=AYSE).epoch
    actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE)
    assert opened(AYSE).centres == frozenset()
    assert StaffKey.objects.get(staff_id=AYSE).epoch == before + 1
    assert opened(NERMIN).centres == {KONAK}


def test_closing_everywhere_withdraws_every_visible_grant(konak):
    actions.close_everywhere(by=nermin, staff_id=AYSE)
    assert opened(AYSE).centres == frozenset()
    assert StaffKey.objects.get(staff_id=AYSE).epoch == 1


def test_a_changed_password_keeps_the_vault_and_the_old_one_opens_nothing(konak):
    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    actions.change_password(by=nermin, staff_id=AYSE, old=password_of(AYSE), new="bambaşka bir parola")
    assert reads(open_with_password(AYSE, "bambaşka bir parola").centre(KONAK), row, blob)
    with pytest.raises(PasswordDoesNotOpen):
        opened(AYSE)


def test_a_changed_password_never_undoes_a_withdrawal(konak):
    actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE)
    actions.change_password(by=nermin, staff_id=AYSE, old=password_of(AYSE), new="bambaşka bir parola")
    assert StaffKey.objects.get(staff_id=AYSE).epoch == 1


def test_a_password_change_with_a_wrong_old_password_changes_nothing(konak):
    with pytest.raises(PasswordDoesNotOpen):
        actions.change_password(by=nermin, staff_id=AYSE, old="yanlış parola", new="bambaşka bir parola")
    assert opened(AYSE).centres == {KONAK}


def test_after_a_forgotten_password_a_second_holder_grants_again(konak):
    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    actions.replace_staff_key(by=nermin, staff_id=AYSE, password="yepyeni bir parola")
    assert open_with_password(AYSE, "yepyeni bir parola").centres == frozenset()
    actions.grant(by=nermin, vault=opened(NERMIN), centre_id=KONAK, staff_id=AYSE)
    assert reads(open_with_password(AYSE, "yepyeni bir parola").centre(KONAK), row, blob)


def test_an_administrator_who_replaces_a_pair_gains_nothing_and_the_old_grant_shows_as_stale(konak):
    see_as([])
    actions.replace_staff_key(by=nermin, staff_id=AYSE, password="yöneticinin parolası")
    see_as([KONAK])
    assert open_with_password(AYSE, "yöneticinin parolası").centres == frozenset()
    current = {holder.staff_id: holder.current for holder in queries.holders(KONAK)}
    assert current == {AYSE: False, NERMIN: True}


def test_the_recovery_sheet_hands_the_key_to_a_member_of_staff(konak):
    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    for staff_id in (AYSE, NERMIN):
        actions.withdraw(by=nermin, centre_id=KONAK, staff_id=staff_id)
    sheet = RecoverySheet.parse(konak.text.lower().replace("0", "o"))
    actions.recover(by=nermin, centre_id=KONAK, sheet=sheet, staff_id=ZEYNEP)
    assert reads(opened(ZEYNEP).centre(KONAK), row, blob)


def test_the_sheet_of_another_centre_is_refused_with_a_sentence(konak):
    see_as([KONAK, BUCA])
    other = actions.create_centre_key(by=nermin, centre_id=BUCA, holder_ids=[ZEYNEP])
    with pytest.raises(VaultRefused, match="güncel kâğıdı değil"):
        actions.recover(by=nermin, centre_id=KONAK, sheet=other, staff_id=CAN)
    assert opened(CAN).centres == frozenset()


def test_a_centre_gets_one_key_and_keeps_it(konak):
    before = bytes(CentreKey.objects.get().verify_public)
    with pytest.raises(VaultRefused, match="zaten var"):
        actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[CAN])
    assert bytes(CentreKey.objects.get().verify_public) == before
    assert opened(CAN).centres == frozenset()


def test_a_centre_key_needs_a_holder(db):
    see_as([KONAK])
    with pytest.raises(VaultRefused):
        actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[])
    assert not queries.has_centre_key(KONAK)


def test_a_member_of_staff_gets_one_key_pair(konak):
    with pytest.raises(VaultRefused, match="zaten var"):
        actions.create_staff_key(by=nermin, staff_id=AYSE, password="başka bir parola")
    assert opened(AYSE).centres == {KONAK}


def test_a_signature_of_the_centre_is_checked_with_its_stored_public_key(konak):
    signature = opened(AYSE).centre(KONAK).sign(b"return of the third quarter")
    verify = queries.verify_key(KONAK)
    assert verify is not None
    assert crypto.signature_holds(verify, signature, b"return of the third quarter")


def test_an_imported_row_is_known_again_by_every_holder_and_by_no_other_centre(konak):
    see_as([KONAK, BUCA])
    actions.create_centre_key(by=nermin, centre_id=BUCA, holder_ids=[AYSE])
    mark = opened(AYSE).centre(KONAK).mark(b"line 1")
    assert mark == opened(NERMIN).centre(KONAK).mark(b"line 1")
    assert mark != opened(AYSE).centre(BUCA).mark(b"line 1")


def test_a_grant_copied_to_another_holder_does_not_open(konak):
    stolen = CentreKeyGrant.objects.get(holder_id=AYSE)
    own = StaffKey.objects.get(staff_id=CAN)
    unsealed_copy(stolen, holder_id=CAN, public=bytes(own.public))
    with pytest.raises(KeyDamaged):
        opened(CAN).centre(KONAK)


def test_an_exchanged_public_signing_key_is_noticed(konak):
    from omuz.foundation.audit.chain import recorded

    with recorded(by=nermin, event="test.tampered", centre=KONAK):
        CentreKey.objects.update(verify_public=crypto.verify_key_of(crypto.new_signing_key()))
    with pytest.raises(KeyDamaged, match="koordinatörünüze"):
        opened(AYSE).centre(KONAK)


def test_a_staff_key_whose_public_half_was_exchanged_is_noticed(konak):
    from omuz.foundation.audit.chain import recorded

    with recorded(by=nermin, event="test.tampered"):
        StaffKey.objects.filter(staff_id=AYSE).update(public=crypto.new_pair().public)
    with pytest.raises(PasswordDoesNotOpen):
        opened(AYSE)


def unsealed_copy(grant, **changes):
    from omuz.foundation.audit.chain import recorded

    copy = CentreKeyGrant(
        centre_id=grant.centre_id,
        holder_kind=grant.holder_kind,
        wrapped=bytes(grant.wrapped),
        granted_at=grant.granted_at,
        **changes,
    )
    with recorded(by=nermin, event="test.tampered", centre=grant.centre_id):
        copy.save()


def test_destroying_a_data_key_leaves_nothing_to_open_with(konak):
    from omuz.foundation.audit.chain import recorded

    row, blob = sealed_in(opened(AYSE).centre(KONAK))
    with recorded(by=nermin, event="test.kept", centre=KONAK):
        row.save()
    with recorded(by=nermin, event="test.forgotten", centre=KONAK):
        DataKey.objects.filter(id=row.id).delete()
    assert not DataKey.objects.filter(id=row.id).exists()
    other, _ = sealed_in(opened(AYSE).centre(KONAK))
    with pytest.raises(crypto.SealBroken):
        reads(opened(AYSE).centre(KONAK), other, blob)


EVENTS = {
    "vault.granted": lambda: actions.grant(by=nermin, vault=opened(NERMIN), centre_id=KONAK, staff_id=ZEYNEP),
    "vault.withdrawn": lambda: actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE),
    "vault.staff_key_replaced": lambda: actions.replace_staff_key(by=nermin, staff_id=AYSE, password="yepyeni"),
    "vault.closed_everywhere": lambda: actions.close_everywhere(by=nermin, staff_id=AYSE),
    "vault.password_changed": lambda: actions.change_password(
        by=nermin, staff_id=AYSE, old=password_of(AYSE), new="yepyeni"
    ),
}


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_each_act_is_exactly_one_event_that_names_the_person_and_holds_no_secret(konak, event):
    from omuz.foundation.audit.chain import INSTALLATION

    see_as([KONAK, INSTALLATION])
    before = AuditEvent.objects.count()
    EVENTS[event]()
    written = list(AuditEvent.objects.order_by("at"))[before:]
    assert [(each.event, each.username) for each in written] == [(event, "nermin")]
    assert written[0].about.startswith("staff:")


def test_making_and_recovering_are_events_too(konak):
    actions.recover(by=nermin, centre_id=KONAK, sheet=konak, staff_id=ZEYNEP)
    assert list(AuditEvent.objects.filter(chain=KONAK).order_by("seq").values_list("event", flat=True)) == [
        "vault.key_made",
        "vault.recovered",
    ]
