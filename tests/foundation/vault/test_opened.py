"""An opened centre seals for one place and opens nothing that was moved."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.opened import CentreSecrets, OpenedCentre, OpenedVault
from tests.foundation.vault.conftest import AYSE, BUCA, KONAK, centre_secrets
from tests.foundation.vault.test_crypto import answers, text

CENTRE = OpenedCentre(centre_secrets())
RECORD = UUID(int=7)
PLACE = {"table": "contacts_contact", "record": RECORD, "field": "answers"}


@given(st.one_of(text, answers), st.uuids(), st.sampled_from(["answers", "words"]))
def test_what_is_sealed_opens_at_its_place(payload, record, field):
    row, key = CENTRE.new_data_key()
    blob = key.seal(payload, table="contacts_contact", record=record, field=field)
    again = CENTRE.data_key(row.id, row.wrapped)
    assert again.open(memoryview(blob), table="contacts_contact", record=record, field=field) == payload


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"table": "cases_case"},
        {"record": UUID(int=8)},
        {"field": "words"},
        {"table": "contacts_contactanswers", "field": ""},
    ],
)
def test_an_envelope_moved_to_another_place_does_not_open(elsewhere):
    _, key = CENTRE.new_data_key()
    blob = key.seal({"kind": "phone"}, **PLACE)
    with pytest.raises(SealBroken):
        key.open(blob, **{**PLACE, **elsewhere})


def test_an_envelope_does_not_open_with_the_data_key_of_another_record():
    _, key = CENTRE.new_data_key()
    _, other = CENTRE.new_data_key()
    with pytest.raises(SealBroken):
        other.open(key.seal({"kind": "phone"}, **PLACE), **PLACE)


def test_a_data_key_moved_to_another_row_does_not_open():
    row, _ = CENTRE.new_data_key()
    with pytest.raises(SealBroken):
        CENTRE.data_key(uuid4(), row.wrapped)


def test_a_data_key_moved_to_another_centre_does_not_open():
    row, _ = CENTRE.new_data_key()
    own = CENTRE.secrets
    same_key_elsewhere = OpenedCentre(CentreSecrets(BUCA, own.keys, own.signing_key, own.mark_secret))
    for other in (OpenedCentre(centre_secrets(BUCA)), OpenedCentre(centre_secrets()), same_key_elsewhere):
        with pytest.raises(SealBroken):
            other.data_key(row.id, row.wrapped)


@given(st.data())
def test_a_flipped_bit_anywhere_in_envelope_or_data_key_is_refused(data):
    row, key = CENTRE.new_data_key()
    blob, wrapped = bytearray(key.seal({"kind": "phone"}, **PLACE)), bytearray(row.wrapped)
    touched = data.draw(st.sampled_from([blob, wrapped]))
    position = data.draw(st.integers(0, len(touched) * 8 - 1))
    touched[position // 8] ^= 1 << (position % 8)
    with pytest.raises(SealBroken):
        CENTRE.data_key(row.id, wrapped).open(blob, **PLACE)


def sealed_rows(count, centre=CENTRE, *, keys=None):
    rows = []
    for number in range(count):
        if keys is None or number % keys == 0:
            row, key = centre.new_data_key()
        blob = key.seal({"number": number}, table="t", record=UUID(int=number), field="f")
        rows.append((row.wrapped, row.id, blob, UUID(int=number)))
    return rows


@pytest.mark.parametrize("shared", [None, 1, 5])
def test_many_rows_open_in_their_order_with_own_and_with_shared_keys(shared):
    rows = sealed_rows(30, keys=shared)
    assert [each["number"] for each in CENTRE.open_many(rows, table="t", field="f")] == list(range(30))


def test_many_rows_stop_at_a_row_that_was_moved():
    rows = sealed_rows(3)
    rows[1] = (*rows[1][:3], UUID(int=99))
    opening = CENTRE.open_many(rows, table="t", field="f")
    assert next(opening) == {"number": 0}
    with pytest.raises(SealBroken):
        next(opening)


def test_rows_of_an_older_generation_open_beside_those_of_the_newest():
    old = centre_secrets()
    keys = {1: old.keys[1], 2: centre_secrets().keys[1]}
    both = OpenedCentre(CentreSecrets(KONAK, keys, old.signing_key, old.mark_secret))
    rows = sealed_rows(2, OpenedCentre(old)) + sealed_rows(2, both)
    assert [each["number"] for each in both.open_many(rows, table="t", field="f")] == [0, 1, 0, 1]
    assert both.new_data_key()[0].generation == 2
    newest = OpenedCentre(CentreSecrets(KONAK, {2: keys[2]}, old.signing_key, old.mark_secret))
    with pytest.raises(SealBroken):
        newest.data_key(rows[0][1], rows[0][0])


def test_keys_written_in_bulk_are_the_same_kind_of_keys():
    datakey_id, wrapped, key = CENTRE.new_wrapped_key()
    blob = key.seal("söz", **PLACE)
    assert CENTRE.data_key(datakey_id, wrapped).open(blob, **PLACE) == "söz"


def test_records_sealed_in_bulk_open_one_by_one():
    payloads = {
        UUID(int=number): {"answers": {"number": number}, "words": "söz", "identity": {}} for number in range(5)
    }
    sealed = CENTRE.seal_many(payloads.items(), table="contacts_contact")
    for (record, payload), (datakey_id, wrapped, envelopes) in zip(payloads.items(), sealed, strict=True):
        key = CENTRE.data_key(datakey_id, wrapped)
        opened = {
            field: key.open(blob, table="contacts_contact", record=record, field=field)
            for field, blob in envelopes.items()
        }
        assert opened == payload


def test_a_vault_survives_being_carried_as_bytes():
    vault = OpenedVault(AYSE, [centre_secrets(KONAK), centre_secrets(BUCA)], epoch=3, damaged=[UUID(int=9)])
    again = OpenedVault.from_bytes(vault.to_bytes())
    assert (again.staff_id, again.epoch, again.centres, again.damaged) == (AYSE, 3, {KONAK, BUCA}, {UUID(int=9)})
    row, key = vault.centre(BUCA).new_data_key()
    assert again.centre(BUCA).data_key(row.id, row.wrapped).open(key.seal("söz", **PLACE), **PLACE) == "söz"
    assert again.centre(KONAK).mark(b"x") == vault.centre(KONAK).mark(b"x")
    assert again.centre(KONAK).sign(b"x") == vault.centre(KONAK).sign(b"x")


def test_no_opened_key_is_told_by_accident():
    vault = OpenedVault(AYSE, [CENTRE.secrets])
    for holder in (vault, vault.centre(KONAK), CENTRE.secrets, CENTRE.new_data_key()[1]):
        assert CENTRE.secrets.keys[1].hex() not in repr(holder)
        assert "key" not in repr(holder).lower().replace("openedkey", "")
