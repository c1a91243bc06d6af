"""What is asked before a return leaves: every jump, empty quarter and correction, answered without a number."""

from typing import Any

import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.returns import actions
from omuz.network.returns.actions import NotPossible
from omuz.network.returns.models import CentreReturn
from omuz.network.returns.queries.asked import asked_of
from omuz.network.returns.queries.notes import notes_of
from omuz.network.returns.queries.own import tables_of
from omuz.network.returns.queries.received import board, summed
from omuz.network.returns.rules.checks import Check, jumped, unfit
from omuz.network.returns.rules.document import Answer
from omuz.network.returns.rules.quarters import Quarter, Standing
from tests.network.returns import invented
from tests.network.returns.conftest import NOW, QUARTER, House

Q3 = Quarter.read(QUARTER)


def _asked(house: House, row: CentreReturn) -> dict[str, Any]:
    with acting(house.cast.nermin.person):
        return {one.name: one for one in asked_of(row)}


def _send(house: House, row: CentreReturn, answers: dict[str, Answer]) -> CentreReturn:
    nermin = house.cast.nermin
    with acting(nermin.person):
        told = actions.answer_questions(by=nermin.person, row=row, answers=answers)
        return actions.send_return(by=nermin.person, vault=nermin.vault, row=told)


@pytest.mark.parametrize(
    ("was", "now", "asks"), [(100, 150, False), (100, 151, True), (100, 49, True), (0, 7, True), (0, 0, False)]
)
def test_more_than_half_up_or_down_is_a_jump_and_anything_out_of_nothing(was: int, now: int, asks: bool) -> None:
    assert jumped(was, now) is asks


def test_a_jump_is_asked_once_for_all_tables_that_share_the_total(house: House) -> None:
    house.record(house.cast.konak, invented.contacts(40, "2026-Q2"))
    house.send(house.cast.nermin, "2026-Q2")
    asked = _asked(house, house.prepare(house.cast.nermin))
    (jump,) = [one for one in asked.values() if one.check is Check.JUMP and one.after == 120]
    assert (jump.before, jump.demands) == (40, True)
    assert "contacts_by_month" in jump.keys
    assert len(jump.keys) > 1


def test_a_jump_leaves_only_with_a_reason_and_the_network_reads_it(house: House) -> None:
    house.record(house.cast.konak, invented.contacts(40, "2026-Q2"))
    house.send(house.cast.nermin, "2026-Q2")
    row = house.prepare(house.cast.nermin)
    with pytest.raises(NotPossible, match="yanıtsız"):
        _send(house, row, {})
    names = [one.name for one in _asked(house, row).values() if one.demands]
    _send(house, row, {name: Answer("campaign", "Hattın duyurusu yapıldı") for name in names})
    with acting(house.cast.elif_.person):
        notes = notes_of(house.cast.elif_.person, Q3)
    assert ("Duyuru, kampanya ya da saha çalışması", "Hattın duyurusu yapıldı") in {(n.reason, n.words) for n in notes}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("campaign", "üç değil 3 kadın daha geldi"), "rakam"),
        (Answer("campaign", "٣ kişi"), "rakam"),
        (Answer("not_agreed"), "ait değil"),
        (Answer("campaign", "a" * 201), "uzun"),
    ],
)
def test_an_answer_with_a_number_or_a_foreign_reason_is_not_taken(house: House, answer: Answer, said: str) -> None:
    house.record(house.cast.konak, invented.contacts(40, "2026-Q2"))
    house.send(house.cast.nermin, "2026-Q2")
    row = house.prepare(house.cast.nermin)
    name = next(one.name for one in _asked(house, row).values() if one.check is Check.JUMP)
    with pytest.raises(NotPossible, match=said):
        _send(house, row, {name: answer})
    with acting(house.cast.nermin.person):
        assert CentreReturn.objects.get(pk=row.pk).payload == row.payload


def test_an_empty_quarter_is_asked_whether_it_was_quiet_or_not_recorded(house: House) -> None:
    row = house.prepare(house.cast.nermin, "2026-Q2")
    assert "empty/contacts_by_month" in _asked(house, row)
    with pytest.raises(NotPossible):
        _send(house, row, {})
    sent = _send(house, row, {"empty/contacts_by_month": Answer("not_recorded")})
    assert tables_of(sent)["contacts_by_month"].total.value == 0


def test_a_quarter_before_that_was_not_sent_is_a_gap_and_not_a_zero(house: House) -> None:
    asked = _asked(house, house.prepare(house.cast.nermin))
    assert asked["gap"].demands is False
    assert not [one for one in asked.values() if one.check is Check.JUMP]


def test_tables_of_several_answers_are_flagged(house: House) -> None:
    (several,) = [one for one in _asked(house, house.prepare(house.cast.nermin)).values() if one.check is Check.SEVERAL]
    assert "violence_by_type" in several.keys


