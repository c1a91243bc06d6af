"""Who may not know of a file finds it nowhere: no list, no search, no page, no fragment, no error that tells."""

import re

import pytest
from django.urls import reverse

from omuz.casework.cases.actions.identity import give_code
from omuz.casework.cases.models import Case
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("room_alone")]

ONE = (
    "desk:case", "desk:timeline", "cases:called", "cases:again", "cases:step", "cases:holder", "cases:close",
    "cases:child", "cases:own-part", "cases:safe", "cases:about", "cases:identity", "cases:code",
)  # fmt: skip


def _shut(cast, case, **how) -> None:
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.tenancy.context import counting_rows

    person = cast.nermin.person
    with acting(person), counting_rows(), recorded(by=person, event="case.restricted", centre=case.centre_id):
        assert Case.objects.filter(id=case.id).update(**how) == 1


@pytest.mark.parametrize("how", ["conflict", "restricted"])
def test_a_file_closed_to_her_is_nowhere(cast, contact, how) -> None:
    case = opened_file(cast, contact_id=contact.id)
    with acting(cast.ayse.person):
        _file, told = give_code(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id)
    nermin, ayse = cast.nermin.staff.pk, cast.ayse.staff.pk
    _shut(cast, case, **({"hidden_from": [ayse]} if how == "conflict" else {"only_for": [nermin]}))
    client, other = cast.ayse.client(), cast.nermin.client()
    for name in ONE:
        address = reverse(name, args=[case.id])
        assert client.get(address).status_code == 404, name
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 404, name
        assert client.post(address, {"said": "yes"}).status_code == 404, name
        assert other.get(address).status_code == 200, name
    assert client.post(reverse("cases:forget", args=[case.id]), {"entry": "x"}).status_code == 404
    for tab in "batk":
        assert case.code not in client.get(reverse("cases:list") + f"?g={tab}").content.decode()
    for typed in (case.code, told):
        assert client.post(reverse("cases:find"), {"q": typed})["Location"] == reverse("cases:list")
    assert case.code not in client.get(reverse("desk:today")).content.decode()
    assert client.get(reverse("cases:from-contact", args=[contact.id])).status_code == 200, "not told that one exists"
    assert case.code in other.get(reverse("cases:list") + "?g=t").content.decode()


@pytest.mark.parametrize(("who", "answer"), [("zeynep", 404), ("derya", 403), ("elif_", 403), ("can", 403)])
def test_other_roles_and_other_centres_open_no_page_of_a_file(cast, who, answer) -> None:
    case = opened_file(cast)
    client = getattr(cast, who).client()
    for name in ONE:
        assert client.get(reverse(name, args=[case.id])).status_code == answer, name
    for name in ("cases:list", "cases:new"):
        assert client.get(reverse(name)).status_code == (200 if who == "zeynep" else 403)
    assert client.get(reverse("cases:review", args=[case.id])).status_code == 403


def test_a_counsellor_does_not_write_the_review(cast) -> None:
    case = opened_file(cast)
    assert cast.ayse.client().get(reverse("cases:review", args=[case.id])).status_code == 403
    page = cast.nermin.client().get(reverse("cases:review", args=[case.id]))
    assert page.status_code == 200 and "özel değerlendirme istenmemiş" in page.content.decode()


def test_no_title_of_a_page_says_anything(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Deniz"})
    client = cast.ayse.client()
    for name in ONE:
        text = client.get(reverse(name, args=[case.id])).content.decode()
        assert re.search(r"<title>\s*Belge\s*</title>", text), name
        assert text.count("<h1") == 1, name


def test_each_look_at_a_file_is_one_event(cast) -> None:
    case = opened_file(cast)
    client = cast.ayse.client()
    for name in ONE:
        with acting(cast.ayse.person):
            before = AuditEvent.objects.count()
        assert client.get(reverse(name, args=[case.id])).status_code == 200, name
        with acting(cast.ayse.person):
            rows = AuditEvent.objects.order_by("-seq")[: AuditEvent.objects.count() - before]
            assert [(row.event, row.about) for row in rows] == [
                ("case.read" if name == "desk:case" else "case.part_read", f"case:{case.code}")
            ], name
