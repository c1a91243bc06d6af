"""Sending over HTTPS to a network that is really served: every answer a sentence, nothing counted twice."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from omuz.foundation.people.access import acting
from omuz.foundation.vault.crypto import fingerprint
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPosted, post_return
from omuz.network.returns.models import ReceivedReturn
from omuz.network.returns.rules.document import read_file, write_file
from tests.network.returns.conftest import QUARTER, House


def _file(house: House, settings: Any, quarter: str = QUARTER) -> bytes:
    settings.OMUZ_KIND = "centre"
    row = house.send(house.cast.nermin, quarter)
    settings.OMUZ_KIND = "network"
    with acting(house.cast.nermin.person):
        return actions.signed_file(row)


def _refused(raw: bytes, address: str) -> str:
    with pytest.raises(NotPosted) as refused:
        post_return(raw, address, pause=lambda _seconds: None, timeout=5)
    return str(refused.value)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_return_posted_twice_to_a_served_network_is_counted_once(
    house: House, settings: Any, live_server: Any
) -> None:
    cache.clear()
    raw = _file(house, settings)
    assert "parmak izini" in _refused(raw, live_server.url)
    elif_ = house.cast.elif_.person
    with acting(elif_):
        earlier = _file(house, settings, "2025-Q4")
        actions.receive_return(by=elif_, raw=earlier, fingerprint=fingerprint(read_file(raw).key))
    first, again = post_return(raw, live_server.url), post_return(raw, live_server.url + "/")
    assert (first.quarter, first.version, first.new, again.new) == (QUARTER, 1, True, False)
    sealed = read_file(raw)
    forged = write_file(replace(sealed.document, version=9).text(), sealed.signature, sealed.key)
    assert "Ağ bildirimi almadı: İmza" in _refused(forged, live_server.url)
    with acting(elif_):
        assert ReceivedReturn.objects.filter(quarter=QUARTER).count() == 1


@contextmanager
def _network(*answers: tuple[int, bytes]) -> Iterator[tuple[str, list[int]]]:
    """Something that answers on this machine, each request with the next answer, the last one for ever."""
    asked: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, body = answers[min(len(asked), len(answers) - 1)]
            asked.append(status)
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_told: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_network_that_stumbles_is_asked_again(house: House, settings: Any) -> None:
    raw = _file(house, settings)
    digest = read_file(raw).document.digest()
    taken = f'{{"taken": true, "new": true, "quarter": "{QUARTER}", "version": 1, "digest": "{digest}"}}'.encode()
    pauses: list[float] = []
    with _network((503, b""), (429, b"{}"), (201, taken)) as (address, asked):
        assert post_return(raw, address, pause=pauses.append).new
    assert (asked, len(pauses)) == ([503, 429, 201], 2)


@pytest.mark.parametrize(
    ("status", "body", "said", "tries"),
    [
        (500, b"<html>", "Biraz sonra yeniden gönderin", 4),
        (403, b'{"said": "Bilinmeyen\\n anahtar."}', "Ağ bildirimi almadı: Bilinmeyen anahtar.", 1),
        (422, b"", "Omuz ağı yok (422)", 1),
        (302, b"", "Omuz ağı yok (302)", 1),
        (200, b'{"taken": true, "digest": "another"}', "Omuz ağı yok (200)", 1),
        (404, b"[" * 9000, "Omuz ağı yok (404)", 1),
    ],
)
def test_every_other_answer_is_a_sentence(
    house: House, settings: Any, status: int, body: bytes, said: str, tries: int
) -> None:
    raw = _file(house, settings)
    with _network((status, body)) as (address, asked):
        assert said in _refused(raw, address)
    assert len(asked) == tries


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://ag.example", "yalnızca https"),
        ("ag.example", "ağ adresi değil"),
        ("ftp://127.0.0.1/", "ağ adresi değil"),
        ("https://nermin:gizli@ag.example", "ağ adresi değil"),
        ("https://ag.example:99999", "ağ adresi değil"),
        ("http://127.0.0.1:9", "Ağa ulaşılamadı: 127.0.0.1:9"),
    ],
)
def test_nothing_leaves_for_an_address_that_is_none(house: House, settings: Any, address: str, said: str) -> None:
    assert said in _refused(_file(house, settings), address)


def _certificate(folder: Path, name: str, *, host: str = "127.0.0.1") -> Path:
    """A certificate that vouches for itself, with its key: what a network shows, and what a centre may believe."""
    key = ec.generate_private_key(ec.SECP256R1())
    called, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    place = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    place.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return place


@contextmanager
def _over_tls(certificate: Path, answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A network behind TLS on this machine; what came in is kept."""
    came: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(201)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", came
    finally:
        server.shutdown()
        server.server_close()


def test_over_tls_only_a_network_somebody_vouched_for_is_given_the_file(
    house: House, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = _file(house, settings)
    told = {"taken": True, "digest": read_file(raw).document.digest(), "quarter": QUARTER, "version": 1}
    known, stranger = _certificate(tmp_path, "known"), _certificate(tmp_path, "stranger")
    elsewhere = _certificate(tmp_path, "elsewhere", host="127.0.0.9")
    with _over_tls(known, json.dumps(told).encode()) as (address, came):
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        assert "sertifika" in _refused(raw, address)
        monkeypatch.setenv("SSL_CERT_FILE", str(stranger))
        assert "sertifika" in _refused(raw, address)
        assert came == []
        monkeypatch.setenv("SSL_CERT_FILE", str(known))
        assert post_return(raw, address, timeout=5).new
        assert came == [raw]
    with _over_tls(elsewhere, b"") as (address, came):
        monkeypatch.setenv("SSL_CERT_FILE", str(elsewhere))
        assert "sertifika" in _refused(raw, address)
        assert came == []
