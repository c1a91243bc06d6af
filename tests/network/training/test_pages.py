"""The pages for all six, the certificate as paper and by its code, coverage, the files."""

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from omuz.foundation.people.access import acting
from omuz.network.training.actions.certificates import give_certificates, withdraw_certificate
from omuz.network.training.models import Certificate, Seat, Training
from tests.network.training.gatherings import COURSE, attended, invited, planned, seated

if TYPE_CHECKING:
    from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db
SIX = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")


def _given(cast: "Cast") -> tuple[Training, Seat, Certificate]:
    training, seat = seated(cast, days=-1)
    attended(cast.elif_, training)
    with acting(cast.elif_.person):
        give_certificates(by=cast.elif_.person, training=training)
        return training, seat, Certificate.objects.get(seat=seat)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("overview", (200, 200, 200, 200, 200, 200)),
        ("check", (200, 200, 200, 200, 200, 200)),
        ("new", (403, 200, 403, 200, 403, 403)),
        ("coverage", (403, 200, 403, 200, 403, 403)),
        ("elsewhere", (403, 200, 403, 403, 403, 403)),
        ("supervision", (403, 200, 403, 403, 403, 403)),
        ("directorates", (403, 200, 403, 200, 403, 403)),
    ],
)
def test_who_opens_what(cast: "Cast", name: str, answers: tuple[int, ...]) -> None:
    got = tuple(getattr(cast, who).client().get(reverse(f"training:{name}")).status_code for who in SIX)
    assert got == answers


def test_pages_of_one_training_for_all_six(cast: "Cast") -> None:
    training, seat, certificate = _given(cast)
    expected = {
        reverse("training:one", args=[training.id]): (200, 200, 200, 200, 200, 200),
        reverse("training:attendance", args=[training.id]): (403, 404, 403, 200, 403, 403),
        reverse("training:invite", args=[training.id]): (403, 404, 403, 200, 403, 403),
        reverse("training:change", args=[training.id]): (403, 404, 403, 200, 403, 403),
        reverse("training:cancel", args=[training.id]): (403, 404, 403, 200, 403, 403),
        reverse("training:paper", args=[training.id, "after"]): (403, 404, 403, 200, 403, 403),
        reverse("training:name", args=[seat.id]): (403, 200, 403, 403, 403, 403),
        reverse("training:rate", args=[seat.id, "after"]): (200, 404, 404, 404, 404, 404),
        reverse("training:tell-change", args=[seat.id]): (200, 404, 404, 404, 404, 404),
        reverse("training:certificate", args=[certificate.id]): (200, 200, 404, 200, 404, 404),
        reverse("training:withdraw", args=[certificate.id]): (403, 404, 403, 200, 403, 403),
    }
    clients = [getattr(cast, who).client() for who in SIX]
    got = {path: tuple(client.get(path).status_code for client in clients) for path in expected}
    assert got == expected


def test_a_training_is_planned_invited_named_answered_and_rated_on_the_pages(cast: "Cast") -> None:
    elif_, nermin, ayse = (each.client() for each in (cast.elif_, cast.nermin, cast.ayse))
    first = timezone.localdate() + timedelta(days=3)
    told = {
        "host": "network", "course": COURSE, "how": "online", "starts_on": first.isoformat(),
        "ends_on": first.isoformat(), "places": "5", "place": "Bağlantı davetle gelir",
    }  # fmt: skip
    page = elif_.post(reverse("training:new"), told, follow=True)
    assert "Eğitim takvime yazıldı" in page.content.decode()
    with acting(cast.elif_.person):
        training = Training.objects.get()
    guest = {"title": "Sosyal çalışmacı", "centre": str(cast.konak.id), "number": "1"}
    assert (
        "1 yer yazıldı"
        in elif_.post(reverse("training:invite", args=[training.id]), guest, follow=True).content.decode()
    )
    one = reverse("training:one", args=[training.id])
    assert "Kim katılıyor?" in nermin.get(one).content.decode()
    with acting(cast.elif_.person):
        seat = Seat.objects.get()
    nermin.post(reverse("training:name", args=[seat.id]), {"staff": str(cast.ayse.staff.pk)})
    assert "Davetlisiniz" in ayse.get(one).content.decode()
    assert "Ayşe Demir" not in elif_.get(one).content.decode(), "the host reads a title, not a name"
    assert "Ayşe Demir" in nermin.get(one).content.decode()
    assert "davetlisiniz" in ayse.get(reverse("training:overview")).content.decode()
    ayse.post(reverse("training:answer", args=[seat.id]), {"what": "coming"})
    asked = reverse("training:rate", args=[seat.id, "before"])
    assert "Yanıtınız adınız olmadan saklandı" in ayse.post(asked, {"no_proof": "2"}, follow=True).content.decode()
    assert ayse.post(asked, {"no_proof": "2"}).status_code == 422


def test_a_wrong_plan_keeps_what_was_typed(cast: "Cast") -> None:
    page = cast.elif_.client().post(reverse("training:new"), {"host": "network", "course": COURSE, "note": "Kahve var"})
    assert page.status_code == 422
    assert "Kahve var" in page.content.decode()


