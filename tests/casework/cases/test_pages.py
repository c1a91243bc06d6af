"""The pages of a file: nothing demanded, nothing lost, one look one event, and not there for whoever may not know."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.actions.identity import add_identity, keep_about
from omuz.casework.cases.actions.stepping import Closing, close_file
from omuz.casework.cases.models import Case, Presentation
from omuz.casework.cases.queries.about import About
from omuz.casework.cases.queries.files import open_case, safe_contact_of
from omuz.casework.cases.queries.told import presentations_of
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.cases.files import DAY, opened_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("room_alone")]


def _only(member) -> Any:
    with acting(member.person):
        case = Case.objects.get()
        return open_case(member.person, case.id, vault=member.vault)


def _events(member, event: str) -> int:
    with acting(member.person):
        return AuditEvent.objects.filter(event=event).count()


def _version(text: str) -> str:
    return re.search(r'name="version" value="([^"]*)"', text)[1]


def test_a_contact_becomes_a_file_without_her_telling_it_twice(cast, contact) -> None:
    client, address = cast.ayse.client(), reverse("cases:from-contact", args=[contact.id])
    text = client.get(address).content.decode()
    for value in ("violence", "konak", "physical", "spouse", "phone"):
        assert re.search(rf'value="{value}"[^>]*(checked|selected)', text), value
    assert "uzun hikâye" in text and 'value="0500 111 22 33"' in text
    typed = {"on": "23.11.2026", "channel": "phone", "reason": "violence", "district": "konak", "callable": "yes",
             "violence_types": ["physical"], "relation": ["spouse"], "start": "10:00", "end": "12:00",
             "pseudonym": "Deniz"}  # fmt: skip
    today = timezone.localdate()
    response = client.post(address, typed | {"on": f"{today:%d.%m.%Y}"})
    file = _only(cast.ayse)
    assert response["Location"] == reverse("desk:case", args=[file.id])
    with acting(cast.ayse.person):
        (came,) = presentations_of(file)
    assert (came.contact_id, came.answers["reason"], came.words) == (contact.id, "violence", {})
    assert file.identity["pseudonym"] == "Deniz" and safe_contact_of(file).callable == "yes"
    assert client.get(address)["Location"] == response["Location"], "the second time it leads to the file"


def test_nothing_is_demanded_of_her(cast) -> None:
    client = cast.ayse.client()
    response = client.post(reverse("cases:new"), {"merkez": "konak-1"})
    assert response.status_code == 302
    file = _only(cast.ayse)
    assert file.identity == {} and file.case.state == "contact" and file.case.holder_id == cast.ayse.staff.pk


def test_a_fault_keeps_everything_that_was_typed(cast) -> None:
    typed = {"on": "31.12.2999", "note": "söylediği söz", "start": "10:00", "pseudonym": "Deniz", "relation": "spouse"}
    response = cast.ayse.client().post(reverse("cases:new"), typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "söylediği söz" in text and 'value="Deniz"' in text and re.search(r'value="spouse"[^>]*checked', text)
    assert "henüz gelmedi" in text and "sonunu da yazın" in text
    with acting(cast.ayse.person):
        assert not Case.objects.exists()


@pytest.mark.parametrize("kind", ["whereabouts_enquiry", "harassment_call"])
def test_no_file_grows_out_of_somebody_looking_for_her(cast, recorded_by, kind) -> None:
    contact = recorded_by(cast.ayse, kind=kind)
    client = cast.ayse.client()
    assert client.get(reverse("cases:from-contact", args=[contact.id])).status_code == 404
    assert client.post(reverse("cases:attach", args=[contact.id]), {"q": "D-22222"}).status_code == 404
    assert "Dosya aç" not in client.get(reverse("contacts:open", args=[contact.id])).content.decode()


def test_a_contact_for_somebody_else_is_said_to_be_one(cast, recorded_by) -> None:
    contact = recorded_by(cast.ayse, kind="violence", for_whom="neighbour")
    text = cast.ayse.client().get(reverse("cases:from-contact", args=[contact.id])).content.decode()
    assert "Bu temas başkası için yapılmış" in text


def test_a_contact_is_added_to_the_file_she_has_and_opens_it_again(cast, contact) -> None:
    case = opened_file(cast)
    with acting(cast.ayse.person):
        close_file(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, closing=Closing(DAY, "moved_away"))
    client = cast.ayse.client()
    response = client.post(reverse("cases:attach", args=[contact.id]), {"q": case.code.lower()})
    assert response["Location"] == reverse("desk:case", args=[case.id])
    file = _only(cast.ayse)
    assert file.case.state == "reopened" and safe_contact_of(file).number == "0500 111 22 33"
    client.post(reverse("cases:attach", args=[contact.id]), {"q": case.code})
    with acting(cast.ayse.person):
        assert Presentation.objects.count() == 2, "the same contact is not added twice"


def test_a_contact_of_here_is_not_added_to_a_file_of_there(cast, contact) -> None:
    case = opened_file(cast, cast.zeynep)
    response = cast.ayse.client().post(reverse("cases:attach", args=[contact.id]), {"q": case.code})
    assert response["Location"] == reverse("cases:from-contact", args=[contact.id])


def test_a_girl_leads_to_her_path_first(cast) -> None:
    response = cast.ayse.client().post(reverse("cases:new"), {"age_band": "age_15_17"})
    assert response["Location"] == reverse("cases:child", args=[_only(cast.ayse).id])


def test_an_anonymous_file_shows_her_code_once(cast) -> None:
    client = cast.ayse.client()
    text = client.post(reverse("cases:new"), {"give_code": "on"}).content.decode()
    told = re.search(r'kept-card">([^<]+)<', text)[1]
    assert len(told.split()) == 4
    file = _only(cast.ayse)
    page = client.get(reverse("cases:code", args=[file.id])).content.decode()
    assert told not in page and "Kodun kendisi hiçbir yerde yazılı değil" in page
    found = client.post(reverse("cases:find"), {"q": told})
    assert found["Location"] == reverse("cases:called", args=[file.id]), "the phrase first, not the file"
    assert _events(cast.ayse, "case.asked_by_code") == 1


def test_a_second_press_gives_no_second_code(cast) -> None:
    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("cases:code", args=[case.id])
    version = _version(client.get(address).content.decode())
    assert "kept-card" in client.post(address, {"version": version}).content.decode()
    assert client.post(address, {"version": version}).status_code == 302
    assert _events(cast.ayse, "case.code_given") == 1


def test_a_caller_with_the_code_hears_nothing_before_the_phrase(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Deniz", "phrase": "lale zamanı", "safe": {"callable": "yes"}})
    client, address = cast.ayse.client(), reverse("cases:called", args=[case.id])
    text = client.get(address).content.decode()
    assert "lale zamanı" in text and "Deniz" not in text and case.code not in text
    assert client.post(address, {"said": "yes"})["Location"] == reverse("desk:case", args=[case.id])
    assert client.post(address, {"said": "no"})["Location"] == reverse("cases:list")
    assert "sözü bilemedi" in client.get(reverse("desk:case", args=[case.id])).content.decode()


def test_a_file_is_found_by_its_code_and_by_nothing_else(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Deniz"})
    client, find = cast.ayse.client(), reverse("cases:find")
    for typed in (case.code, case.code.lower(), case.code.removeprefix("D-")):
        assert client.post(find, {"q": typed})["Location"] == reverse("desk:case", args=[case.id])
    for typed in ("Deniz", "", "D-22222", "elma kova deniz 12"):
        assert client.post(find, {"q": typed})["Location"] == reverse("cases:list")
    assert client.get(find).status_code == 405


def test_the_one_search_in_the_bar_takes_the_code_of_a_contact_too(cast, contact) -> None:
    client = cast.ayse.client()
    response = client.post(reverse("cases:find"), {"q": contact.code.lower()})
    assert response["Location"] == reverse("contacts:open", args=[contact.id])
    assert f'action="{reverse("cases:find")}"' in client.get(reverse("desk:today")).content.decode()


def test_a_list_names_codes_and_nothing_she_said(cast) -> None:
    mine = opened_file(cast, identity={"pseudonym": "Deniz"}, presented_words={"note": "bana vurdu"})
    hers = opened_file(cast, cast.nermin)
    with acting(cast.ayse.person):
        close_file(by=cast.ayse.person, vault=cast.ayse.vault, case_id=hers.id, closing=Closing(DAY, "moved_away"))
    client = cast.ayse.client()

    def shown(query: str) -> set[str]:
        text = client.get(reverse("cases:list") + query).content.decode()
        assert "Deniz" not in text and "vurdu" not in text
        return set(re.findall(r">(D-\w{5})<", text))

    assert shown("") == shown("?g=b") == shown("?g=a") == {mine.code}
    assert shown("?g=k") == {hers.code}
    assert shown("?g=t") == {mine.code, hers.code}
    assert shown("?g=t&d=6") == {hers.code}, "closed is the seventh state"
    assert shown("?g=t&y=0") == {mine.code}, "Ayşe is the first of the two holders"


def test_a_list_goes_on_where_the_page_before_ended(cast, monkeypatch) -> None:
    from omuz.casework.cases.queries import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    codes = {opened_file(cast).code for _each in range(5)}
    client, address, seen = cast.ayse.client(), reverse("cases:list"), []
    query = ""
    for _page in range(3):
        text = client.get(address + query).content.decode()
        seen += re.findall(r">(D-\w{5})<", text)
        query = "?s=" + (re.findall(r'href="\?s=([\w-]{36})', text) or [""])[-1]
    assert len(seen) == 5 and set(seen) == codes


def test_empty_lists_say_what_to_do(cast) -> None:
    client = cast.ayse.client()
    assert "yeniden anlatmaz" in client.get(reverse("cases:list")).content.decode()
    assert "Kapanmış dosya yok" in client.get(reverse("cases:list") + "?g=k").content.decode()
    assert "Bu süzgeçle dosya yok" in client.get(reverse("cases:list") + "?g=t&d=1").content.decode()


def test_safe_contact_is_written_and_a_meeting_of_two_loses_nothing(cast) -> None:
    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("cases:safe", args=[case.id])
    version = _version(client.get(address).content.decode())
    client.post(address, {"version": version, "callable": "yes", "hours": "09:00-12:00", "days": ["0", "2"]})
    safe = safe_contact_of(_only(cast.ayse))
    assert (safe.callable, f"{safe.start:%H:%M}", safe.days, safe.sms) == ("yes", "09:00", frozenset({0, 2}), False)
    late = cast.nermin.client().post(address, {"version": version, "callable": "no", "code_word": "menekşe"})
    text = late.content.decode()
    assert late.status_code == 409 and "09:00–12:00" in text and 'value="menekşe"' in text
    assert safe_contact_of(_only(cast.ayse)).callable == "yes"
    cast.nermin.client().post(address, {"version": _version(text), "callable": "no"})
    assert safe_contact_of(_only(cast.ayse)).callable == "no"


def test_names_and_needs_are_written_and_a_meeting_of_two_loses_nothing(cast) -> None:
    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("cases:about", args=[case.id])
    version = _version(client.get(address).content.decode())
    typed = {"version": version, "pseudonym": "Deniz", "access": ["wheelchair", "not_asked"], "language": "arabic"}
    client.post(address, typed)
    file = _only(cast.ayse)
    assert file.answers["access"] == ["wheelchair"] and file.answers["interpreter_language"] == "arabic"
    late = client.post(address, {"version": version, "pseudonym": "Başka"})
    assert late.status_code == 409 and "Deniz" in late.content.decode() and 'value="Başka"' in late.content.decode()


def test_identity_is_shown_until_its_day_and_then_only_offered_for_removal(cast) -> None:
    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("cases:identity", args=[case.id])
    assert client.post(address, {"kind": "name", "value": "Gerçek Ad"}).status_code == 422
    client.post(address, {"kind": "name", "value": "Gerçek Ad", "purpose": "dava dilekçesi"})
    text = client.get(address).content.decode()
    assert "Gerçek Ad" in text and "dava dilekçesi" in text
    past = timezone.localdate() - timedelta(days=1)
    with acting(cast.ayse.person):
        add_identity(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, kind="phone", value="0500 777",
                     purpose="sığınak", expires_on=past)  # fmt: skip
    text = client.get(address).content.decode()
    assert "0500 777" not in text and "Süresi dolan bilgi" in text
    expired = re.search(r'type="hidden" name="entry" value="(\w+)"', text)[1]
    client.post(reverse("cases:forget", args=[case.id]), {"entry": expired})
    assert [each["value"] for each in _only(cast.ayse).identity["entries"]] == ["Gerçek Ad"]


def test_a_parent_does_not_see_her_own_part_before_the_check(cast) -> None:
    case = opened_file(cast, answers={"age_band": "age_15_17"})
    client, address = cast.ayse.client(), reverse("cases:child", args=[case.id])
    own = reverse("cases:own-part", args=[case.id])
    version = _version(client.get(address).content.decode())
    client.post(address, {"version": version, "own_part": "yalnız benim", "view": "teyzemde kalmak"})
    assert "yalnız benim" in client.get(own).content.decode()
    refused = client.get(own + "?k=v")
    assert refused.status_code == 403 and "yalnız benim" not in refused.content.decode()
    version = _version(client.get(address).content.decode())
    checked = {"she_agrees": "yes", "safe_for_her": "yes", "second_opinion": "yes", "outcome": "share"}
    client.post(address, {"version": version, "own_part": "yalnız benim", **checked})
    assert "yalnız benim" in client.get(own + "?k=v").content.decode()


def test_a_file_closes_with_a_reason_and_the_door_open(cast) -> None:
    case = opened_file(cast)
    client, address = cast.ayse.client(), reverse("cases:close", args=[case.id])
    assert "kapımız açık" in client.get(address).content.decode()
    assert client.post(address, {"note": "birlikte"}).status_code == 422
    client.post(address, {"reason": "needs_met", "with_her": "yes"})
    assert _only(cast.ayse).case.state == "closed"
    assert client.post(address, {"reason": "needs_met"}).status_code == 302, "closed already: told, not failed"
    text = client.get(reverse("cases:again", args=[case.id])).content.decode()
    assert "İhtiyaç karşılandı" in text and "Yeniden aç" in text


def test_a_file_opens_again_with_what_she_told_beside_the_form(cast) -> None:
    case = opened_file(cast, presented={"reason": "violence", "district": "konak"}, presented_words={"note": "velayet"})
    with acting(cast.ayse.person):
        close_file(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, closing=Closing(DAY, "moved_away"))
    client, address = cast.nermin.client(), reverse("cases:again", args=[case.id])
    text = client.get(address).content.decode()
    assert "velayet" in text and re.search(r'value="violence"[^>]*checked', text)
    client.post(address, {"reason": "legal_information"})
    file = _only(cast.ayse)
    assert (file.case.state, file.case.holder_id) == ("reopened", cast.nermin.staff.pk)


def test_a_step_and_a_hand_over_are_written_from_their_pages(cast) -> None:
    case = opened_file(cast)
    client = cast.ayse.client()
    client.post(reverse("cases:step", args=[case.id]), {"state": "support", "note": "söz"})
    client.post(reverse("cases:holder", args=[case.id]), {"to": str(cast.nermin.staff.pk), "why": "her_wish"})
    file = _only(cast.ayse)
    assert (file.case.state, file.case.holder_id) == ("support", cast.nermin.staff.pk)
    text = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert "Kadının isteğiyle değişti" in text and "Ayşe Demir → Nermin Aksoy" in text


def test_a_step_the_rules_forbid_is_not_even_offered(cast) -> None:
    case = opened_file(cast)
    response = cast.ayse.client().post(reverse("cases:step", args=[case.id]), {"state": "closed"})
    assert response.status_code == 422 and _only(cast.ayse).case.state == "contact"


def test_what_she_is_called_is_on_her_page_and_not_in_its_address(cast) -> None:
    case = opened_file(cast)
    with acting(cast.ayse.person):
        keep_about(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, about=About(chosen_name="Deniz"))
    address = reverse("desk:case", args=[case.id])
    assert "Deniz" in cast.ayse.client().get(address).content.decode()
    assert case.code not in address


def test_a_day_that_has_not_come_is_no_day_of_a_step(cast) -> None:
    case = opened_file(cast)
    ahead = timezone.localdate() + timedelta(days=1)
    response = cast.ayse.client().post(
        reverse("cases:step", args=[case.id]), {"state": "support", "on": f"{ahead:%d.%m.%Y}"}
    )
    assert response.status_code == 422
