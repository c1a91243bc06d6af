"""The pages: who opens which, uploading, filling in parts by two people, a line that is cut, sending, taking out."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from omuz.foundation.people.access import acting
from omuz.network.surveys import actions
from omuz.network.surveys.models import Answer, Device, QuestionnaireVersion, Round
from tests.network.surveys.conftest import SURVEY, House, fields, hidden, workbook
from tests.network.surveys.test_merging import begun_form

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Member

ROOMS, RAMP, NOTE = "/data/place/rooms", "/data/place/ramp", "/data/job/note"


def _get(client: "Client", name: str, *args: object, status: int = 200, **query: str) -> str:
    response = client.get(reverse(f"surveys:{name}", args=args), query)
    assert response.status_code == status, f"{name}: {response.status_code}"
    return response.content.decode()


def _write(house: House, who: "Member", answer: Answer, section: str) -> tuple["Client", dict[str, str]]:
    """A browser of hers with a section open, and what the page carries."""
    client = who.client()
    return client, hidden(client, reverse("surveys:answer", args=[answer.id]) + f"?b={section}")


def _autosave(client: "Client", answer: Answer, page: dict[str, str], **fields: str) -> Any:
    data: dict[str, Any] = {**page, **fields, "changed": list(fields)}
    return client.post(reverse("surveys:keep", args=[answer.id]), data, headers={"X-Omuz-Background": "1"})


def test_a_centre_sees_what_it_is_asked_fills_it_in_parts_and_sends_it(house: House) -> None:
    client = house.cast.ayse.client()
    assert "2026 merkez formu" in _get(client, "list")
    invitation = house.invitation()
    assert "Doldurmaya başla" in _get(client, "invitation", invitation.id)
    begun = client.post(reverse("surveys:begin", args=[invitation.id]))
    address = begun["Location"]
    page = hidden(client, address)
    page["section"] = "place"
    answer = client.post(address, {**page, ROOMS: "4", RAMP: "yes", "go": "next"})
    assert (answer.status_code, "b=job" in answer["Location"]) == (302, True)
    page = hidden(client, answer["Location"])
    answer = client.post(address, {**page, "section": "job", NOTE: "Yeni bina", "go": "next"})
    page = hidden(client, answer["Location"])
    answer = client.post(address, {**page, "section": "team", "go": "finish"})
    assert answer["Location"] == reverse("surveys:invitation", args=[invitation.id])
    shown = _get(client, "invitation", invitation.id)
    assert "gönderildi" in shown
    with acting(house.cast.ayse.person):
        kept = Answer.objects.get()
    assert "Yeni bina" in _get(client, "read", kept.id)


def test_a_form_that_is_not_ready_leads_to_the_field_and_loses_nothing(house: House) -> None:
    answer = house.begun()
    client, page = _write(house, house.cast.ayse, answer, "team")
    sent = client.post(
        reverse("surveys:answer", args=[answer.id]),
        {**page, "section": "team", "/data/team/wish": "Oda", "go": "finish"},
    )
    html = sent.content.decode()
    assert sent.status_code == 422
    assert f'href="#q{ROOMS}"' in html
    assert house.kept(answer.id)["/data/team/wish"] == "Oda"


def test_two_people_at_once_save_by_themselves_and_each_sees_what_the_other_wrote(house: House) -> None:
    answer = house.begun()
    hers, her_page = _write(house, house.cast.nermin, answer, "place")
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    assert _autosave(hers, answer, her_page, **{ROOMS: "5"}).status_code == 200
    told = _autosave(mine, answer, my_page, **{RAMP: "yes"}).json()
    (other,) = told["others"]
    assert (other["name"], other["value"], other["who"]) == (ROOMS, "5", "Nermin Aksoy")
    my_page["seen"] = told["seen"]
    clash = _autosave(mine, answer, my_page, **{ROOMS: "4", RAMP: "no"})
    assert clash.status_code == 409
    (change,) = clash.json()["changes"]
    assert (change["mine"], change["their_words"], change["who"]) == ("4", "5", "Nermin Aksoy")
    assert change["at"] in change["theirs"]
    stands = house.kept(answer.id)
    assert (stands[ROOMS], stands[RAMP]) == ("5", "no")
    my_page["seen"] = clash.json()["seen"]
    assert _autosave(mine, answer, my_page, **{ROOMS: "4"}).status_code == 200
    assert house.kept(answer.id)[ROOMS] == "4"


def test_a_page_that_shows_what_the_other_wrote_may_change_it_without_a_clash(house: House) -> None:
    answer = house.begun()
    hers, her_page = _write(house, house.cast.nermin, answer, "place")
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    _autosave(hers, answer, her_page, **{ROOMS: "5"})
    told = _autosave(mine, answer, {**my_page, ROOMS: "5"}, **{RAMP: "yes"}).json()
    assert told["others"] == []
    assert list(json.loads(told["seen"])) == [ROOMS]
    my_page["seen"] = told["seen"]
    assert _autosave(mine, answer, my_page, **{ROOMS: "6"}).status_code == 200


def test_without_script_a_clash_is_a_page_with_both_values_and_she_chooses(house: House) -> None:
    answer = house.begun()
    hers, her_page = _write(house, house.cast.nermin, answer, "place")
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    _autosave(hers, answer, her_page, **{ROOMS: "5"})
    address = reverse("surveys:answer", args=[answer.id])
    page = mine.post(address, {**my_page, ROOMS: "4", f"{RAMP}!": "", "go": "next"})
    html = page.content.decode()
    assert page.status_code == 409
    assert "Nermin Aksoy" in html
    for value in ("4", "5"):
        assert f"<strong>{value}</strong>" in html
    settle = fields(html) | {f"keep:{ROOMS}": "mine"}
    assert mine.post(reverse("surveys:settle", args=[answer.id]), settle).status_code == 302
    assert house.kept(answer.id)[ROOMS] == "4"


def test_a_save_that_arrives_late_after_a_cut_line_is_taken_as_if_it_had_not_been_cut(house: House) -> None:
    answer = house.begun()
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    hers, her_page = _write(house, house.cast.nermin, answer, "job")
    for word in ("a", "b", "c"):
        assert _autosave(hers, answer, her_page, **{NOTE: word}).status_code == 200
    late = _autosave(mine, answer, my_page, **{ROOMS: "4", RAMP: "yes"})
    again = _autosave(mine, answer, my_page, **{ROOMS: "4", RAMP: "yes"})
    assert (late.status_code, again.status_code) == (200, 200)
    kept = house.kept(answer.id)
    assert (kept[ROOMS], kept[NOTE]) == ("4", "c")
    with acting(house.cast.ayse.person):
        assert Answer.objects.get().revision == 4


def test_a_save_after_sign_out_is_told_where_the_door_is_so_that_the_page_keeps_it(house: House) -> None:
    answer = house.begun()
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    mine.cookies.clear()
    late = _autosave(mine, answer, my_page, **{ROOMS: "4"})
    assert (late.status_code, "door" in late.json()) == (403, True)


def test_a_save_into_a_form_that_is_sent_meanwhile_is_refused_in_a_sentence(house: House) -> None:
    answer, person = house.begun(), house.cast.nermin.person
    mine, my_page = _write(house, house.cast.ayse, answer, "place")
    house.fill(answer.id, {ROOMS: "4"})
    with acting(person):
        actions.submit_answer(by=person, answer_id=answer.id)
    late = _autosave(mine, answer, my_page, **{ROOMS: "9"})
    assert (late.status_code, "errors" in late.json()) == (422, True)
    assert house.kept(answer.id)[ROOMS] == "4"


def test_a_questionnaire_is_refused_by_sheet_row_and_column_and_nothing_is_kept(house: House) -> None:
    client = house.defne.client()
    broken = [list(row) for row in SURVEY]
    broken[3][0] = "select_one yok"
    file = SimpleUploadedFile("form.xlsx", workbook("3", survey=broken))
    answer = client.post(reverse("surveys:upload"), {"file": file})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "survey, satır 4" in " ".join(html.split())
    with acting(house.defne.person):
        assert QuestionnaireVersion.objects.count() == 1


def test_a_standards_editor_takes_in_tries_publishes_and_asks_and_reads_no_centres_answer(house: House) -> None:
    client = house.defne.client()
    file = SimpleUploadedFile("form.xlsx", workbook("7", code="yeni"))
    taken = client.post(reverse("surveys:upload"), {"file": file})
    version_id = taken["Location"].rstrip("/").rpartition("/")[2]
    assert "Kaç oda var?" in _get(client, "version", version_id)
    page = hidden(client, reverse("surveys:try", args=[version_id]))
    tried = client.post(reverse("surveys:try", args=[version_id]), {**page, ROOMS: "4"})
    assert tried.status_code == 200
    with acting(house.defne.person):
        assert not Answer.objects.exists()
    client.post(reverse("surveys:publish", args=[version_id]))
    asked = client.post(reverse("surveys:round-new"), {
        "version": version_id, "title": "Deneme", "note": "", "opens_on": "2026-01-05", "due_on": "05.02.2026",
        "centres": [str(house.cast.konak.id)], "organisations": [str(house.cast.town.id)],
    })  # fmt: skip
    assert asked.status_code == 302
    with acting(house.defne.person):
        made = Round.objects.get(title="Deneme")
        assert made.invitations.count() == 2
    assert "Konak Kadın Danışma Merkezi" in _get(client, "round", made.id)
    answer = house.begun()
    _get(client, "read", answer.id, status=404)
    _get(client, "answer", answer.id, status=403)


def test_the_network_coordinator_follows_reopens_and_takes_out(house: House) -> None:
    answer, ayse = house.begun(), house.cast.ayse.person
    house.fill(answer.id, {ROOMS: "4"})
    with acting(ayse):
        actions.submit_answer(by=ayse, answer_id=answer.id)
    client, invitation = house.cast.elif_.client(), house.invitation()
    assert "1. yanıt" in _get(client, "round", house.asked.id)
    assert "Kaç oda var?" in _get(client, "read", answer.id)
    sent = client.post(reverse("surveys:invited", args=[invitation.id]), {"reopen": "1", "reason": "Bir daha bakın."})
    assert sent.status_code == 302
    assert "Bir daha bakın." in _get(house.cast.ayse.client(), "list")
    for kind in ("csv", "xlsx", "sav", "ddi", "zip"):
        file = client.get(reverse("surveys:round-file", args=[house.asked.id, kind]))
        assert (file.status_code, "belge-" in file["Content-Disposition"]) == (200, True)
    assert client.get(reverse("surveys:round-file", args=[house.asked.id, "yok"])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("zeynep", 404), ("derya", 403), ("can", 403)])
def test_nobody_outside_the_centre_opens_its_answer(house: House, who: str, status: int) -> None:
    answer, client = house.begun(), getattr(house.cast, who).client()
    house.fill(answer.id, {ROOMS: "4"})
    for name in ("answer", "keep"):
        response = client.post(reverse(f"surveys:{name}", args=[answer.id]), {"section": "place"})
        assert response.status_code == status
    _get(client, "read", answer.id, status=404)
    _get(client, "invitation", house.invitation().id, status=status)
    if who != "zeynep":
        _get(client, "list", status=403)
    _get(client, "library", status=403)


def test_the_blank_form_goes_to_paper_in_both_languages_for_everybody_signed_in(house: House) -> None:
    client = house.cast.derya.client()
    assert "Kaç oda var?" in _get(client, "paper", house.version.id)
    assert "How many rooms?" in _get(client, "paper", house.version.id, dil="English (en)")
    file = client.get(reverse("surveys:original", args=[house.version.id]))
    assert file.content == bytes(house.version.workbook)


def test_a_token_is_shown_once_and_a_device_is_taken_back(house: House) -> None:
    client = house.cast.ayse.client()
    made = client.post(reverse("surveys:devices"), {"centre": str(house.cast.konak.id), "name": "Beyaz tablet"})
    with acting(house.cast.ayse.person):
        device = Device.objects.get()
    assert device.code in made.content.decode()
    assert "data:image/svg+xml" in made.content.decode()
    again = _get(client, "devices")
    assert "yalnız şimdi görünür" not in again
    client.post(reverse("surveys:device-revoke", args=[device.id]))
    assert "geri alındı" in _get(client, "devices")
    other = house.cast.zeynep.client()
    assert other.post(reverse("surveys:device-revoke", args=[device.id])).status_code == 404
    wrong = client.post(reverse("surveys:devices"), {"centre": str(house.cast.bornova.id), "name": "x"})
    assert wrong.status_code == 422


def test_a_centre_declines_on_its_page_and_may_send_several_forms_where_the_round_lets_it(house: House) -> None:
    client, invitation = house.cast.nermin.client(), house.invitation()
    empty = client.post(reverse("surveys:decline", args=[invitation.id]), {"reason": ""})
    assert empty.status_code == 422
    client.post(reverse("surveys:decline", args=[invitation.id]), {"reason": "Taşınıyoruz."})
    assert "Taşınıyoruz." in _get(house.cast.elif_.client(), "round", house.asked.id)
    assert "Taşınıyoruz." in _get(client, "invitation", invitation.id)


def test_a_form_from_the_catalogue_is_taken_by_its_name_only(house: House) -> None:
    client = house.cast.elif_.client()
    assert client.post(reverse("surveys:from-catalogue"), {"name": "../../etc/passwd"}).status_code == 404


def _sent(house: House) -> Answer:
    """Konak's form, sent."""
    answer = house.begun()
    house.fill(answer.id, {ROOMS: "4", NOTE: "eski söz"})
    with acting(house.cast.ayse.person):
        return actions.submit_answer(by=house.cast.ayse.person, answer_id=answer.id)


