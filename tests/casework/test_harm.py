"""The harm scenarios that no single room holds, one test named after each row of docs/harm.md.

Rows that one room holds have theirs beside that room's tests (test_row_3_… in safety, test_row_9_… in rights).
"""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from omuz.casework.orders.actions.notification import NotAgreed, agree_notification, weigh_notification
from omuz.casework.orders.actions.requests import note_on_request, register_request, write_answer
from omuz.casework.orders.models import LegalAnswer
from omuz.casework.orders.rules.notification import Weighing
from omuz.casework.orders.rules.requests import Asked
from omuz.casework.team.actions.merging import CannotMerge, merge_files, propose_merge, undo_merge
from omuz.casework.team.actions.searching import CannotSearch, search_name
from omuz.casework.team.models import Merge, NameSearch
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.privacy.gate import Refused, protect
from tests.browser.addresses import addresses
from tests.casework.cases.files import DAY, opened_file
from tests.casework.orders.at_work import Desk
from tests.foundation.privacy.tables import AGE, DISTRICT, QUARTER, TYPES, raw

pytestmark = pytest.mark.django_db
NAME, PHONE = "Gülperi Karanfil", "0532 111 22 33"


def named_file(cast: Any, who: Any = None, name: str = NAME) -> Any:
    """A file with a real name in the vault."""
    last = timezone.localdate() + timedelta(days=90)
    entry = {"id": "1", "kind": "name", "value": name, "purpose": "dava", "expires_on": last.isoformat()}
    return opened_file(cast, who, identity={"pseudonym": "Deniz", "entries": [entry]})


def text_of(member: Any, name: str, *args: Any, **query: str) -> str:
    """What a page says to a member of the cast."""
    return str(member.client().get(reverse(name, args=args), query).content.decode())


def test_row_2_a_neighbour_is_found_by_nobody_without_a_reason_her_coordinator_reads(cast) -> None:
    case = named_file(cast)
    asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "centre_id": cast.konak.id, "name": NAME}
    with acting(cast.ayse.person):
        for reason, why in (("", "merak"), ("other", "  "), ("other", "Gülperi komşum")):
            with pytest.raises(CannotSearch):
                search_name(**asked, reason=reason, why=why)
        assert not NameSearch.objects.exists()
        (hit,) = search_name(**asked, reason="forgot_code", why="Kapıda, kodunu bilmiyor")
    assert hit.case_id == case.id
    assert NAME not in text_of(cast.ayse, "cases:list", q=NAME), "no list is asked by name"
    log = text_of(cast.nermin, "team:log")
    assert "Ayşe Demir" in log and "Kapıda, kodunu bilmiyor" in log and NAME not in log
    assert cast.ayse.client().get(reverse("team:log")).status_code == 403


def test_row_4_he_phones_as_her_brother_and_hears_one_sentence_whether_she_is_here_or_not(cast) -> None:
    named_file(cast)
    client = cast.ayse.client()
    for page in (reverse("contacts:new"), reverse("cases:new")):
        text = client.get(page).content.decode()
        assert NAME not in text and "Deniz" not in text
    assert "kimin başvurup başvurmadığını söylemiyoruz" in client.get(reverse("contacts:new")).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    body = {"contact": str(uuid4()), "version": "0", "channel": "phone", "kind": "whereabouts_enquiry",
            "note": "Ağabeyiymiş", "on": f"{yesterday:%d.%m.%Y}", "clock": "11:00"}  # fmt: skip
    assert client.post(reverse("contacts:new"), body).status_code == 302
    with acting(cast.ayse.person):
        contact = apps.get_model("contacts.Contact").objects.latest("changed_at")
    assert client.get(reverse("cases:from-contact", args=[contact.id])).status_code == 404
    assert "Dosya aç" not in client.get(reverse("contacts:open", args=[contact.id])).content.decode()


def test_row_6_whoever_calls_with_her_code_hears_nothing_before_the_agreed_phrase(cast) -> None:
    safe = {"callable": "yes", "number": PHONE}
    case = opened_file(cast, identity={"pseudonym": "Deniz", "phrase": "lale zamanı", "safe": safe})
    client, address = cast.ayse.client(), reverse("cases:called", args=[case.id])
    text = client.get(address).content.decode()
    assert "lale zamanı" in text
    assert all(hers not in text for hers in ("Deniz", PHONE, case.code))
    client.post(address, {"said": "no"})
    assert "sözü bilemedi" in text_of(cast.nermin, "desk:case", case.id)
    public = [each.name for each in addresses() if each.permission == "public"]
    assert not any(name.startswith(("cases:", "desk:", "rights:")) for name in public), "no portal"


