"""What the page of a file, the page of today and she herself are shown of her orders."""

from datetime import date, datetime

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from omuz.casework.cases.queries.files import opened
from omuz.casework.orders.actions.aid import ask_for_aid
from omuz.casework.orders.actions.notification import agree_notification
from omuz.casework.orders.queries.panel import entries, held, panel, today, told_to_her
from omuz.casework.orders.rules.aid import Aid, AidKind
from omuz.casework.orders.rules.days import ISTANBUL
from omuz.casework.orders.rules.steps import Kind
from omuz.foundation.people.access import acting
from tests.casework.orders.at_work import DAY, GRANTED, Desk, said
from tests.casework.orders.test_notification import _weigh
from tests.casework.orders.test_requests import _registered, _written

pytestmark = pytest.mark.django_db


def _of_file(desk: Desk, query, day: date = DAY, who=None):
    member = who or desk.cast.ayse
    with acting(member.person), time_machine.travel(f"{day}T10:00+03:00"):
        return query(member.person, vault=member.vault, opened=opened(desk.case, member.vault))


def _today(desk: Desk, day: date, who=None):
    member = who or desk.cast.ayse
    with acting(member.person), time_machine.travel(f"{day}T10:00+03:00"):
        return today(member.person, vault=member.vault, centre_id=desk.cast.konak.id, day=day)


def _words(sections) -> str:
    return " | ".join(f"{each.title}: {label} = {text}" for each in sections for label, text in each.lines)


def test_the_panel_is_urgent_only_when_an_end_is_three_days_off(desk: Desk) -> None:
    assert not _of_file(desk, panel).urgent
    desk.order()
    assert not _of_file(desk, panel).urgent
    assert not _of_file(desk, panel, date(2026, 8, 20)).urgent
    near = _of_file(desk, panel, date(2026, 8, 30))
    assert (near.urgent, near.place, near.template) == (True, "side", "orders/panel.html")
    drawn = render_to_string(near.template, dict(near.context))
    assert "Karar bitiyor: 3 gün kaldı" in drawn
    assert reverse("orders:case", args=[desk.case.id]) in drawn


def test_the_panel_names_papers_that_wait(desk: Desk) -> None:
    _weigh(desk)
    _registered(desk)
    drawn = render_to_string("orders/panel.html", dict(_of_file(desk, panel).context))
    assert drawn.count("bekliyor") == 2


def test_every_standing_step_is_a_line_of_the_timeline_and_a_taken_back_one_is_not(desk: Desk) -> None:
    order = desk.order(said(Kind.ASKED, by="police"), said(Kind.REFUSED, date(2026, 3, 5)))
    desk.act(ask_for_aid, desk.cast.ayse, case_id=desk.case.id, aid=Aid(AidKind.CHILDCARE, DAY))
    found = _of_file(desk, entries)
    assert [(each.on, str(each.title)) for each in found] == [
        (DAY, "Tedbir istendi"),
        (date(2026, 3, 5), "Reddedildi"),
        (DAY, "Kreş (m.3/1-d)"),
    ]
    assert found[0].text == "Kolluk"
    assert found[0].address == reverse("orders:order", args=[order.id])


@pytest.mark.parametrize(
    ("day", "titles"),
    [
        (date(2026, 8, 2), []),
        (date(2026, 8, 3), ["Karar bitiyor: 30 gün kaldı"]),
        (date(2026, 8, 19), ["Karar bitiyor: 14 gün kaldı"]),
        (date(2026, 8, 30), ["Karar bitiyor: 3 gün kaldı"]),
        (date(2026, 9, 2), ["Karar bitiyor: bugün"]),
        (date(2026, 9, 4), ["Kararın süresi doldu: 2 gün önce geçti"]),
    ],
)
def test_today_warns_of_an_end_by_code(desk: Desk, day: date, titles: list[str]) -> None:
    desk.order()
    found = _today(desk, day)
    assert [str(each.title) for each in found] == titles
    assert all(each.code == desk.case.code and each.mine for each in found)
    assert [each.mine for each in _today(desk, day, desk.cast.nermin)] == [False] * len(titles)


