"""Files somebody made to hurt: at both doors for files, no fault of ours, no hang, nothing written."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.attack.conftest import House

SHEET = "xl/worksheets/sheet1.xml"
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_LINKS = f"{_OFFICE}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _link(name: str, kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="{name}" Type="{_LINKS}/{kind}" Target="{target}"/></Relationships>'
    )


_BOOK = {
    "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": _link("r", "officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _link("r1", "worksheet", "worksheets/sheet1.xml"),
}


def _book(sheet: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in {**_BOOK, SHEET: sheet, **parts}.items():
            book.writestr(name, text)
    return out.getvalue()


def _sheet(cells: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


LAUGHS = "<!DOCTYPE l [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _BOOK.items():
            book.writestr(name, text)
        with book.open(SHEET, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
    return out.getvalue()


TABLES: dict[str, bytes] = {
    "nothing but zeros": bytes(5000),
    "every byte": bytes(range(256)) * 50,
    "half a letter": b"Tarih;Kanal\n01.02.2026;tel" + b"\xc5",
    "surrogates": b"Tarih;Kanal\n01.02.2026;\xed\xa0\x80\xed\xb0\x80\n",
    "utf-16 cut": "Tarih;Kanal\n".encode("utf-16") + b"\x00",
    "one endless line": b"Tarih;Kanal\n" + b"a" * 3_000_000,
    "open quotes": b"Tarih;Kanal\n" + b'"' * 20_001 + b"\n" + b'1;"\n' * 5_000,
    "many columns": b";".join(b"Tarih" for _ in range(50_000)) + b"\n",
    "only a mark": b"\xef\xbb\xbf",
    "a zip that is none": b"PK\x03\x04" + b"x" * 500,
    "a zip cut": _book(_sheet(""))[:400],
    "an empty zip": b"PK\x03\x04" + bytes(26),
    "laughing entities": _book(_sheet(_cell("A1", "&a9;"), LAUGHS)),
    "outside entity": _book(_sheet(_cell("A1", "Tarih") + _cell("B1", "&x;"), OUTSIDE)),
    "entities in strings": _book(
        _sheet(_cell("A1", "Tarih")),
        **{"xl/sharedStrings.xml": f"<?xml version='1.0'?>{LAUGHS}<sst xmlns='{_MAIN}'><si><t>&a9;</t></si></sst>"},
    ),
    "far away cell": _book(_sheet(f'<row r="1048576">{_cell("XFD1048576", "Tarih")}</row>')),
    "row of wrong number": _book(_sheet('<row r="x"><c r="??"><v>1</v></c></row>')),
    "deep xml": _book(_sheet("<row>" * 20_000)),
    "climbing names": _book(_sheet(""), **{"../../../etc/evil": "x", "/etc/evil": "x"}),
    "a bomb": _bomb(450),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "a script": b"<svg onload=alert(1)>",
}  # fmt: skip


def _broken_packing() -> bytes:
    """A workbook whose packed sheet is no longer what was packed."""
    book = bytearray(_book(_sheet(_cell("A1", "Tarih") * 200)))
    place = book.index(SHEET.encode()) + len(SHEET)
    book[place : place + 8] = b"\xff" * 8
    return bytes(book)


def _deep(depth: int) -> bytes:
    return b'{"return":' + b'{"a":' * depth + b"1" + b"}" * depth + b',"digest":"","signature":"","key":""}'


def _file(told: Any, **more: Any) -> bytes:
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    raw = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return json.dumps(
        {
            "return": json.loads(text),
            "digest": hashlib.sha256(raw).hexdigest(),
            "signature": "00" * 64,
            "key": "00" * 32,
        }
        | more
    ).encode()


def _told(**changed: Any) -> dict[str, Any]:
    return {"format": "omuz-return/1", "centre": "konak-1", "quarter": "2026-Q3", "version": 1,
            "contents": "quarterly/1", "tables": {}} | changed  # fmt: skip


def _nested(depth: int) -> Any:
    found: Any = 1
    for _ in range(depth):
        found = {"a": found}
    return found


DOCUMENTS: dict[str, bytes] = {
    "nothing": b"{}",
    "not text": b"\xff\xfe\x00",
    "a list": b"[1]",
    "a number": b"1" * 5000,
    "not a number": b"NaN",
    "broken letter": _file(_told(centre="\ud800")),
    "broken letter in a table": _file(_told(tables={"x": "\ud800"})),
    "zero in a name": _file(_told(centre="konak\x00")),
    "zero in a quarter": _file(_told(quarter="2026-Q3\x00")),
    "long name": _file(_told(centre="k" * 100_000)),
    "other digits": _file(_told(quarter="２０２６-Q３")),
    "far quarter": _file(_told(quarter="9999-Q4")),
    "first quarter": _file(_told(quarter="0000-Q1")),
    "great version": _file(_told(version=10**30)),
    "true version": _file(_told(version=True)),
    "infinite": _file(_told(tables={"contacts_by_month": float("inf")})),
    "table of tables": _file(_told(tables={"contacts_by_month": {"cells": [[[[]]]]}})),
    "table with everything wrong": _file(
        _told(tables={"contacts_by_month": {"cells": 5, "dimensions": "x", "policy": None}})
    ),
    "no signature": _file(_told(), signature=None),
    "signature not hex": _file(_told(), signature="zz" * 64),
    "signature with spaces": _file(_told(), signature=" " * 300),
    "key of zeros": _file(_told()),
    "unicode digest": _file(_told(), digest="ğ" * 64),
    **{f"deep {depth}": _deep(depth) for depth in (100, 300, 900, 990, 1000, 5_000, 100_000)},
    **{f"deep table {depth}": _file(_told(tables={"contacts_by_month": _nested(depth)})) for depth in (200, 400, 600)},
}  # fmt: skip


@pytest.mark.parametrize("what", DOCUMENTS)
def test_no_document_breaks_the_door_for_returns(house: House, what: str) -> None:
    from omuz.foundation.tenancy.context import see_as
    from omuz.network.returns.models import ReceivedReturn, SenderKey

    see_as(network=True)
    before = ReceivedReturn.objects.count(), SenderKey.objects.count()
    client = house["elif_"].client(raise_request_exception=False)
    for fingerprint in ("", "1" * 24, "١" * 24, "x"):
        sent = {"file": SimpleUploadedFile("belge.json", DOCUMENTS[what]), "fingerprint": fingerprint}
        assert client.post(reverse("returns:receive"), sent).status_code in (302, 400), what
    see_as(network=True)
    assert (ReceivedReturn.objects.count(), SenderKey.objects.count()) == before


@pytest.mark.parametrize("what", TABLES)
def test_no_table_breaks_the_reader_or_holds_it_up(what: str) -> None:
    from omuz.foundation.catalogue.errors import CatalogueError, UnreadableFile
    from omuz.foundation.catalogue.mappings import Mapping, Refused

    for mapping in ("basit_cetele", "linea144", "omuz_xlsx"):
        try:
            rows = list(Mapping.named(mapping).read(io.BytesIO(TABLES[what])))
        except (CatalogueError, UnreadableFile) as fault:
            assert str(fault) and "passwd" not in str(fault)
            continue
        assert all(isinstance(row, Refused) for row in rows), what
        assert not any("root:" in problem.value for row in rows for problem in row.problems)


def test_a_file_too_large_for_the_page_is_refused_in_a_sentence(house: House) -> None:
    client = house["nermin"].client(raise_request_exception=False)
    large = SimpleUploadedFile("belge.csv", b"Tarih;Kanal\n" + b"x" * 30_000_000)
    answer = client.post(reverse("contacts:import"), {"mapping": "basit_cetele", "file": large})
    assert answer.status_code in (400, 413, 422)
    large = SimpleUploadedFile("belge.json", b"[" + b"1," * 15_000_000 + b"1]")
    assert client.post(reverse("returns:receive"), {"file": large}).status_code in (302, 400, 403, 413)
    assert house["elif_"].client(raise_request_exception=False).post(
        reverse("returns:receive"), {"file": SimpleUploadedFile("b.json", b"[" + b"1," * 1_500_000 + b"1]")}
    ).status_code in (302, 400)


def test_a_file_name_says_nothing_and_goes_nowhere(house: House) -> None:
    client = house["elif_"].client(raise_request_exception=False)
    for name in ("../../../etc/passwd", "<script>.json", "a\x00.json", "=cmd.json", "x" * 3000 + ".json"):
        sent = {"file": SimpleUploadedFile(name, b"{}")}
        page = client.post(reverse("returns:receive"), sent, follow=True)
        assert page.status_code in (200, 400) and b"<script>." not in page.content


NESTED = b"[" * 100_000


@pytest.mark.parametrize(
    ("door", "who", "content"),
    [
        ("referrals:card-bring", "ayse", NESTED),
        ("directory:bring", "elif_", b'{"features":' + NESTED),
        ("directory:bring", "elif_", _broken_packing()),
    ],
    ids=["card", "features", "packing"],
)
def test_what_is_nested_too_deep_or_packed_wrong_is_refused_in_a_sentence(
    house: House, door: str, who: str, content: bytes
) -> None:
    client = house[who].client()
    for table in ("own", "hsds"):
        answer = client.post(reverse(door), {"table": table, "file": SimpleUploadedFile("belge", content)})
        assert answer.status_code == 422


def test_what_a_page_says_it_has_seen_may_be_nested_without_end() -> None:
    from django.test import RequestFactory

    from omuz.network.surveys.views.filling import seen_of

    request: Any = RequestFactory().post("/", {"seen": NESTED.decode(), "page": "p", "revision": "3"})
    assert seen_of(request).revision == 3


def test_a_definition_nested_without_end_is_refused_by_name(tmp_path: Any) -> None:
    from omuz.foundation.catalogue.definitions import read_definition
    from omuz.foundation.catalogue.errors import CatalogueError

    path = tmp_path / "esleme.toml"
    path.write_bytes(b"a = " + NESTED)
    with pytest.raises(CatalogueError, match=r"esleme\.toml"):
        read_definition(path)