def test_the_certificate_carries_her_name_only_where_she_or_her_coordinator_prints_it(cast: "Cast") -> None:
    _training, _seat, certificate = _given(cast)
    where = reverse("training:certificate", args=[certificate.id])
    words = {}
    for who in ("ayse", "nermin", "elif_"):
        answer = getattr(cast, who).client().get(where)
        assert re.search(r'filename="belge-\d{4}-\d\d-\d\d\.pdf"', answer["Content-Disposition"])
        reader = PdfReader(io.BytesIO(answer.content))
        assert reader.metadata is not None and reader.metadata.title == "Belge"
        words[who] = reader.pages[0].extract_text()
        assert certificate.code in words[who]
        assert len(reader.pages) == 1
    assert "Ayşe Demir" in words["ayse"] and "Ayşe Demir" in words["nermin"]
    assert "Ayşe Demir" not in words["elif_"]


def test_a_code_is_checked_by_anybody_signed_in_and_tells_no_name(cast: "Cast", client: "object") -> None:
    _training, _seat, certificate = _given(cast)
    where = reverse("training:check")
    typed = certificate.code.lower().replace("-", " ")
    page = cast.zeynep.client().post(where, {"code": typed}).content.decode()
    assert "Belge gerçek" in page and "Ayşe" not in page
    assert "bulunamadı" in cast.zeynep.client().post(where, {"code": "0000-0000-0000"}).content.decode()
    with acting(cast.elif_.person):
        withdraw_certificate(by=cast.elif_.person, certificate=certificate, reason="Yanlış yazılmış.")
    assert "geri alınmış" in cast.can.client().post(where, {"code": certificate.code}).content.decode()
    assert "/giris" in client.post(where, {"code": certificate.code})["Location"]  # type: ignore[attr-defined]


def test_a_coordinator_reads_names_the_network_reads_numbers(cast: "Cast") -> None:
    _given(cast)
    where = reverse("training:coverage")
    hers, networks = (member.client().get(where).content.decode() for member in (cast.nermin, cast.elif_))
    assert "Ayşe Demir" in hers and "Zeynep" not in hers
    assert "Ayşe Demir" not in networks and "1/2" in networks
    assert cast.nermin.client().get(where, {"merkez": "bornova-1"}).status_code == 404
    table = cast.elif_.client().get(reverse("training:coverage-file", args=["csv"])).content.decode("utf-8-sig")
    assert cast.konak.name in table and "Ayşe" not in table
    assert cast.elif_.client().get(reverse("training:coverage-file", args=["xlsx"])).status_code == 200
    assert cast.elif_.client().get(reverse("training:coverage-file", args=["exe"])).status_code == 404


def test_the_pages_of_what_was_taken_elsewhere_and_of_directorates_write_and_show(cast: "Cast") -> None:
    nermin = cast.nermin.client()
    day = (timezone.localdate() - timedelta(days=9)).isoformat()
    told = {"staff": str(cast.ayse.staff.pk), "course": COURSE, "hours": "16", "ended_on": day, "given_by": "Baro"}
    page = nermin.post(reverse("training:elsewhere"), told, follow=True).content.decode()
    assert "Eğitim yazıldı" in page and "Baro" in page
    assert "başka yerde" in cast.ayse.client().get(reverse("training:overview")).content.decode()
    link = re.search(r"/egitim/baska-yerde/[0-9a-f-]+/cikar/", page)
    assert link is not None
    assert cast.zeynep.client().post(link[0]).status_code == 403
    assert "Kayıt çıkarıldı" in nermin.post(link[0], follow=True).content.decode()
    counts = {
        "organisation": str(cast.town.id),
        "directorate": "social_aid",
        "year": "2026",
        "staff": "40",
        "trained": "12",
    }
    counts["year"] = str(timezone.localdate().year)
    assert "12/40" in nermin.post(reverse("training:directorates"), counts, follow=True).content.decode()
    assert nermin.post(reverse("training:directorates"), counts | {"trained": "50"}).status_code == 422


def test_who_leads_elsewhere_knows_nothing_of_the_seats(cast: "Cast") -> None:
    training, _seat = seated(cast)
    invited(cast.elif_, training, cast.bornova.id)
    for who in ("ayse", "zeynep", "derya", "can"):
        member: Member = getattr(cast, who)
        assert "Katılımcılar" not in member.client().get(reverse("training:one", args=[training.id])).content.decode()
    assert cast.nermin.client().get(reverse("training:one", args=[training.id])).content.decode().count("Psikolog") == 1


def test_a_training_of_one_centre_is_held_by_its_coordinator(cast: "Cast") -> None:
    training = planned(cast.nermin, host=cast.konak.id)
    page = cast.nermin.client().get(reverse("training:one", args=[training.id])).content.decode()
    assert "Davet et" in page
    guest = {"title": "Psikolog", "centre": str(cast.konak.id), "number": "2"}
    asked = cast.nermin.client().post(reverse("training:invite", args=[training.id]), guest, follow=True)
    assert "2 yer yazıldı" in asked.content.decode()
    assert "Davet et" not in cast.zeynep.client().get(reverse("training:one", args=[training.id])).content.decode()
