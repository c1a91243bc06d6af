"""A request is known whole when it is, however its bytes fall, and one that cannot become a request is turned away."""

import inspect
from http import HTTPStatus

import pytest

from omuz.site.serving.incoming import HEAD_BYTES, Incoming, TurnedAway
from omuz.site.serving.patience import FORM_BYTES, largest_at

POST = b"POST /a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX-Omuz-Background: 1\r\n\r\nhello"


def _largest(path: str) -> int:
    return 3 * FORM_BYTES if path == "/file/" else FORM_BYTES


def _status(sent: bytes) -> HTTPStatus:
    with pytest.raises(TurnedAway) as turned:
        Incoming().take(sent, _largest)
    return turned.value.status


@pytest.mark.parametrize("step", [1, 2, 3, 7, len(POST)])
def test_it_is_whole_at_its_last_byte_and_not_before(step):
    incoming = Incoming()
    told = [incoming.take(POST[place : place + step], _largest) for place in range(0, len(POST), step)]
    assert told == [False] * (len(told) - 1) + [True]
    assert (incoming.request(), incoming.behind()) == (POST, b"")
    assert (incoming.saving, incoming.background, incoming.length) == (True, True, 5)


def test_what_comes_behind_it_is_kept_for_the_next():
    incoming = Incoming()
    assert incoming.take(POST + b"GET /b/ HT", _largest)
    assert (incoming.request(), incoming.behind()) == (POST, b"GET /b/ HT")


def test_what_cannot_become_a_request_is_turned_away():
    assert _status(b"GET / HTTP/1.1\r\nA: " + b"a" * HEAD_BYTES) is HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    assert _status(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") is HTTPStatus.LENGTH_REQUIRED
    for lengths in (b"Content-Length: -1", b"Content-Length: 1\r\nContent-Length: 2", b"Content-Length: +5"):
        assert _status(b"POST / HTTP/1.1\r\n" + lengths + b"\r\n\r\n") is HTTPStatus.BAD_REQUEST


def test_only_a_page_that_takes_a_file_takes_more_than_a_form():
    head = b"POST %s HTTP/1.1\r\nContent-Length: %d\r\n\r\n"
    assert not Incoming().take(head % (b"/a/", FORM_BYTES), _largest)
    assert _status(head % (b"/a/", FORM_BYTES + 1)) is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert not Incoming().take(head % (b"/file/?a=1", 3 * FORM_BYTES), _largest)
    assert _status(head % (b"/file/", 3 * FORM_BYTES + 1)) is HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_every_page_that_reads_a_file_is_one_that_may_be_sent_one():
    from django.conf import settings
    from django.urls import get_resolver

    reading = {name for name, view in _views(get_resolver()) if "request.FILES" in inspect.getsource(view)}
    assert reading <= set(settings.UPLOAD_PAGES)
    assert len(reading) > 5


def test_the_largest_request_of_a_page_is_asked_of_its_address():
    from django.conf import settings

    largest = largest_at(settings.UPLOAD_PAGES)
    assert largest("/temaslar/iceri/") > 20 * FORM_BYTES
    assert largest("/temaslar/yeni/") == largest("/nothing/here/") == FORM_BYTES


def _views(resolver, room=""):
    """Every page by its whole name, with the function behind its doors."""
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from _views(each, f"{each.namespace}:" if each.namespace else room)
        elif inspect.isfunction(view := inspect.unwrap(each.callback)):
            yield f"{room}{each.name}", view
