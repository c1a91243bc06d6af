"""The visit: what the visitor reads and writes, what stays hidden until she signs, two sides, agreement, walls."""

import html
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.rules import Role
from omuz.network.standards.actions import assessing, rounds, visiting
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.models import Assessment, Finding, Judgement
from omuz.network.standards.queries.levels import final_levels

if TYPE_CHECKING:
    from tests.cast import Member
    from tests.network.standards.houses import House


def test_the_two_centres_talk_agree_on_one_level_and_keep_the_other_disagreement(house: "House") -> None:
    row, nermin, songul = house.visited(), house.cast.nermin.person, house.songul.person
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
    row = house.named(house.fill(house.cast.ayse, house.cast.konak))
    client = house.songul.client()
    assert client.get(reverse("standards:assessment", args=[row.id])).status_code == 404
    with acting(house.songul.person):
        assert not Judgement.objects.filter(assessment=row).exists()
    for who in (house.cast.ayse, house.cast.nermin):
        with acting(who.person):
            assessing.sign(by=who.person, assessment=row)
    with acting(house.songul.person):
        assert Judgement.objects.filter(assessment=row).count() == 90
        with recorded(by=house.songul.person, event="assessment.kept"):
            assert Judgement.objects.filter(assessment=row).update(level="0") == 0
    assert client.get(reverse("standards:visit", args=[row.id])).status_code == 200
    assert client.get(reverse("standards:export", args=[row.id, "csv"])).status_code == 404


def _seen(who: "Member", row: Any) -> str:
    """Every page and file of an assessment that she may open, as one text."""
    client, told = who.client(), ""
    places = [("chapter", ["A"]), ("single", ["A1"]), ("visit", []), ("visit-criterion", ["A1"]), ("profile", []),
              ("assessment", []), ("export", ["csv"])]  # fmt: skip
    for name, more in places:
        told += client.get(reverse(f"standards:{name}", args=[row.id, *more])).content.decode()
    return html.unescape(told)


def test_the_visited_centre_reads_nothing_of_the_visit_before_it_is_signed(house: "House") -> None:
    row, songul = house.named(house.signed(A1="3")), house.songul.person
    with acting(songul):
        visiting.put_finding(by=songul, assessment=row, code="A1", level="1", comment="Yönerge gösterilemedi.")
    assert "Yönerge gösterilemedi." in _seen(house.songul, row)
    for who in (house.cast.nermin, house.cast.ayse, house.cast.elif_):
        told = _seen(who, row)
        assert "Yönerge gösterilemedi." not in told
        assert "Farklı görülenler" not in told
        with acting(who.person):
            assert not Finding.objects.exists(), "the database itself keeps it from her"
    with acting(songul):
        visiting.sign_visit(by=songul, assessment=row)
    with acting(house.cast.nermin.person):
        assert Finding.objects.count() == 1
    told = _seen(house.cast.nermin, row)
    assert "Yönerge gösterilemedi." in told
    assert "Farklı görülenler" in told


def test_what_was_agreed_before_a_reopening_decides_nothing_after_it(house: "House") -> None:
    row, elif_, songul, nermin = house.agreed(), house.cast.elif_.person, house.songul.person, house.cast.nermin.person
    with acting(elif_):
        rounds.reopen(by=elif_, assessment=row, reason="A1 ve A2 yeniden yazılacak.")
    for who in (house.cast.ayse, house.cast.nermin):
        with acting(who.person):
            row = assessing.sign(by=who.person, assessment=row)
    assert "İki görüş kaldı." not in _seen(house.cast.nermin, row)
    with acting(songul):
        row = visiting.sign_visit(by=songul, assessment=row)
        with pytest.raises(NotNow, match="A1, A2"):
            visiting.approve(by=songul, assessment=row)
        assert not Finding.objects.filter(assessment=row).exclude(agreed="", disagreement="").exists()
        assert Finding.objects.get(assessment=row, code="A1").comment == "Yerinde bakıldı."
    with acting(nermin):
        assert final_levels(row)["A1"] == "3"


def _also_in_bornova(house: "House", who: "Member") -> None:
    accounts.give_post(
        by=house.songul.person, staff=who.staff, role=Role.COUNSELLOR, place=accounts.Place(centre=house.cast.bornova)
    )


def test_somebody_with_posts_in_both_centres_does_not_visit_her_own(house: "House") -> None:
    _also_in_bornova(house, house.cast.ayse)
    row, ayse = house.named(house.signed()), house.cast.ayse.person
    assert house.cast.bornova.id in ayse.centres
    with acting(ayse):
        with pytest.raises(NotNow, match="kendi merkez"):
            visiting.put_finding(by=ayse, assessment=row, code="A1", level="1", comment="")
        with pytest.raises(NotNow, match="kendi merkez"):
            visiting.sign_visit(by=ayse, assessment=row)
    client = house.cast.ayse.client()
    page = client.get(reverse("standards:visit-criterion", args=[row.id, "A1"])).content.decode()
    assert "Gördüğünüz düzey" not in page