def test_row_8_a_court_gets_the_least_from_two_people_and_a_psychologists_notes_are_not_among_it(cast) -> None:
    desk = Desk(cast, opened_file(cast))
    asked = Asked(on=DAY, institution="family_court", kind="file", answer_by=date(2026, 3, 16))
    words = {"document": "2026/123", "asked": "Dosyanın tamamı istendi"}
    request = desk.act(register_request, cast.ayse, case_id=desk.case.id, asked=asked, words=words)
    given: dict[str, Any] = {"request_id": request.id, "on": DAY, "words": {"text": "Başvurusu vardır.", "reason": "x"}}
    with pytest.raises(NotAgreed):
        desk.act(write_answer, cast.nermin, **given)
    reviewed = {"what": "reviewed", "changes": {"review": "answer_least", "reviewed_on": DAY},
                "words": {"lawyer": "Baro nöbetçisi"}}  # fmt: skip
    desk.act(note_on_request, cast.ayse, request_id=request.id, revision=1, **reviewed)
    answer = desk.act(write_answer, cast.nermin, **given)
    assert cast.nermin.client().get(reverse("orders:letter-paper", args=[answer.id])).status_code != 200
    with acting(cast.nermin.person):
        assert LegalAnswer.objects.get().state == "waiting", "nothing leaves on one signature"
    assert not any("dosya-ver" in each.route or "topluca" in each.route for each in addresses())


def test_row_10_a_table_with_one_woman_in_it_does_not_say_so() -> None:
    told = protect(raw((AGE,), [1, 40, 60]))
    assert {cell.key: cell.value for cell in told.cells}["18_24",] is None
    with pytest.raises(Refused):
        protect(raw((DISTRICT, AGE, TYPES), {}, grain="year", period="2026"))


def test_row_11_district_figures_by_quarter_meet_no_gossip() -> None:
    with pytest.raises(Refused):
        protect(raw((DISTRICT, QUARTER), {}, grain="year", period="2026"))


def test_row_14_every_form_of_a_first_visit_is_there_on_paper_without_a_network(cast) -> None:
    for name in ("contacts:paper", "interviews:paper", "safety:paper", "rights:feedback-paper"):
        answer = cast.ayse.client().get(reverse(name))
        assert answer.status_code == 200, name
        if "html" in answer["Content-Type"]:
            text = answer.content.decode()
            assert "<title>Belge</title>" in text
            assert not re.search(r'(?:src|href)="(?:https?:)?//', text), name


def test_row_15_who_leaves_opens_nothing_at_her_next_click_and_her_file_is_held_by_somebody(cast) -> None:
    case, client = named_file(cast), cast.ayse.client()
    assert client.get(reverse("desk:case", args=[case.id])).status_code == 200
    with acting(cast.nermin.person):
        accounts.leave(by=cast.nermin.person, staff=cast.ayse.staff)
    assert client.get(reverse("desk:case", args=[case.id])).status_code == 302
    assert client.get(reverse("cases:list"))["Location"].startswith(reverse("sign-in"))
    assert case.code in text_of(cast.nermin, "desk:case", case.id)


def test_row_16_a_duty_to_notify_is_weighed_by_two_and_fires_nothing(cast) -> None:
    desk = Desk(cast, opened_file(cast))
    weighing = Weighing(on=DAY, basis=("regulation_6284_m4",), told="told_before", told_on=DAY, wish="does_not_want",
                        decision="notify", institution="police", planned_on=date(2026, 3, 10))  # fmt: skip
    words = {"told": "Anlatıldı", "wish": "Şimdi olmasın", "plan": "Salı"}
    decision = desk.act(weigh_notification, cast.ayse, case_id=desk.case.id, weighing=weighing, words=words)
    with pytest.raises(NotAgreed):
        desk.act(agree_notification, cast.ayse, decision_id=decision.id, revision=1, on=DAY)
    desk.act(agree_notification, cast.nermin, decision_id=decision.id, revision=1, on=DAY)
    text = text_of(cast.nermin, "orders:decision", decision.id)
    assert "Şimdi olmasın" in text, "what she wanted stands beside what was decided"
    with acting(cast.ayse.person):
        for model in ("referrals.Packet", "referrals.Referral"):
            assert not apps.get_model(model).objects.exists(), "nothing left by itself"