def test_an_answer_written_in_again_is_closed_to_the_others_until_it_is_published_anew(house: House) -> None:
    answer, nermin, elif_ = _sent(house), house.cast.nermin.person, house.cast.elif_.person
    with acting(nermin):
        actions.publish_answer(by=nermin, answer_id=answer.id)
    zeynep = house.cast.zeynep.client()
    assert "eski söz" in _get(zeynep, "read", answer.id)
    with acting(elif_):
        actions.reopen(by=elif_, invitation=house.invitation(), reason="Eksik kalmış.")
    house.fill(answer.id, {NOTE: "yarım söz"})
    _get(zeynep, "read", answer.id, status=404)
    with acting(house.cast.ayse.person):
        actions.submit_answer(by=house.cast.ayse.person, answer_id=answer.id)
    _get(zeynep, "read", answer.id, status=404)
    with acting(nermin):
        actions.publish_answer(by=nermin, answer_id=answer.id)
    assert "yarım söz" in _get(zeynep, "read", answer.id)


def test_what_a_centre_is_still_writing_is_read_by_nobody_outside(house: House) -> None:
    answer = house.begun()
    house.fill(answer.id, {NOTE: "yarım söz"})
    for who in (house.cast.elif_, house.defne, house.cast.zeynep, house.cast.derya):
        _get(who.client(), "read", answer.id, status=404)
    assert "yarım söz" in _get(house.cast.nermin.client(), "read", answer.id)


