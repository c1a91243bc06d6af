"""Who works with whom: written by each centre for itself, read by everybody, drawn as the table says."""

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
from omuz.network.cooperation import actions
from omuz.network.cooperation.models import Protocol, Tie
from omuz.network.cooperation.queries.ties import web
from omuz.network.cooperation.rules import NotKept

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def directory(cast: Any) -> "Directory":
    from tests.network.directory.planted import plant

    return plant(cast)


def _write(directory: "Directory", way: str, note: str = "") -> int:
    cast = directory.cast
    with acting(cast.nermin.person):
        return actions.write_ties(
            by=cast.nermin.person, centre_id=cast.konak.id, ways={directory.bar.id: (way, note)}, today=TODAY
        )


def _protocol(directory: "Directory", **told: Any) -> Protocol:
    cast = directory.cast
    given = {"title": "Adli yardım protokolü", "signed_on": date(2026, 1, 1), **told}
    with acting(cast.nermin.person):
        return actions.write_protocol(
            by=cast.nermin.person, centre_id=cast.konak.id, partner_id=directory.bar.id, told=actions.Told(**given)
        )


def _page(member: Any, name: str, *args: Any, status: int = 200) -> Any:
    response = member.client().get(reverse(f"cooperation:{name}", args=args))
    assert response.status_code == status
    return html.document_fromstring(response.content.decode()) if status == 200 else None


def test_an_empty_network_says_how_to_begin(directory: "Directory") -> None:
    assert "Bizim bağlarımız" in _page(directory.cast.nermin, "overview").text_content()
    assert "Henüz protokol yazılmadı" in _page(directory.cast.elif_, "protocols").text_content()


def test_a_centre_writes_its_own_ties_on_its_page_and_everybody_reads_map_and_table(directory: "Directory") -> None:
    cast = directory.cast
    sent = cast.nermin.client().post(
        reverse("cooperation:own", args=[cast.konak.id]),
        {f"way-{directory.bar.id}": "regular", f"note-{directory.bar.id}": "Her salı"},
    )
    assert sent.status_code == 302
    for member in (cast.ayse, cast.nermin, cast.zeynep, cast.elif_):
        page = _page(member, "overview")
        assert len(page.xpath("//svg[@class='web']/line")) == (member in (cast.ayse, cast.nermin))
        assert "düzenli" in page.xpath("//table[contains(@class, 'matrix')]//td")[0].text_content()
    book = openpyxl.load_workbook(io.BytesIO(cast.ayse.client().get(reverse("cooperation:table")).content))
    assert [cell.value for cell in book.active[2]][1] == "düzenli"


def test_one_centre_or_one_kind_is_looked_at_alone(directory: "Directory") -> None:
    _write(directory, "personal")
    elif_ = directory.cast.elif_.client()
    where = reverse("cooperation:overview")

    def lines(look: str) -> int:
        page: Any = html.document_fromstring(elif_.get(where, {"bak": look}).content.decode())
        return len(page.xpath("//svg[@class='web']/line"))

    looks = ("", "protocol", "all", "konak-1", "kind-bar_legal_aid", "kind-police", "yok")
    drawn = {look: lines(look) for look in looks}
    assert drawn == {
        "": 0, "protocol": 0, "all": 1, "konak-1": 1, "kind-bar_legal_aid": 1, "kind-police": 0, "yok": 0,
    }  # fmt: skip


def test_not_is_no_line_but_a_cross_where_one_centre_is_looked_at_and_silence_is_named(directory: "Directory") -> None:
    _write(directory, "none")
    page = _page(directory.cast.zeynep, "overview")
    assert page.xpath("//svg[@class='web']/line") == []
    assert page.xpath("//svg[@class='web']/text[@class='cross']") == []
    own = _page(directory.cast.nermin, "overview")
    assert own.xpath("//svg[@class='web']/line") == []
    assert "çalışılmıyor" in own.xpath("//svg[@class='web']/text[@class='cross']/title")[0].text
    assert "çalışılmıyor" in page.text_content()
    assert "Henüz yazmayan merkezler" in page.text_content()


def test_ties_of_one_centre_stand_one_by_one_with_day_and_note(directory: "Directory") -> None:
    _write(directory, "protocol", "Her salı")
    elif_, where = directory.cast.elif_.client(), reverse("cooperation:overview")
    for look in ("konak-1", f"kind-{directory.bar.kind}"):
        page: Any = html.document_fromstring(elif_.get(where, {"bak": look}).content.decode())
        row = page.xpath("//div[@aria-label='Bağlar, tek tek']//tbody/tr")[0].text_content()
        assert directory.bar.name in row and "Her salı" in row and "23.11.2026" in row and "kütükte yok" in row
    page = html.document_fromstring(elif_.get(where, {"bak": "all"}).content.decode())
    assert page.xpath("//div[@aria-label='Bağlar, tek tek']") == []


