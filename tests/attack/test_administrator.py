"""Whoever runs the machines and gives herself a post: no key, no code, no count, and the coordinator sees it."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.attack.conftest import PLANTED, QUARTER, House, every_address, paths
from tests.attack.sealed import CONFLICT, OPEN, RESTRICTED

CODE = re.compile(r"\b[TD]-[2-9A-HJ-NP-Z]{5}\b")


def _seen(full: House, client: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for address in every_address():
        if address.name in {"sign-out", "sign-out-everywhere", "lock", "begin-again", "leave", "end-session"}:
            continue
        for path in paths(address, full.of_konak):
            for query in ("", f"?donem={QUARTER}"):
                answer = client.get(path + query)
                text = answer.getvalue().decode("utf-8", "replace")
                told = set(CODE.findall(text)) | {
                    word for word in (*PLANTED, OPEN, RESTRICTED, CONFLICT) if word in text
                }
                told |= {"count"} if re.search(r"\b90 temas", text) else set()
                if told:
                    found[f"{address.name} {answer.status_code} {query}"] = told
    return found


@pytest.mark.parametrize("role", ["counsellor", "centre_coordinator"])
def test_a_post_she_gave_herself_opens_nothing_without_a_key(full: House, role: str) -> None:
    can = full["can"]
    page = can.client()
    answer = page.post(
        reverse("give-post", args=[can.staff.pk]), {"role": role, "place": f"centre:{full.cast.konak.code}"}
    )
    assert answer.status_code == 302
    can.staff.refresh_from_db()
    assert _seen(full, can.client(raise_request_exception=False)) == {}


def test_taking_over_an_account_by_renewing_it_opens_nothing(full: House) -> None:
    from omuz.foundation.people.actions import accounts
    from tests.cast import PASSWORD, Member

    can = full["can"].client()
    answer = can.post(reverse("renew", args=[full.cast.ayse.staff.pk]), {"second_factor": "on"})
    word = re.search(r"/davet/([\w-]+)/", answer.content.decode())
    assert word is not None
    taken = Member(accounts.accept(word=word.group(1), password=PASSWORD + "x"), PASSWORD + "x")
    assert _seen(full, taken.client(raise_request_exception=False)) == {}


def test_the_coordinator_sees_what_the_administrator_did(house: House) -> None:
    can = house["can"]
    can.client().post(
        reverse("give-post", args=[can.staff.pk]), {"role": "counsellor", "place": f"centre:{house.cast.konak.code}"}
    )
    nermin = house["nermin"].client()
    assert "Can Öztürk" in nermin.get(reverse("people")).content.decode()
    assert "Can Öztürk" in nermin.get(reverse("audit")).content.decode()