def test_a_repeat_beyond_every_measure_is_told_in_a_sentence_and_nothing_is_lost(house: House) -> None:
    answer = house.begun()
    house.fill(answer.id, {"/data/team/post[1]/role": "Avukat"})
    client, page = _write(house, house.cast.ayse, answer, "team")
    told = {**page, "/data/team/wish": "Oda"}
    posted = client.post(reverse("surveys:answer", args=[answer.id]), {**told, "/data/team/post#": "301", "go": "stay"})
    assert (posted.status_code, "en çok 300" in posted.content.decode()) == (422, True)
    kept = _autosave(client, answer, {**told, "/data/team/post#": "301"}, **{"/data/team/post": "x"})
    assert (kept.status_code, "en çok 300" in kept.json()["errors"]["form"]) == (422, True)
    assert house.kept(answer.id)["/data/team/post[1]/role"] == "Avukat"
    for count in ("²", "-1", "1e9"):
        odd = client.post(reverse("surveys:answer", args=[answer.id]), {**told, "/data/team/post#": count})
        assert odd.status_code == 302


def test_the_last_day_of_a_round_never_falls_before_its_first(house: House) -> None:
    client = house.cast.elif_.client()
    client.post(
        reverse("surveys:round-change", args=[house.asked.id]),
        {"title": "Başka", "note": "", "due_on": "2020-01-01"},
    )
    with acting(house.cast.elif_.person):
        asked = Round.objects.get(id=house.asked.id)
    assert (asked.title, asked.due_on) == (house.asked.title, house.asked.due_on)


