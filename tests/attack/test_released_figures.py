"""Figures of the network: who reads what was not let out (nobody outside), and what the key's door takes (its key)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from omuz.network.returns.models import NetworkRelease, ReceivedReturn
from omuz.network.returns.rules.document import MOST_BYTES, Sealed, read_file, write_file
from tests.attack.conftest import FORM, QUARTER, House, every_address
from tests.browser.addresses import Address
from tests.network.returns import invented

LET_OUT, INSIDE = "2026-Q2", "2026-Q1"
MORE = 613
"""So many contacts more has Konak in the quarter nobody has let out; no other number of these tests is one of ODD."""
ODD = re.compile(r"(?<![\w.-])(703|793)(?![\w-])")
"""That quarter's contacts of Konak, and of the two centres together."""
ROOMS = frozenset({"returns", "figures", "handbook", "open-data"})
FREE_TO_READ = re.compile(
    r"handbook:|open-data:|figures:(slides|press|press-sheet|picture)$"
    r"|returns:(ledger|network-release|network-release-figure)$"
)
"""Definitions, and what was let out."""
Sent = Callable[[str], bytes]


@dataclass
class Let:
    """The house with a release to everybody, one to the network alone, and a quarter that was only received."""

    house: House
    public: NetworkRelease
    inner: NetworkRelease

    def client(self, name: str) -> Client:
        """Somebody's browser; empty: nobody is signed in."""
        return self.house[name].client(raise_request_exception=False) if name else Client(raise_request_exception=False)

    def paths(self, address: Address, release: NetworkRelease) -> list[str]:
        """The address over what there is of these figures."""
        values: dict[str, list[Any]] = {
            "release_id": [release.pk],
            "return_id": [self.house.prepared.id],
            "hold_id": [self.house.prepared.id],
            "view_id": [self.house.prepared.id],
            "key": ["contacts_by_month", "seri", "8-mart"],
            "kind": ["csv", "svg"],
            "code": ["i01", f"network_{release.quarter.replace('-', '_').lower()}"],
            "number": [1],
            "name": ["tables/contacts_by_month.csv", "catalog.jsonld", "index.html"],
        }
        return [
            address.path(dict(zip(address.parts, chosen, strict=True)))
            for chosen in product(*(values[part] for part in address.parts))
        ]


@pytest.fixture
def let(house: House, monkeypatch: pytest.MonkeyPatch) -> Let:
    """Two centres only, so the least number of centres is lowered for these tests."""
    from omuz.foundation.people.access import acting
    from omuz.network.returns import actions
    from omuz.network.returns.rules.quarters import Quarter
    from tests.network.returns.conftest import House as Sending

    monkeypatch.setattr("omuz.network.returns.queries.proposal.given_away", lambda *_: ())
    cast, sending = house.cast, Sending(house.cast, house.songul)
    for centre in (cast.konak, cast.bornova):
        sending.record(centre, invented.contacts(140, INSIDE, district=centre.district or "konak"))
    sending.send(cast.nermin, INSIDE)
    for quarter in (INSIDE, LET_OUT, QUARTER):
        sending.send(house.songul, quarter)
    sending.record(cast.konak, invented.contacts(MORE, QUARTER, seed=4))
    house.prepared = sending.send(cast.nermin, QUARTER)
    with acting(cast.elif_.person):
        rows = [
            actions.release_figures(by=cast.elif_.person, quarter=Quarter.read(quarter), audience=audience)
            for quarter, audience in ((LET_OUT, "public"), (INSIDE, "centres"))
        ]
    return Let(house, *rows)


def _ours() -> list[Address]:
    return [each for each in every_address() if each.name.partition(":")[0] in ROOMS]


def _read(answer: Any) -> str:
    """What stands in an answer; in a packed file a number could only stand by chance."""
    packed = answer.headers.get("Content-Type", "").startswith(("application/pdf", "image/png", "application/zip"))
    return "" if packed else answer.getvalue().decode("utf-8", "replace")


@pytest.mark.parametrize("name", ["", "zeynep", "derya", "can"])
def test_nobody_outside_reads_a_number_that_was_not_let_out(let: Let, name: str) -> None:
    client, met, opened = let.client(name), [], set()
    for address in _ours():
        for path in let.paths(address, let.public):
            for query in ("", f"?donem={QUARTER}", f"?donem={QUARTER}&hedef=public"):
                answer = client.get(path + query)
                assert answer.status_code < 500, path + query
                if answer.status_code == 200:
                    opened.add(address.name)
                met += [(address.name, query, found) for found in ODD.findall(_read(answer))]
    assert met == []
    if name in {"", "can"}:
        assert {each for each in opened if not FREE_TO_READ.match(each)} == set()


def test_that_number_is_there_to_be_found(let: Let) -> None:
    """Elif reads both on the network's pages, so what the test above looks for is not nothing."""
    client = let.client("elif_")
    texts = [client.get(reverse(name), {"donem": QUARTER}).content.decode() for name in ("returns:dashboard",)]
    assert {"793"} <= {found for text in texts for found in ODD.findall(text)}


def test_a_stranger_reads_what_is_public_and_nothing_let_out_to_the_network_alone(let: Let) -> None:
    read: dict[str, dict[str, set[int]]] = {}
    for who in ("", "can", "zeynep"):
        client = let.client(who)
        for told, release in (("public", let.public), ("inner", let.inner)):
            found = read.setdefault(who, {}).setdefault(told, set())
            for address in _ours():
                if "release_id" in address.parts and address.name != "returns:released-figure":
                    found |= {client.get(path).status_code for path in let.paths(address, release)}
    assert 200 in read[""]["public"]
    assert 200 in read["can"]["public"]
    assert 200 in read["zeynep"]["inner"]
    assert read[""]["inner"] <= {302, 404}
    assert read["can"]["inner"] <= {403, 404}


