"""A directory with an open institution, a shelter, and what hangs on them, written by the same acts people use."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from omuz.foundation.people.access import acting
from omuz.network.directory.actions.keeping import Moment, keep
from omuz.network.directory.models import ContactPost, Directorate, Kept, Municipality, Partner, PublicPart, Service

if TYPE_CHECKING:
    from tests.cast import Cast, Member

SINCE = date(2026, 1, 1)
PLANTED = ("Gizlibahçe Sok", "Saklıdere durağı", "35999")
"""Pieces of an address that was typed, brought in and kept wherever somebody could try."""


@dataclass
class Directory:
    """The cast, an institution anybody may find, and a shelter nobody may."""

    cast: "Cast"
    bar: Partner
    shelter: Partner

    def keep(self, who: "Member", row: Kept, *, since: date = SINCE, **facts: Any) -> Any:
        """Write facts of an entry as somebody."""
        with acting(who.person):
            return keep(by=who.person, row=row, facts=facts, moment=Moment(since), revision=row.revision)


def plant(cast: "Cast") -> Directory:
    """As Elif and Nermin would have written it."""
    made = Directory(cast, Partner(), Partner())
    elif_, nermin = cast.elif_, cast.nermin
    made.bar = made.keep(
        elif_, made.bar, kind="bar_legal_aid", name="Örnek Barosu", phone="0232 000 00 01", district="konak",
        address="Örnek Mah. 1. Sok. No: 2", hours="Pzt–Cum 09:00–17:00", languages=["turkish", "kurmanci"],
        access=["step_free"], how_to_reach="Çankaya durağı", website="https://ornek.invalid",
    )  # fmt: skip
    made.shelter = made.keep(elif_, made.shelter, kind="state_shelter", name="Konukevi A", phone="0232 000 00 02")
    made.keep(
        elif_, Service(partner=made.bar), kind="legal", name="Adli yardım", hours="Sal 10:00–12:00",
        eligibility="Gelire bakılır", cost="free", how_to_apply="Telefonla",
    )  # fmt: skip
    made.keep(elif_, ContactPost(partner=made.bar), post="Nöbetçi sekreterya", phone="0232 000 00 03")
    made.keep(
        nermin, PublicPart(centre_id=cast.konak.id), phone="0232 000 00 04", hours="Hafta içi 08:30–17:30",
        languages=["turkish"], address="Açık Cad. No: 5", appointment="Telefonla ya da gelerek",
    )  # fmt: skip
    made.keep(nermin, Service(centre_id=cast.konak.id), kind="psychological", name="Psikolojik destek", cost="free")
    made.keep(elif_, Municipality(organisation=cast.town), district="konak", family_places=20)
    made.keep(elif_, Directorate(organisation=cast.town), name="Zabıta Müdürlüğü")
    return made


def _typed(**facts: Any) -> dict[str, Any]:
    return {"holds_from": "2026-01-01", "revision": "", **facts}


def plant_secrets(directory: "Directory") -> None:
    """Try every door with an address of a secret place; some were kept while the place was not yet secret."""
    elif_, nermin = directory.cast.elif_, directory.cast.nermin
    client = elif_.client()
    planted = {"address": f"{PLANTED[0]}. No: 1 {PLANTED[2]}", "how_to_reach": PLANTED[1], "district": "urla"}
    row = directory.keep(elif_, Partner(), kind="women_organisation", name="Güvenli yer (örnek)", **planted)
    directory.keep(elif_, row, confidential=True)
    for facts in (planted, {"note": planted["address"]}):
        typed = _typed(name="Konukevi B", kind="municipal_shelter", **facts)
        assert client.post(reverse("directory:institution-new"), typed).status_code == 422
    table = f"Tür;Ad;Adres\nBelediye sığınağı;Konukevi C;{planted['address']}\n".encode()
    shown = client.post(reverse("directory:bring"), {"file": SimpleUploadedFile("a.csv", table), "table": "own"})
    assert not any(each in shown.content.decode() for each in PLANTED)
    with acting(nermin.person):
        public = PublicPart.objects.get(centre_id=directory.cast.konak.id)
    public = directory.keep(nermin, public, address=planted["address"], how_to_reach=PLANTED[1])
    public = directory.keep(nermin, public, hours=f"Salı, {PLANTED[0]}akta")
    public = directory.keep(nermin, public, hours="Hafta içi 08:30–17:30")
    directory.keep(nermin, public, confidential=True)
    with acting(nermin.person):
        offered = Service.objects.filter(centre_id=directory.cast.konak.id).values_list("id", flat=True)[0]
    typed = _typed(kind="legal", name="Avukat", how_to_apply=planted["address"])
    for where in (reverse("directory:centre-service", args=["konak-1"]), reverse("directory:service", args=[offered])):
        assert nermin.client().post(where, typed).status_code == 422
    asked = _typed(post="Santral", about=f"{PLANTED[0]}akta, zile basın")
    assert client.post(reverse("directory:institution-post", args=[row.id]), asked).status_code == 422


def as_text(response: Any) -> str:
    """A page or a file as text, whatever it is wrapped in."""
    raw = response.content
    if not raw.startswith(b"PK"):
        return str(raw.decode("utf-8-sig"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    sheets = load_workbook(io.BytesIO(raw)).worksheets
    return " ".join(str(cell.value) for sheet in sheets for row in sheet.rows for cell in row)
