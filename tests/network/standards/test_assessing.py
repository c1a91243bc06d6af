"""A round: levels, several writers, evidence, two signatures, the visit, disagreement, reopening, walls."""

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from omuz.foundation.people.access import Refused, acting
from omuz.network.standards.actions import assessing, improving, rounds, visiting
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.models import Assessment, Finding, Improvement, Judgement
from omuz.network.standards.queries.levels import final_levels
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


def _visited(house: "House") -> Any:
    """Konak signed; Bornova saw A1 and A2 lower."""
    row = house.signed(A1="3", A2="3")
    songul, elif_ = house.songul.person, house.cast.elif_.person
    with acting(elif_):
        row = rounds.name_visitor(by=elif_, assessment=row, visitor_id=house.cast.bornova.id, visit_on=None)
    with acting(songul):
        for code, level in (("A1", "1"), ("A2", "2"), ("A3", "2")):
            visiting.put_finding(by=songul, assessment=row, code=code, level=level, comment="Yerinde bakıldı.")
        visiting.sign_visit(by=songul, assessment=row)
    return row


def test_the_two_centres_talk_agree_on_one_level_and_keep_the_other_disagreement(house: "House") -> None:
    row, nermin, songul = _visited(house), house.cast.nermin.person, house.songul.person
    with acting(nermin):
        with pytest.raises(NotNow, match="A1, A2"):
            visiting.approve(by=nermin, assessment=row)
        visiting.say(by=nermin, assessment=row, code="A1", words="Yönerge geçen ay onaylandı.")
        visiting.agree(by=nermin, assessment=row, code="A1", level="2")
    with acting(songul):
        visiting.agree(
            by=songul, assessment=row, code="A2", level="", disagreement="Şema eski; merkez geçerli sayıyor."
        )
        visiting.approve(by=songul, assessment=row)
    with acting(nermin):
        done = visiting.approve(by=nermin, assessment=row)
        levels = final_levels(done)
        kept = Finding.objects.get(assessment=row, code="A2")
    assert done.state == "agreed"
    assert (levels["A1"], levels["A2"]) == ("2", "3")
    assert (kept.level, kept.disagreement) == ("2", "Şema eski; merkez geçerli sayıyor.")


def test_a_visitor_reads_only_after_the_signature_and_writes_no_level_of_the_other_centre(house: "House") -> None:
    row = house.fill(house.cast.ayse, house.cast.konak)
    elif_ = house.cast.elif_.person
    with acting(elif_):
        rounds.name_visitor(by=elif_, assessment=row, visitor_id=house.cast.bornova.id, visit_on=None)
    client = house.songul.client()
    assert client.get(reverse("standards:assessment", args=[row.id])).status_code == 404
    with acting(house.songul.person):
        from omuz.foundation.audit.chain import recorded

        with recorded(by=house.songul.person, event="assessment.kept"):
            assert Judgement.objects.filter(assessment=row).update(level="0") == 0
    for who in (house.cast.ayse, house.cast.nermin):
        with acting(who.person):
            assessing.sign(by=who.person, assessment=row)
    assert client.get(reverse("standards:visit", args=[row.id])).status_code == 200
    assert client.get(reverse("standards:export", args=[row.id, "csv"])).status_code == 404


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


def test_last_year_stands_beside_and_a_gap_opens_a_step_that_is_looked_at_again(house: "House") -> None:
    last_year(house, "1")
    row, client = house.signed(A1="2"), house.cast.ayse.client()
    html = client.get(reverse("standards:single", args=[row.id, "A1"])).content.decode()
    assert "Geçen tur:" in html
    profile = client.get(reverse("standards:profile", args=[row.id])).content.decode()
    assert "2025" in profile
    assert "Ağ ortancası" not in profile
    told = {"what": "Yönergeyi meclise götür", "responsible": "Şube müdürü", "until": "2026-12-31"}
    listed = client.post(reverse("standards:new-action", args=[row.id, "A1"]), told, follow=True)
    assert "Yönergeyi meclise götür" in listed.content.decode()
    ayse = house.cast.ayse.person
    with acting(ayse):
        step = Improvement.objects.get()
        assert step.check_on == step.until
        improving.settle_step(by=ayse, row=step, done=True, outcome="Onaylandı.")
        improving.recheck(by=ayse, row=step, level="3")
    assert step.state == Improvement.State.DONE


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
    csv = client.get(reverse("standards:export", args=[row.id, "csv"])).content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 91
    assert client.get(reverse("standards:export", args=[row.id, "xlsx"])).content[:2] == b"PK"
