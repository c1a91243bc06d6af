"""Looking changes nothing and is itself seen: no row but log and session, and no way to read without an event."""

from itertools import groupby
from typing import Any

import pytest
from django.urls import reverse

from tests.attack.conftest import FORM, NOTE, NUMBER, TYPED, House, every_address, paths, rows_of

MAY_GROW = ("audit_auditevent", "audit_audithead", "people_session", "site_cache")


@pytest.mark.parametrize("name", ["ayse", "nermin", "elif_", "derya", "can"])
def test_opening_every_page_writes_nothing(full: House, name: str) -> None:
    from omuz.foundation.audit.chain import INSTALLATION
    from omuz.foundation.tenancy.context import see_as

    client = full[name].client()

    def counted() -> dict[str, int]:
        see_as([full.cast.konak.id, full.cast.bornova.id, INSTALLATION])
        return rows_of(but=MAY_GROW)

    before, contents = counted(), _stamps(full)
    # Counted room by room: there are some hundred tables and some hundred pages.
    for room, addresses in groupby(every_address(), key=lambda address: address.name.partition(":")[0]):
        for address in addresses:
            for path in paths(address, full.of_konak):
                for method in ("get", "head", "options"):
                    getattr(client, method)(path)
        assert counted() == before, room
    assert _stamps(full) == contents


def _stamps(house: House) -> list[Any]:
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.people.models import Post, Staff
    from omuz.foundation.tenancy.context import see_as
    from omuz.network.returns.models import CentreReturn

    see_as([house.cast.konak.id, house.cast.bornova.id])
    found: list[Any] = list(Contact.objects.order_by("id").values_list("id", "state", "revision", "changed_at"))
    found += list(CentreReturn.objects.order_by("id").values_list("id", "state", "version"))
    found += list(Staff.objects.order_by("id").values_list("id", "is_active", "session_epoch", "language", "password"))
    return found + list(Post.objects.order_by("id").values_list("id", "role", "ends_on"))


def _events_about(house: House, contact: Any) -> int:
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.tenancy.context import see_as

    see_as([house.cast.konak.id])
    return int(AuditEvent.objects.filter(about__contains=contact.code).count())


def test_no_answer_shows_what_she_said_without_an_event(full: House) -> None:
    """Whatever is sent to whatever address: where her words come back, the log says who read them."""
    client = full["nermin"].client(raise_request_exception=False)
    silent = []
    bodies: list[dict[str, str]] = [{}, {"version": "0"}, {"version": "99"}, FORM, {**FORM, "version": "99"},
                                    {**FORM, "version": "0", "again_on": "x"}, {"contact": str(full.draft.id), **FORM},
                                    {"contact": str(full.contact.id), **FORM},
                                    {"contact": str(full.draft.id), **FORM, "version": "99"}]  # fmt: skip
    for address in every_address():
        if not address.name.startswith("contacts:"):
            continue
        for contact, words in ((full.contact, (NOTE, NUMBER)), (full.draft, (TYPED,))):
            path = address.path(dict.fromkeys(("contact_id", "run_id", "export_id"), contact.id))
            for body in [None, *bodies]:
                before = _events_about(full, contact)
                answer = client.get(path) if body is None else client.post(path, body)
                told = answer.getvalue().decode("utf-8", "replace")
                if any(word in told for word in words) and _events_about(full, contact) == before:
                    silent.append((address.name, answer.status_code, body))
    assert silent == []


def test_a_list_that_is_looked_at_is_in_the_log(house: House) -> None:
    from omuz.foundation.audit.models import AuditEvent
    from omuz.foundation.tenancy.context import see_as

    client = house["ayse"].client()
    for name in ("contacts:today", "contacts:list"):
        see_as([house.cast.konak.id])
        before = AuditEvent.objects.filter(chain=house.cast.konak.id).count()
        assert house.contact.code in client.get(reverse(name)).content.decode()
        see_as([house.cast.konak.id])
        assert AuditEvent.objects.filter(chain=house.cast.konak.id).count() == before + 1
