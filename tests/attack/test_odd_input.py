"""What no page expects in an address or a form: never a fault of ours, never a record that opens no more."""

from typing import Any

import pytest
from django.urls import reverse

from tests.attack.conftest import FORM, House, every_address, paths

ODD = ("", "\x00", "0", "-1", "9" * 40, "9999-12-31", "0001-01-01", "31.12.9999", "01.01.0001", "9999-Q4", "0000-Q1",
       "NaN", "ğ" * 5000, "' OR 1=1 --", "{{7*7}}", "${7*7}", "<script>alert(1)</script>", "\ud7ff\uffff", "../../etc",
       "00000000-0000-0000-0000-000000000000", "[" * 3000, "W1tdLDVd", "WyIyMDI2LTAxLTAxIiwgNV0", "%00",
       "a\r\nSet-Cookie: x=1")  # fmt: skip
FEW = ("\x00", "9999-12-31", "0000-Q1", "9" * 40, "WyIyMDI2LTAxLTAxIiwgNV0", "<script>alert(1)</script>")
LETTERS = ("merkez", "donem", "d", "s", "day", "person", "kind", "once", "kurum", "yer", "bildirim", "next", "q",
           "channel", "worker", "district")  # fmt: skip
TALLY = {"channel": "phone", "on": "20.11.2026", "clock": "10:00", "version": "0", "page": "p"}


@pytest.mark.parametrize("name", ["nermin", "can"])
def test_no_letter_of_an_address_breaks_a_page(full: House, name: str) -> None:
    """One odd value a page; every value on every page is tried by `make trust` (tests/trust/test_forms.py)."""
    client = full[name].client(raise_request_exception=False)
    broken = []
    for turn, address in enumerate(every_address()):
        odd = FEW[turn % len(FEW)]
        answer = client.get(paths(address, full.of_konak)[0], dict.fromkeys(LETTERS, odd))
        if answer.status_code >= 500 or b"<script>alert" in answer.getvalue():
            broken.append((address.name, odd[:20], answer.status_code))
    assert broken == []


@pytest.mark.parametrize("name", ["nermin", "can"])
def test_no_field_of_a_form_breaks_a_page(full: House, name: str) -> None:
    """One odd value a form, as above."""
    from django.db import connection, transaction

    client = full[name].client(raise_request_exception=False)
    broken = []
    ending = {"sign-out", "sign-out-everywhere", "lock", "begin-again", "leave", "end-session", "confirm", "unlock"}
    for turn, address in enumerate(each for each in every_address() if each.name not in ending):
        for path in paths(address, full.of_konak):
            odd = FEW[turn % len(FEW)]
            mark = transaction.savepoint()
            answer = client.post(path, {**dict.fromkeys(FORM, odd), **dict.fromkeys(LETTERS, odd), "contact": odd})
            if answer.status_code >= 500:
                broken.append((address.name, odd[:20], answer.status_code))
            if connection.needs_rollback:
                connection.needs_rollback = False
            transaction.savepoint_rollback(mark)
            transaction.savepoint_commit(mark)  # or it stays open: thousands of them slow every query
    assert broken == []


@pytest.mark.parametrize("day", ["31.12.9999", "01.01.0001", "30.02.2026", "1.1.1"])
def test_no_day_makes_a_contact_that_opens_no_more(house: House, day: str) -> None:
    client = house["ayse"].client(raise_request_exception=False)
    page = reverse("contacts:open", args=[house.contact.id])
    settled = client.post(
        reverse("contacts:settle", args=[house.contact.id]), {"result": "reached", "again_on": day, "version": "1"}
    )
    assert settled.status_code != 500
    correct = reverse("contacts:correct", args=[house.contact.id])
    for field in ("on", "due_on"):
        sent = {
            **TALLY,
            "reason": "misheard",
            "callable": "yes",
            "start": "09:00",
            "end": "10:00",
            "version": "1",
            field: day,
        }
        assert client.post(correct, sent).status_code != 500
    draft = reverse("contacts:keep", args=[house.draft.id])
    assert (
        client.post(draft, {"version": "1", "changed": ["on", "due_on", "clock"], "on": day, "due_on": day}).status_code
        == 200
    )
    for path in (
        page,
        correct,
        reverse("contacts:open", args=[house.draft.id]),
        reverse("contacts:today"),
        reverse("contacts:list"),
    ):
        assert client.get(path).status_code == 200, path


def test_whatever_is_typed_into_a_draft_opens_again(house: House) -> None:
    client = house["ayse"].client(raise_request_exception=False)
    from omuz.casework.contacts.forms.tally import TallyForm

    for odd in ODD:
        version = str(_revision(house))
        body: dict[str, Any] = {
            "version": version,
            "changed": sorted(TallyForm.names()),
            **dict.fromkeys(TallyForm.names(), odd),
        }
        assert client.post(reverse("contacts:keep", args=[house.draft.id]), body).status_code in (200, 409), odd[:20]
        assert client.get(reverse("contacts:open", args=[house.draft.id])).status_code == 200, odd[:20]
        assert client.get(reverse("contacts:today")).status_code == 200, odd[:20]


def _revision(house: House) -> int:
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.tenancy.context import see_as

    see_as([house.cast.konak.id])
    return int(Contact.objects.get(pk=house.draft.id).revision)


def test_a_session_name_nobody_made_opens_the_door_and_nothing_breaks(house: House, client: Any) -> None:
    client.raise_request_exception = False
    for name in ("omuz_session", "omuz_key", "omuz_known", "omuz_form", "messages", "omuz_language", "omuz_presenting"):
        for odd in ('"\\000abcdefghij"', "x" * 3000, "", "../../x", '"\\377\\376abcdefgh"'):
            answer = client.get(reverse("sign-in"), headers={"Cookie": f"{name}={odd}"})
            assert answer.status_code == 200, (name, odd)
            answer = client.get(reverse("contacts:today"), headers={"Cookie": f"{name}={odd}"})
            assert answer.status_code == 302, (name, odd)
