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
        context.add_cookies([{"name": k, "value": v.value, "url": live_server.url} for k, v in cookies if v.value])
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
    choose(page, "done", "listened")
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
