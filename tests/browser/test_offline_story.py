"""The line is cut: what she writes lies sealed on her computer, outlives a closed page, and is sent once."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cast import PASSWORD, Cast, Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 30_000


@pytest.fixture
def allowed(cast: Cast) -> None:
    """Nermin lets her centre write while the line is cut."""
    from omuz.casework.offline.actions import permit
    from omuz.foundation.people.access import acting

    with acting(cast.nermin.person):
        permit(by=cast.nermin.person, centre_id=cast.konak.id, allowed=True, hours=24)


@pytest.fixture
def browser_of(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """A browser of her own in which a member is signed in."""
    opened: list[Any] = []

    def browser(member: Member, **options: Any) -> Any:
        options = {"viewport": {"width": 1366, "height": 768}, "locale": "tr-TR", **options}
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        cookies = member.client().cookies.items()
        kept = [{"name": k, "value": v.value, "url": live_server.url, "httpOnly": True} for k, v in cookies if v.value]
        context.add_cookies(kept)
        opened.append(context)
        return context

    yield browser
    for context in opened:
        context.close()


def switched_on(context: Any) -> Any:
    """The page, switched on with her password and kept on the computer."""
    page = context.new_page()
    page.goto("/belge/")
    page.locator("#on-password").fill(PASSWORD)
    page.get_by_role("button", name="Bu bilgisayarda aç").click()
    page.locator("[data-view=list]").wait_for()
    page.evaluate("caches.open('belge').then(kept => kept.keys()).then(all => all.length)")
    page.wait_for_function("caches.open('belge').then(kept => kept.match('/belge/')).then(Boolean)")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))")
    return page


def state(page: Any, text: str) -> None:
    page.locator("[data-state-text]").filter(has_text=re.compile(text)).wait_for()


def choose(page: Any, name: str, code: str) -> None:
    page.locator(f'form:visible label.chip:has([name="{name}"][value="{code}"])').click()


def unlock(page: Any, password: str = PASSWORD) -> None:
    page.locator("#open-password").fill(password)
    page.get_by_role("button", name="Kilidi aç").click()


def kept(page: Any) -> None:
    page.locator("form:visible [data-kept]").filter(has_text="kilitli").wait_for()


def rows(page: Any) -> int:
    """How many entries lie on this computer."""
    found: int = page.evaluate("""new Promise(done => {
        const asked = indexedDB.open('belge');
        asked.onsuccess = () => {
            const counted = asked.result.transaction('sealed').objectStore('sealed').count();
            counted.onsuccess = () => { asked.result.close(); done(counted.result); };
        };
    })""")
    return found


def contacts(cast: Cast) -> list[Any]:
    from omuz.casework.contacts.models import Contact
    from omuz.foundation.people.access import acting

    with acting(cast.ayse.person):
        return list(Contact.objects.select_related("data_key"))


def test_a_tally_outlives_a_cut_line_and_a_closed_page_and_is_sent_once(
    browser_of: Any, cast: Cast, allowed: None
) -> None:
    from omuz.casework.contacts.actions.versions import said_of

    context = browser_of(cast.ayse)
    page = switched_on(context)
    context.set_offline(True)
    state(page, "Hat kesik")
    page.get_by_role("button", name="Yeni temas").click()
    choose(page, "channel", "phone")
    choose(page, "for_whom", "herself")
    page.get_by_label("Not", exact=True).fill("Hat kesikken yazıldı.")
    kept(page)
    page.get_by_role("button", name="Bitti").click()
    page.locator("[data-waiting] li").wait_for()
    page.close()
    page = context.new_page()
    page.goto("/belge/")
    state(page, "Hat kesik")
    assert page.get_by_text("Bu bilgisayarda 1 yazı bekliyor").is_visible()
    assert page.get_by_text("kilidin yarısı merkezdedir").is_visible()
    assert contacts(cast) == []
    context.set_offline(False)
    page.locator("#open-password").wait_for()
    unlock(page)
    state(page, "Hepsi gönderildi")
    assert page.locator("[data-sent] a").inner_text() == "Kaydedildi"
    assert rows(page) == 0
    (contact,) = contacts(cast)
    said = said_of(contact, contact.key(cast.ayse.vault))
    assert (said.note, said.answers.channel) == ("Hat kesikken yazıldı.", "phone")
    page.reload()
    unlock(page)
    page.locator("[data-view=list]").wait_for()
    assert len(contacts(cast)) == 1


@pytest.fixture
def draft(cast: Cast) -> Any:
    """An interview Ayşe began, in a file of Konak."""
    from uuid import uuid4

    from omuz.casework.interviews.actions import open_draft
    from omuz.foundation.people.access import acting
    from tests.casework.cases.files import file_of

    file = file_of(cast)
    ayse = cast.ayse
    with acting(ayse.person):
        return open_draft(
            by=ayse.person, vault=ayse.vault, case_id=file.id, interview_id=uuid4(),
            changes={"her_words": ["Önce"], "on": ["02.03.2026"]}, page="x",
        )  # fmt: skip


def _nermin_writes(cast: Cast, draft: Any) -> None:
    from omuz.casework.interviews.actions import keep_draft
    from omuz.foundation.people.access import acting

    nermin = cast.nermin
    with acting(nermin.person):
        keep_draft(
            by=nermin.person, vault=nermin.vault, interview_id=draft.id, revision=draft.revision, page="y",
            changes={"her_words": ["Nermin yazdı"], "self_description": ["Öğretmen"]},
        )  # fmt: skip


def _typed(cast: Cast, draft: Any) -> dict[str, list[str]]:
    from omuz.casework.interviews.actions.versions import typed_of
    from omuz.casework.interviews.models import Interview
    from omuz.foundation.people.access import acting

    with acting(cast.ayse.person):
        row = Interview.objects.select_related("case__data_key").get(id=draft.id)
        return typed_of(row, row.case.key(cast.ayse.vault)).fields


def test_an_interview_taken_along_and_changed_by_two_is_shown_side_by_side(
    browser_of: Any, cast: Cast, allowed: None, draft: Any, violations: Any
) -> None:
    context = browser_of(cast.ayse)
    page = switched_on(context)
    page.locator("[data-take] summary").click()
    page.get_by_role("button", name="Yanıma al").click()
    page.get_by_text("yanınızda, değişmedi").wait_for()
    context.set_offline(True)
    state(page, "Hat kesik")
    page.get_by_role("button", name="Aç", exact=True).click()
    page.locator("#topic-words > summary").click()
    assert page.locator("#talk_her_words").input_value() == "Önce"
    page.locator("#talk_her_words").fill("Ayşe yazdı")
    page.locator("#topic-view > summary").click()
    page.locator("#talk_worker_view").fill("Görüş")
    page.get_by_role("button", name="Bitti").locator("visible=true").click()
    page.locator("[data-waiting] li").wait_for()
    _nermin_writes(cast, draft)
    context.set_offline(False)
    page.get_by_text("yan yana bakıp seçin").click()
    page.locator(".offline-sides").wait_for()
    assert page.locator(".offline-sides").count() == 1
    assert violations(page) == []
    assert page.title() == "Belge"
    page.get_by_role("button", name="Seçtiklerim kalsın").click()
    page.get_by_text("Her satırda hangisinin kalacağını işaretleyin").wait_for()
    page.get_by_label("Hat kesikken yazılan").check()
    page.get_by_role("button", name="Seçtiklerim kalsın").click()
    page.get_by_text("Seçtiğiniz sözler görüşmede").wait_for()
    found = _typed(cast, draft)
    assert (found["her_words"], found["worker_view"]) == (["Ayşe yazdı"], ["Görüş"])
    assert found["self_description"] == ["Öğretmen"]


def test_signing_out_wipes_the_computer_and_asks_first_where_something_waits(
    browser_of: Any, cast: Cast, allowed: None
) -> None:
    context = browser_of(cast.ayse)
    page = switched_on(context)
    context.set_offline(True)
    state(page, "Hat kesik")
    page.get_by_role("button", name="Yeni temas").click()
    page.get_by_label("Not", exact=True).fill("Gönderilmedi.")
    kept(page)
    page.get_by_role("button", name="Sonra sürdür").locator("visible=true").click()
    page.get_by_role("button", name="Oturumu kapat").click()
    page.get_by_text("1 yazı gönderilmedi").wait_for()
    page.get_by_role("button", name="Vazgeç").click()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/bugun/")
    page.evaluate("document.querySelector('form[action$=\"/cikis/\"]').requestSubmit()")
    page.wait_for_url("**/belge/")
    unlock(page)
    state(page, "Hepsi gönderildi")
    page.get_by_role("button", name="Oturumu kapat").click()
    page.wait_for_url("**/giris/**")
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert page.evaluate("caches.keys().then(found => found.length)") == 0
    assert len(contacts(cast)) == 1


def test_a_locked_page_asks_for_her_password_again_and_a_wrong_one_opens_nothing(
    browser_of: Any, cast: Cast, allowed: None
) -> None:
    context = browser_of(cast.ayse)
    page = switched_on(context)
    context.set_offline(True)
    state(page, "Hat kesik")
    page.get_by_role("button", name="Yeni temas").click()
    page.get_by_label("Not", exact=True).fill("Kilitlenince kaybolmaz.")
    page.keyboard.press("F9")
    page.locator("#open-password").wait_for()
    assert "Kilitlenince" not in page.content()
    unlock(page, "yanlış parola")
    page.get_by_text("Parola doğru değil").wait_for()
    unlock(page)
    page.get_by_role("button", name="Aç", exact=True).click()
    assert page.get_by_label("Not", exact=True).input_value() == "Kilitlenince kaybolmaz."


def test_a_computer_the_coordinator_withdrew_is_wiped_and_its_entries_open_nowhere(
    browser_of: Any, cast: Cast, allowed: None
) -> None:
    from omuz.casework.offline.actions import withdraw
    from omuz.casework.offline.models import OfflineDevice
    from omuz.foundation.people.access import acting

    context = browser_of(cast.ayse)
    page = switched_on(context)
    context.set_offline(True)
    state(page, "Hat kesik")
    page.get_by_role("button", name="Yeni temas").click()
    page.get_by_label("Not", exact=True).fill("Çalınan.")
    kept(page)
    with acting(cast.nermin.person):
        withdraw(by=cast.nermin.person, device_id=OfflineDevice.objects.get().id)
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/belge/")
    page.get_by_text("Üzerinde bekleyen yazılar silindi").wait_for()
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert contacts(cast) == []


def test_an_entry_whose_time_ran_out_is_destroyed_and_counted(browser_of: Any, cast: Cast, allowed: None) -> None:
    from omuz.casework.offline.models import OfflineDevice
    from omuz.foundation.people.access import acting

    context = browser_of(cast.ayse)
    page = switched_on(context)
    page.evaluate("""new Promise((done, failed) => {
        const asked = indexedDB.open('belge');
        asked.onsuccess = () => {
            const act = asked.result.transaction('sealed', 'readwrite');
            act.objectStore('sealed').put({ id: 'eski', ends: Date.now() - 1000 });
            act.oncomplete = () => { asked.result.close(); done(); };
            act.onabort = failed;
        };
    })""")
    page.reload()
    page.get_by_text("1 yazı süresi dolduğu için").wait_for()
    assert rows(page) == 0
    page.wait_for_load_state("networkidle")
    with acting(cast.ayse.person):
        assert OfflineDevice.objects.get().expired == 1


def test_everybody_can_use_the_page_at_every_width_and_nothing_of_it_is_kept_by_the_browser(
    browser_of: Any, cast: Cast, allowed: None, violations: Any
) -> None:
    context = browser_of(cast.ayse)
    page = switched_on(context)
    for press in ("Yeni temas", "Yeni görüşme", ""):
        if press:
            page.get_by_role("button", name=press).click()
        for width, height in ((390, 844), (1366, 768)):
            page.set_viewport_size({"width": width, "height": height})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, (press, width)
        assert violations(page) == [], press
        if press:
            page.get_by_role("button", name="At", exact=True).locator("visible=true").click()
            page.get_by_role("button", name="Evet, silinsin").click()
            page.locator("[data-view=list]").wait_for()
    assert page.title() == "Belge"
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])") == '[{},{},""]'
    page.emulate_media(media="print")
    assert page.locator("main").is_hidden()
