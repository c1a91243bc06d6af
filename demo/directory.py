"""The invented directory: public parts of the centres, services, institutions, directorates; every line an example."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from demo.invent import network
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, acting
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.directory.actions.keeping import Moment, put
from omuz.network.directory.models import (
    ContactPost,
    Directorate,
    InternalPart,
    Kept,
    Municipality,
    Partner,
    PublicPart,
    Service,
)

_OFFERED = (
    ("social_work", "Sosyal çalışmacı görüşmesi", "Randevuyla ya da gelerek"),
    ("psychological", "Psikolojik destek", "Randevuyla"),
    ("legal", "Hukuki destek", "Haftada bir gün, randevuyla"),
    ("accompaniment", "Refakat", "Bir gün önce haber verin"),
    ("group_work", "Dayanışma grubu", "Telefonla yazılın"),
)
_PARTNERS = (
    ("sonim", "ŞÖNİM", 1), ("bar_legal_aid", "Baro Kadın Hakları Merkezi", 1), ("police", "İlçe emniyet", 4),
    ("gendarmerie", "Jandarma karakolu", 2), ("hospital", "Devlet hastanesi", 4),
    ("primary_health", "Aile sağlığı merkezi", 3),
    ("mental_health", "Toplum ruh sağlığı merkezi", 2), ("forensic_medicine", "Adli tıp şubesi", 1),
    ("family_court", "Aile mahkemesi kalemi", 2), ("social_service_centre", "Sosyal hizmet merkezi", 3),
    ("social_aid_foundation", "SYDV", 2), ("women_organisation", "Kadın dayanışma derneği", 3),
    ("lgbti_organisation", "LGBTİ+ derneği", 1), ("migrant_organisation", "Göçmen dayanışma derneği", 2),
    ("municipal_nursery", "Belediye kreşi", 2), ("employment_training", "Halk eğitim merkezi", 2),
    ("consulate", "Konsolosluk", 1), ("line_183", "ALO 183", 1), ("state_shelter", "Konukevi A", 1),
    ("municipal_shelter", "Sığınak B", 1), ("disability_elderly", "Engelli hizmetleri birimi", 1),
)  # fmt: skip
"""Forty institutions of twenty-one kinds; no line is about a real one."""
_DISTRICTS = "konak bornova buca karsiyaka cigli karabaglar menemen bergama".split()
_UNITS = {
    "konak": (
        "Kadın ve Aile Hizmetleri Müdürlüğü", "Sosyal Yardım İşleri Müdürlüğü", "Zabıta Müdürlüğü",
        "Hukuk İşleri Müdürlüğü", "Kültür ve Sosyal İşler Müdürlüğü",
    ),
    "cigli": (
        "Kadın ve Aile Hizmetleri Müdürlüğü", "Sosyal Yardım İşleri Müdürlüğü", "Zabıta Müdürlüğü",
        "Hukuk İşleri Müdürlüğü", "İnsan Kaynakları ve Eğitim Müdürlüğü", "Basın Yayın ve Halkla İlişkiler Müdürlüğü",
        "Bilgi İşlem Müdürlüğü", "Park ve Bahçeler Müdürlüğü", "Strateji Geliştirme Müdürlüğü",
    ),
}  # fmt: skip


def plant_directory(
    teams: dict[str, Person],
    editor: Person,
    organisations: dict[str, Organisation],
    centres: dict[str, Centre],
    today: date,
) -> None:
    """Each centre by its own coordinator, everything else by the network's; some of it long unverified."""
    rng = random.Random(network()["seed"])
    for number, (code, centre) in enumerate(centres.items()):
        with acting(teams[code]), recorded(by=teams[code], event="centre_page.kept", centre=centre.id, about="example"):
            for row, facts in _centre(centre, number, rng):
                put(teams[code], row, facts, Moment(today - timedelta(days=400)))
                row.verified_on = today - timedelta(days=rng.randint(5, 260))
                row.save(update_fields=["verified_on"])
    with acting(editor), recorded(by=editor, event="directory.brought_in", about="example"):
        for number, (row, facts) in enumerate((*_partners(), *_town_halls(organisations))):
            put(editor, row, facts, Moment(today - timedelta(days=300)))
            row.verified_on = (
                None if number % 11 == 0 else today - timedelta(days=rng.randint(3, 170) + 190 * (number % 5 == 0))
            )
            row.save(update_fields=["verified_on"])


