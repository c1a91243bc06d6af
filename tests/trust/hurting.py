"""Files made to hurt a reader: made by hand, and real ones cut, turned, joined and renamed."""

import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tests.attack import test_uploads as known

DEEP = 100_000


@dataclass(frozen=True)
class Made:
    """A file somebody sends: what it is, how it is called, what is in it."""

    what: str
    name: str
    content: bytes


NAMES = (
    "belge.csv", "belge.xlsx", "belge.json", "belge.toml", "belge.zip", "belge.exe", "belge", "../../../etc/passwd",
    "..\\..\\win.ini", "/etc/passwd", "a\x01b.csv", "=cmd|' /C calc'!A0.xlsx", "<script>alert(1)</script>.csv",
    "x" * 3000 + ".xlsx", "belge.csv.exe", "\u202egpj.xlsx", "ŞİĞ.xlsx", "CON", ".htaccess", "a;b.csv", "%00.csv",
    "\ud800.csv",
)  # fmt: skip

FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+SUM(1)", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.example")',
            "＝1+1", "=IMPORTXML(1)", ";=1", '"=1', "'=1")  # fmt: skip

_SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_GIF = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//"
_JPEG = b"\xff\xd8\xff\xe1\x00\x40Exif\x00\x00MM\x00*" + b"GPS 38.4237N 27.1428E" * 3 + b"\xff\xd9"


def by_hand() -> list[Made]:
    """What one person thinks of: every file of the quick suite, and bombs, claims, joined and disguised files."""
    quick = {**known.TABLES, **known.DOCUMENTS}
    found = [Made(what, "belge", content) for what, content in quick.items() if len(content) < 1_000_000]
    found += [Made(f"table {what}", "belge.csv", content) for what, content in known.TABLES.items()]
    found += [Made("svg", "resim.svg", _SVG), Made("gif", "a.gif", _GIF), Made("jpeg", "a.jpg", _JPEG)]
    found += [Made(f"formula {one!r}", "a.csv", _formula(one)) for one in FORMULAS]
    found += [Made(f"nested {depth}", "a.zip", _nested(depth)) for depth in (1, 3, 20)]
    found += [Made(f"claim {what}", "a.xlsx", content) for what, content in _claims()]
    found += [Made(f"joined {what}", "a.xlsx", content) for what, content in _joined()]
    found += [Made(f"deep {what}", "a.json", content) for what, content in _deep()]
    found += [Made(f"strings {count}", "a.xlsx", _strings(count)) for count in (10, 2_000_000)]
    return found


def _formula(one: str) -> bytes:
    told = one.replace('"', '""')
    return f'"Tarih";"Kanal";"Tür";"Ad"\n"01.02.2026";"{told}";"{told}";"{told}"\n'.encode()


def _nested(depth: int) -> bytes:
    content, name = b" " * 1_000_000, "0.csv"
    for _turn in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for copy in range(10):
                packed.writestr(f"{copy}{name}", content)
        content, name = out.getvalue(), ".zip"
    return content


def _claims() -> Iterator[tuple[str, bytes]]:
    """Workbooks whose lists of parts lie: ten gigabytes, another sum, another place, another way of packing."""
    book = known._book(known._sheet(known._cell("A1", "Tarih")))
    entry = book.index(b"PK\x01\x02")
    for what, place, value in (
        ("ten gigabytes", 24, 0xFFFFFFF0), ("nothing", 24, 0), ("packed of 4 GB", 20, 0xFFFFFFF0), ("bad sum", 16, 1),
        ("far away", 42, 0x7FFFFFFF),
    ):  # fmt: skip
        yield what, book[: entry + place] + struct.pack("<I", value) + book[entry + place + 4 :]
    for what, place, value in (("bzip", 10, 12), ("lzma", 10, 14), ("unknown packing", 10, 99), ("locked", 8, 1)):
        yield what, book[: entry + place] + struct.pack("<H", value) + book[entry + place + 2 :]
    yield "many parts", _many_parts()
    yield "names of a drive", known._book(known._sheet(""), **{"C:\\evil": "x", "..\\evil": "x", "a" * 60_000: "x"})


def _many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for number in range(4_000):
            book.writestr(f"xl/{number}", b"")
    return out.getvalue()


def _joined() -> Iterator[tuple[str, bytes]]:
    """Two kinds in one file."""
    book = known._book(known._sheet(known._cell("A1", "Tarih")))
    for what, before in (
        ("pdf", b"%PDF-1.7\n%"),
        ("gif", _GIF),
        ("svg", _SVG),
        ("csv", b"Tarih;Kanal\n"),
        ("jpeg", _JPEG),
    ):
        yield what, before + book
    yield "a book behind a book", book + book
    yield "a script behind", book + b"<script>alert(1)</script>"