def _ticked(page: str) -> list[str]:
    whole: Any = html.fromstring(page)
    return [str(box.get("value")) for box in whole.xpath('//input[@name="centres"][@checked]')]


def test_all_or_none_of_the_centres_are_ticked_at_one_press_and_nothing_typed_is_lost(house: House) -> None:
    client, address = house.cast.elif_.client(), reverse("surveys:round-new")
    both = sorted(str(centre.id) for centre in (house.cast.konak, house.cast.bornova))
    assert sorted(_ticked(client.get(address).content.decode())) == both
    typed = {"title": "Yarım kalan başlık", "due_on": "2027-01-01", "several": "on", "centres": both[0]}
    for button, ticked in (("centres:none", []), ("centres:all", both), ("nowhere:all", both[:1])):
        page = client.post(address, {**typed, "tick": button})
        told = page.content.decode()
        assert (page.status_code, sorted(_ticked(told))) == (200, ticked)
        assert 'value="Yarım kalan başlık"' in told
        assert 'value="2027-01-01"' in told
        whole: Any = html.fromstring(told)
        assert whole.xpath('//input[@name="several"]/@checked')
        assert "Soru formunu seçin" not in told
    first = whole.xpath('(//form[.//input[@name="title"]]//button[@type="submit"])[1]')[0]
    assert first.get("name") is None


