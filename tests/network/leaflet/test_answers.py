"""Anonymous answers: what is kept of them, what nowhere, how many are taken, and when they are counted."""

import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from omuz.foundation.audit.chain import INSTALLATION, NOBODY
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.tenancy.context import append_to, see_as, see_leaflet
from omuz.network.leaflet import actions
from omuz.network.leaflet.models import Answer
from omuz.network.leaflet.queries.answers import figures_of, turned_away
from omuz.network.leaflet.queries.words import leaflets
from omuz.network.leaflet.rules import LIMITS, STALE_SECONDS, TRAP, answers_of

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
ADDRESS, BROWSER = "203.0.113.77", "Mozilla/5.0 (Linux; Android 9; ornek-telefon)"


@pytest.fixture
def directory(cast: Any) -> "Directory":
    from tests.network.directory.planted import plant

    return plant(cast)


def _said(age: float = 30, **more: str) -> dict[str, str]:
    """A form opened `age` seconds ago and filled in."""
    opened = signing.dumps(int(time.time() - age), salt="leaflet")
    return {"listened": "yes", "own_decision": "yes", "safety": "safer", "centre": "konak-1", "stamp": opened, **more}


def _sent(**more: Any) -> Any:
    return Client().post("/bilgi/tr/soz/", _said(**more), REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER)


def _text(answer: Any) -> str:
    page: Any = html.document_fromstring(answer.content.decode())
    return str(page.text_content())


def test_the_form_of_the_page_itself_is_taken(directory: "Directory") -> None:
    page: Any = html.document_fromstring(Client().get("/bilgi/ar/").content.decode())
    form = page.xpath("//form")[0]
    given = {name: value for name, value in form.fields.items() if value is not None} | {"listened": "no"}
    with time_machine.travel(timezone.now() + timedelta(seconds=20)):
        answer = Client().post(form.action, given)
    assert answer.status_code == 200 and leaflets()["ar"].words["thanks"] in _text(answer)


def test_no_address_no_browser_no_session_and_no_moment_stays_anywhere(directory: "Directory", settings: Any) -> None:
    sessions = Session.objects.count()
    with time_machine.travel(datetime(2026, 11, 24, 15, 47, 31, tzinfo=timezone.get_default_timezone())):
        answer = _sent()
    assert answer.status_code == 200 and answer.cookies == {}
    assert Session.objects.count() == sessions
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    append_to(NOBODY)
    see_as(centres=[NOBODY], network=True)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s OR t::text LIKE %s',
                           [f"%{ADDRESS}%", "%ornek-telefon%"])  # fmt: skip
            assert cursor.fetchone()[0] == 0, table
        cursor.execute("SELECT at, staff_id, about, why FROM audit_auditevent WHERE event = 'leaflet.answered'")
        [(at, staff, about, why)] = cursor.fetchall()
    assert timezone.localtime(at).strftime("%H:%M:%S") == "00:00:00"
    assert (staff, about, why) == (None, "leaflet:answer", "")


def test_the_log_of_an_answer_stands_in_no_chain_that_others_date(directory: "Directory") -> None:
    _sent()
    see_as(centres=[INSTALLATION, directory.cast.konak.id], network=True)
    assert not AuditEvent.objects.filter(event="leaflet.answered").exists()
    see_as(centres=[NOBODY])
    assert AuditEvent.objects.filter(event="leaflet.answered", chain=NOBODY).count() == 1


def test_the_server_writes_no_line_about_a_request() -> None:
    from omuz.site.serving.patience import Patience
    from omuz.site.serving.web import Web

    class Configured(Web):
        def __init__(self) -> None:
            self.chosen: dict[str, Any] = {}
            self.cfg = self
            self.door = self
            self.workers = 1
            self.patience = Patience()

        def detach(self) -> int:
            return 3

        def set(self, name: str, value: Any) -> None:
            self.chosen[name] = value

    server = Configured()
    server.load_config()
    assert server.chosen["accesslog"] is None