def test_a_breach_stands_on_the_page_of_today_for_three_days_without_being_named(desk: Desk) -> None:
    desk.order(GRANTED, said(Kind.BREACH, date(2026, 3, 20)))
    (found,) = _today(desk, date(2026, 3, 22))
    assert (str(found.title), found.urgent) == ("Karara bugün bakın", True)
    assert _today(desk, date(2026, 3, 24)) == []


def test_a_paper_waits_on_the_page_of_the_second_person_only(desk: Desk) -> None:
    decision = _weigh(desk)
    assert _today(desk, DAY) == []
    (found,) = _today(desk, DAY, desk.cast.nermin)
    assert found.address == reverse("orders:decision", args=[decision.id])
    desk.act(agree_notification, desk.cast.nermin, decision_id=decision.id, revision=1, on=DAY)
    assert _today(desk, DAY, desk.cast.nermin) == []
    assert [str(each.title) for each in _today(desk, date(2026, 3, 10))] == ["Kararlaştırılan bildirimin günü geldi"]


def test_a_letter_and_the_day_of_an_answer_are_on_the_page_of_today(desk: Desk) -> None:
    _written(desk)
    titles = {str(each.title): each.urgent for each in _today(desk, date(2026, 3, 14))}
    assert titles == {
        "Resmî yanıt ikinci kişiyi bekliyor": False,
        "Resmî isteğin yanıt günü: 2 gün kaldı": True,
    }


def test_today_shows_nothing_of_a_file_she_may_not_know_of(desk: Desk) -> None:
    desk.order()
    _weigh(desk, desk.cast.nermin)
    desk.shut(hidden_from=[desk.cast.ayse.staff.pk])
    assert _today(desk, date(2026, 8, 30)) == []


def test_she_reads_her_order_its_days_and_her_rights_in_plain_words(desk: Desk) -> None:
    desk.order()
    words = _words(_of_file(desk, told_to_her))
    assert "Tehdit, hakaret, aşağılama yasağı (m.5/1-a)" in words
    assert "02.03.2026 – 02.09.2026 (son gün içinde)" in words
    assert "Bitmeden uzatılmasını ya da değiştirilmesini isteyebilirsiniz." in words
    assert "112’yi ya da KADES’i arayabilirsiniz" in words
    assert "uzatılmasını" not in _words(_of_file(desk, told_to_her, date(2026, 9, 3)))


def test_she_reads_that_an_urgent_order_may_lapse(desk: Desk) -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=ISTANBUL)
    desk.order(said(Kind.URGENT, at=at, measures=("m5_a",)))
    assert "03.03.2026 09:00 saatine kadar onaylanmazsa kalkabilir" in _words(_of_file(desk, told_to_her))


def test_she_reads_until_when_she_can_object_to_a_refusal(desk: Desk) -> None:
    desk.order(said(Kind.REFUSED), said(Kind.SERVED, date(2026, 3, 3)))
    assert "17.03.2026 gününe kadar aile mahkemesine itiraz edebilirsiniz" in _words(_of_file(desk, told_to_her))


def test_she_reads_what_authorities_asked_and_were_told_about_her(desk: Desk) -> None:
    _weigh(desk)
    _registered(desk)
    words = _words(_of_file(desk, told_to_her))
    assert "Aile mahkemesi sordu: Dosya ya da belge istendi" in words
    assert "Bildirilip bildirilmeyeceği konuşuldu" in words


def test_an_empty_file_tells_her_nothing_and_holds_nothing(desk: Desk) -> None:
    assert _of_file(desk, told_to_her) == []
    assert {number for _label, number in _of_file(desk, held)} == {0}
    desk.order()
    assert dict(_of_file(desk, held))["Tedbir kararları"] == 1