@pytest.mark.parametrize("name", ["zeynep", "songul", "derya", "can"])
def test_nothing_sent_to_these_rooms_from_outside_lets_out_holds_or_takes_in_anything(let: Let, name: str) -> None:
    from omuz.foundation.tenancy.context import see_as
    from omuz.network.returns.models import Hold, LedgerEntry

    def there() -> list[int]:
        see_as([let.house.cast.konak.id], network=True)
        konak = let.house.cast.konak.id
        return [
            *(model.objects.count() for model in (NetworkRelease, Hold, LedgerEntry)),
            ReceivedReturn.objects.filter(centre_id=konak).count(),
        ]

    client, before = let.client(name), there()
    body = {**FORM, "hedef": "public", "neden": "late", "donem": INSIDE, "ne": "district/konak", "bitis": ""}
    for address in _ours():
        for path in let.paths(address, let.public):
            for method in ("post", "put", "delete"):
                answer = getattr(client, method)(path, **({"data": body} if method == "post" else {}))
                assert answer.status_code < 500, (method, path)
    assert there() == before


@pytest.fixture
def sent(house: House, settings: Any) -> Sent:
    """A quarter of Konak as a file signed by its key, which the network knows."""
    from omuz.foundation.people.access import acting
    from omuz.network.returns import actions
    from tests.network.returns.conftest import House as Sending

    def made(quarter: str) -> bytes:
        settings.OMUZ_KIND = "centre"
        row = Sending(house.cast, house.songul).send(house.cast.nermin, quarter)
        settings.OMUZ_KIND = "network"
        cache.clear()
        with acting(house.cast.nermin.person):
            return actions.signed_file(row)

    return made


def _knocked(raw: bytes, **more: Any) -> Any:
    cache.clear()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.post(reverse("returns:by-key"), raw, content_type="application/vnd.sdmx.data+csv", **more)


def _received(house: House) -> list[tuple[str, int, str]]:
    from omuz.foundation.tenancy.context import see_as

    see_as(network=True)
    rows = ReceivedReturn.objects.filter(centre_id=house.cast.konak.id).order_by("quarter", "version")
    return list(rows.values_list("quarter", "version", "digest"))


def test_the_keys_door_takes_nothing_malformed_and_nothing_too_large(house: House, sent: Sent) -> None:
    raw, before = sent(QUARTER), _received(house)
    half = len(raw) // 2
    broken = [
        b"", b"\x00" * 64, b"\xff\xfe" + raw, raw[:half], raw[half:], raw + raw, raw.rstrip()[:-1],
        raw.replace(b",", b";"), b"PK\x03\x04" + raw, b"x" * (MOST_BYTES + 1), b'{"a":' * 9000,
        raw + b"\n" * (MOST_BYTES + 1 - len(raw)),
        raw.upper(), raw.replace(b"konak-1", b"konak-1' OR '1'='1"), raw.replace(QUARTER.encode(), b"2026-Q9"),
    ]  # fmt: skip
    for place, each in enumerate(broken):
        answer = _knocked(each)
        assert answer.status_code in (403, 422), (place, answer.status_code)
        assert answer.json()["taken"] is False, place
        assert _received(house) == before, place
    assert _knocked(raw, headers={"Content-Encoding": "gzip"}).status_code in (201, 200, 422)


def test_every_byte_of_a_signed_file_counts(house: House, sent: Sent) -> None:
    """One letter changed anywhere: the signature is no longer this centre's."""
    raw, before = sent(QUARTER), _received(house)
    step = max(1, len(raw) // 60)
    for place in range(0, len(raw), step):
        if not chr(raw[place]).isalnum():
            continue
        changed = raw[:place] + (b"7" if raw[place : place + 1] != b"7" else b"8") + raw[place + 1 :]
        answer = _knocked(changed)
        assert answer.status_code in (403, 422), (place, raw[place - 20 : place + 20])
        assert _received(house) == before, place


def test_a_file_sent_again_adds_nothing_and_an_older_one_does_not_come_back(house: House, sent: Sent) -> None:
    first = sent(QUARTER)
    assert _knocked(first).status_code == 201
    kept = _received(house)
    for _again in range(3):
        assert _knocked(first).status_code == 200
    assert _received(house) == kept
    invented.ROWS[house.cast.konak.id].extend(invented.contacts(30, QUARTER, seed=7))
    second = sent(QUARTER)
    assert _knocked(second).status_code == 201
    newest = _received(house)
    assert _knocked(first).status_code == 422
    assert _received(house) == newest


def test_a_foreign_signature_is_answered_as_an_unknown_key_is(house: House, sent: Sent) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from omuz.network.returns.rules.document import to_sign

    sealed, before = read_file(sent(QUARTER)), _received(house)
    own = Ed25519PrivateKey.generate()
    key = own.public_key().public_bytes_raw()

    def written(one: Sealed) -> bytes:
        return write_file(one.document.text(), one.signature, one.key)

    def signed(document: Any) -> Sealed:
        return Sealed(document, own.sign(to_sign(document.text())), key)

    foreign = [
        signed(sealed.document),
        signed(replace(sealed.document, centre="bornova-1")),
        signed(replace(sealed.document, centre="yok-1")),
        replace(sealed, key=key),
        replace(sealed, signature=own.sign(b"x")),
        replace(sealed, signature=b"\x00" * 64),
        replace(sealed, document=replace(sealed.document, centre="bornova-1")),
        replace(sealed, document=replace(sealed.document, version=sealed.document.version + 1)),
    ]
    answers = [_knocked(written(each)) for each in foreign]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert _received(house) == before
