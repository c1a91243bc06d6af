"""A centre without Omuz: a filled table becomes the same protected figures, through the same checks."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from omuz.foundation.people.access import Refused, acting
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPossible
from omuz.network.returns.models import ReceivedReturn
from omuz.network.returns.queries.received import summed
from omuz.network.returns.queries.sheets import template
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns.conftest import QUARTER, House

Q3 = Quarter.read(QUARTER)
CHANNELS = {"phone": 61, "face_to_face": 22, "email": 3, "toplam": 86}
MONTHS = {"2026-07": 31, "2026-08": 30, "2026-09": 25, "toplam": 86}


def _filled(house: House, quarter: Quarter = Q3, **tables: dict[str, Any]) -> bytes:
    """The template of Bornova with these tables filled in; what a table does not name is nought."""
    with acting(house.cast.elif_.person):
        book = load_workbook(io.BytesIO(template(house.cast.bornova, quarter)))
    for row in book.active.iter_rows(min_row=2):
        own = tables.get(str(row[0].value))
        if own is not None:
            told = own.get(str(row[1].value), 0)
            row[4].value, base = told if isinstance(told, tuple) else (told, None)
            if base is not None:
                row[5].value = base
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(house: House, raw: bytes) -> Any:
    with acting(house.cast.elif_.person):
        return actions.read_sheet(by=house.cast.elif_.person, raw=raw)


def _upload(house: House, raw: bytes) -> Any:
    file = SimpleUploadedFile("tablo.xlsx", raw)
    return house.cast.elif_.client().post(reverse("returns:read-sheet"), {"file": file}, follow=True)


def test_a_filled_table_adds_up_with_the_returns_of_others(house: House) -> None:
    house.send(house.cast.nermin)
    document = _read(house, _filled(house, contacts_by_channel=CHANNELS, contacts_by_month=MONTHS))
    person = house.cast.elif_.person
    with acting(person):
        actions.keep_sheet(by=person, text=document.text(), answers={})
        (one,) = summed(person, "contacts_by_channel", [Q3])
        row = ReceivedReturn.objects.get(centre_id=house.cast.bornova.pk)
    assert (one.reported, one.unlike, one.table and one.table.total.value) == (2, (), 206)
    assert (row.way, bytes(row.signature)) == ("sheet", b"")


def test_small_numbers_of_a_table_are_hidden_before_anything_is_kept(house: House) -> None:
    document = _read(house, _filled(house, contacts_by_channel=CHANNELS))
    cells = {cell["key"][0]: cell for cell in document.tables["contacts_by_channel"]["table"]["cells"]}
    assert cells["email"].get("value") is None
    assert cells["email"]["hidden"] == "small"
    assert ReceivedReturn.objects.count() == 0


def test_questions_left_out_travel_as_in_every_return(house: House) -> None:
    house.send(house.cast.nermin)
    asked = {"anonymous": (12, 86), "age_band": (40, 86), "toplam": (52, 172)}
    names = ["for_whom", "kind", "done", "referred_to", "heard_from", "district", "hidden_number", "violence_types"]
    empty = dict.fromkeys([*names, "relation", "looking_for"], (0, 0))
    document = _read(house, _filled(house, questions_not_asked=empty | asked))
    person = house.cast.elif_.person
    with acting(person):
        actions.keep_sheet(by=person, text=document.text(), answers={})
        (one,) = summed(person, "questions_not_asked", [Q3])
    assert (one.reported, one.unlike) == (2, ())
    with pytest.raises(NotPossible, match="toplam 170, bölümler 172"):
        _read(house, _filled(house, questions_not_asked=empty | asked | {"toplam": (52, 170)}))


def test_the_year_is_asked_for_once_all_its_other_quarters_came(house: House) -> None:
    last = Quarter.read("2025-Q4")
    year = {"bornova": 300, "konak": 44, "toplam": 344}
    with pytest.raises(NotPossible):
        _read(house, _filled(house, last, contacts_by_district=year))
    person = house.cast.elif_.person
    for number in (1, 2, 3):
        quarter = Quarter(2025, number)
        document = _read(house, _filled(house, quarter, contacts_by_channel=CHANNELS))
        with acting(person):
            actions.keep_sheet(by=person, text=document.text(), answers={})
    document = _read(house, _filled(house, last, contacts_by_channel=CHANNELS, contacts_by_district=year))
    assert set(document.tables) == {"contacts_by_channel", "contacts_by_district"}
    assert document.tables["contacts_by_district"]["table"]["period"] == "2025"
    with acting(person):
        actions.keep_sheet(by=person, text=document.text(), answers={})
        (one,) = summed(person, "contacts_by_district", [last])
    assert one.table is not None
    assert one.table.total.value == 344


def test_a_table_left_blank_is_not_sent_and_not_zero(house: House) -> None:
    document = _read(house, _filled(house, contacts_by_channel=CHANNELS))
    assert set(document.tables) == {"contacts_by_channel"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"toplam": 87}, "toplam 87, bölümler 86"),
        ({"email": None}, "boş; sıfırsa 0 yazın"),
        ({"email": "<5"}, "yalnız tam sayı"),
        ({"email": -3}, "yalnız tam sayı"),
        ({"email": 2.5}, "yalnız tam sayı"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_kept(house: House, change: dict[str, Any], said: str) -> None:
    with pytest.raises(NotPossible, match=said) as refused:
        _read(house, _filled(house, contacts_by_channel=CHANNELS | change))
    assert "satır" in str(refused.value)


def test_what_is_no_table_of_the_network_is_refused_in_a_sentence(house: House) -> None:
    from openpyxl import Workbook

    out = io.BytesIO()
    book = Workbook()
    book.active.append(["tablo", "kod"])
    book.active.append(["x", "y"])
    book.save(out)
    for raw in (out.getvalue(), b"", b"PK\x03\x04 broken", b"a;b\n1;2\n"):
        with pytest.raises(NotPossible):
            _read(house, raw)


def test_the_page_shows_what_would_be_taken_in_and_asks_the_same_questions(house: House) -> None:
    house.send(house.songul, "2025-Q4")
    raw = _filled(house, contacts_by_channel={"toplam": 0}, contacts_by_month={"toplam": 0})
    shown = _upload(house, raw)
    html = shown.content.decode()
    assert "Gerçekten yok muydu" in html
    assert "okunan dosya saklanmadı" in html
    carried = shown.context["carried"]
    client = house.cast.elif_.client()
    silent = client.post(reverse("returns:keep-sheet"), {"belge": carried}).content.decode()
    assert "yanıtsız kalan var" in silent
    told = {"belge": carried, "neden:empty/contacts_by_month": "not_recorded"}
    taken = client.post(reverse("returns:keep-sheet"), told, follow=True).content.decode()
    assert "bildirimi alındı" in taken
    assert "tabloyla" in taken
    changed = client.post(reverse("returns:keep-sheet"), {"belge": carried[:-3] + "AAA"}, follow=True)
    assert "hiçbir şey alınmadı" in changed.content.decode()


def test_the_template_is_one_file_for_one_centre_and_quarter_and_only_for_the_network(house: House) -> None:
    address, told = reverse("returns:sheet"), {"merkez": "bornova-1", "donem": QUARTER}
    answer = house.cast.elif_.client().get(address, told)
    assert answer["Content-Disposition"] == 'attachment; filename="belge-2026-11-23.xlsx"'
    assert house.cast.elif_.client().get(address, {"merkez": "yok"}).status_code == 404
    assert house.cast.nermin.client().get(address, told).status_code == 403
    with acting(house.cast.nermin.person), pytest.raises(Refused):
        actions.read_sheet(by=house.cast.nermin.person, raw=answer.content)