def test_an_empty_form_keeps_nothing_and_says_so(directory: "Directory") -> None:
    answer = Client().post("/bilgi/en/soz/", {"centre": "konak", "listened": "<script>"})
    assert answer.status_code == 400
    assert leaflets()["en"].words["nothing_said"] in _text(answer)
    with acting(directory.cast.elif_.person):
        assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "given", [{TRAP: "https://example.invalid"}, {"age": 0}, {"age": STALE_SECONDS + 60}, {"stamp": "12:34"}]
)
def test_what_a_program_sends_is_not_taken_and_not_watched(directory: "Directory", given: dict[str, Any]) -> None:
    answer = _sent(**given)
    assert answer.status_code == 429 and leaflets()["tr"].words["full"] in _text(answer)
    with acting(directory.cast.elif_.person):
        assert not Answer.objects.exists()
        assert turned_away(str(timezone.localdate().year)) == 1


def test_a_flood_is_bounded_by_hour_day_and_centre_whoever_sends_it(directory: "Directory") -> None:
    taken = [_sent().status_code for _each in range(LIMITS["centre"] + 1)]
    assert taken == [200] * LIMITS["centre"] + [429], "one centre in a day"
    more = [_sent(centre="").status_code for _each in range(LIMITS["hour"] - LIMITS["centre"])]
    assert more[-1] == 429, "an hour, the refused ones counted"
    with acting(directory.cast.elif_.person):
        assert Answer.objects.count() <= LIMITS["hour"]
    assert not [key for key in ("address", "ip", ADDRESS) if cache.get(f"leaflet:{key}")]


def test_whoever_may_leave_an_answer_can_read_none(directory: "Directory") -> None:
    _sent()
    with transaction.atomic():
        see_leaflet()
        assert not Answer.objects.exists()
    with acting(directory.cast.zeynep.person):
        assert not Answer.objects.exists()
    see_as()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO leaflet_answer VALUES (gen_random_uuid(), NULL, '2026-Q4', '', '', 'safer')")


def _kept(directory: "Directory", number: int, safety: str) -> None:
    with transaction.atomic():
        see_leaflet()
        for _each in range(number):
            said = answers_of({"listened": "yes", "own_decision": "yes", "safety": safety})
            actions.keep(centre=directory.cast.konak, said=said, today=date(2026, 11, 23))


def test_answers_are_counted_through_the_gate_once_their_year_is_over(directory: "Directory") -> None:
    _kept(directory, 12, "safer")
    _kept(directory, 2, "same")
    elif_ = directory.cast.elif_.person
    with time_machine.travel(datetime(2026, 12, 30, 12, tzinfo=timezone.get_default_timezone())), acting(elif_):
        assert figures_of(elif_, "2026") == [], "between two looks one answer would be told"
    with time_machine.travel(datetime(2027, 1, 4, 12, tzinfo=timezone.get_default_timezone())), acting(elif_):
        heard, safety = figures_of(elif_, "2026")
    assert heard.total.value in (None, 14)
    assert all(cell.value is None or cell.value == 0 or cell.value >= 5 for cell in safety.cells)
    assert any(cell.hidden for cell in safety.cells)


def test_the_page_of_answers_says_that_a_year_waits_and_opens_for_those_who_answer_for_it(
    directory: "Directory",
) -> None:
    cast = directory.cast
    _kept(directory, 1, "safer")
    for member, status in ((cast.nermin, 200), (cast.elif_, 200), (cast.ayse, 403), (cast.derya, 403), (cast.can, 403)):
        assert member.client().get("/bilgi/yanitlar/").status_code == status
    page = cast.elif_.client().get("/bilgi/yanitlar/").content.decode()
    assert "yıl bitince sayılır" in page and "alınmadı" not in page
    _sent(age=0)
    assert "1 yanıt alınmadı" in cast.elif_.client().get("/bilgi/yanitlar/").content.decode()
    assert "alınmadı" not in cast.nermin.client().get("/bilgi/yanitlar/").content.decode()
    with acting(cast.ayse.person), pytest.raises(Refused):
        figures_of(cast.ayse.person, "2025")
