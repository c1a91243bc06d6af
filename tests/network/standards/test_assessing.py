"""A round: levels, several writers, evidence, two signatures, reopening, steps, walls."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.standards.actions import assessing, rounds
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.models import Assessment, Judgement
from omuz.network.standards.rules.evidence import Evidence
from tests.network.standards.houses import last_year

if TYPE_CHECKING:
    from tests.network.standards.houses import House


def test_two_writers_in_one_criterion_are_merged_and_the_same_field_comes_back(house: "House") -> None:
    row, ayse, nermin = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse, house.cast.nermin
    with acting(ayse.person):
        assessing.keep(by=ayse.person, assessment=row, changes={"A1": {"level": "2"}}, seen={})
    with acting(nermin.person):
        done = assessing.keep(
            by=nermin.person, assessment=row, changes={"A1": {"level": "3", "comment": "Karar var."}}, seen={"A1": 0}
        )
        kept = Judgement.objects.get(assessment=row, code="A1")
    assert done.clashes == {"A1": {"level": "2"}}
    assert (kept.level, kept.comment) == ("2", "Karar var.")


def test_autosave_answers_with_the_conflict_and_the_new_revision(house: "House") -> None:
    row = house.assessment(house.cast.konak, house.cast.ayse)
    where = reverse("standards:keep", args=[row.id])
    ayse, nermin = house.cast.ayse.client(), house.cast.nermin.client()
    first = {"changed": "A1-level", "A1-level": "2", "A1-revision": "0"}
    assert ayse.post(where, first, headers={"X-Omuz-Background": "1"}).json()["A1-revision"] == 1
    answer = nermin.post(where, first | {"A1-level": "3"}, headers={"X-Omuz-Background": "1"})
    assert answer.status_code == 409
    assert answer.json()["changes"] == [{"name": "A1-level", "label": "A1", "theirs": "Kısmen"}]
    again = nermin.post(where, first | {"A1-level": "3", "A1-revision": "1"}, headers={"X-Omuz-Background": "1"})
    assert again.status_code == 200


def test_two_different_people_sign_and_only_a_whole_assessment(house: "House") -> None:
    ayse, nermin = house.cast.ayse.person, house.cast.nermin.person
    row = house.fill(house.cast.ayse, house.cast.konak, A2="U")
    with acting(nermin):
        assessing.sign(by=nermin, assessment=row)
        with pytest.raises(NotNow):
            assessing.sign(by=nermin, assessment=row)
    with acting(ayse):
        assert assessing.sign(by=ayse, assessment=row).state == "signed"
        with pytest.raises(NotNow):
            assessing.keep(by=ayse, assessment=row, changes={"A1": {"level": "0"}}, seen={})


def test_an_unfinished_assessment_is_not_signed_and_says_what_is_missing(house: "House") -> None:
    row, ayse = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse.person
    with acting(ayse), pytest.raises(NotNow, match="A1"):
        assessing.sign(by=ayse, assessment=row)


def test_case_paper_is_refused_as_evidence_and_what_was_typed_stays(house: "House") -> None:
    row, client = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse.client()
    where = reverse("standards:evidence", args=[row.id, "A1"])
    told = {"kanit-kind": "document", "kanit-description": "İmzalı görüşme notu, sayfa 2"}
    refused = client.post(where, told)
    assert refused.status_code == 422
    assert "görüşme notu" in refused.content.decode()
    fine = client.post(where, told | {"kanit-description": "Meclis kararı 2026/112"}, follow=True)
    assert "Meclis kararı 2026/112" in fine.content.decode()


def test_a_centre_without_a_part_in_it_sees_no_row_and_no_page(house: "House") -> None:
    row = house.signed()
    with acting(house.cast.zeynep.person):
        assert not Assessment.objects.filter(pk=row.pk).exists()
        assert not Judgement.objects.exists()
    client = house.cast.zeynep.client()
    for name in ("assessment", "profile", "visit"):
        assert client.get(reverse(f"standards:{name}", args=[row.id])).status_code == 404
    with acting(house.sema.person):
        assert not Judgement.objects.exists()


def test_reopening_takes_the_signatures_off_and_tells_why(house: "House") -> None:
    row, elif_ = house.signed(), house.cast.elif_.person
    with acting(house.cast.nermin.person), pytest.raises(Refused):
        rounds.reopen(by=house.cast.nermin.person, assessment=row, reason="x")
    with acting(elif_):
        rounds.reopen(by=elif_, assessment=row, reason="A1 için karar sayısı yanlış.")
    html = house.cast.ayse.client().get(reverse("standards:assessment", args=[row.id])).content.decode()
    assert "A1 için karar sayısı yanlış." in html
    assert house.assessment(house.cast.konak, house.cast.ayse).worker_signed_at is None


def test_last_year_stands_beside_the_criterion_and_in_the_profile(house: "House") -> None:
    last_year(house, "1")
    row, client = house.signed(A1="2"), house.cast.ayse.client()
    html = client.get(reverse("standards:single", args=[row.id, "A1"])).content.decode()
    assert "Geçen tur:" in html
    profile = client.get(reverse("standards:profile", args=[row.id])).content.decode()
    assert "2025" in profile
    assert "Ağ ortancası" not in profile


def test_every_page_of_the_room_opens_for_her_and_the_file_has_a_row_a_criterion(house: "House") -> None:
    row, client = house.signed(), house.cast.ayse.client()
    places = [("overview", []), ("standard", [house.standard.id]), ("criterion", [house.standard.id, "D4"]),
              ("round", [house.asked.id]), ("assessment", [row.id]), ("chapter", [row.id, "D"]),
              ("single", [row.id, "D4"]), ("profile", [row.id]), ("actions", []), ("matrix", [])]  # fmt: skip
    for name, args in places:
        answer = client.get(reverse(f"standards:{name}", args=args))
        assert answer.status_code == 200, name
        html = answer.content.decode()
        assert "<title>Belge</title>" in html
        assert "taslak" in html, name
    chapter = client.get(reverse("standards:chapter", args=[row.id, "B"])).content.decode()
    assert "Önceki bölüm: A" in chapter
    assert "Sonraki bölüm: C" in chapter
    csv = client.get(reverse("standards:export", args=[row.id, "csv"])).content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 91
    assert client.get(reverse("standards:export", args=[row.id, "xlsx"])).content[:2] == b"PK"


def _events(house: "House", event: str) -> int:
    with acting(house.cast.nermin.person):
        return AuditEvent.objects.filter(event=event).count()


def test_saving_what_already_stands_keeps_the_first_signature_and_writes_no_event(house: "House") -> None:
    row, nermin = house.fill(house.cast.ayse, house.cast.konak), house.cast.nermin
    with acting(nermin.person):
        assessing.sign(by=nermin.person, assessment=row)
    before = _events(house, "assessment.kept")
    client, where = house.cast.ayse.client(), reverse("standards:keep", args=[row.id])
    client.post(where, {"A1-level": "2", "A1-comment": "", "A1-revision": "1"})
    assert house.assessment(house.cast.konak, nermin).lead_signed_at is not None
    assert _events(house, "assessment.kept") == before
    client.post(where, {"A1-level": "3", "A1-comment": "", "A1-revision": "1"})
    assert house.assessment(house.cast.konak, nermin).lead_signed_at is None
    assert _events(house, "assessment.kept") == before + 1


def test_a_background_post_without_a_field_is_answered_and_never_breaks(house: "House") -> None:
    row, client = house.signed(), house.cast.ayse.client()
    where = reverse("standards:keep", args=[row.id])
    answer = client.post(where, {"changed": "yok"}, headers={"X-Omuz-Background": "1"})
    assert answer.status_code == 422
    assert "yeniden açılmasını" in "".join(answer.json()["errors"].values())


def test_a_second_tab_does_not_take_off_another_piece_of_evidence(house: "House") -> None:
    row, ayse = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse.person
    first, second = Evidence("document", "Meclis kararı 2026/112"), Evidence("description", "Yönerge, dolapta")
    with acting(ayse):
        for piece in (first, second):
            assessing.add_evidence(by=ayse, assessment=row, code="A1", piece=piece)
    client, where = house.cast.ayse.client(), reverse("standards:drop-evidence", args=[row.id, "A1", 0])
    page = client.get(reverse("standards:single", args=[row.id, "A1"])).content.decode()
    assert f'name="mark" value="{first.mark}"' in page
    for _tab in range(2):
        answer = client.post(where, {"mark": first.mark}, follow=True)
    assert "Bu kanıt artık listede yok." in answer.content.decode()
    with acting(ayse):
        assert Judgement.objects.get(assessment=row, code="A1").pieces == [second]


def test_evidence_past_its_day_is_marked_on_the_page_and_other_evidence_is_not(house: "House") -> None:
    row, ayse, day = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse.person, timezone.localdate()
    client, where = house.cast.ayse.client(), reverse("standards:single", args=[row.id, "C5"])
    for expires, shown in ((day, False), (day - timedelta(days=1), True)):
        piece = Evidence("document", f"Eğitim çizelgesi {expires}", expires_on=expires)
        with acting(ayse):
            assessing.add_evidence(by=ayse, assessment=row, code="C5", piece=piece)
        assert ("süresi geçti" in client.get(where).content.decode()) is shown
    chapter = client.get(reverse("standards:chapter", args=[row.id, "C"])).content.decode()
    assert "süresi geçti" in chapter
