"""An opened vault lives half in the session row and half in a cookie, through every answer a browser gets."""

import base64
import json
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from omuz.foundation.vault import actions, crypto, index, session
from omuz.foundation.vault.keys import open_with_password
from omuz.foundation.vault.middleware import VaultMiddleware
from omuz.foundation.vault.opened import NotGranted, VaultClosed
from tests.foundation.vault.conftest import AYSE, BUCA, KONAK, ZEYNEP, nermin, password_of

urlpatterns = [path("ac/", lambda _: HttpResponse(), name="unlock")]


class Browser:
    """Keeps cookies between requests that run through the session, a signed-in user and the vault's middleware."""

    def __init__(self, staff_id: UUID = AYSE) -> None:
        self.staff_id = staff_id
        self.cookies: dict[str, str] = {}
        self.store = import_module(settings.SESSION_ENGINE).SessionStore()
        self.locked = False

    def request(self, view: Callable[[HttpRequest], object], **headers: str) -> HttpResponse:
        request = RequestFactory().get("/kayit/", headers=headers)
        request.COOKIES = dict(self.cookies)
        request.session = self.store
        request.user = SimpleNamespace(pk=self.staff_id)
        request.locked = self.locked
        self.seen: object = None

        def answer(asked: HttpRequest) -> HttpResponse:
            try:
                self.seen = view(asked)
            except Exception as error:
                turned = middleware.process_exception(asked, error)
                if turned is None:
                    raise
                return turned
            return HttpResponse()

        middleware = VaultMiddleware(answer)
        response = middleware(request)
        for name, morsel in response.cookies.items():
            if morsel["max-age"] == 0:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value
        if self.store.session_key or not self.store.is_empty():
            self.store.save()
            self.store = type(self.store)(self.store.session_key)
        return response


@pytest.fixture
def browser(konak, settings):
    """Ayşe's browser, her vault open in it."""
    settings.ROOT_URLCONF = __name__
    browser = Browser()
    browser.request(lambda request: session.keep_open(request, open_with_password(AYSE, password_of(AYSE))))
    return browser


def centres(request):
    return session.vault_of(request).centres


def closed(request):
    with pytest.raises(VaultClosed):
        session.vault_of(request)
    return True


def test_a_vault_stays_open_from_request_to_request(browser):
    for _ in range(3):
        browser.request(centres)
        assert browser.seen == {KONAK}


