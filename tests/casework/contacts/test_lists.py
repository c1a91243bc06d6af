"""Lists show codes, never a word; they are narrowed without telling it to the address bar."""

import re
from collections.abc import Callable
from datetime import time, timedelta

from django.urls import reverse
from django.utils import timezone

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.safe_contact import SafeContact
from tests.casework.contacts.test_pages import keep, page_of
from tests.cast import Cast


def test_today_shows_codes_calls_and_drafts_and_no_word(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    now = timezone.localtime()
    safe = SafeContact(callable="yes", number="0500 000 00 00", start=time(0), end=time(23, 59), code_word="papatya")
    call = recorded_by(cast.ayse, safe=safe, due_on=now.date(), at=now, note="Gizli söz")
    client = cast.ayse.client()
    keep(client, page_of(client), 0, note="taslak söz")
    text = client.get(reverse("contacts:today")).content.decode()
    assert "Şimdi aranabilir" in text
    assert text.count(call.code) == 2
    assert "taslak" in text
    for word in ("0500", "papatya", "Gizli söz", "taslak söz"):
        assert word not in text


def test_a_missed_promise_waits_for_her_next_safe_hours(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    safe = SafeContact(callable="yes", start=time(0), end=time(0, 1))
    recorded_by(cast.ayse, safe=safe, due_on=yesterday)
    text = cast.ayse.client().get(reverse("contacts:today")).content.decode()
    assert "Sözü geçmiş" in text or "Şimdi aranabilir" in text  # in the first minute of a day it is open


def test_a_list_is_narrowed_by_what_was_answered_and_turned_page_bypage_of(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    now = timezone.localtime()
    codes = [
        recorded_by(cast.ayse, at=now - timedelta(minutes=place), channel="email" if place % 2 else "phone").code
        for place in range(35)
    ]
    client = cast.ayse.client()
    address = reverse("contacts:list")
    first = client.get(f"{address}?d=t").content.decode()
    assert [code for code in codes if code in first] == codes[:30]
    older = re.search(r'href="(\?[^"]*s=[^"]+)"', first)
    assert older is not None
    second = client.get(address + older[1].replace("&amp;", "&")).content.decode()
    assert [code for code in codes if code in second] == codes[30:]
    emails = client.get(f"{address}?d=t&k=2").content.decode()
    assert [code for code in codes if code in emails] == codes[1::2]
    assert client.get(f"{address}?d=x&k=999&s=nonsense&y=-1").status_code == 200


def test_addresses_of_a_list_tell_no_answer(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    recorded_by(cast.ayse, kind="violence", at=timezone.localtime())
    text = cast.ayse.client().get(reverse("contacts:list") + "?d=t&t=0").content.decode()
    addresses = " ".join(re.findall(r'href="([^"]+)"', text))
    for word in ("violence", "phone", "T-"):
        assert word not in addresses


def test_a_contact_is_found_by_its_exact_code_only(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    contact = recorded_by(cast.ayse, note="Ayşe")
    client, find = cast.ayse.client(), reverse("contacts:find")
    here = reverse("contacts:open", args=[contact.id])
    assert client.post(find, {"q": contact.code})["Location"] == here
    assert client.post(find, {"q": contact.code.lower().removeprefix("t-")})["Location"] == here
    for text in ("Ayşe", contact.code[:-1], ""):
        assert client.post(find, {"q": text})["Location"] == reverse("contacts:list")
    assert cast.zeynep.client().post(find, {"q": contact.code})["Location"] == reverse("contacts:list")


def test_the_paper_form_holds_every_question_and_no_title(cast: Cast) -> None:
    text = cast.ayse.client().get(reverse("contacts:paper")).content.decode()
    for words in ("Kanal", "Kimin için", "Ne yapıldı", "Geri arama istiyor", "Yalnız kendisi anlattıysa"):
        assert words in text
    assert "<title>Belge</title>" in text
