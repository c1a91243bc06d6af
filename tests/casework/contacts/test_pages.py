"""The pages of the tally: filled in any order, kept while written, never lost, closed to everybody else."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from omuz.casework.contacts.actions.versions import said_of, typed_of
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

NEW = reverse("contacts:new")


def page_of(client: Client, address: str = NEW) -> dict[str, str]:
    """The hidden fields of a fresh page, and where it saves itself."""
    text = client.get(address).content.decode()
    fields = dict(re.findall(r'type="hidden" name="(contact|page|version|merkez)" value="([^"]*)"', text))
    found = re.search(r'data-autosave-url="([^"]+)"', text)
    return fields | {"autosave": found[1].replace("&amp;", "&") if found else ""}


def _typed(fields: dict[str, str], **answers: Any) -> dict[str, Any]:
    now = timezone.localtime()
    hidden = {name: fields[name] for name in ("contact", "page", "version", "merkez") if name in fields}
    return hidden | {"on": f"{now:%d.%m.%Y}", "clock": f"{now:%H:%M}"} | answers


def keep(client: Client, fields: dict[str, str], version: int, **changes: Any) -> Any:
    body = {"version": version, "changed": list(changes), **changes}
    return client.post(fields["autosave"], body, headers={"X-Omuz-Background": "1"})


def _only(member: Member) -> Contact:
    with acting(member.person):
        contact: Contact = Contact.objects.select_related("data_key").get()
        return contact


def _said(member: Member) -> Any:
    contact = _only(member)
    return said_of(contact, contact.key(member.vault))


def test_a_channel_is_enough(cast: Cast) -> None:
    client = cast.ayse.client()
    response = client.post(NEW, _typed(page_of(client), channel="phone"))
    assert (response.status_code, response["Location"]) == (302, reverse("contacts:today"))
    said = _said(cast.ayse)
    assert (said.answers.channel, said.answers.kind, said.answers.done) == ("phone", "not_asked", ("not_asked",))


def test_without_a_channel_it_is_not_saved_and_everything_typed_is_still_there(cast: Cast) -> None:
    client = cast.ayse.client()
    typed = _typed(page_of(client), note="Uzun bir not", kind="violence", number="0500 1", minutes="12")
    response = client.post(NEW, typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Kanalı seçin" in text
    assert "Uzun bir not" in text
    assert 'value="0500 1"' in text
    assert re.search(r'value="violence"[^>]*checked', text)
    with acting(cast.ayse.person):
        assert not Contact.objects.exists()


def test_opening_a_new_page_writes_nothing(cast: Cast) -> None:
    client = cast.ayse.client()
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    page_of(client)
    with acting(cast.ayse.person):
        assert AuditEvent.objects.count() == before
        assert not Contact.objects.exists()


def test_a_page_saves_itself_and_is_resumed_as_it_was_left(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    first = keep(client, fields, 0, channel="phone").json()
    second = keep(client, fields, first["version"], note="Ayşe aradı 0532 111 22 33", done=["appointment"]).json()
    assert second["version"] == 2
    assert re.fullmatch(r"\d\d:\d\d", second["saved_at"])
    assert len(second["notes"]) == 2
    contact = _only(cast.ayse)
    assert contact.state == "draft"
    text = client.get(reverse("contacts:open", args=[contact.id])).content.decode()
    assert "Ayşe aradı 0532 111 22 33" in text
    assert re.search(r'value="appointment"[^>]*checked', text)
    assert re.search(r'name="version" value="2"', text)


def test_an_emptied_group_is_kept_as_empty(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    keep(client, fields, 0, done=["appointment"])
    body = {"version": 1, "changed": ["done"]}
    client.post(fields["autosave"], body, headers={"X-Omuz-Background": "1"})
    contact = _only(cast.ayse)
    assert typed_of(contact, contact.key(cast.ayse.vault)).fields["done"] == []


def test_a_draft_becomes_the_contact(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    keep(client, fields, 0, channel="phone")
    client.post(NEW, _typed(fields | {"version": "1"}, channel="phone", note="bitti"))
    contact = _only(cast.ayse)
    assert (contact.state, str(contact.id)) == ("recorded", fields["contact"])


def test_two_people_on_one_draft_both_see_what_the_other_wrote(cast: Cast) -> None:
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    fields = page_of(ayse)
    keep(ayse, fields, 0, channel="phone", note="bir")
    other = page_of(nermin, reverse("contacts:open", args=[fields["contact"]]))
    assert keep(nermin, other, 1, note="Nermin’in notu").status_code == 200
    met = keep(ayse, fields, 1, note="Ayşe’nin notu")
    assert met.status_code == 409
    assert met.json() == {
        "version": 2,
        "changes": [{"name": "note", "label": "Not", "theirs": "Nermin’in notu"}],
    }
    response = ayse.post(NEW, _typed(fields | {"version": "1"}, channel="phone", note="Ayşe’nin notu"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "Nermin’in notu" in text
    assert "Ayşe’nin notu" in text
    assert ayse.post(NEW, _typed(fields | {"version": "2"}, channel="phone", note="Ayşe’nin notu")).status_code == 302
    assert _said(cast.ayse).note == "Ayşe’nin notu"


def test_saving_from_a_page_left_open_after_it_was_recorded_loses_nothing(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    client.post(NEW, _typed(fields, channel="phone"))
    again = client.post(NEW, _typed(fields, channel="phone"))
    assert again.status_code == 302
    stale = client.post(NEW, _typed(fields | {"page": uuid4().hex}, channel="phone", note="yeni söz"))
    assert stale.status_code == 409
    assert "yeni söz" in stale.content.decode()
    assert keep(client, fields, 1, note="yeni söz").status_code == 422


def test_a_call_is_promised_only_with_her_yes_and_her_hours(cast: Cast) -> None:
    client = cast.ayse.client()
    tomorrow = timezone.localdate() + timedelta(days=1)
    asked = {"channel": "phone", "due": tomorrow.isoformat()}
    refused = client.post(NEW, _typed(page_of(client), **asked))
    assert refused.status_code == 422
    assert "aranabilir" in refused.content.decode()
    given = {"callable": "yes", "hours": "09:00-12:00", "number": "0500 000 00 00"}
    assert client.post(NEW, _typed(page_of(client), **asked, **given)).status_code == 302
    said = _said(cast.ayse)
    assert (said.due_on, said.safe.start, said.safe.end) == (tomorrow, time(9), time(12))
    assert {said.safe.sms, said.safe.voicemail, said.safe.name_centre} == {False}


@pytest.mark.parametrize(
    "answers",
    [
        {"hidden_number": "yes", "number": "0500 000 00 00"},
        {"kind": "whereabouts_enquiry", "number": "0500 000 00 00"},
    ],
)
def test_a_hidden_number_and_the_number_of_somebody_looking_for_her_are_not_kept(
    cast: Cast, answers: dict[str, str]
) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    assert client.post(NEW, _typed(fields, channel="phone", **answers)).status_code == 422
    keep(client, fields, 0, **answers)
    contact = _only(cast.ayse)
    assert "number" not in typed_of(contact, contact.key(cast.ayse.vault)).fields


def test_somebody_looking_for_a_woman_gets_one_sentence_and_the_page_knows_nobody(cast: Cast) -> None:
    text = cast.ayse.client().get(NEW).content.decode()
    assert "kimin başvurup başvurmadığını söylemiyoruz" in text
    assert 'data-shortcut="3"' in text


def test_three_silences_are_three_answers_in_every_list(cast: Cast) -> None:
    text = cast.ayse.client().get(NEW).content.decode()
    names = set(re.findall(r'name="(\w+)" value="not_asked"', text))
    assert names == {
        "for_whom", "kind", "looking_for", "done", "referred_to", "heard_from", "district", "hidden_number",
        "anonymous", "violence_types", "relation", "age_band", "callable",
    }  # fmt: skip
    for name in names:
        for special in ("did_not_want", "unknown"):
            assert re.search(rf'name="{name}" value="{special}"', text)


def test_a_note_that_names_her_is_saved_and_shown_with_a_warning(cast: Cast) -> None:
    client = cast.ayse.client()
    response = client.post(NEW, _typed(page_of(client), channel="phone", note="Zeynep’in numarası 0532 111 22 33"))
    contact = _only(cast.ayse)
    assert response["Location"] == reverse("contacts:open", args=[contact.id])
    text = client.get(response["Location"]).content.decode()
    assert "Notta onu tanıtabilecek" in text


def test_reading_a_contact_is_one_event(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    contact = recorded_by(cast.nermin, kind="violence")
    client = cast.ayse.client()
    client.get(reverse("contacts:open", args=[contact.id]))
    with acting(cast.ayse.person):
        event = AuditEvent.objects.get(event="contact.opened")
    assert (event.username, event.about) == ("ayse", f"contact:{contact.code}")


def test_every_address_of_a_contact_is_404_elsewhere_and_refused_to_the_director_and_the_administrator(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    contact = recorded_by(cast.ayse)
    for name in ("open", "correct", "discard"):
        address = reverse(f"contacts:{name}", args=[contact.id])
        assert cast.zeynep.client().get(address).status_code == 404
        assert cast.zeynep.client().post(address, {}).status_code == 404
        for member in (cast.derya, cast.can, cast.elif_):
            assert member.client().get(address).status_code == 403
    for name in ("keep", "settle"):
        address = reverse(f"contacts:{name}", args=[contact.id])
        body = {"version": 1, "changed": "note", "note": "x", "result": "reached"}
        assert cast.zeynep.client().post(address, body).status_code in (404, 422)
        assert cast.derya.client().post(address, body).status_code == 403
    assert _said(cast.ayse).note == ""


def test_a_draft_id_of_another_centre_opens_nothing(cast: Cast) -> None:
    ayse, zeynep = cast.ayse.client(), cast.zeynep.client()
    fields = page_of(ayse)
    keep(ayse, fields, 0, note="Konak’ın sözü")
    theirs = page_of(zeynep)
    stolen = theirs["autosave"].replace(theirs["contact"], fields["contact"])
    body = {"version": 0, "changed": ["note"], "note": "el"}
    assert zeynep.post(stolen, body, headers={"X-Omuz-Background": "1"}).status_code == 404
    foreign = zeynep.post(NEW, _typed(theirs | {"contact": fields["contact"]}, channel="phone"))
    assert foreign.status_code == 404
    contact = _only(cast.ayse)
    assert typed_of(contact, contact.key(cast.ayse.vault)).fields["note"] == ["Konak’ın sözü"]


def test_a_centre_that_is_not_hers_is_not_found(cast: Cast) -> None:
    assert cast.ayse.client().get(f"{NEW}?merkez=bornova-1").status_code == 404


def test_a_correction_asks_for_a_reason_and_shows_what_became_different(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    contact = recorded_by(cast.ayse, kind="violence", note="ilk")
    client = cast.nermin.client()
    address = reverse("contacts:correct", args=[contact.id])
    fields = page_of(client, address)
    typed = _typed(fields, channel="phone", kind="work", note="ilk")
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"reason": "misheard"}).status_code == 302
    text = client.get(reverse("contacts:open", args=[contact.id])).content.decode()
    assert "Yanlış anlaşılmış" in text
    assert "Nermin Aksoy" in text
    stale = client.post(address, typed | {"reason": "misheard", "kind": "event"})
    assert stale.status_code == 409
    assert re.search(r'value="event"[^>]*checked', stale.content.decode())


def test_a_promised_call_is_settled_from_thepage_of(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    today = timezone.localdate()
    safe = SafeContact(callable="yes", number="0500 000 00 00", start=time(0), end=time(23, 59))
    contact = recorded_by(cast.ayse, safe=safe, due_on=today)
    client = cast.ayse.client()
    address = reverse("contacts:open", args=[contact.id])
    assert "0500 000 00 00" in client.get(address).content.decode()
    settle = reverse("contacts:settle", args=[contact.id])
    assert client.post(settle, {"version": 1}).status_code == 422
    assert client.post(settle, {"version": 1, "result": "reached"}).status_code == 302
    assert "0500 000 00 00" not in client.get(address).content.decode()


def test_a_draft_is_thrown_away_with_a_reason(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    keep(client, fields, 0, note="Silinecek")
    address = reverse("contacts:discard", args=[fields["contact"]])
    assert client.post(address, {"version": 1}).status_code == 200
    assert client.post(address, {"version": 1, "reason": "line_cut"}).status_code == 302
    assert client.get(reverse("contacts:open", args=[fields["contact"]])).status_code == 404


@pytest.mark.parametrize("value", ["31.02.2026", "yarın", "", "99:99", "\x00", "𝟚𝟚.11.2026", "9" * 400])
def test_any_day_and_hour_typed_ends_in_a_sentence(cast: Cast, value: str) -> None:
    client = cast.ayse.client()
    typed = _typed(page_of(client), channel="phone") | {"on": value, "clock": value, "minutes": value, "due_on": value}
    response = client.post(NEW, typed)
    assert response.status_code == 422
    assert "Kaydedilmedi" in response.content.decode()


def test_a_day_without_an_hour_is_enough(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(NEW, _typed(page_of(client), channel="letter") | {"clock": ""})
    said = _said(cast.ayse)
    assert (said.answers.timed, said.answers.at.date()) == (False, timezone.localdate())


def test_a_contact_of_a_forgotten_code_list_keeps_its_code_when_corrected(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    contact = recorded_by(cast.ayse, district="konak", at=timezone.localtime())
    text = cast.ayse.client().get(reverse("contacts:correct", args=[contact.id])).content.decode()
    assert re.search(r'value="konak"[^>]*checked', text)


def test_pages_are_in_english_for_who_reads_english(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("language"), {"language": "en", "next": NEW})
    text = client.get(NEW).content.decode()
    for words in ("New contact", "For whom", "Not asked", "May she be called?", "112 first"):
        assert words in text


def test_a_page_of_yesterday_still_knows_its_day(cast: Cast) -> None:
    client = cast.ayse.client()
    fields = page_of(client)
    yesterday = timezone.localdate() - timedelta(days=1)
    keep(client, fields, 0, on=f"{yesterday:%d.%m.%Y}", clock="17:05", channel="phone")
    text = client.get(reverse("contacts:open", args=[fields["contact"]])).content.decode()
    assert f"{yesterday:%d.%m.%Y}" in text
    assert 'value="17:05"' in text