def test_row_17_a_parent_is_shown_nothing_of_a_girls_own_part_without_a_weighed_decision(cast) -> None:
    case = opened_file(cast, answers={"age_band": "age_15_17"})
    client, address = cast.ayse.client(), reverse("cases:child", args=[case.id])
    version = re.search(r'name="version" value="([^"]*)"', client.get(address).content.decode())
    assert version is not None
    client.post(address, {"version": version.group(1), "own_part": "yalnız benim", "view": "teyzemde kalmak"})
    refused = client.get(reverse("cases:own-part", args=[case.id]), {"k": "v"})
    assert refused.status_code == 403 and "yalnız benim" not in refused.content.decode()
    for name in ("rights:show", "rights:statement"):
        assert "yalnız benim" not in text_of(cast.nermin, name, case.id), name


def test_row_23_no_page_without_sign_in_and_no_paper_of_hers_names_a_worker(cast) -> None:
    from django.test import Client

    case = named_file(cast)
    statement = text_of(cast.nermin, "rights:statement", case.id).split("<h1>")[1]
    assert "Ayşe Demir" not in statement and "Danışman" in statement
    nobody = Client()
    for address in addresses():
        if address.permission == "public" and not address.parts and not address.route.startswith("static/"):
            told = nobody.get(address.path({})).getvalue().decode("utf-8", "replace")
            for name in ("Ayşe Demir", "Nermin Aksoy", "Zeynep Kaya"):
                assert name not in told, address.name


def test_row_26_a_colleague_who_looks_is_seen_and_nobody_unwrites_it(cast) -> None:
    case = named_file(cast)
    cast.ayse.client().get(reverse("desk:case", args=[case.id]))
    assert case.code in text_of(cast.nermin, "audit")
    with acting(cast.nermin.person):
        seen = AuditEvent.objects.filter(chain=cast.konak.id, about=f"case:{case.code}", username="ayse")
        assert seen.count() >= 2
        before = seen.count()
        for statement in ("UPDATE audit_auditevent SET username = 'x'", "DELETE FROM audit_auditevent"):
            assert _rows_touched(statement) == 0
        assert seen.count() == before


def _rows_touched(statement: str) -> int:
    """How many rows somebody with the program's own rights changes; a refusal is none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.rowcount)
    except ProgrammingError:
        return 0


def test_row_27_two_women_are_never_one_by_themselves_and_a_merge_is_taken_apart_again(cast) -> None:
    one, other = named_file(cast), named_file(cast, cast.nermin)
    with acting(cast.ayse.person):
        asked = {"by": cast.ayse.person, "vault": cast.ayse.vault}
        merge = propose_merge(**asked, case_id=one.id, other_id=other.id, why="Kendisi söyledi")
        with pytest.raises(CannotMerge):
            merge_files(**asked, merge_id=merge.id, revision=merge.revision)
    lead = {"by": cast.nermin.person, "vault": cast.nermin.vault}
    with acting(cast.nermin.person):
        merge = merge_files(**lead, merge_id=merge.id, revision=merge.revision)
    assert cast.ayse.client().get(reverse("desk:case", args=[other.id])).status_code == 404
    with acting(cast.nermin.person):
        undo_merge(**lead, merge_id=merge.id, revision=merge.revision, why="Başka kadınmış")
    assert other.code in text_of(cast.ayse, "desk:case", other.id)
    foreign = named_file(cast, cast.zeynep)
    with acting(cast.nermin.person):
        assert Merge.objects.count() == 1
    for name in ("desk:case", "team:merging"):
        assert foreign.code not in text_of(cast.ayse, name, one.id), "names are never compared across centres"


def test_row_28_a_neighbour_does_not_interpret(cast) -> None:
    case = opened_file(cast)
    now = timezone.localtime() + timedelta(days=2)
    body = {"on": f"{now:%d.%m.%Y}", "clock": "11:00", "minutes": "60", "with_children": "not_asked",
            "confirm_by": "told", "interpreter": "yes", "interpreter_knows_her": "yes"}  # fmt: skip
    client, address = cast.ayse.client(), reverse("appointments:book", args=[case.id])
    assert client.post(address, body).status_code == 422
    assert client.post(address, {**body, "interpreter_knows_her": "no"}).status_code == 302
