"""The pages of a referral: asked, prepared, sent apart; taken up elsewhere; closed to everybody else."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.referrals.models import Institution, Packet, Referral
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import counting_rows
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import TEXTS, begun, bornova, institution, prepared, says, sent, sent_to

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def _version(client: Any, referral_id: Any) -> str:
    text = client.get(reverse("referrals:open", args=[referral_id])).content.decode()
    return re.search(r'name="version" value="(\d+)"', text)[1]


def _post(client: Any, name: str, row: Any, **fields: Any) -> Any:
    return client.post(reverse(f"referrals:{name}", args=[row.id]), {"version": _version(client, row.id), **fields})


def _close(cast: Any, case: Case, how: str) -> None:
    who = {"hidden_from": [cast.ayse.staff.pk]} if how == "conflict" else {"only_for": [cast.nermin.staff.pk]}
    with (
        acting(cast.nermin.person),
        counting_rows(),
        recorded(by=cast.nermin.person, event="case.restricted", centre=case.centre_id),
    ):
        Case.objects.filter(id=case.id).update(**who)


def test_from_the_file_to_a_sent_letter_each_press_apart(cast) -> None:
    case, baro = opened_file(cast, identity={"pseudonym": "Deniz"}), institution(cast)
    client = cast.ayse.client()
    found = client.get(reverse("referrals:search", args=[case.id]), {"q": "baro hastane"}).content.decode()
    assert "İzmir Barosu" not in found
    found = client.get(reverse("referrals:search", args=[case.id]), {"q": "izm bar"}).content.decode()
    assert "İzmir Barosu" in found
    frame = {"to": baro.key, "way": "letter", "purpose": "legal_support", "groups": ["pseudonym", "needs"]}
    response = client.post(reverse("referrals:new", args=[case.id]), frame)
    assert response.status_code == 302
    with acting(cast.ayse.person):
        row = Referral.objects.get()
    page = client.get(response["Location"]).content.decode()
    assert "Deniz" in page
    assert "henüz sorulmadı" in page
    assert "İzmir Barosu kurumuna yalnız şunu söyleyeceğim: dosyadaki takma adı, ne istediği" in page
    wrote = {"text_pseudonym": "Deniz", "text_needs": "Avukat", **frame}
    assert _post(client, "change", row, **wrote).status_code == 302
    refused = _post(client, "prepare", row)
    assert refused.status_code == 422
    answers = {"says_pseudonym": "yes", "says_needs": "yes", "how": "phone"}
    assert client.post(reverse("referrals:say", args=[row.id]), answers).status_code == 302
    assert _post(client, "prepare", row).status_code == 302
    assert "hazır, gönderilmedi" in client.get(response["Location"]).content.decode()
    assert _post(client, "send", row).status_code == 302
    with acting(cast.ayse.person):
        assert Referral.objects.get().state == "sent"


def test_a_no_is_kept_and_nothing_leaves(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row, client = begun(cast, case, baro), cast.ayse.client()
    client.post(reverse("referrals:say", args=[row.id]), {"says_pseudonym": "yes", "says_needs": "no"})
    refused = _post(client, "prepare", row)
    assert refused.status_code == 422
    assert "“hayır” dedi" in refused.content.decode()


def test_nothing_is_ticked_beforehand_and_an_empty_answer_is_no_yes(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row, client = begun(cast, case, baro), cast.ayse.client()
    page = client.get(reverse("referrals:open", args=[row.id])).content.decode()
    assert not re.search(r'name="says_\w+"[^>]*checked', page)
    assert client.post(reverse("referrals:say", args=[row.id]), {"how": "phone"}).status_code == 422


def test_the_page_shows_what_the_inbox_shows(cast) -> None:
    _case, row, packet_id = _sent_today(cast)
    ours = cast.ayse.client().get(reverse("referrals:open", args=[row.id])).content.decode()
    theirs = cast.zeynep.client().get(reverse("referrals:packet", args=[packet_id])).content.decode()
    piece = re.compile(r'<div class="packet">.*?</p>\s*</div>\s*</section>', re.S)
    assert piece.search(ours)[0] == piece.search(theirs)[0]


def _sent_today(cast: Any, case: Any = None) -> Any:
    case = case or opened_file(cast, identity={"pseudonym": "Deniz"})
    there = bornova(cast)
    says(cast, case, there, TEXTS, way="packet", on=TODAY)
    row = sent(cast, prepared(cast, begun(cast, case, there, way="packet"), TODAY), TODAY)
    with acting(cast.ayse.person):
        packet = Packet.objects.order_by("-sent_at").first()
    return case, row, packet.id


def test_the_other_centre_takes_it_up_in_a_file_of_its_own(cast) -> None:
    _case, row, packet_id = _sent_today(cast)
    client = cast.zeynep.client()
    assert "Konak Kadın Danışma Merkezi" in client.get(reverse("referrals:inbox")).content.decode()
    response = client.post(reverse("referrals:accept", args=[packet_id]), {"version": 1, "with_file": "on"})
    assert response.status_code == 302
    with acting(cast.zeynep.person):
        theirs = Case.objects.get()
        assert theirs.opened(theirs.key(cast.zeynep.vault), "identity") == {"pseudonym": "Deniz"}
    assert response["Location"] == reverse("desk:case", args=[theirs.id])
    done = client.post(reverse("referrals:done", args=[packet_id]), {"version": 2, "note": "Avukatla görüştü"})
    assert done.status_code == 302
    ours = cast.ayse.client().get(reverse("referrals:open", args=[row.id])).content.decode()
    assert "tamamlandı" in ours
    assert "Avukatla görüştü" in ours


def test_a_refusal_says_why_and_only_the_sender_reads_it(cast) -> None:
    _case, row, packet_id = _sent_today(cast)
    client = cast.zeynep.client()
    address = reverse("referrals:refuse", args=[packet_id])
    assert client.post(address, {"version": 1, "reason": " "}).status_code == 422
    assert client.post(address, {"version": 1, "reason": "Bu hafta yerimiz yok"}).status_code == 302
    assert "Bu hafta yerimiz yok" in cast.ayse.client().get(reverse("referrals:open", args=[row.id])).content.decode()
    with acting(cast.zeynep.person):
        assert b"yerimiz" not in bytes(Packet.objects.get().reply)


def test_a_revoked_packet_closes_with_a_sentence(cast) -> None:
    _case, row, packet_id = _sent_today(cast)
    client = cast.ayse.client()
    assert client.post(reverse("referrals:revoke", args=[row.id]), {"version": row.revision}).status_code == 302
    page = cast.zeynep.client().get(reverse("referrals:packet", args=[packet_id])).content.decode()
    assert "Bu yönlendirme geri alındı" in page
    assert "Deniz" not in page
    with acting(cast.zeynep.person):
        assert Packet.objects.get().content is None


@pytest.mark.parametrize("how", ["conflict", "restricted"])
def test_a_hidden_file_hides_its_referral_everywhere(cast, how: str) -> None:
    case, baro = opened_file(cast), institution(cast)
    consents = says(cast, case, baro, TEXTS, on=TODAY)
    row = sent(cast, prepared(cast, begun(cast, case, baro), TODAY), TODAY)
    client = cast.ayse.client()
    assert client.get(reverse("referrals:letter", args=[row.id])).status_code == 200
    _close(cast, case, how)
    for name in ("open", "letter", "change", "say", "prepare", "send", "result", "revoke", "discard", "ask"):
        answer = client.post if name not in ("open", "letter") else client.get
        assert answer(reverse(f"referrals:{name}", args=[row.id]), {"version": 1}).status_code == 404, name
    for name in ("letter-pdf", "letter-file"):
        assert client.post(reverse(f"referrals:{name}", args=[row.id])).status_code == 404, name
    for name in ("new", "search"):
        assert client.get(reverse(f"referrals:{name}", args=[case.id])).status_code == 404, name
    assert client.get(reverse("referrals:withdraw", args=[consents[0].id])).status_code == 404
    assert client.get(reverse("consents:case", args=[case.id])).status_code == 404
    assert case.code not in client.get(reverse("referrals:list")).content.decode()
    assert case.code in cast.nermin.client().get(reverse("referrals:list")).content.decode()


@pytest.mark.parametrize("how", ["conflict", "restricted"])
def test_a_packet_that_became_a_hidden_file_is_hidden_in_the_inbox(cast, how: str) -> None:
    from omuz.casework.consents.rules.recipients import Recipient

    case = opened_file(cast, cast.zeynep, identity={"pseudonym": "Deniz"})
    there = Recipient("centre", cast.konak.id, "other_counselling_centre", cast.konak.name)
    packet_id = _from_bornova(cast, case, there)
    client = cast.ayse.client()
    assert client.get(reverse("referrals:packet", args=[packet_id])).status_code == 200
    client.post(reverse("referrals:accept", args=[packet_id]), {"version": 1, "with_file": "on"})
    with acting(cast.ayse.person):
        ours = Case.objects.get()
    _close(cast, ours, how)
    assert client.get(reverse("referrals:packet", args=[packet_id])).status_code == 404
    assert client.post(reverse("referrals:done", args=[packet_id]), {"version": 2}).status_code == 404
    assert str(packet_id) not in client.get(reverse("referrals:inbox")).content.decode()
    assert str(packet_id) in cast.nermin.client().get(reverse("referrals:inbox")).content.decode()


def _from_bornova(cast: Any, case: Case, there: Any) -> Any:
    from omuz.casework.consents.actions.giving import Spoken, record_consents
    from omuz.casework.referrals.actions.drafting import Plan, begin_referral, prepare_referral
    from omuz.casework.referrals.actions.sending import send_referral

    person, vault = cast.zeynep.person, cast.zeynep.vault
    given: dict[str, Any] = {"by": person, "vault": vault}
    with acting(person):
        spoken = Spoken(there, "legal_support", "packet", dict.fromkeys(TEXTS, True), TODAY)
        record_consents(**given, case_id=case.id, spoken=spoken)
        plan = Plan(there, "packet", "legal_support", TEXTS, TODAY)
        row = begin_referral(**given, case_id=case.id, plan=plan)
        row = prepare_referral(**given, referral_id=row.id, revision=row.revision, on=TODAY)
        send_referral(**given, referral_id=row.id, revision=row.revision, on=TODAY)
        return Packet.objects.get().id


def test_strangers_find_nothing(cast) -> None:
    case, row, packet_id = _sent_today(cast)
    for member, answer in ((cast.zeynep, 404), (cast.elif_, 403), (cast.derya, 403), (cast.can, 403)):
        client = member.client()
        for address in (
            reverse("referrals:open", args=[row.id]),
            reverse("referrals:letter", args=[row.id]),
            reverse("referrals:new", args=[case.id]),
            reverse("consents:case", args=[case.id]),
        ):
            assert client.get(address).status_code == answer, (member.staff.username, address)
    for member in (cast.elif_, cast.derya, cast.can):
        client = member.client()
        for name in ("inbox", "list", "institutions", "cards", "recalls"):
            assert client.get(reverse(f"referrals:{name}")).status_code == 403
        assert client.get(reverse("referrals:packet", args=[packet_id])).status_code == 403
    # The sending centre opens its own copy, never the packet itself.
    assert cast.ayse.client().get(reverse("referrals:packet", args=[packet_id])).status_code == 404


def test_a_letter_has_a_neutral_name_and_carries_no_code_of_her_file(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    says(cast, case, baro, TEXTS, on=TODAY)
    row = sent(cast, prepared(cast, begun(cast, case, baro), TODAY), TODAY)
    client = cast.ayse.client()
    page = client.get(reverse("referrals:letter", args=[row.id])).content.decode()
    assert "<title>Belge</title>" in page
    assert case.code not in page.split("<main")[1]
    file = client.post(reverse("referrals:letter-pdf", args=[row.id]))
    assert file["Content-Disposition"] == f'attachment; filename="belge-{TODAY:%Y-%m-%d}.pdf"'
    assert file.content.startswith(b"%PDF")
    for word in ("Omuz", "omuz", case.code, "Konak Kadın", "Deniz"):
        assert word.encode() not in file.content


def test_a_letter_she_carries_names_no_counselling_centre(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    says(cast, case, baro, TEXTS, on=TODAY)
    row = sent(cast, prepared(cast, begun(cast, case, baro, carried="herself"), TODAY), TODAY)
    letter = cast.ayse.client().get(reverse("referrals:letter", args=[row.id])).content.decode()
    sheet = letter[letter.index('<div class="letter"') :]
    assert "Konak Belediyesi" in sheet
    assert "Kadın Danışma" not in sheet.split("</main>")[0]


def test_two_writers_lose_nothing(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row, client = begun(cast, case, baro), cast.ayse.client()
    frame = {"way": "letter", "purpose": "legal_support", "groups": ["pseudonym", "needs"], "version": 1}
    address = reverse("referrals:change", args=[row.id])
    assert client.post(address, {**frame, "text_needs": "Birinci"}).status_code == 302
    met = client.post(address, {**frame, "text_needs": "İkinci"})
    assert met.status_code == 409
    assert {"Birinci", "İkinci"} <= set(re.findall("Birinci|İkinci", met.content.decode()))


def test_a_result_with_the_institutions_obstacle_is_history(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row = sent_to(cast, case, baro, way="letter")
    client = cast.ayse.client()
    answer = {"version": row.revision, "result": "not_received", "obstacles": ["no_capacity"], "note": "Sıra yok"}
    assert client.post(reverse("referrals:result", args=[row.id]), answer).status_code == 302
    page = client.get(reverse("referrals:open", args=[row.id])).content.decode()
    assert "Alamadı" in page
    assert "Yer, kota yoktu" in page


def test_an_institution_is_written_confirmed_and_found(cast) -> None:
    client = cast.ayse.client()
    new = reverse("referrals:institution-new")
    shelter = {"name": "Mor Ev", "kind": "municipal_shelter", "address": "Gizli Sokak 3"}
    assert client.post(new, shelter).status_code == 422
    assert client.post(new, shelter | {"address": "", "name": "Menekşe Sokak No: 4"}).status_code == 422
    assert client.post(new, shelter | {"address": ""}).status_code == 302
    assert client.post(new, shelter | {"address": ""}).status_code == 422
    with acting(cast.ayse.person):
        row = Institution.objects.get()
    assert (row.confidential, row.public_address, row.verified_on) == (True, "", None)
    assert "doğrulayın" in client.get(reverse("referrals:institutions"), {"q": "mor"}).content.decode()
    assert client.post(reverse("referrals:institution-confirm", args=[row.id])).status_code == 302
    assert "doğrulayın" not in client.get(reverse("referrals:institutions")).content.decode()
    assert cast.zeynep.client().get(reverse("referrals:institution", args=[row.id])).status_code == 404


def test_institutions_come_from_a_file_and_bad_lines_are_named(cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    text = (
        "Ad;Tür;Telefon;Adres\nİzmir Barosu;Baro / adli yardım;0232 463 00 14;Talatpaşa\n"
        "Mor Ev;Belediye sığınağı;;Gizli 3\nX;Uzay;;\n"
    )
    file = SimpleUploadedFile("kurumlar.csv", text.encode())
    page = cast.ayse.client().post(reverse("referrals:institutions-bring"), {"file": file})
    assert page.status_code == 422
    told = page.content.decode()
    assert "Eklenen: 1" in told
    assert "sığınağın adresi tutulmaz" in told
    assert "bu kurum türü listede yok" in told


def test_every_look_and_act_is_one_event_without_content(cast) -> None:
    _case, row, packet_id = _sent_today(cast)
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    client = cast.ayse.client()
    with acting(cast.ayse.person):
        opened = AuditEvent.objects.count()
    client.get(reverse("referrals:open", args=[row.id]))
    with acting(cast.ayse.person):
        assert AuditEvent.objects.count() - opened == 1
        events = AuditEvent.objects.filter(event__startswith="referral.")
        assert before
        for event in events:
            assert "Baro" not in event.about + event.why
            assert "Deniz" not in event.about + event.why
    cast.zeynep.client().get(reverse("referrals:packet", args=[packet_id]))
    with acting(cast.zeynep.person):
        assert AuditEvent.objects.filter(event="packet.opened", about=f"packet:{packet_id}").count() == 1
