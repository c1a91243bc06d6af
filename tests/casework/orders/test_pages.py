"""The pages of orders: written in any order, never lost, closed to everybody else."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.queries.files import opened
from omuz.casework.orders.actions.requests import register_request
from omuz.casework.orders.models import (
    AidRequest,
    LegalAnswer,
    LegalRequest,
    NotificationDecision,
    OrderStep,
    ProtectionOrder,
    WageFigure,
)
from omuz.casework.orders.queries.orders import orders_of
from omuz.casework.orders.rules.requests import Asked
from omuz.casework.orders.rules.steps import Kind
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.orders.at_work import DAY, GRANTED, Desk, said
from tests.casework.orders.test_notification import WORDS, _weigh
from tests.casework.orders.test_requests import _reviewed, _written

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"orders:{name}", args=args)


def _text(response: Any) -> str:
    assert response.status_code in (200, 409, 422), response.status_code
    return re.sub(r"\s+", " ", response.content.decode())


def _events(desk: Desk) -> list[str]:
    with acting(desk.cast.ayse.person):
        return list(AuditEvent.objects.order_by("seq").values_list("event", flat=True))


def test_an_order_is_written_from_its_page_with_nothing_but_a_day(desk: Desk) -> None:
    client = desk.cast.ayse.client()
    response = client.post(at("new", desk.case.id) + "?adim=granted", {"on": "02.03.2026"})
    with acting(desk.cast.ayse.person):
        order = ProtectionOrder.objects.get()
    assert response.status_code == 302
    assert response["Location"] == at("order", order.id)
    text = _text(client.get(response["Location"]))
    assert "Yürürlükte" in text
    assert "bitişi bilinmiyor" in text


def test_a_whole_order_shows_its_days_its_articles_and_what_she_can_ask_for(desk: Desk) -> None:
    body = {
        "on": "02.03.2026", "authority": "family_judge", "measures": ["m5_a", "m5_b"], "amount": "6", "unit": "month",
        "confidential": "yes", "note": "Kağıdı yanında",
    }  # fmt: skip
    client = desk.cast.ayse.client()
    page = client.post(at("new", desk.case.id) + "?adim=granted", body)["Location"]
    text = _text(client.get(page))
    assert "02.03.2026 – 02.09.2026 (son gün içinde)" in text
    assert "m.5/1-b" in text
    assert "Kimlik ve adres bilgileriniz resmî kayıtlarda gizlenir" in text
    assert "6284 m.8/2" in text
    assert "Kağıdı yanında" in text
    assert "Resmî tatiller hesaba katılmaz" in text


def test_a_wrong_day_comes_back_with_everything_that_was_typed(desk: Desk) -> None:
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"
    client = desk.cast.ayse.client()
    body = {"on": tomorrow, "measures": ["m5_f"], "note": "Yazdıklarım"}
    response = client.post(at("new", desk.case.id) + "?adim=granted", body)
    text = _text(response)
    assert response.status_code == 422
    assert "Bu gün henüz gelmedi" in text
    assert "Yazdıklarım" in text
    assert re.search(r'value="m5_f"[^>]*checked', text)
    for wrong in ({"on": "01.01.2010"}, {"on": "02.03.2026", "ends_on": "01.03.2026"}, {"amount": "4000"}):
        assert client.post(at("new", desk.case.id) + "?adim=granted", wrong).status_code == 422
    with acting(desk.cast.ayse.person):
        assert not ProtectionOrder.objects.exists()


def test_an_unknown_first_step_is_not_found(desk: Desk) -> None:
    client = desk.cast.ayse.client()
    assert client.get(at("new", desk.case.id) + "?adim=served").status_code == 404
    order = desk.order()
    assert client.get(at("step", order.id, "taken_back")).status_code == 404
    assert client.get(at("step", order.id, "gone")).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.TAKEN_BACK])
def test_every_step_has_a_page_that_asks_only_what_it_needs(desk: Desk, kind: Kind) -> None:
    order = desk.order()
    text = _text(desk.cast.ayse.client().get(at("step", order.id, kind.value)))
    assert text.count("<h1>") == 1
    assert ('name="measures"' in text) == (kind in (Kind.ASKED, Kind.URGENT, Kind.GRANTED, Kind.EXTENDED))
    form = text[text.index('<form class="card stack"') :]
    assert 'name="on"' in form
    assert "required" not in form[: form.index("</form>")]


def test_two_who_write_at_once_meet_and_both_versions_are_there(desk: Desk) -> None:
    order = desk.order()
    client = desk.cast.ayse.client()
    desk.cast.nermin.client().post(at("step", order.id, "served"), {"on": "03.03.2026", "version": "1"})
    body = {"on": "04.03.2026", "version": "1", "told_to": ["police"], "note": "Kapıya geldi"}
    response = client.post(at("step", order.id, "breach"), body)
    text = _text(response)
    assert response.status_code == 409
    assert "Tebliğ ya da tefhim edildi" in text
    assert "Kapıya geldi" in text
    assert re.search(r'name="version" value="2"', text)
    assert client.post(at("step", order.id, "breach"), body | {"version": "2"}).status_code == 302
    with acting(desk.cast.ayse.person):
        assert OrderStep.objects.count() == 3


def test_a_breach_shows_the_limits_of_coercive_detention(desk: Desk) -> None:
    order = desk.order(GRANTED, said(Kind.BREACH))
    assert "3–10 gün zorlama hapsine" in _text(desk.cast.ayse.client().get(at("order", order.id)))
    again = desk.order(GRANTED, said(Kind.BREACH), said(Kind.BREACH))
    assert "15–30 gün zorlama hapsine" in _text(desk.cast.ayse.client().get(at("order", again.id)))


def test_an_urgent_order_tells_its_hours_and_that_the_program_cannot_know(desk: Desk) -> None:
    body = {"on": "20.11.2025", "clock": "22:30", "measures": ["m5_a", "m5_g"]}
    client = desk.cast.ayse.client()
    page = client.post(at("new", desk.case.id) + "?adim=urgent", body)["Location"]
    text = _text(client.get(page))
    assert "21.11.2025 22:30" in text
    assert "Bu program kalktığını bilemez" in text
    assert "Kolluk amiri şu tedbirleri veremez" in text


def test_a_step_that_cannot_follow_comes_back_with_what_was_typed(desk: Desk) -> None:
    order = desk.order(said(Kind.ASKED))
    response = desk.cast.ayse.client().post(
        at("step", order.id, "extended"), {"on": "03.03.2026", "version": "1", "note": "Uzun uzun yazdım"}
    )
    assert response.status_code == 422
    text = _text(response)
    assert "Bu adım şimdi yazılamaz" in text
    assert "Uzun uzun yazdım" in text


def test_a_letter_typed_before_the_review_is_not_lost(desk: Desk) -> None:
    request = desk.act(register_request, desk.cast.ayse, case_id=desk.case.id, asked=Asked(on=DAY), words={})
    body = {"text": "Uzun yanıt metni", "reason": "2026/1"}
    response = desk.cast.nermin.client().post(at("letter-new", request.id), body)
    assert response.status_code == 422
    assert "Uzun yanıt metni" in _text(response)
    assert "avukatın incelemesi" in _text(response)


def test_a_step_is_taken_back_from_the_page_and_stays_to_be_seen(desk: Desk) -> None:
    order = desk.order(said(Kind.ASKED), said(Kind.REFUSED))
    with acting(desk.cast.ayse.person):
        (found,) = orders_of(opened(desk.case, desk.cast.ayse.vault))
    client = desk.cast.ayse.client()
    back = at("take-back", order.id, found.steps[1].step.id)
    assert client.post(back, {"version": "1"}).status_code == 302, "an old page takes nothing back"
    with acting(desk.cast.ayse.person):
        assert OrderStep.objects.count() == 2
    client.post(back, {"version": "2"})
    text = _text(client.get(at("order", order.id)))
    assert "geri alındı" in text
    assert "Sonuç bekleniyor" in text


def test_aid_is_asked_settled_and_told_with_its_limit(desk: Desk) -> None:
    client = desk.cast.ayse.client()
    assert client.post(at("aid-new", desk.case.id), {"on": "02.03.2026"}).status_code == 422
    assert "net asgari ücret girilmemiş" in _text(client.get(at("aid-new", desk.case.id)))
    wage = {"valid_from": "01.01.2026", "monthly_net": "30.000,00", "source": "Sınama için"}
    assert client.post(at("values"), wage).status_code == 403
    assert desk.cast.nermin.client().post(at("values"), wage).status_code == 302
    asked = {"on": "02.03.2026", "kind": "childcare", "works": "no"}
    assert client.post(at("aid-new", desk.case.id), asked).status_code == 302
    with acting(desk.cast.ayse.person):
        request = AidRequest.objects.get()
    text = _text(client.get(at("aid", request.id)))
    assert "en çok 4 ay (02.07.2026 gününe dek), ayda en çok 15.000,00 TL" in text
    settled = asked | {"outcome": "granted", "decided_on": "10.03.2026", "version": "1"}
    assert client.post(at("aid", request.id), settled).status_code == 302
    response = client.post(at("aid", request.id), settled | {"note": "İkinci yazan"})
    assert response.status_code == 409
    assert "İkinci yazan" in _text(response)
    with acting(desk.cast.ayse.person):
        assert AidRequest.objects.get().state == "settled"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("28.075,5", "28075.50"), ("28075,50", "28075.50"), ("28.075", "28075.00"), ("28075.5", "28075.50")],
)
def test_an_amount_is_read_as_people_here_write_it(desk: Desk, typed: str, kept: str) -> None:
    body = {"valid_from": "01.01.2026", "monthly_net": typed, "source": "Sınama için"}
    assert desk.cast.nermin.client().post(at("values"), body).status_code == 302
    with acting(desk.cast.nermin.person):
        assert str(WageFigure.objects.get().monthly_net) == kept


@pytest.mark.parametrize("typed", ["", "çok", "0", "-5", "1,2,3", "1.2.3", "nan", "1e9"])
def test_what_is_no_amount_is_sent_back(desk: Desk, typed: str) -> None:
    body = {"valid_from": "01.01.2026", "monthly_net": typed, "source": "Sınama için"}
    assert desk.cast.nermin.client().post(at("values"), body).status_code == 422


def test_the_values_page_tells_every_limit_with_its_article_and_that_no_lawyer_checked_it(desk: Desk) -> None:
    text = _text(desk.cast.ayse.client().get(at("values")))
    for told in ("24 saat", "48 saat", "2 hafta", "6 ay", "m.13/2", "m.17/1", "henüz bir avukat denetlemedi"):
        assert told in text


def test_a_notification_is_weighed_and_agreed_by_two_in_their_browsers(desk: Desk) -> None:
    body = {
        "on": "02.03.2026", "basis": ["regulation_6284_m4"], "told": "told_before", "wish": "does_not_want",
        "decision": "notify", "least": ["support_asked"], "told_words": WORDS["told"], "plan_words": "Salı günü",
    }  # fmt: skip
    ayse, nermin = desk.cast.ayse.client(), desk.cast.nermin.client()
    page = ayse.post(at("decision-new", desk.case.id), body)["Location"]
    with acting(desk.cast.ayse.person):
        decision = NotificationDecision.objects.get()
    assert "Katılıyorum" not in _text(ayse.get(page))
    assert "Onun isteğine aykırı" in _text(nermin.get(page))
    assert nermin.post(at("decision-settle", decision.id, "geri"), {"version": "1"}).status_code == 422
    refused = ayse.post(at("decision-settle", decision.id, "onay"), {"version": "1"})
    assert refused.status_code == 409
    assert "Bunu siz yazdınız" in _text(refused)
    nermin.post(at("decision-settle", decision.id, "onay"), {"version": "1", "on": ""})
    text = _text(nermin.get(page))
    assert "İki kişi onayladı" in text
    assert "Nermin Aksoy" in text
    nermin.post(at("decision-settle", decision.id, "yapildi"), {"version": "2", "words": "Elden verildi"})
    assert "Elden verildi" in _text(ayse.get(page))
    assert nermin.post(at("decision-settle", decision.id, "gonder"), {"version": "3"}).status_code == 404


def test_a_rewritten_weighing_meets_a_newer_one_with_both_there(desk: Desk) -> None:
    decision = _weigh(desk)
    client = desk.cast.nermin.client()
    assert WORDS["wish"] in _text(client.get(at("decision-again", decision.id)))
    body = {"on": "02.03.2026", "decision": "wait", "plan_words": "Önce sığınak", "version": "1"}
    assert client.post(at("decision-again", decision.id), body).status_code == 302
    response = desk.cast.ayse.client().post(
        at("decision-again", decision.id), {"on": "02.03.2026", "plan_words": "Benim yazdığım", "version": "1"}
    )
    text = _text(response)
    assert response.status_code == 409
    assert "Önce sığınak" in text
    assert "Benim yazdığım" in text


def test_a_request_goes_from_the_register_to_a_paper_agreed_by_two(desk: Desk) -> None:
    ayse, nermin = desk.cast.ayse.client(), desk.cast.nermin.client()
    body = {"on": "02.03.2026", "institution": "family_court", "kind": "file", "document": "2026/123"}
    page = ayse.post(at("request-new", desk.case.id), body)["Location"]
    with acting(desk.cast.ayse.person):
        request = LegalRequest.objects.get()
    assert "Yanıt yaz" not in _text(nermin.get(page))
    assert ayse.post(at("request-note", request.id, "inceleme"), {"version": "1"}).status_code == 422
    review = {"version": "1", "review": "answer_least", "lawyer": "Baro nöbetçisi"}
    assert ayse.post(at("request-note", request.id, "inceleme"), review).status_code == 302
    assert "Yanıt yaz" not in _text(ayse.get(page)), "a counsellor writes no answer"
    assert "Yanıt yaz" in _text(nermin.get(page))
    letter = {"text": "Yalnız sorulan.", "reason": "2026/123", "lawyer": "Baro nöbetçisi", "contents": ["dates"]}
    shown = nermin.post(at("letter-new", request.id), letter)["Location"]
    assert "Belgeyi al" not in _text(nermin.get(shown))
    with acting(desk.cast.ayse.person):
        answer = LegalAnswer.objects.get()
    ayse.post(at("letter-settle", answer.id, "onay"), {"version": "1"})
    assert "Belgeyi al" in _text(ayse.get(shown))
    paper = ayse.post(at("letter-paper", answer.id))
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Content-Disposition"] == f'attachment; filename="belge-{timezone.localdate().isoformat()}.pdf"'
    assert paper.content.startswith(b"%PDF-")
    assert "legal_answer.taken" in _events(desk)


def test_a_note_on_a_request_that_moved_on_keeps_what_was_typed(desk: Desk) -> None:
    request = _reviewed(desk)
    body = {"version": "1", "warned": "warned", "plan": "Perşembe kendisi gelince"}
    response = desk.cast.ayse.client().post(at("request-note", request.id, "haber"), body)
    assert response.status_code == 409
    text = _text(response)
    assert "Perşembe kendisi gelince" in text
    assert 'name="version" value="2"' in text
    assert desk.cast.ayse.client().post(at("request-note", request.id, "bilinmez"), body).status_code == 404


def test_the_paper_of_an_answer_nobody_agreed_to_is_not_given(desk: Desk) -> None:
    answer = _written(desk, lawyer="Baro nöbetçisi")
    client = desk.cast.nermin.client()
    response = client.post(at("letter-paper", answer.id))
    assert response.status_code == 302
    assert "Önce ikinci kişinin onayı" in _text(client.get(response["Location"]))
    assert client.get(at("letter-paper", answer.id)).status_code == 405
    assert client.post(at("letter-settle", answer.id, "bilinmez"), {"version": "1"}).status_code == 404
    ayse = desk.cast.ayse.client()
    assert ayse.post(at("letter-settle", answer.id, "geri"), {"version": "1"}).status_code == 422
    ayse.post(at("letter-settle", answer.id, "geri"), {"version": "1", "reason": "Günler çıksın"})
    assert "Günler çıksın" in _text(client.get(at("letter", answer.id)))


def test_the_registers_show_codes_and_nothing_of_what_is_inside(desk: Desk) -> None:
    _weigh(desk)
    _reviewed(desk)
    text = _text(desk.cast.nermin.client().get(at("registers")))
    assert desk.case.code in text
    for word in ("Aile mahkemesi", "2026/123", "Polis", WORDS["wish"]):
        assert word not in text
    assert desk.cast.ayse.client().get(at("registers")).status_code == 403
    assert desk.cast.zeynep.client().get(at("registers")).status_code == 403


def _all_pages(desk: Desk) -> dict[str, str]:
    order = desk.order(GRANTED)
    decision = _weigh(desk)
    answer = _written(desk, lawyer="Baro nöbetçisi")
    client = desk.cast.ayse.client()
    client.post(at("aid-new", desk.case.id), {"on": "02.03.2026", "kind": "childcare"})
    with acting(desk.cast.ayse.person):
        aid = AidRequest.objects.get()
        (found,) = orders_of(opened(desk.case, desk.cast.ayse.vault))
    step = found.steps[0].step.id
    case, request = desk.case.id, answer.request_id
    return {
        "get": " ".join(
            [
                at("case", case), at("new", case), at("order", order.id), at("step", order.id, "breach"),
                at("aid-new", case), at("aid", aid.id), at("decision-new", case), at("decision", decision.id),
                at("decision-again", decision.id), at("request-new", case), at("request", request),
                at("letter", answer.id),
            ]
        ),
        "post": " ".join(
            [
                at("new", case), at("step", order.id, "breach"), at("take-back", order.id, step), at("aid", aid.id),
                at("decision-settle", decision.id, "onay"), at("decision-again", decision.id),
                at("request-note", request, "haber"), at("letter-settle", answer.id, "onay"),
                at("letter-paper", answer.id), at("aid-new", case), at("decision-new", case), at("request-new", case),
            ]
        ),
    }  # fmt: skip


def _answers(client: Any, pages: dict[str, str]) -> set[tuple[int, str]]:
    said = [(client.get(page).status_code, page) for page in pages["get"].split()]
    body = {"on": "02.03.2026", "version": "1", "kind": "childcare", "reason": "x", "review": "decline"}
    return {*said, *((client.post(page, body).status_code, page) for page in pages["post"].split())}


def test_strangers_and_whoever_may_not_know_of_the_file_find_nothing_anywhere(desk: Desk) -> None:
    pages = _all_pages(desk)
    for page in pages["get"].split():
        assert desk.cast.ayse.client().get(page).status_code == 200, page
    assert {status for status, _page in _answers(desk.cast.zeynep.client(), pages)} == {404}
    for member in (desk.cast.elif_, desk.cast.derya, desk.cast.can):
        assert {status for status, _page in _answers(member.client(), pages)} == {403}
    desk.shut(hidden_from=[desk.cast.ayse.staff.pk])
    assert {status for status, _page in _answers(desk.cast.ayse.client(), pages)} == {404}
    desk.shut(hidden_from=[], only_for=[desk.cast.nermin.staff.pk])
    assert {status for status, _page in _answers(desk.cast.ayse.client(), pages)} == {404}
    assert desk.cast.nermin.client().get(pages["get"].split()[0]).status_code == 200


def test_a_page_nobody_has_is_not_found(desk: Desk) -> None:
    client = desk.cast.nermin.client()
    for name in ("case", "order", "aid", "decision", "request", "letter"):
        assert client.get(at(name, uuid4())).status_code == 404


def test_each_look_is_written_down_and_reading_writes_nothing_else(desk: Desk) -> None:
    order = desk.order()
    before = _events(desk)
    desk.cast.ayse.client().get(at("order", order.id))
    assert [event for event in _events(desk)[len(before) :] if not event.startswith("session.")] == ["orders.read"]


def test_titles_and_addresses_say_nothing(desk: Desk) -> None:
    order = desk.order()
    page = at("order", order.id)
    text = _text(desk.cast.ayse.client().get(page))
    assert "<title>Belge</title>" in text
    assert desk.case.code not in page