def _number(group: int, number: int) -> str:
    return f"0232 000 {group:02} {number:02}"


def _centre(centre: Centre, number: int, rng: random.Random) -> Iterator[tuple[Kept, dict[str, Any]]]:
    yield (
        PublicPart(centre_id=centre.id),
        {
            "phone": _number(10, number), "hours": "Pzt–Cum 08:30–17:30", "example": True,
            "languages": ["turkish", *["kurmanci"][number % 3 :], *["arabic"][number % 5 :]],
            "access": ["step_free", "children_corner"] if number % 2 else ["near_transport"],
            "address": f"Örnek Mahallesi, Dayanışma Sokağı No: {number + 1}",
            "how_to_reach": "Belediye durağına beş dakika",
            "appointment": "Telefonla ya da gelerek; acil durumda beklemeden",
        },
    )  # fmt: skip
    yield (
        InternalPart(centre_id=centre.id),
        {
            "direct_line": _number(20, number),
            "crisis_way": "Mesai dışında nöbetçi koordinatör aranır",
            "staff": "2 sosyal çalışmacı, 1 psikolog",
        },
    )
    for kind, name, apply in rng.sample(_OFFERED, k=3 + number % 3):
        yield (
            Service(centre_id=centre.id),
            {
                "kind": kind, "name": name, "cost": "free", "how_to_apply": apply, "hours": "Pzt–Cum 08:30–17:30",
                "eligibility": "Her kadın",
            },
        )  # fmt: skip


def _partners() -> Iterator[tuple[Kept, dict[str, Any]]]:
    number = 0
    for kind, name, times in _PARTNERS:
        for each in range(times):
            number += 1
            secret = kind in ("state_shelter", "municipal_shelter")
            row = Partner()
            where = _DISTRICTS[(number + each) % len(_DISTRICTS)]
            facts: dict[str, Any] = {
                "kind": kind,
                "name": f"{name} {each + 1} (örnek)" if times > 1 else f"{name} (örnek)",
                "example": True,
                "phone": _number(30, number),
                "hours": "Her gün 00:00–23:59" if kind == "police" else "Pzt–Cum 09:00–17:00",
                "languages": ["turkish"],
            }
            if not secret:
                facts |= {"district": where, "address": f"Örnek Caddesi No: {number}"}
            yield row, facts
            if kind == "bar_legal_aid":
                yield (
                    Service(partner=row),
                    {
                        "kind": "legal",
                        "name": "Adli yardım",
                        "cost": "free",
                        "eligibility": "Gelire bakılır; şiddette öncelik",
                    },
                )
                yield (
                    ContactPost(partner=row),
                    {"post": "Nöbetçi sekreterya", "phone": _number(31, 1), "about": "6284 başvuruları"},
                )


def _town_halls(organisations: dict[str, Organisation]) -> Iterator[tuple[Kept, dict[str, Any]]]:
    for number, (key, organisation) in enumerate(organisations.items()):
        facts: dict[str, Any] = {"phone": _number(40, number), "district": key if key in _DISTRICTS else ""}
        if number % 4 == 0:
            facts["family_places"] = 12 + 4 * (number % 3)
        yield Municipality(organisation=organisation), facts
    for key, units in _UNITS.items():
        for number, name in enumerate(units):
            yield Directorate(organisation=organisations[key]), {"name": name, "phone": _number(50, number)}
