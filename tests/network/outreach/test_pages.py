"""Activities of prevention: written by a centre's team, read by it and by the network, counted as I62 and I62K."""

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from lxml import html

from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.reports.asked import Asked
from omuz.network.outreach import actions
from omuz.network.outreach.models import Activity
from omuz.network.outreach.queries.figures import activities_table, reached_of_year, reached_table
from omuz.network.outreach.queries.report import KEY, pieces
from omuz.network.outreach.rules import NotKept

if TYPE_CHECKING:
    from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
STAND: dict[str, Any] = {
    "on": TODAY, "kind": "stand", "place": "market", "what": "Pazarda stant", "where": "Alsancak", "reached": 120,
    "estimated": True, "note": "",
}  # fmt: skip


def _written(member: "Member", centre: Any, **told: Any) -> Activity:
    with acting(member.person):
        return actions.write(by=member.person, centre_id=centre.id, told={**STAND, **told}, today=TODAY)


def _answer(member: "Member", name: str, *args: Any, **query: Any) -> Any:
    return member.client().get(reverse(f"outreach:{name}", args=args), query)


def _page(content: bytes) -> Any:
    return html.document_fromstring(content.decode())


def _text(member: "Member", name: str = "overview", *args: Any, **query: Any) -> str:
    response = _answer(member, name, *args, **query)
    assert response.status_code == 200
    return " ".join(_page(response.content).text_content().split())


def test_an_empty_year_says_how_to_begin(cast: "Cast") -> None:
    assert "Bir stant, mahalle toplantısı" in _text(cast.ayse)
    assert "hiçbir merkez" in _text(cast.elif_)
    assert "Faaliyet yaz" not in _text(cast.elif_)


def test_a_counsellor_writes_down_what_was_done_and_finds_it_in_the_list(cast: "Cast") -> None:
    page = cast.ayse.client()
    typed = {**STAND, "on": TODAY.isoformat(), "estimated": "on"}
    assert page.post(reverse("outreach:new"), typed).status_code == 302
    told = _text(cast.nermin)
    for words in ("Pazarda stant", "Alsancak", "Pazar yeri", "120", "tahmin"):
        assert words in told
    with acting(cast.ayse.person):
        row = Activity.objects.get()
    changed = page.post(reverse("outreach:activity", args=[row.id]), {**typed, "reached": "", "estimated": "on"})
    assert changed.status_code == 302
    with acting(cast.ayse.person):
        row.refresh_from_db()
    assert (row.reached, row.estimated) == (None, False)
    assert "sayılmadı" in _text(cast.ayse)
    assert page.post(reverse("outreach:remove", args=[row.id])).status_code == 302
    assert "Bu yıl için faaliyet yazılmadı" in _text(cast.ayse)


def test_what_cannot_be_is_refused_with_what_was_typed(cast: "Cast") -> None:
    typed = {**STAND, "on": (TODAY + timedelta(days=1)).isoformat()}
    response = cast.ayse.client().post(reverse("outreach:new"), typed)
    assert response.status_code == 422
    assert "ileri bir tarih" in response.content.decode()
    assert "Pazarda stant" in response.content.decode()
    for wrong in ({"what": " "}, {"kind": "yok"}, {"place": "yok"}, {"reached": 10**7}, {"note": "0532 111 22 33"}):
        with pytest.raises(NotKept):
            _written(cast.ayse, cast.konak, **wrong)
    with acting(cast.ayse.person):
        assert not Activity.objects.exists()


def test_nobody_sees_or_writes_for_another_centre(cast: "Cast") -> None:
    row = _written(cast.ayse, cast.konak)
    with acting(cast.zeynep.person), pytest.raises(Http404):
        actions.write(by=cast.zeynep.person, centre_id=cast.konak.id, told=STAND, today=TODAY)
    assert _answer(cast.zeynep, "activity", row.id).status_code == 404
    assert cast.zeynep.client().post(reverse("outreach:remove", args=[row.id])).status_code == 404
    assert _answer(cast.zeynep, "overview", merkez=cast.konak.code).status_code == 404
    assert "Pazarda stant" not in _text(cast.zeynep)
    with acting(cast.elif_.person), pytest.raises((Http404, Refused)):
        actions.remove(by=cast.elif_.person, row=row)


