"""The pages of requests and services: one press, nothing typed is lost, closed to everybody else in every view."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from omuz.casework.services.models import GroupSession, ServiceRequest, ServiceSession, ShelterRequest
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"services:{name}", args=args)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _only(model: Any, member: Member) -> Any:
    with acting(member.person):
        return model.objects.get()


def test_one_press_asks_and_the_page_shows_her_order(cast: Cast, case: Any) -> None:
    client = cast.ayse.client()
    for service in ("psychological", "legal"):
        answer = client.post(at("ask", case.id), {"service": service})
        assert (answer.status_code, answer["Location"]) == (302, at("file", case.id))
    text = _text(client, at("file", case.id))
    assert text.index("Psikolojik destek</strong>") < text.index("Hukuki destek</strong>")
    with acting(cast.ayse.person):
        last = ServiceRequest.objects.order_by("-made_at").first()
    assert last is not None
    client.post(at("move", last.id), {"up": "1"})
    text = _text(client, at("file", case.id))
    assert text.index("Hukuki destek</strong>") < text.index("Psikolojik destek</strong>")


def test_a_press_on_the_file_s_page_changes_its_part_alone(cast: Cast, case: Any) -> None:
    client = cast.ayse.client()
    answer = client.post(at("ask", case.id), {"service": "legal"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert "Hukuki destek" in text
    assert 'value="legal"' not in text, "what already waits is not offered again"


def test_an_unknown_service_is_sent_back_with_what_was_typed(cast: Cast, case: Any) -> None:
    answer = cast.ayse.client().post(at("ask", case.id), {"service": "nothing", "hers": "gece kreşi"})
    assert answer.status_code == 422
    assert "gece kreşi" in answer.content.decode()


def test_a_request_ends_with_what_was_missing_named(cast: Cast, case: Any, ask: Callable[..., Any]) -> None:
    row = ask("nursery")
    client = cast.ayse.client()
    typed = {"state": "not_met", "unmet_reason": "hours", "missing": "gece kreşi", "version": "1"}
    wrong = client.post(at("request", row.id), typed | {"on": "01.01.2020"})
    assert wrong.status_code == 422
    assert "gece kreşi" in wrong.content.decode()
    assert client.post(at("request", row.id), typed).status_code == 302
    text = _text(client, at("file", case.id))
    assert "Saatler uymadı" in text
    assert "gece kreşi" in text
    assert "Bekliyor" in _text(client, at("request", row.id)), "what stood before"


def test_two_people_settling_one_request_both_see_the_other(cast: Cast, ask: Callable[..., Any]) -> None:
    row = ask("legal")
    assert cast.nermin.client().post(at("request", row.id), {"state": "met", "version": "1"}).status_code == 302
    client = cast.ayse.client()
    typed = {"state": "not_met", "missing": "avukat yok", "version": "1"}
    met = client.post(at("request", row.id), typed)
    text = met.content.decode()
    assert met.status_code == 409
    assert "avukat yok" in text
    assert "Karşılandı" in text
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found is not None
    assert client.post(at("request", row.id), typed | {"version": found[1]}).status_code == 302


def test_a_shelter_page_has_no_place_for_a_place(cast: Cast, case: Any, ask: Callable[..., Any]) -> None:
    request = ask("shelter")
    row = _only(ShelterRequest, cast.ayse)
    client = cast.ayse.client()
    text = _text(client, at("shelter", row.id))
    form = text[text.index('<form class="card') : text.index("</form>", text.index('<form class="card'))]
    assert "<textarea" not in form
    assert re.findall(r'<input type="text" name="(\w+)"', form) == ["on"]
    assert at("shelter", row.id) in _text(client, at("request", request.id))
    typed = {"outcome": "refused", "refused": ["son_over_12", "full"], "version": "1", "on": ""}
    assert client.post(at("shelter", row.id), typed).status_code == 302
    text = _text(client, at("file", case.id))
    assert "12 yaşından büyük oğul, Doluluk" in text
    assert "Kurum geri çevirdi" in text


def test_a_session_needs_two_presses_and_begins_with_her_own_work(cast: Cast, case: Any, pinar: Member) -> None:
    client = pinar.client()
    text = _text(client, at("session-new", case.id))
    assert re.search(r'name="service" value="psychological"[^>]*checked', text)
    answer = client.post(
        at("session-new", case.id),
        {"service": "psychological", "length": "45", "worker": str(pinar.staff.pk), "note": "Rahat geldi."},
    )
    assert (answer.status_code, answer["Location"]) == (302, at("file", case.id))
    row = _only(ServiceSession, pinar)
    text = _text(client, at("session", row.id))
    for word in ("Pınar Uçar", "Psikolog", "45 dakika", "Rahat geldi."):
        assert word in text


def test_a_session_with_a_fault_is_sent_back_whole(cast: Cast, case: Any) -> None:
    tomorrow = timezone.localdate().replace(year=timezone.localdate().year + 1)
    typed = {"service": "legal", "note": "uzun söz", "minutes": "7000", "on": f"{tomorrow:%d.%m.%Y}"}
    answer = cast.ayse.client().post(at("session-new", case.id), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "uzun söz" in text
    assert "henüz gelmedi" in text
    assert "0 ile 600" in text
    with acting(cast.ayse.person):
        assert not ServiceSession.objects.exists()


def test_a_session_is_written_by_code_without_opening_the_file(cast: Cast, case: Any) -> None:
    client = cast.ayse.client()
    typed = {"code": case.code.removeprefix("D-").lower(), "service": "legal", "minutes": "20", "on": ""}
    answer = client.post(at("quick"), typed | {"worker": str(cast.ayse.staff.pk)})
    assert answer.status_code == 302
    assert _only(ServiceSession, cast.ayse).case_id == case.id
    assert re.search(r"bugün <strong>1</strong> <span[^>]*>\(20 dakika", _text(client, at("quick")))
    unknown = client.post(at("quick"), typed | {"code": "D-22222"})
    assert unknown.status_code == 422
    assert "D-22222" in unknown.content.decode()


def test_a_session_is_put_right_with_a_reason_and_two_at_once_lose_nothing(
    cast: Cast, give: Callable[..., Any]
) -> None:
    row = give("legal", minutes=30, note="ilk")
    client, typed = cast.nermin.client(), {"service": "legal", "minutes": "40", "note": "ikinci", "version": "1"}
    assert client.post(at("session-correct", row.id), typed).status_code == 422, "a reason is asked for"
    assert client.post(at("session-correct", row.id), typed | {"reason": "typing_slip"}).status_code == 302
    text = _text(client, at("session", row.id))
    assert "40 dakika" in text
    assert "30 dakika" in text
    late = cast.ayse.client().post(
        at("session-correct", row.id), typed | {"note": "üçüncü", "reason": "she_said", "version": "1"}
    )
    assert late.status_code == 409
    assert "üçüncü" in late.content.decode()
    assert "40 dakika" in late.content.decode()


def test_a_session_written_by_mistake_is_taken_back(cast: Cast, case: Any, give: Callable[..., Any]) -> None:
    row = give("legal")
    client = cast.ayse.client()
    assert client.post(at("session-remove", row.id), {"version": "9"})["Location"] == at("session", row.id)
    assert client.post(at("session-remove", row.id), {"version": "1"})["Location"] == at("file", case.id)
    assert "geri alındı" in _text(client, at("session", row.id))


def test_a_group_is_written_once_and_no_file_shows_another(cast: Cast, case: Any) -> None:
    other = opened_file(cast)
    client = cast.ayse.client()
    typed = {"codes": f"{case.code}, {other.code}", "service": "psychological", "length": "90"}
    answer = client.post(at("group-new"), typed)
    group = _only(GroupSession, cast.ayse)
    assert (answer.status_code, answer["Location"]) == (302, at("group", group.id))
    for file, unwanted in ((case, other), (other, case)):
        assert unwanted.code not in _text(client, at("file", file.id))
        with acting(cast.ayse.person):
            session = ServiceSession.objects.get(case=file)
        text = _text(client, at("session", session.id))
        assert "Grup" in text
        assert unwanted.code not in text
    assert other.code in _text(client, at("group", group.id))
    wrong = client.post(at("group-new"), typed | {"codes": "D-22222"})
    assert wrong.status_code == 422


def test_a_group_page_keeps_files_closed_to_her_out_of_its_codes(
    cast: Cast, case: Any, close_to: Callable[..., None]
) -> None:
    other = opened_file(cast)
    typed = {"codes": f"{case.code} {other.code}", "service": "group_work"}
    cast.nermin.client().post(at("group-new"), typed)
    group = _only(GroupSession, cast.nermin)
    close_to(case, only_for=[cast.nermin.staff.pk])
    client = cast.ayse.client()
    for address in (at("group", group.id), at("group-correct", group.id)):
        text = _text(client, address)
        assert case.code not in text
        assert other.code in text
    asked = client.post(at("group-new"), {"codes": case.code})
    assert asked.status_code == 422, "a code she may not see is as unknown as one that is not there"
    put_right = {"codes": other.code, "service": "legal", "reason": "typing_slip", "version": "1"}
    assert client.post(at("group-correct", group.id), put_right).status_code == 302
    assert client.post(at("group-correct", group.id), put_right).status_code == 409


def test_own_notes_are_a_page_for_their_author_alone(cast: Cast, case: Any, pinar: Member) -> None:
    client = pinar.client()
    assert client.post(at("notes", case.id), {"text": ""}).status_code == 422
    assert client.post(at("notes", case.id), {"text": "aktarım üzerine"}).status_code == 302
    text = _text(client, at("notes", case.id))
    assert "aktarım üzerine" in text
    with acting(pinar.person):
        from omuz.casework.services.models import ProcessNote

        note = ProcessNote.objects.get()
    assert client.post(at("note", note.id), {"text": "iki", "version": "1"}).status_code == 302
    late = client.post(at("note", note.id), {"text": "üç", "version": "1"})
    assert late.status_code == 409
    assert "üç" in late.content.decode()
    assert "iki" in late.content.decode()
    for member in (cast.ayse, cast.nermin):
        theirs = member.client()
        assert theirs.get(at("notes", case.id)).status_code == 403
        assert theirs.get(at("note", note.id)).status_code == 404
        for address in (at("file", case.id), at("part", case.id)):
            text = _text(theirs, address)
            assert "aktarım" not in text
            assert "Kendi notlarım" not in text
    assert cast.zeynep.client().get(at("notes", case.id)).status_code == 404


def test_a_lost_key_is_said_plainly(cast: Cast, case: Any, pinar: Member) -> None:
    from omuz.casework.services import actions
    from omuz.foundation.vault.opened import OpenedVault

    lost = OpenedVault(pinar.vault.staff_id, pinar.vault._secrets.values(), own=bytes(range(32)))
    with acting(pinar.person):
        actions.write_note(by=pinar.person, vault=lost, case_id=case.id, on=date(2026, 4, 2), text="eski")
    text = _text(pinar.client(), at("notes", case.id))
    assert "Bazı notlarınız artık açılamıyor" in text
    assert "eski anahtarınızla mühürlenmiş" in text


def test_the_waiting_list_tells_by_code_who_waits_for_what_since_when(
    cast: Cast, case: Any, ask: Callable[..., Any], close_to: Callable[..., None]
) -> None:
    client = cast.ayse.client()
    assert "Bekleyen istek yok" in _text(client, at("waiting"))
    other = opened_file(cast)
    ask("psychological")
    ask("legal", file=other, on=date(2026, 1, 5))
    text = _text(client, at("waiting"))
    assert text.index(other.code) < text.index(case.code)
    assert "02.03.2026" in text
    number = list(code_list("service").codes).index("psychological")
    psychological = _text(client, at("waiting") + f"?t={number}")
    assert case.code in psychological
    assert other.code not in psychological
    close_to(case, hidden_from=[cast.ayse.staff.pk])
    assert case.code not in _text(client, at("waiting"))
    assert case.code in _text(cast.nermin.client(), at("waiting"))
    assert case.code not in _text(cast.zeynep.client(), at("waiting"))


def _addresses(cast: Cast, case: Any, ask: Any, give: Any) -> list[str]:
    request, session = ask("shelter"), give("legal")
    with acting(cast.ayse.person):
        shelter = ShelterRequest.objects.get(case=case)
    of_file = [at(name, case.id) for name in ("file", "part", "ask", "session-new", "notes")]
    of_session = [at(name, session.id) for name in ("session", "session-correct", "session-remove")]
    return [*of_file, *of_session, at("request", request.id), at("move", request.id), at("shelter", shelter.id)]


_POSTED = {"service": "legal", "state": "met", "outcome": "placed", "version": "1", "reason": "typing_slip", "up": "1"}


@pytest.mark.parametrize("who", ["zeynep", "elif_", "derya", "can"])
def test_nobody_from_elsewhere_gets_any_page(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any], who: str
) -> None:
    client = getattr(cast, who).client()
    wanted = 404 if who == "zeynep" else 403
    for address in _addresses(cast, case, ask, give):
        for answer in (client.get(address), client.post(address, _POSTED)):
            assert answer.status_code in (wanted, 405), address


@pytest.mark.parametrize("how", ["hidden_from", "only_for"])
def test_a_closed_file_is_not_there_in_any_page_part_or_press(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any], close_to: Callable[..., None], how: str
) -> None:
    addresses = _addresses(cast, case, ask, give)
    close_to(case, **{how: [(cast.ayse if how == "hidden_from" else cast.nermin).staff.pk]})
    client, other = cast.ayse.client(), cast.nermin.client()
    for address in addresses:
        for answer in (client.get(address), client.post(address, _POSTED)):
            assert answer.status_code in (404, 405), address
            assert case.code not in answer.content.decode()
        assert other.get(address).status_code in (200, 403, 405), address
    typed = {"code": case.code, "service": "legal"}
    assert client.post(at("quick"), typed).status_code == 422


def test_every_page_of_a_file_is_one_event_and_a_look_at_own_notes_names_no_file(
    cast: Cast, case: Any, pinar: Member, ask: Callable[..., Any]
) -> None:
    row = ask("legal")
    client = pinar.client()
    for address, event, about in (
        (at("file", case.id), "service.read", f"case:{case.code}"),
        (at("part", case.id), "service.read", f"case:{case.code}"),
        (at("request", row.id), "service.read", f"case:{case.code}"),
        (at("waiting"), "service.list_read", "list:waiting"),
        (at("notes", case.id), "own_note.read", ""),
    ):
        with acting(pinar.person):
            before = AuditEvent.objects.filter(staff_id=pinar.staff.pk).count()
        client.get(address)
        with acting(pinar.person):
            told = list(AuditEvent.objects.filter(staff_id=pinar.staff.pk).order_by("seq")[before:])
        assert [(each.event, each.about) for each in told] == [(event, about)], address
