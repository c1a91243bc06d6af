"""A page is read, asked for its head, or sent a form; every other way of asking is refused before any page is met."""

import pytest
from django.test import Client


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "INVENTED"])
@pytest.mark.parametrize("path", ["/giris/", "/bilgi/", "/temaslar/", "/nowhere/"])
def test_a_way_of_asking_no_page_has_is_refused_by_name(method: str, path: str) -> None:
    answer = Client().generic(method, path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.content == b""