def test_a_correction_says_why(house: House) -> None:
    house.send(house.cast.nermin)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=9))
    row = house.prepare(house.cast.nermin)
    assert "corrected" in _asked(house, row)
    with pytest.raises(NotPossible):
        _send(house, row, {})
    _send(house, row, {"corrected": Answer("entered_late")})
    with acting(house.cast.elif_.person):
        (box,) = [b for r in board(house.cast.elif_.person, NOW.date()) for b in r.boxes if b.version]
    assert (box.version, box.corrected) == (2, True)


def test_answers_stay_when_the_same_numbers_are_prepared_again(house: House) -> None:
    row = house.prepare(house.cast.nermin, "2026-Q2")
    nermin = house.cast.nermin
    with acting(nermin.person):
        actions.answer_questions(by=nermin.person, row=row, answers={"empty/contacts_by_month": Answer("not_recorded")})
    assert house.prepare(nermin, "2026-Q2").document.answers == {"empty/contacts_by_month": Answer("not_recorded")}


def test_an_answer_to_nothing_is_left_out_and_nothing_is_unfit_without_questions() -> None:
    assert unfit([], {"jump": Answer("x")}, ["y"]) == {}


def _decline(house: House, quarter: Quarter = Q3, reason: str = "staff_changed") -> CentreReturn:
    nermin = house.cast.nermin
    (centre_id,) = nermin.person.centres
    with acting(nermin.person):
        row = actions.decline_quarter(by=nermin.person, centre_id=centre_id, quarter=quarter, reason=reason)
        return actions.send_return(by=nermin.person, vault=nermin.vault, row=row)


def test_a_declined_quarter_is_neither_missing_nor_zero(house: House, events: Any) -> None:
    house.send(house.songul)
    _decline(house)
    person = house.cast.elif_.person
    with acting(person):
        (one,) = summed(person, "contacts_by_month", [Q3])
        boxes = {row.centre.code: row.boxes[-1] for row in board(person, NOW.date())}
        notes = notes_of(person, Q3)
    assert (one.declined, one.missing) == (("Konak Kadın Danışma Merkezi",), ())
    assert one.table is not None
    assert (one.reported, one.table.total.value) == (1, 90)
    assert (boxes["konak-1"].standing, boxes["konak-1"].declined) == (Standing.DECLINED, "staff_changed")
    assert [(note.check, note.reason) for note in notes] == [("declined", "Çalışan sayısı değişti ya da izinler")]
    assert "return.declined" in events(house.cast.konak)


def test_a_centre_that_declined_may_send_later_and_one_that_sent_cannot_unsay_it(house: House) -> None:
    _decline(house)
    house.send(house.cast.nermin)
    person = house.cast.elif_.person
    with acting(person):
        (one,) = summed(person, "contacts_by_month", [Q3])
    assert (one.declined, one.corrected, one.late) == ((), (), ("Konak Kadın Danışma Merkezi",))
    with pytest.raises(NotPossible, match="geri alınmaz"):
        _decline(house)


def test_a_refusal_needs_a_reason_of_the_list(house: House) -> None:
    for reason in ("", "campaign", "nobody"):
        with pytest.raises(NotPossible):
            _decline(house, reason=reason)


def test_the_pages_of_centre_and_network_say_declined_with_its_reason(house: House) -> None:
    house.send(house.songul)
    nermin, elif_ = house.cast.nermin.client(), house.cast.elif_.client()
    shown = nermin.post(reverse("returns:decline"), {"donem": QUARTER, "neden": "safety"}, follow=True)
    assert "Bu çeyrek için sayı gönderilmiyor" in shown.content.decode()
    row_id = shown.resolver_match.kwargs["return_id"]
    sent = nermin.post(reverse("returns:send", args=[row_id]), follow=True)
    assert "Göndermeme kararınız imzalandı" in sent.content.decode()
    assert "gönderilmedi, nedeni bildirildi" in nermin.get(reverse("returns:returns")).content.decode()
    received = elif_.get(reverse("returns:received")).content.decode()
    assert "göndermedi" in received
    assert "Güvenlik: bu sayılar" in received
    dashboard = elif_.get(reverse("returns:dashboard"), {"donem": QUARTER}).content.decode()
    assert "Göndermeme kararı veren" in dashboard
    assert "Konak Kadın Danışma Merkezi. Toplamlarda yok; sıfır sayılmadı." in dashboard


def test_the_preview_asks_and_its_button_sends_with_the_answers(house: House) -> None:
    nermin = house.cast.nermin.client()
    shown = nermin.post(reverse("returns:prepare"), {"donem": "2026-Q2"}, follow=True)
    assert "Gerçekten yok muydu" in shown.content.decode()
    row_id = shown.resolver_match.kwargs["return_id"]
    silent = nermin.post(reverse("returns:send", args=[row_id]), follow=True).content.decode()
    assert "yanıtsız kalan var" in silent
    told = {"neden:empty/contacts_by_month": "not_recorded", "soz:empty/contacts_by_month": "Şube kapalıydı"}
    sent = nermin.post(reverse("returns:send", args=[row_id]), told, follow=True).content.decode()
    assert "Bildirim imzalandı" in sent
    assert "Şube kapalıydı" in sent