def test_six_people_find_what_is_open_to_them(cast: "Cast") -> None:
    answers = {
        name: (_answer(getattr(cast, name), "overview").status_code, _answer(getattr(cast, name), "new").status_code)
        for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
    }
    assert answers == {
        "ayse": (200, 200), "nermin": (200, 200), "zeynep": (200, 200), "elif_": (200, 403), "derya": (403, 403),
        "can": (403, 403),
    }  # fmt: skip


def test_the_network_reads_every_centre_in_alphabetical_order_and_who_wrote_nothing(cast: "Cast") -> None:
    _written(cast.zeynep, cast.bornova, reached=30, estimated=False)
    page = _page(_answer(cast.elif_, "overview").content)
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//h2[text()='Merkezlere göre']/..//tbody/tr")]
    assert [row.partition(" ")[0] for row in rows] == sorted(row.partition(" ")[0] for row in rows)
    assert any("yazılmadı" in row for row in rows)
    assert any("30" in row for row in rows)


def test_activities_and_persons_are_counted_apart_and_guesses_are_marked(cast: "Cast") -> None:
    _written(cast.ayse, cast.konak)
    _written(cast.ayse, cast.konak, kind="school", place="school", reached=18, estimated=False)
    _written(cast.zeynep, cast.bornova, kind="material", reached=None, estimated=False)
    elif_ = cast.elif_.person
    with acting(elif_):
        done, reached = activities_table(elif_, TODAY.year), reached_table(elif_, TODAY.year)
        assert len(reached_of_year(elif_, TODAY.year)) == 138
    assert done is not None and reached is not None
    assert done.total.value == 3
    assert {code: done.cell((code,)).value for code in ("stand", "school", "material")} == {
        "stand": 1, "school": 1, "material": 1,
    }  # fmt: skip
    assert (reached.cell(("yes",)).value, reached.cell(("no",)).value) == (120, 18)


def test_the_indicators_are_awaited_no_longer(cast: "Cast") -> None:
    from omuz.insight.indicators.sources import facts_of_network

    assert not indicator("I62").kind.awaited
    assert not indicator("I62K").kind.awaited
    _written(cast.ayse, cast.konak)
    with acting(cast.elif_.person):
        assert len(facts_of_network("outreach", person=cast.elif_.person, year=TODAY.year)) == 1
        assert len(facts_of_network("outreach_reached", person=cast.elif_.person, year=TODAY.year)) == 120


def test_the_workbook_holds_what_the_page_shows(cast: "Cast") -> None:
    _written(cast.ayse, cast.konak)
    _written(cast.ayse, cast.konak, reached=None, estimated=False, what="Kart")
    for member in (cast.nermin, cast.elif_):
        book = openpyxl.load_workbook(io.BytesIO(_answer(member, "table").content)).active
        rows = {row[4]: row for row in book.iter_rows(min_row=2, values_only=True)}
        assert (rows["Pazarda stant"][6], rows["Pazarda stant"][7]) == (120, "evet")
        assert rows["Kart"][6] is None
        assert rows["Kart"][1] == cast.konak.name
    book = openpyxl.load_workbook(io.BytesIO(_answer(cast.zeynep, "table").content)).active
    assert book.max_row == 1


def test_a_year_is_chosen_and_a_year_without_one_is_this_year(cast: "Cast") -> None:
    _written(cast.ayse, cast.konak, on=date(TODAY.year - 1, 3, 8), what="Geçen yılın standı")
    assert "Geçen yılın standı" not in _text(cast.ayse)
    assert "Geçen yılın standı" in _text(cast.ayse, yil=TODAY.year - 1)
    assert "Geçen yılın standı" not in _text(cast.ayse, yil="1990")


def test_a_report_is_given_the_kinds_with_the_year_before_or_nothing(cast: "Cast") -> None:
    elif_, asked = cast.elif_.person, Asked("needs", TODAY.year, frozenset({KEY}))
    with acting(elif_):
        assert pieces(elif_, asked) == {}
    _written(cast.ayse, cast.konak)
    _written(cast.ayse, cast.konak, on=date(TODAY.year - 1, 3, 8))
    with acting(elif_):
        given: Any = pieces(elif_, asked)[KEY]
        assert [table.period for table in given.earlier] == [str(TODAY.year - 1)]
        assert given.table.total.value == 1
        assert pieces(elif_, Asked("needs", TODAY.year, frozenset())) == {}
    for member in (cast.ayse, cast.nermin, cast.derya, cast.can):
        with acting(member.person), pytest.raises(Refused):
            pieces(member.person, asked)
