"""What the tests of these pages share: a page's hidden fields, a form as typed, an autosave, what was kept."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.actions.versions import said_of, typed_of
from omuz.casework.interviews.models import Interview
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from tests.cast import Member

HIDDEN = ("interview", "page", "version")


def new_of(file: OpenedCase) -> str:
    return reverse("interviews:new", args=[file.id])


def page_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of a page, and where it saves itself."""
    text = client.get(address).content.decode()
    fields = dict(re.findall(rf'type="hidden" name="({"|".join(HIDDEN)})" value="([^"]*)"', text))
    found = re.search(r'data-autosave-url="([^"]+)"', text)
    return fields | {"autosave": found[1].replace("&amp;", "&") if found else ""}


def sent(fields: dict[str, str], **answers: Any) -> dict[str, Any]:
    return {name: fields[name] for name in HIDDEN if name in fields} | {"on": "04.03.2026"} | answers


def keep(client: Client, fields: dict[str, str], version: int, **changes: Any) -> Any:
    body = {"version": version, "changed": list(changes), **changes}
    return client.post(fields["autosave"], body, headers={"X-Omuz-Background": "1"})


def only(member: Member) -> Interview:
    with acting(member.person):
        found: Interview = Interview.objects.select_related("case", "case__data_key").get()
        return found


def said_now(member: Member, file: OpenedCase) -> Any:
    return said_of(only(member), file.key)


def typed_now(member: Member, file: OpenedCase) -> dict[str, list[str]]:
    return typed_of(only(member), file.key).fields


def set_plain(member: Member, file: OpenedCase, **plain: Any) -> None:
    with acting(member.person), recorded(by=member.person, event="case.hidden", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(**plain)


def checked(text: str, name: str, value: str) -> bool:
    return re.search(rf'name="{name}" value="{value}"[^>]*checked', text) is not None
