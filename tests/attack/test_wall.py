"""Every address × person × method, made from the program's own addresses: a new page is covered by being there."""

import re
from typing import Any

import pytest

from tests.attack.conftest import FORM, PLANTED, House, every_address, paths, plain
from tests.attack.rooms import ROOMS

METHODS = ("get", "post", "put", "delete")
CODE = re.compile(r"\b[TD]-[2-9A-HJ-NP-Z]{5}\b")
COMMON = frozenset({*ROOMS, "figures", "handbook", "open-data"})
"""Rooms in which a centre is known by its code to everybody, or a code names an indicator; they have tests of their own
in `test_network_rooms.py` and `test_released_figures.py`."""


def _asked(client: Any, method: str, path: str) -> Any:
    body = {"data": FORM} if method == "post" else {}
    return getattr(client, method)(path, **body)


@pytest.mark.parametrize("name", ["zeynep", "songul", "elif_", "derya", "can"])
def test_what_is_foreign_and_what_is_not_there_get_the_same_answer(full: House, name: str) -> None:
    client = full[name].client(raise_request_exception=False)
    differing = []
    for address in every_address():
        if address.name.partition(":")[0] in ROOMS:
            continue  # common knowledge lies beside each centre's own there; test_network_rooms.py tells them apart
        foreign = {"contact_id", "return_id", "release_id", "code", "staff_id"} & set(address.parts)
        if address.name.partition(":")[0] in COMMON:
            continue
        if not foreign or (name == "derya" and "release_id" in foreign) or (name == "can" and "staff_id" in foreign):
            continue
        for method in METHODS:
            (absent,) = {
                (answer.status_code, plain(answer))
                for answer in [_asked(client, method, paths(address, full.absent)[0])]
            }
            for path in paths(address, full.of_konak):
                answer = _asked(client, method, path)
                if (answer.status_code, plain(answer)) != absent:
                    differing.append((method, address.name, answer.status_code, absent[0]))
    assert differing == []


@pytest.mark.parametrize("name", ["zeynep", "songul", "elif_", "derya", "can"])
def test_nobody_outside_reads_a_code_or_a_word_of_hers_at_any_address(full: House, name: str) -> None:
    client = full[name].client(raise_request_exception=False)
    # At Bornova they have codes of their own, and a form for a new file offers one nobody has yet.
    works = name in {"zeynep", "songul"}
    foreign = full.codes_of_konak
    assert len(foreign) >= 4
    for address in every_address():
        if address.name in {"sign-out", "sign-out-everywhere", "lock", "begin-again"}:
            continue
        for path in paths(address, full.of_konak):
            asked = [(method, path) for method in METHODS] + [("get", f"{path}?merkez=konak-1")]
            for method, wanted in asked:
                answer = _asked(client, method, wanted)
                assert answer.status_code != 500, (method, wanted)
                text = answer.getvalue().decode("utf-8", "replace")
                met = set(CODE.findall(text)) - {FORM["q"]}
                assert not (met & foreign if works else met), (method, wanted)
                if not works:
                    assert not any(word in text for word in PLANTED), (method, wanted)
                assert str(full.contact.id) not in text.replace(path, ""), (method, wanted)


@pytest.mark.parametrize("name", ["elif_", "derya", "can"])
def test_no_address_of_contacts_opens_to_whoever_does_not_work_at_a_centre(full: House, name: str) -> None:
    client = full[name].client()
    for address in every_address():
        if address.name.startswith("contacts:"):
            for path in paths(address, full.of_konak):
                assert {_asked(client, method, path).status_code for method in METHODS} <= {403, 405}, path