def _deep() -> Iterator[tuple[str, bytes]]:
    """Documents nested beyond what a reader can follow, in every way our readers are written in."""
    yield "features", b'{"features":' + b"[" * DEEP
    yield "objects", b'{"features":[{"properties":' + b'{"a":' * DEEP
    yield "toml lists", b"a = " + b"[" * DEEP
    yield "toml tables", b"a = " + b"{a = " * (DEEP // 10)
    yield "toml keys", b".".join([b"a"] * DEEP) + b" = 1"
    yield "xml", b"<data>" * DEEP
    yield "numbers", b'{"features":' + b"9" * 5_000 + b"}"
    yield "wrong shapes", json.dumps({"features": [None, 1, "x", {"properties": None}, {"properties": [1]}]}).encode()
    for resources in (None, 1, "x", [1], [None], [{"name": [1]}], [{"name": "organization", "path": 1}], {"a": 1}):
        yield f"package {resources}", _package({"resources": resources})
    yield "package of a list", _package([1])


def _package(told: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("datapackage.json", json.dumps(told))
        packed.writestr("organizations.csv", 'id,name\n1,"x\n')
    return out.getvalue()


def _strings(count: int) -> bytes:
    """A workbook whose shared strings are many."""
    many = "<si><t>ab</t></si>" * count
    shared = f"<?xml version='1.0'?><sst xmlns='{known._MAIN}'>{many}</sst>"
    cell = '<row r="1"><c r="A1" t="s"><v>9999999</v></c><c r="B1" t="s"><v>-1</v></c></row>'
    return known._book(known._sheet(cell), **{"xl/sharedStrings.xml": shared})


def mutated(chance: Random, seeds: Mapping[str, bytes]) -> Made:
    """A real file changed by chance: cut, a byte turned, a stretch doubled, moved, zeroed, or two files joined."""
    name = chance.choice(sorted(seeds))
    content = turned(chance, seeds[name], seeds[chance.choice(sorted(seeds))])
    return Made(f"turned {name}", chance.choice(NAMES), content)


def turned(chance: Random, content: bytes, other: bytes) -> bytes:
    """`content` after one to four changes by chance; `other` lends stretches."""
    if content[:4] == b"PK\x03\x04" and chance.random() < 0.6:
        return _inside(chance, content, other)
    for _turn in range(chance.randint(1, 4)):
        content = chance.choice(_CHANGES)(chance, content, other)
    return content


def _inside(chance: Random, content: bytes, other: bytes) -> bytes:
    """A workbook or package with one of its parts changed and packed again, so that the change reaches a reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        parts = book.namelist()
        chosen = chance.choice(parts)
        for part in parts:
            told = book.read(part)
            if part == chosen:
                if chance.random() < 0.05:
                    continue
                told = chance.choice(_CHANGES)(chance, told, other)
            made.writestr(part, told)
    return out.getvalue()


def _cut(chance: Random, content: bytes, _other: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _byte(chance: Random, content: bytes, _other: bytes) -> bytes:
    if not content:
        return b"\x00"
    place = chance.randrange(len(content))
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _stretch(chance: Random, content: bytes, other: bytes) -> bytes:
    start = chance.randrange(len(other) + 1)
    place = chance.randrange(len(content) + 1)
    return content[:place] + other[start : start + chance.choice([1, 8, 64, 1024])] + content[place:]


def _gone(chance: Random, content: bytes, _other: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + content[place + chance.choice([1, 2, 16, 256]) :]


def _doubled(chance: Random, content: bytes, _other: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    piece = content[place : place + chance.choice([4, 64, 1024])]
    return content[:place] + piece * chance.choice([2, 5, 50]) + content[place:]


_WORDS = (
    b"\x00", b'"', b";", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"&amp;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"[", b"{", b"]", b"=1+1", b"9" * 30, b"-1", b"1e999", b"NaN", b"31.02.2026", b"${a}", b"../", b"\xed\xa0\x80",
    "İ".encode(), b"${", b"repeat", b"begin_group", b"'''", b"0x", b"true", b"  ",
)  # fmt: skip


def _word(chance: Random, content: bytes, _other: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(_WORDS) + content[place + chance.choice([0, 0, 1, 4]) :]


_CHANGES = (_cut, _byte, _byte, _stretch, _gone, _doubled, _word, _word)
