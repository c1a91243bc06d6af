"""Seals open only where they were made for, and say nothing when touched."""

import math
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.foundation.vault import crypto
from omuz.foundation.vault.crypto import SealBroken, Unsealable

KEY = bytes(range(32))
CHEAP = crypto.Cost(time_cost=1, memory_cost=64, parallelism=1)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
codes = st.one_of(text, st.integers(-(2**53), 2**53), st.booleans(), st.none())
answers = st.dictionaries(text, st.one_of(codes, st.lists(codes, max_size=5)), max_size=12)


@given(st.one_of(text, answers))
def test_what_is_packed_is_unpacked(payload):
    assert crypto.unpacked(crypto.packed(payload)) == payload


@given(st.one_of(text, answers))
def test_the_length_of_a_packed_payload_is_a_whole_number_of_steps(payload):
    assert len(crypto.packed(payload)) % crypto.STEP == 0
    assert len(crypto.packed(payload)) > 0


def test_short_answers_of_different_length_are_equally_long_when_packed():
    lengths = {len(crypto.packed({"district": "konak", "kind": "x" * extra})) for extra in range(0, 200, 7)}
    assert lengths == {crypto.STEP}


@pytest.mark.parametrize("payload", [b"bytes", 7, None, ["list"], {"when": object()}, {"share": math.nan}, "\ud800"])
def test_a_payload_that_json_cannot_carry_is_refused(payload):
    with pytest.raises(Unsealable):
        crypto.packed(payload)


def test_a_payload_nested_without_end_is_refused():
    endless: dict[str, object] = {}
    endless["again"] = endless
    with pytest.raises(Unsealable):
        crypto.packed(endless)


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_sealed_bytes_open_again(plain, place):
    assert crypto.open_bytes(KEY, crypto.seal_bytes(KEY, plain, place), place) == plain


@given(st.binary(max_size=64), st.data())
def test_a_flipped_bit_anywhere_is_refused(plain, data):
    sealed = bytearray(crypto.seal_bytes(KEY, plain, b"place"))
    position = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[position // 8] ^= 1 << (position % 8)
    with pytest.raises(SealBroken):
        crypto.open_bytes(KEY, sealed, b"place")


@given(st.binary(max_size=64), st.data())
def test_a_shortened_value_is_refused(plain, data):
    sealed = crypto.seal_bytes(KEY, plain, b"place")
    with pytest.raises(SealBroken):
        crypto.open_bytes(KEY, sealed[: data.draw(st.integers(0, len(sealed) - 1))], b"place")


def test_the_same_plain_value_never_looks_the_same_twice():
    assert len({crypto.seal_bytes(KEY, b"yes", b"place") for _ in range(100)}) == 100


parts = st.lists(st.one_of(st.text(max_size=8), st.binary(max_size=8)), max_size=4)


@given(parts, parts)
def test_two_different_places_never_share_their_bytes(one, other):
    raw_one = [part.encode() if isinstance(part, str) else part for part in one]
    raw_other = [part.encode() if isinstance(part, str) else part for part in other]
    assert (crypto.bound_to("x", *one) == crypto.bound_to("x", *other)) == (raw_one == raw_other)


def test_a_wrapped_key_opens_for_its_holder_only():
    holder, stranger = crypto.new_pair(), crypto.new_pair()
    wrapped = crypto.wrap_for(holder.public, KEY, b"centre|holder")
    assert crypto.unwrap(holder, wrapped, b"centre|holder") == KEY
    with pytest.raises(SealBroken):
        crypto.unwrap(stranger, wrapped, b"centre|holder")
    with pytest.raises(SealBroken):
        crypto.unwrap(holder, wrapped, b"other centre|holder")


def test_a_flipped_bit_anywhere_in_a_wrapped_key_is_refused():
    holder = crypto.new_pair()
    wrapped = crypto.wrap_for(holder.public, KEY, b"place")
    for position in range(len(wrapped) * 8):
        touched = bytearray(wrapped)
        touched[position // 8] ^= 1 << (position % 8)
        with pytest.raises(SealBroken):
            crypto.unwrap(holder, touched, b"place")


def test_a_public_half_of_zeros_is_refused():
    holder = crypto.new_pair()
    with pytest.raises(SealBroken):
        crypto.unwrap(holder, bytes(32) + crypto.wrap_for(holder.public, KEY, b"place")[32:], b"place")


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 60, 91])
def test_a_cut_wrapped_key_is_refused(length):
    holder = crypto.new_pair()
    with pytest.raises(SealBroken):
        crypto.unwrap(holder, crypto.wrap_for(holder.public, KEY, b"place")[:length], b"place")


def test_a_password_stretches_to_the_same_key_only_with_its_salt_and_cost():
    salt = bytes(16)
    key = crypto.stretched("parola parola", salt, CHEAP)
    assert key == crypto.stretched("parola parola", salt, CHEAP)
    assert key != crypto.stretched("parola parolA", salt, CHEAP)
    assert key != crypto.stretched("parola parola", bytes([1]) + salt[1:], CHEAP)
    assert key != crypto.stretched("parola parola", salt, crypto.Cost(2, 64, 1))


def test_stretching_is_argon2id_and_agrees_with_a_second_implementation():
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    salt = b"sixteen byte pin"
    other = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=256).derive("şifre ğüiİı".encode())
    assert crypto.stretched("şifre ğüiİı", salt, crypto.Cost(2, 256, 1)) == other


def test_an_envelope_can_be_opened_with_the_published_primitive_alone():
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from omuz.foundation.vault.opened import OpenedKey

    record = UUID(int=5)
    blob = OpenedKey(uuid4(), KEY).seal({"a": "ş"}, table="t", record=record, field="f")
    place = b"\x00\x0fomuz/envelope/1\x00\x01t\x00\x01f" + record.bytes
    assert blob[:1] == b"\x01"
    assert AESGCM(KEY).decrypt(blob[1:13], blob[13:], place).rstrip() == '{"a":"ş"}'.encode()


def test_a_signature_holds_for_its_message_and_key_only():
    signing = crypto.new_signing_key()
    verify = crypto.verify_key_of(signing)
    signature = crypto.signed(signing, b"return")
    assert crypto.signature_holds(verify, signature, b"return")
    assert not crypto.signature_holds(verify, signature, b"Return")
    assert not crypto.signature_holds(crypto.verify_key_of(crypto.new_signing_key()), signature, b"return")
    assert not crypto.signature_holds(b"short", signature, b"return")
    assert not crypto.signature_holds(verify, b"", b"return")


@given(st.one_of(text, answers))
def test_an_envelope_is_recognised_and_plain_text_is_not(payload):
    plain = crypto.packed(payload)
    assert crypto.looks_sealed(crypto.seal_bytes(KEY, plain, b"p"))
    assert not crypto.looks_sealed(plain)


def test_a_fingerprint_is_read_aloud_in_six_groups_and_differs_between_keys():
    one, other = crypto.fingerprint(bytes(32)), crypto.fingerprint(bytes(31) + b"\x01")
    assert one != other
    assert [len(group) for group in one.split()] == [4] * 6