def test_a_form_whose_rules_never_end_opens_keeps_what_is_typed_and_says_why_it_is_not_sent(house: House) -> None:
    items = "/".join(("instance('q')", "root", "item"))
    endless = f"count({items}[count(instance('q')//*[name != '']) > 1]) > 1"
    survey = [
        ["type", "name", "label", "default", "choice_filter", "relevant"],
        ["text", "a", "Söz", "", "", ""],
        ["text", "b", "İlk", f"concat({endless}, 'x')", "", ""],
        ["select_one q", "c", "Seçim", "", endless, ""],
        ["text", "d", "Son", "", "", endless],
    ]
    choices = [["list_name", "name", "label"], *(["q", f"q{number}", f"Q {number}"] for number in range(1_500))]
    answer = begun_form(house, survey, choices=choices, settings=[["form_id"], ["sonsuz"]])
    client = house.cast.ayse.client()
    address = reverse("surveys:answer", args=[answer.id])
    page = hidden(client, address)
    kept = client.post(address, {**page, "section": "form", "/data/a": "duruyor", "go": "stay"})
    assert kept.status_code == 302
    assert house.kept(answer.id)["/data/a"] == "duruyor"
    sent = client.post(address, {**hidden(client, address), "section": "form", "/data/a": "duruyor", "go": "finish"})
    assert (sent.status_code, "çok fazla iş istiyor" in sent.content.decode()) == (422, True)
