"""P4a, the vault's part: opening a centre's 25,000 contacts and sealing as many, beside the least that does it."""

import json
import os
from collections.abc import Iterator
from uuid import UUID, uuid4

from tests.bench.rows import Row, taken

CONTACTS = 25_000
TABLE, FIELD = "contacts_contact", "answers"
ANSWERS = {
    "channel": "phone", "for_whom": "herself", "kind": "first", "done": ["listened", "informed", "planned"],
    "referred_to": ["police", "lawyer"], "heard_from": "friend", "district": "konak", "hidden_number": "no",
    "anonymous": "yes", "violence_types": ["physical", "psychological"], "relation": ["husband"],
    "age_band": "25_34", "looking_for": "not_asked",
}  # fmt: skip


def measure() -> Iterator[Row]:
    """Ours: data key unwrapped, envelope opened, answers read. Floor: one decryption and one parse a contact."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.site.settings")
    django.setup()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from omuz.foundation.vault import crypto
    from omuz.foundation.vault.opened import CentreSecrets, OpenedCentre

    centre = OpenedCentre(CentreSecrets(uuid4(), {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key()))
    records = [uuid4() for _ in range(CONTACTS)]

    def seal() -> list[tuple[bytes, UUID, bytes, UUID]]:
        sealed = centre.seal_many(((record, {FIELD: ANSWERS}) for record in records), table=TABLE)
        return [
            (wrapped, datakey_id, envelopes[FIELD], record)
            for record, (datakey_id, wrapped, envelopes) in zip(records, sealed, strict=True)
        ]

    rows = seal()
    one, nonce = AESGCM(crypto.new_key()), crypto.new_nonce()
    plain = json.dumps(ANSWERS).encode()
    body = one.encrypt(nonce, plain, None)

    def open_all() -> None:
        opened = [each["kind"] for each in centre.open_many(rows, table=TABLE, field=FIELD)]
        assert opened == ["first"] * CONTACTS

    def open_floor() -> None:
        opened = [json.loads(one.decrypt(nonce, body, None))["kind"] for _ in range(CONTACTS)]
        assert opened == ["first"] * CONTACTS

    def seal_floor() -> None:
        assert len([one.encrypt(os.urandom(12), json.dumps(ANSWERS).encode(), None) for _ in records]) == CONTACTS

    note = f"{CONTACTS:,} contacts, each under its own data key; envelopes of {len(rows[0][2])} bytes"
    least = "one AES-GCM call and one JSON {} a contact, a single key, bound to nothing"
    opening, sealing = least.format("parse"), least.format("text")
    yield Row("P4a open a centre's contacts", taken(open_all), opening, taken(open_floor), "≤ 600 ms", note)
    yield Row("P6 seal as many new contacts", taken(seal), sealing, taken(seal_floor), "—", note)