def test_a_page_opened_earlier_takes_nothing_back_that_somebody_wrote_since(directory: "Directory") -> None:
    cast = directory.cast
    where = reverse("cooperation:own", args=[cast.konak.id])
    page: Any = html.document_fromstring(cast.nermin.client().get(where).content.decode())
    opened = {key: value or "" for key, value in page.xpath("//main//form")[0].fields.items()}
    _write(directory, "regular", "Her salı")
    assert cast.nermin.client().post(where, opened).status_code == 302
    with acting(cast.nermin.person):
        assert Tie.objects.get().way == "regular"


def test_a_protocol_entered_twice_by_one_press_stands_once(directory: "Directory") -> None:
    assert _protocol(directory).id == _protocol(directory).id
    assert _protocol(directory, signed_on=date(2026, 6, 1)).id
    with acting(directory.cast.nermin.person):
        assert Protocol.objects.count() == 2


def test_a_protocol_names_its_institution_and_keeps_whose_it_is(directory: "Directory") -> None:
    cast = directory.cast
    new = _page(cast.nermin, "new-protocol")
    assert new.xpath("//select[@name='partner']/option")[0].get("value") == ""
    row = _protocol(directory)
    for member in (cast.nermin, cast.elif_):
        form = _page(member, "protocol", row.id)
        assert [each.get("value") for each in form.xpath("//select[@name='holder']/option")] == [str(cast.konak.id)]


def test_the_workbook_has_the_protocols_on_its_second_sheet(directory: "Directory") -> None:
    _write(directory, "protocol")
    _protocol(directory, ends_on=date(2027, 1, 1))
    book = openpyxl.load_workbook(io.BytesIO(directory.cast.zeynep.client().get(reverse("cooperation:table")).content))
    told = [cell.value for cell in book.worksheets[1][2]]
    assert told[0] == "Adli yardım protokolü" and told[3] == directory.cast.konak.name


def test_writing_the_same_again_changes_nothing_and_blank_takes_it_back(directory: "Directory") -> None:
    assert _write(directory, "regular") == 1
    assert _write(directory, "regular") == 0
    assert _write(directory, "") == 1
    with acting(directory.cast.nermin.person):
        assert not Tie.objects.exists()


def test_a_tie_by_protocol_without_one_in_force_says_so(directory: "Directory") -> None:
    _write(directory, "protocol")
    with acting(directory.cast.ayse.person):
        assert web(directory.cast.ayse.person, TODAY).rows[0].marks[0].bare
    _protocol(directory, ends_on=date(2027, 1, 1))
    with acting(directory.cast.ayse.person):
        assert not web(directory.cast.ayse.person, TODAY).rows[0].marks[0].bare
        assert web(directory.cast.ayse.person, date(2027, 1, 2)).rows[0].marks[0].bare


def test_a_note_with_somebodys_number_is_refused_and_what_was_typed_stays(directory: "Directory") -> None:
    cast = directory.cast
    where = reverse("cooperation:own", args=[cast.konak.id])
    sent = cast.nermin.client().post(
        where, {f"way-{directory.bar.id}": "personal", f"note-{directory.bar.id}": "0532 111 22 33"}
    )
    assert sent.status_code == 422
    assert "0532 111 22 33" in sent.content.decode()
    with acting(cast.nermin.person):
        assert not Tie.objects.exists()


def test_nobody_writes_for_another_centre(directory: "Directory") -> None:
    cast = directory.cast
    for member, error in ((cast.zeynep, Http404), (cast.ayse, Refused)):
        with acting(member.person), pytest.raises(error):
            actions.write_ties(by=member.person, centre_id=cast.konak.id, ways={}, today=TODAY)
    _page(cast.zeynep, "own", cast.konak.id, status=403)


def test_a_protocol_that_ends_soon_is_named_until_somebody_renews_it(directory: "Directory") -> None:
    soon = timezone.localdate() + timedelta(days=30)
    row = _protocol(directory, ends_on=soon)
    assert "Yakında biten protokoller" in _page(directory.cast.elif_, "overview").text_content()
    assert "yakında bitiyor" in _page(directory.cast.zeynep, "protocols").text_content()
    client = directory.cast.nermin.client()
    sent = client.post(
        reverse("cooperation:protocol", args=[row.id]),
        {"holder": str(directory.cast.konak.id), "partner": str(directory.bar.id), "title": "Adli yardım protokolü",
         "signed_on": "2026-01-01", "ends_on": str(soon + timedelta(days=365))},
    )  # fmt: skip
    assert sent.status_code == 302
    assert "Yakında biten" not in _page(directory.cast.elif_, "overview").text_content()


def test_a_protocol_cannot_end_before_it_was_signed(directory: "Directory") -> None:
    with pytest.raises(NotKept):
        _protocol(directory, ends_on=date(2025, 1, 1))


def test_a_protocol_is_changed_and_removed_by_its_centre_alone(directory: "Directory") -> None:
    row = _protocol(directory)
    cast = directory.cast
    _page(cast.zeynep, "protocol", row.id, status=403)
    assert cast.nermin.client().post(reverse("cooperation:remove-protocol", args=[row.id])).status_code == 302
    with acting(cast.nermin.person):
        assert not Protocol.objects.exists()


def test_director_reception_and_the_department_of_computers_have_no_business_here(directory: "Directory") -> None:
    for member in (directory.cast.derya, directory.cast.can):
        _page(member, "overview", status=403)