def test_whoever_signed_for_the_centre_never_visits_it_even_after_she_moved(house: "House") -> None:
    row = house.named(house.signed())
    _also_in_bornova(house, house.cast.ayse)
    accounts.leave(by=house.cast.nermin.person, staff=house.cast.ayse.staff)
    ayse = house.cast.ayse.person
    assert ayse.centres == {house.cast.bornova.id}
    with acting(ayse), pytest.raises(NotNow, match="imza"):
        visiting.put_finding(by=ayse, assessment=row, code="A1", level="1", comment="")


def test_one_person_never_approves_for_both_sides(house: "House") -> None:
    row, ayse = house.visited(), house.cast.ayse
    zeynep, nermin = house.cast.zeynep.person, house.cast.nermin.person
    with acting(nermin):
        for code in ("A1", "A2"):
            visiting.agree(by=nermin, assessment=row, code=code, level="2")
    with acting(zeynep):
        row = visiting.approve(by=zeynep, assessment=row)
    accounts.give_post(by=nermin, staff=house.cast.zeynep.staff, role=Role.COUNSELLOR,
                       place=accounts.Place(centre=house.cast.konak))  # fmt: skip
    both = house.cast.zeynep.person
    with acting(both), pytest.raises(NotNow, match="başka biri"):
        visiting.approve(by=both, assessment=row)
    with acting(ayse.person):
        assert visiting.approve(by=ayse.person, assessment=row).state == "agreed"
    with acting(house.cast.elif_.person), pytest.raises(IntegrityError), transaction.atomic():
        _approved_by_one(house, row, zeynep.staff_id)


def _approved_by_one(house: "House", row: Any, staff_id: Any) -> None:
    with recorded(by=house.cast.elif_.person, event="assessment.agreed"):
        Assessment.objects.filter(pk=row.pk).update(agreed_by=staff_id, agreed_visitor_by=staff_id)


def test_not_applicable_needs_a_reason_from_the_visitor_and_in_the_agreement(house: "House") -> None:
    row, songul, nermin = house.named(house.signed(A1="3", A2="U")), house.songul.person, house.cast.nermin.person
    with acting(songul):
        with pytest.raises(NotNow, match="gerekçe"):
            visiting.put_finding(by=songul, assessment=row, code="A1", level="U", comment=" ")
        visiting.put_finding(by=songul, assessment=row, code="A3", level="U", comment="Bu hizmet burada yok.")
        for code in ("A1", "A2"):
            visiting.put_finding(by=songul, assessment=row, code=code, level="1", comment="")
        visiting.sign_visit(by=songul, assessment=row)
    with acting(nermin):
        with pytest.raises(NotNow, match="gerekçe"):
            visiting.agree(by=nermin, assessment=row, code="A1", level="U")
        assert visiting.agree(by=nermin, assessment=row, code="A2", level="U").agreed == "U"
        assert visiting.agree(by=nermin, assessment=row, code="A3", level="U").agreed == "U"


def test_an_act_decides_by_the_row_as_it_stands_and_not_by_the_page_that_was_open(house: "House") -> None:
    elif_, nermin, songul = house.cast.elif_.person, house.cast.nermin.person, house.songul.person
    old = house.named(house.signed(A1="3", A2="3"))
    with acting(songul):
        visiting.put_finding(by=songul, assessment=old, code="A1", level="3", comment="")
        visiting.sign_visit(by=songul, assessment=house.assessment(house.cast.konak, house.songul))
        for late in (
            lambda: visiting.sign_visit(by=songul, assessment=old),
            lambda: visiting.put_finding(by=songul, assessment=old, code="A2", level="0", comment=""),
        ):
            with pytest.raises(NotNow):
                late()
    open_page = house.assessment(house.cast.konak, house.cast.nermin)
    with acting(elif_):
        rounds.reopen(by=elif_, assessment=open_page, reason="Yeniden.")
        stale = Assessment(**{field.attname: getattr(old, field.attname) for field in Assessment._meta.fields})
        with pytest.raises(NotNow):
            rounds.reopen(by=elif_, assessment=stale, reason="Bir daha.")
    stale.state = "visited"
    with acting(nermin), pytest.raises(NotNow):
        visiting.agree(by=nermin, assessment=stale, code="A1", level="2")
    for who in (house.cast.ayse, house.cast.nermin):
        with acting(who.person):
            assessing.sign(by=who.person, assessment=stale)
    stale.state = "writing"
    with acting(nermin), pytest.raises(NotNow):
        rounds.decline(by=nermin, assessment=stale, reason="Geç kaldık.")


def test_a_visitor_who_began_stays_the_visitor_whoever_asks(house: "House") -> None:
    row, songul = house.named(house.signed()), house.songul.person
    with acting(songul):
        visiting.put_finding(by=songul, assessment=row, code="A1", level="2", comment="")
    other = house.cast.town.id
    for who in (house.sema.person, house.cast.elif_.person):
        with acting(who), pytest.raises(NotNow, match="yazmaya başlamış"):
            rounds.name_visitor(by=who, assessment=row, visitor_id=other, visit_on=None)
