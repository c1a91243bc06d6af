"""The pages of her rights: opened by her team, shut to everybody else, nothing destroyed by one press."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from omuz.casework.cases.models import Case
from omuz.casework.rights.actions.asking import receive_request
from omuz.casework.rights.documents.paper import pages_of
from omuz.casework.rights.models import Feedback, KeepingWish, NoticeGiven, RightsRequest, RightsSetting
from omuz.casework.rights.rules.asking import Kind
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.rights.whole import HERS, whole_file
from tests.cast import Cast, Member
from tests.trust.racing import shown

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
OF_FILE = ("file", "show", "show-paper", "statement", "statement-paper", "ask", "keep", "tell")
LEAD_ONLY = ("due", "minutes-list", "papers")
TEAM = ("register", "notice", "notice-paper", "feedback", "feedback-paper")


def at(name: str, *args: Any) -> str:
    return reverse(f"rights:{name}", args=args)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.getvalue().decode("utf-8", "replace")


def asked(cast: Cast, case: Case, kind: Kind = Kind.KNOW, words: str = "") -> RightsRequest:
    ayse = cast.ayse
    with acting(ayse.person):
        return receive_request(by=ayse.person, vault=ayse.vault, case_id=case.id, kind=kind, on=DAY, words=words)


def shut(cast: Cast, case: Case, **who: Any) -> None:
    from omuz.foundation.tenancy.context import counting_rows

    nermin = cast.nermin.person
    with acting(nermin), counting_rows(), recorded(by=nermin, event="case.restricted", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(**who)


def count(member: Member, model: Any) -> int:
    with acting(member.person):
        return int(model.objects.count())


def test_every_page_of_a_file_opens_for_her_team(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    for name in OF_FILE:
        assert client.get(at(name, case.id)).status_code == 200, name
    assert cast.nermin.client().get(at("erase", case.id)).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("zeynep", 404), ("derya", 403), ("elif_", 403), ("can", 403)])
def test_nobody_else_learns_that_there_is_a_file(cast: Cast, case: Case, name: str, status: int) -> None:
    request = asked(cast, case)
    client = getattr(cast, name).client()
    addresses = [at(page, case.id) for page in OF_FILE] + [at("request", request.id)]
    for address in addresses:
        assert client.get(address).status_code == status, address
        assert client.get(address, headers={"HX-Request": "true"}).status_code == status, address
    for page in ("pause", "withdraw", "ask", "keep", "tell"):
        assert client.post(at(page, case.id), {"kind": "erase"}).status_code == status, page
    assert client.get(at("erase", case.id)).status_code == 403


@pytest.mark.parametrize("how", ["conflict", "restricted"])
def test_a_file_shut_to_her_is_not_there_in_any_of_its_pages(cast: Cast, case: Case, how: str) -> None:
    request = asked(cast, case, words="gizlidir")
    both = [cast.ayse.staff.pk, cast.nermin.staff.pk]
    shut(cast, case, **({"hidden_from": both} if how == "conflict" else {"only_for": []}))
    for member in (cast.ayse, cast.nermin):
        client = member.client()
        for page in OF_FILE:
            assert client.get(at(page, case.id)).status_code == 404, page
        assert client.get(at("request", request.id)).status_code == 404
        assert client.post(at("pause", case.id)).status_code == 404
        assert client.post(at("withdraw", case.id)).status_code == 404
        assert case.code not in text_of(client, at("register"))
    client = cast.nermin.client()
    assert client.get(at("erase", case.id)).status_code == 404
    assert case.code not in text_of(client, at("due"))


def test_what_only_the_coordinator_may_open(cast: Cast, case: Case) -> None:
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    for name in TEAM:
        assert (ayse.get(at(name)).status_code, nermin.get(at(name)).status_code) == (200, 200), name
    for name in LEAD_ONLY:
        assert (ayse.get(at(name)).status_code, nermin.get(at(name)).status_code) == (403, 200), name
    assert ayse.get(at("erase", case.id)).status_code == 403
    assert ayse.post(at("find-contact"), {"q": "T-22222"}).status_code == 403


def test_her_record_shows_her_words_and_is_one_look_in_the_log(cast: Cast) -> None:
    case = whole_file(cast)
    text = text_of(cast.ayse.client(), at("show", case.id))
    assert f"{HERS} görüşme" in text
    assert f"{HERS} plan" in text
    assert text.index(f"{HERS} görüşme") < text.index(f"{HERS} başvuru")
    assert case.code not in text.split("<h1>")[1], "no code on what she may carry home"
    with acting(cast.ayse.person):
        events = AuditEvent.objects.filter(about=f"case:{case.code}", event="rights.shown_to_her")
        assert events.count() == 1


def test_the_workers_view_is_read_along_only_when_she_marks_it(cast: Cast) -> None:
    case = whole_file(cast)
    client = cast.ayse.client()
    assert f"{HERS} kanaat" not in text_of(client, at("show", case.id))
    assert f"{HERS} kanaat" in text_of(client, at("show", case.id) + "?not=1")


def test_her_own_words_come_before_the_answers_of_the_form(cast: Cast) -> None:
    case = whole_file(cast)
    text = text_of(cast.ayse.client(), at("show", case.id))
    assert text.index(f"{HERS} görüşme") < text.index("Fiziksel")


def test_no_level_of_risk_is_in_what_she_reads(cast: Cast) -> None:
    from omuz.foundation.catalogue.lists import code_list

    case = whole_file(cast)
    text = text_of(cast.ayse.client(), at("show", case.id)).split("<h1>")[1]
    for entry in code_list("risk_prompt"):
        assert f">{entry.tr}<" not in text
        assert entry.tr.lower() not in {part.strip().lower() for part in text.replace("<", ">").split(">")}
    assert f"{HERS} görüş<" not in text, "the worker's view of the talk stays apart"


def test_the_pdfs_are_neutral_files(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    for name in ("show-paper", "statement-paper"):
        answer = client.get(at(name, case.id))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith('attachment; filename="belge-20')
        assert pages_of(answer.content) >= 1
        assert case.code.encode() not in answer.content
    answer = client.get(at("notice-paper"))
    assert pages_of(answer.content) == 1
    assert "no-store" in client.get(at("show-paper", case.id))["Cache-Control"]


def test_the_statement_tells_what_who_and_to_whom(cast: Cast) -> None:
    case = whole_file(cast)
    text = text_of(cast.nermin.client(), at("statement", case.id))
    assert "Danışman" in text
    assert "Ayşe Demir" not in text.split("<h1>")[1], "posts, not names, until the centre chooses so"
    assert f"Baro {HERS[:3]}" in text
    assert "Bornova" in text
    assert "01.01.2040" in text


def test_names_are_told_where_the_centre_has_chosen_so(cast: Cast, case: Case) -> None:
    nermin = cast.nermin.client()
    body = {"address": "Konak", "contact": "Konak", "names_shown": "on", "version": "0"}
    assert nermin.post(at("papers"), body).status_code == 302
    assert "Ayşe Demir (Danışman)" in text_of(nermin, at("statement", case.id))


def test_a_shelter_is_told_as_a_safe_place(cast: Cast, case: Case) -> None:
    from tests.casework.referrals import ways

    to = ways.institution(cast, kind="state_shelter", name="Gizli Ev", confidential=True)
    ways.sent_to(cast, case, to, way="letter")
    text = text_of(cast.ayse.client(), at("statement", case.id))
    assert "güvenli yer" in text
    assert "Gizli Ev" not in text


def test_two_who_change_the_papers_at_once_lose_nothing(cast: Cast) -> None:
    client = cast.nermin.client()
    client.post(at("papers"), {"address": "Birinci", "contact": "K", "version": "0"})
    answer = client.post(at("papers"), {"address": "İkinci", "contact": "K", "version": "0"})
    assert answer.status_code == 409
    assert "Birinci" in answer.content.decode()
    assert "İkinci" in answer.content.decode()
    with acting(cast.nermin.person):
        assert RightsSetting.objects.get().address == "Birinci"


def test_a_request_is_written_listed_and_answered(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    answer = client.post(at("ask", case.id), {"kind": "know", "words": "Neler yazdınız?", "on": "02.03.2026"})
    with acting(cast.ayse.person):
        row = RightsRequest.objects.get()
    assert answer["Location"] == at("request", row.id)
    assert row.due_on == date(2026, 4, 1)
    assert case.code in text_of(client, at("register"))
    assert "Neler yazdınız?" in text_of(client, at("request", row.id))
    body = {"outcome": "done", "words": "Birlikte okuduk", "on": "10.03.2026", "version": row.revision}
    assert client.post(at("request", row.id), body)["Location"] == at("file", case.id)
    with acting(cast.ayse.person):
        row.refresh_from_db()
        assert (row.state, row.due_on) == ("answered", None)
        events = AuditEvent.objects.filter(event__startswith="rights.a").values_list("event", "about", "why")
        assert set(events) == {
            ("rights.asked", f"case:{case.code}", "know"),
            ("rights.answered", f"case:{case.code}", "done"),
        }
    assert "Birlikte okuduk" in text_of(client, at("request", row.id))


def test_a_kind_has_to_be_chosen_and_what_was_typed_comes_back(cast: Cast, case: Case) -> None:
    answer = cast.ayse.client().post(at("ask", case.id), {"words": "Uzun bir istek", "on": "02.03.2026"})
    assert answer.status_code == 422
    assert "Uzun bir istek" in answer.content.decode()
    assert count(cast.ayse, RightsRequest) == 0


def test_an_answer_before_the_question_is_refused(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    body = {"outcome": "done", "on": "01.03.2026", "version": row.revision}
    assert cast.ayse.client().post(at("request", row.id), body).status_code == 422


def test_two_answers_at_once_show_both(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    body = {"outcome": "done", "on": "10.03.2026", "version": row.revision}
    assert cast.ayse.client().post(at("request", row.id), body | {"words": "İlk yanıt"}).status_code == 302
    answer = cast.nermin.client().post(at("request", row.id), body | {"words": "İkinci yanıt"})
    assert answer.status_code == 409
    assert "İlk yanıt" in answer.content.decode()
    assert "İkinci yanıt" in answer.content.decode()


def test_a_correction_leads_to_where_it_was_written(cast: Cast) -> None:
    case = whole_file(cast)
    row = asked(cast, case, Kind.CORRECT)
    text = text_of(cast.ayse.client(), at("request", row.id))
    with acting(cast.ayse.person):
        from omuz.casework.interviews.models import Interview

        interview = Interview.objects.get(case=case)
    assert reverse("interviews:open", args=[interview.id]) in text


def test_the_request_waits_on_the_page_of_today(cast: Cast, case: Case) -> None:
    from omuz.casework.rights.queries.panel import today

    asked(cast, case)
    ayse = cast.ayse
    with acting(ayse.person):
        given = {"vault": ayse.vault, "centre_id": case.centre_id}
        (item,) = today(ayse.person, **given, day=date(2026, 3, 3))
        (late,) = today(ayse.person, **given, day=date(2026, 3, 28))
    assert (item.code, item.when, item.urgent, late.urgent) == (case.code, date(2026, 4, 1), False, True)
    with acting(cast.zeynep.person):
        assert today(cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.bornova.id, day=DAY) == []


def test_a_paused_file_can_be_read_and_not_written(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    assert client.post(at("pause", case.id), {"what": "pause"}).status_code == 302
    assert "İsteğiyle işlem durduruldu" in text_of(client, at("file", case.id))
    ask = reverse("services:ask", args=[case.id])
    refused = client.post(ask, {"service": "legal"})
    assert refused.status_code == 403
    assert "işlem yapılmamasını istedi" in refused.content.decode()
    assert client.post(at("ask", case.id), {"kind": "know", "on": "02.03.2026"}).status_code == 302
    assert client.post(at("pause", case.id), {"what": "lift"}).status_code == 302
    assert client.post(ask, {"service": "legal"}).status_code == 302


def test_a_second_press_pauses_nothing_twice(cast: Cast, case: Case) -> None:
    from omuz.casework.rights.models import Restriction

    client = cast.ayse.client()
    for _press in range(2):
        assert client.post(at("pause", case.id), {"what": "pause"}).status_code == 302
    assert count(cast.ayse, Restriction) == 1
    assert cast.nermin.client().post(at("pause", case.id), {"what": "lift"}).status_code == 302


def test_her_wish_about_keeping_is_kept_to_its_kind(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    assert client.post(at("keep", case.id), {"kind": "keep_longer", "until": ""}).status_code == 422
    assert client.post(at("keep", case.id), {"kind": "keep_longer", "until": "01.01.2020"}).status_code == 422
    assert client.post(at("keep", case.id), {"kind": "keep_shorter", "until": "01.01.2040"}).status_code == 302
    with acting(cast.ayse.person):
        assert KeepingWish.objects.get().due_on == date(2040, 1, 1)
    assert "01.01.2040" in text_of(client, at("file", case.id))


def test_a_wish_a_colleague_wrote_meanwhile_is_told_before_another_day_takes_its_place(cast: Cast, case: Case) -> None:
    ayse, where = cast.ayse.client(), at("keep", case.id)
    stale = {**shown(text_of(ayse, where), "until"), "kind": "keep_longer"}
    assert cast.nermin.client().post(where, {**stale, "until": "01.01.2041"}).status_code == 302
    told = ayse.post(where, {**stale, "until": "01.01.2043"})
    page = told.content.decode()
    assert told.status_code == 422 and "01.01.2041" in page and "01.01.2043" in page
    assert count(cast.ayse, KeepingWish) == 1
    assert ayse.post(where, shown(page, "until")).status_code == 302
    assert count(cast.ayse, KeepingWish) == 2
    assert "01.01.2043" in text_of(ayse, at("file", case.id))


def test_the_notice_given_is_a_record_without_consent(cast: Cast, case: Case) -> None:
    client = cast.ayse.client()
    text = text_of(client, at("tell", case.id))
    assert "Başlamadan kısaca söyleyeyim" in text
    assert 'name="consent' not in text
    assert client.post(at("tell", case.id), {"how": "both"}).status_code == 302
    with acting(cast.ayse.person):
        row = NoticeGiven.objects.select_related("case__data_key").get()
        told = row.opened(row.case.key(cast.ayse.vault), "answers")
    assert (told["version"], told["how"], told["language"]) == ("2026-11-22", "both", "tr")
    assert "22.11.2026" in text_of(client, at("file", case.id))


def test_consents_are_taken_back_everywhere(cast: Cast, case: Case) -> None:
    from omuz.casework.referrals.models import Packet
    from tests.casework.referrals import ways

    _case, _row, packet = ways.packet_to_bornova(cast, case)
    answer = cast.ayse.client().post(at("withdraw", case.id))
    assert answer["Location"] == at("file", case.id)
    with acting(cast.ayse.person):
        assert (Packet.objects.get(id=packet).state, Packet.objects.get(id=packet).content) == ("revoked", None)


def test_feedback_is_entered_without_a_file_a_day_or_a_name(cast: Cast) -> None:
    client = cast.ayse.client()
    assert client.post(at("feedback"), {"on": "15.03.2026"}).status_code == 422
    body = {"listened": "yes", "own_decision": "partly", "safety": "safer", "on": "15.03.2026"}
    assert client.post(at("feedback"), body).status_code == 302
    with acting(cast.ayse.person):
        row = Feedback.objects.select_related("data_key").get()
        key = cast.ayse.vault.centre(row.centre_id).data_key(row.data_key.id, row.data_key.wrapped)
        assert row.opened(key, "answers") == {
            "on": "2026-03-01", "listened": "yes", "own_decision": "partly", "safety": "safer",
        }  # fmt: skip
        (event,) = AuditEvent.objects.filter(event="feedback.recorded")
        assert event.about == ""


def test_the_blank_form_names_nobody_and_nothing(cast: Cast) -> None:
    text = text_of(cast.ayse.client(), at("feedback-paper"))
    assert text.count("“Burada dinlendim.”") == 4
    slips = text.split('<div class="slips">')[1].split("</main>")[0]
    assert "şiddet" not in slips.lower()
    assert "Konak" not in slips


def test_a_gap_in_the_notice_is_told_to_the_team(cast: Cast) -> None:
    client = cast.nermin.client()
    assert "Boşluklar var" in text_of(client, at("notice"))
    client.post(at("papers"), {"address": "Örnek Sokak 1", "contact": "Örnek Sokak 1", "version": "0"})
    text = text_of(client, at("notice"))
    assert "Boşluklar var" not in text
    assert "Konak Belediyesi" in text
    assert "Örnek Sokak 1" in text
