"""Every door for files: who may come through it, what goes along, and real files for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from django.urls import reverse

from tests.trust.hurting import Made
from tests.trust.malformed import EDGE, multipart

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Door:
    """A page that takes a file: who opens it, the fields that go along (one of several values each)."""

    name: str
    who: str
    part: str = "file"
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seeds: tuple[str, ...] = ()


FOREIGN = tuple(sorted(path.stem for path in (ROOT / "catalogues" / "directory").glob("*.toml")))
DOORS = (
    Door(
        "contacts:import",
        "nermin",
        fields={"mapping": ("basit_cetele", "linea144", "omuz_xlsx", "cem_peru", "sinan_mg")},
    ),
    Door("referrals:institutions-bring", "ayse"),
    Door("referrals:card-bring", "ayse"),
    Door("referrals:bring-letter", "ayse"),
    Door("returns:receive", "elif_", fields={"fingerprint": ("", "1" * 24, "x")}),
    Door("returns:read-sheet", "elif_"),
    Door("handbook:external-bring", "elif_"),
    Door("directory:bring", "elif_", fields={"table": ("own", "hsds", *FOREIGN)}),
    Door("coordination:templates", "elif_"),
    Door("surveys:upload", "elif_"),
)
"""Every page whose form takes a file; a test holds this list against the source."""


def sent(chance: Random, door: Door, made: Made) -> tuple[bytes, str]:
    """The body that carries a file through a door, and its kind."""
    name = made.name.replace("\r", " ").replace("\n", " ").replace('"', "'")
    along = [(each, chance.choice(values)) for each, values in door.fields.items()]
    return multipart([*along, (door.part, (name, made.content))]), f"multipart/form-data; boundary={EDGE}"


def real_files(house: Any) -> dict[str, bytes]:
    """Files the program itself hands out or takes, by what they are: the seeds of mutation."""
    from tests.network.surveys.conftest import workbook

    elif_, nermin, ayse = (house[name].client() for name in ("elif_", "nermin", "ayse"))
    found = {
        f"directory.{kind}": elif_.get(reverse("directory:taken", args=[kind])).getvalue()
        for kind in ("csv", "xlsx", "zip")
    }
    found["return"] = nermin.get(reverse("returns:file", args=[house.sent.pk])).getvalue()
    found["sheet"] = elif_.get(reverse("returns:sheet"), {"merkez": "konak-1"}).getvalue()
    found["questionnaire"] = workbook()
    found["card"] = ayse.post(reverse("referrals:card-file")).getvalue()
    found["contacts.csv"] = "Tarih;Kanal;Şiddet\n01.02.2026;telefon;fiziksel\n02.02.2026;yüz yüze;\n".encode() * 5
    found["contacts.xlsx"] = book_of([["Tarih", "Kanal"], ["01.02.2026", "telefon"], ["02.02.2026", 3]])
    found["template.toml"] = _template()
    return {name: content for name, content in found.items() if content}


def book_of(rows: list[list[Any]]) -> bytes:
    import openpyxl

    out, book = BytesIO(), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _template() -> bytes:
    found = sorted((ROOT / "catalogues" / "coordination").rglob("*.toml"))
    return max((path.read_bytes() for path in found), key=len)[:60_000]