def test_the_cookie_is_closed_to_scripts_other_sites_and_the_time_after_the_browser(konak, settings):
    for https in (False, True):
        settings.OMUZ_HTTPS = https
        response = Browser().request(
            lambda request: session.keep_open(request, open_with_password(AYSE, password_of(AYSE)))
        )
        cookie = response.cookies[session.COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert bool(cookie["secure"]) is https
        assert cookie["max-age"] == cookie["expires"] == ""


def test_an_answer_that_opens_and_closes_nothing_sets_no_cookie(browser):
    assert not browser.request(centres).cookies
    assert not browser.request(lambda _: None).cookies


def test_the_session_row_alone_opens_nothing(browser):
    browser.cookies.clear()
    browser.request(closed)
    assert browser.seen is True


def test_the_cookie_alone_opens_nothing(browser):
    stolen = Browser()
    stolen.cookies = browser.cookies
    stolen.request(closed)
    assert stolen.seen is True


def test_half_the_key_is_in_neither_place(browser, konak):
    row = json.dumps(dict(browser.store.items()))
    sealed = base64.b64decode(browser.store["vault"]["sealed"])
    cookie = base64.urlsafe_b64decode(browser.cookies[session.COOKIE])
    key = open_with_password(AYSE, password_of(AYSE)).centre(KONAK).secrets.keys[1]
    for half in (row.encode(), sealed, cookie):
        assert key not in half
        assert key.hex().encode() not in half
    assert cookie not in sealed


@pytest.mark.parametrize("cookie", ["", "x", "%%%", "A" * 43, "A" * 43 + "=", "ş" * 43, "A" * 5000])
def test_a_forged_cookie_opens_nothing(browser, cookie):
    browser.cookies[session.COOKIE] = cookie
    browser.request(closed)
    assert browser.seen is True


def test_the_cookie_of_another_session_opens_nothing(browser):
    other = Browser()
    other.request(lambda request: session.keep_open(request, open_with_password(AYSE, password_of(AYSE))))
    browser.cookies = other.cookies
    browser.request(closed)
    assert browser.seen is True


def test_a_vault_survives_the_renewal_of_the_session_key(browser):
    before = browser.store.session_key
    browser.request(lambda request: request.session.cycle_key())
    assert browser.store.session_key != before
    browser.request(centres)
    assert browser.seen == {KONAK}


def test_another_person_in_the_same_session_finds_it_closed(browser):
    browser.staff_id = ZEYNEP
    browser.request(closed)
    assert browser.seen is True


def test_a_swapped_owner_in_the_session_row_opens_nothing(browser):
    browser.store["vault"] = {**browser.store["vault"], "staff": str(ZEYNEP)}
    browser.staff_id = ZEYNEP
    browser.request(closed)
    assert browser.seen is True


def test_closing_forgets_row_cookie_and_index(browser):
    browser.request(lambda request: session.index_of(request, "contacts", lambda: ["a"]))
    opening = browser.store["vault"]["opening"]
    assert opening in index.held()
    response = browser.request(session.close)
    assert response.cookies[session.COOKIE]["max-age"] == 0
    assert "vault" not in browser.store
    assert session.COOKIE not in browser.cookies
    assert opening not in index.held()
    browser.request(closed)
    assert browser.seen is True


def test_a_cookie_kept_by_the_browser_after_closing_opens_nothing(browser):
    kept = dict(browser.cookies)
    browser.request(session.close)
    browser.cookies = kept
    browser.request(closed)
    assert browser.seen is True


def test_opening_again_makes_a_new_key(browser):
    before = dict(browser.cookies), browser.store["vault"]["sealed"]
    browser.request(session.close)
    browser.request(lambda request: session.keep_open(request, open_with_password(AYSE, password_of(AYSE))))
    assert (dict(browser.cookies), browser.store["vault"]["sealed"]) != before
    browser.request(centres)
    assert browser.seen == {KONAK}


def test_a_locked_session_is_closed_even_before_its_keys_are_forgotten(browser):
    browser.locked = True
    browser.request(closed)
    assert browser.seen is True


def test_what_waits_for_the_second_factor_is_closed_until_it_was_passed(konak):
    browser = Browser()
    browser.request(lambda request: session.keep_pending(request, open_with_password(AYSE, password_of(AYSE))))
    browser.request(closed)
    assert browser.seen is True
    browser.request(session.promote)
    browser.request(centres)
    assert browser.seen == {KONAK}


def test_promoting_when_nothing_waits_opens_nothing(konak):
    browser = Browser()
    browser.request(session.promote)
    browser.request(closed)
    assert browser.seen is True


def test_signing_out_before_the_second_factor_forgets_what_waits(konak):
    browser = Browser()
    browser.request(lambda request: session.keep_pending(request, open_with_password(AYSE, password_of(AYSE))))
    browser.request(session.close)
    browser.request(session.promote)
    browser.request(closed)
    assert browser.seen is True


def test_a_withdrawn_grant_closes_a_session_that_is_already_open(browser):
    actions.withdraw(by=nermin, centre_id=KONAK, staff_id=AYSE)
    browser.request(closed)
    assert browser.seen is True
    assert "vault" not in browser.store


def test_a_changed_password_leaves_the_open_session_open(browser):
    actions.change_password(by=nermin, staff_id=AYSE, old=password_of(AYSE), new="bambaşka bir parola")
    browser.request(centres)
    assert browser.seen == {KONAK}


def test_a_replaced_key_closes_an_open_session(browser):
    actions.replace_staff_key(by=nermin, staff_id=AYSE, password="yepyeni bir parola")
    browser.request(closed)
    assert browser.seen is True


def test_the_vault_is_read_once_a_request(browser, django_assert_num_queries):
    def twice(request):
        session.vault_of(request)
        with django_assert_num_queries(0):
            return session.vault_of(request) is session.vault_of(request)

    browser.request(twice)
    assert browser.seen is True


def test_a_page_that_needs_a_closed_vault_leads_to_the_unlock_page_and_back(browser):
    browser.request(session.close)
    response = browser.request(session.vault_of)
    assert (response.status_code, response["Location"]) == (302, "/ac/?next=%2Fkayit%2F")


@pytest.mark.parametrize("header", ["HX-Request", "X-Omuz-Background"])
def test_a_background_request_is_told_where_the_door_is(browser, header):
    browser.request(session.close)
    response = browser.request(session.vault_of, **{header: "true"})
    assert response.status_code == 403
    assert json.loads(response.content) == {"door": "/ac/"}


def test_a_centre_without_a_grant_is_the_refusal_page_not_the_unlock_page(browser):
    with pytest.raises(NotGranted, match="henüz verilmedi"):
        browser.request(lambda request: session.vault_of(request).centre(BUCA))


def test_is_open_says_what_vault_of_would_do(browser):
    browser.request(session.is_open)
    assert browser.seen is True
    browser.request(session.close)
    browser.request(session.is_open)
    assert browser.seen is False


def test_the_vault_names_the_opening_its_index_is_kept_under(browser):
    browser.request(lambda request: session.vault_of(request).opening)
    assert browser.seen == browser.store["vault"]["opening"]
    assert open_with_password(AYSE, password_of(AYSE)).opening == ""


def test_the_index_belongs_to_one_opening(browser):
    loads = []

    def loader():
        loads.append(1)
        return len(loads)

    browser.request(lambda request: session.index_of(request, "contacts", loader))
    browser.request(lambda request: session.index_of(request, "contacts", loader))
    assert (browser.seen, len(loads)) == (1, 1)
    browser.request(lambda request: request.session.cycle_key())
    browser.request(lambda request: session.index_of(request, "contacts", loader))
    assert len(loads) == 1
    browser.request(session.close)
    browser.request(lambda request: session.keep_open(request, open_with_password(AYSE, password_of(AYSE))))
    browser.request(lambda request: session.index_of(request, "contacts", loader))
    assert (browser.seen, len(loads)) == (2, 2)


def test_the_index_of_a_closed_vault_answers_nothing(browser):
    browser.request(lambda request: session.index_of(request, "contacts", lambda: "söz"))
    browser.cookies.clear()

    def refused(request):
        with pytest.raises(VaultClosed):
            session.index_of(request, "contacts", lambda: "söz")
        return True

    browser.request(refused)
    assert browser.seen is True


def test_an_unreadable_session_content_is_a_closed_vault(browser):
    sealed = base64.b64decode(browser.store["vault"]["sealed"])
    for broken in (sealed[:-1], bytes(len(sealed)), b"", crypto.VERSION):
        browser.store["vault"] = {**browser.store["vault"], "sealed": base64.b64encode(broken).decode()}
        browser.request(closed)
        assert browser.seen is True
