"""Her yes is asked three times: when a packet is prepared, when it is sent, when it is opened."""

from datetime import timedelta

import pytest

from omuz.casework.consents.actions.giving import withdraw_consents
from omuz.casework.consents.rules.covering import Why
from omuz.casework.referrals.actions.drafting import ConsentMissing, TextRefused
from omuz.casework.referrals.actions.sending import letter_of, take_letter_file
from omuz.casework.referrals.models import Packet
from omuz.casework.referrals.queries.inbox import PacketClosed, open_packet, packet_of
from omuz.casework.referrals.queries.told import covered, payload_now, referral_of
from omuz.casework.referrals.rules.states import Stage
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import (
    DAY,
    NERGIS,
    TEXTS,
    begun,
    bornova,
    institution,
    packet_to_bornova,
    prepared,
    says,
    sent,
)

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=40)


def _take_back(cast, case, rows) -> None:
    with acting(cast.ayse.person):
        withdraw_consents(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, consent_ids=[row.id for row in rows], on=DAY
        )


def _opened(cast, packet_id, on=DAY):
    with acting(cast.zeynep.person):
        packet = packet_of(cast.zeynep.person, packet_id, vault=cast.zeynep.vault)
        return open_packet(cast.zeynep.person, packet, vault=cast.zeynep.vault, on=on)


def test_without_her_yes_nothing_is_prepared_and_each_item_is_named(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    says(cast, case, baro, ["needs"])
    row = begun(cast, case, baro)
    with pytest.raises(ConsentMissing) as refused:
        prepared(cast, row)
    assert [(each.group, each.why) for each in refused.value.missing] == [("pseudonym", Why.NEVER_ASKED)]


@pytest.mark.parametrize("gate", ["prepared", "sent", "opened"])
@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_a_yes_taken_back_or_run_out_closes_every_gate(cast, gate: str, how: str) -> None:
    case, there = opened_file(cast), bornova(cast)
    rows = says(cast, case, there, TEXTS, way="packet", until=DAY + timedelta(days=30))
    row = begun(cast, case, there, way="packet")
    if gate != "prepared":
        row = prepared(cast, row)
    if gate == "opened":
        row = sent(cast, row)
    if how == "withdrawn":
        _take_back(cast, case, rows)
    on = DAY if how == "withdrawn" else LATER
    if gate == "opened":
        with acting(cast.ayse.person):
            packet_id = referral_of(cast.ayse.person, row.id, vault=cast.ayse.vault).told.packet
        with pytest.raises(PacketClosed) as closed:
            _opened(cast, packet_id, on)
        assert str(closed.value.sentence)
    else:
        with pytest.raises(ConsentMissing):
            (prepared if gate == "prepared" else sent)(cast, row, on)


@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_a_letter_is_not_printed_again_once_her_yes_is_gone(cast, how: str) -> None:
    case, baro = opened_file(cast), institution(cast)
    rows = says(cast, case, baro, TEXTS, until=DAY + timedelta(days=30))
    row = sent(cast, prepared(cast, begun(cast, case, baro)))
    person, vault = cast.ayse.person, cast.ayse.vault
    with acting(person):
        assert letter_of(by=person, vault=vault, referral_id=row.id, on=DAY)["groups"]
    if how == "withdrawn":
        _take_back(cast, case, rows)
    with acting(person), pytest.raises(ConsentMissing):
        letter_of(by=person, vault=vault, referral_id=row.id, on=DAY if how == "withdrawn" else LATER)


def test_the_packet_says_exactly_what_the_page_showed(cast) -> None:
    _case, row, packet_id = packet_to_bornova(cast)
    with acting(cast.ayse.person):
        referral = referral_of(cast.ayse.person, row.id, vault=cast.ayse.vault)
        until = covered(referral.file, referral.told, DAY).until
        shown = payload_now(referral.file, referral.told, until)
    received = _opened(cast, packet_id)
    assert received.payload == shown
    assert received.payload["groups"] == [[group, text] for group, text in TEXTS.items()]
    assert received.known


def test_a_draft_cannot_be_sent_before_it_was_prepared(cast) -> None:
    from omuz.casework.cases.rules.steps import NotNow

    case, baro = opened_file(cast), institution(cast)
    says(cast, case, baro, TEXTS)
    row = begun(cast, case, baro)
    with pytest.raises(NotNow):
        sent(cast, row)


def test_where_she_goes_herself_nothing_is_told_and_nothing_is_asked(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row = sent(cast, begun(cast, case, baro, way="herself", texts={}))
    assert row.state == Stage.SENT


def test_row_18_residence_status_goes_to_the_migration_office_only_with_a_yes_to_its_own_question(cast) -> None:
    from omuz.casework.consents.actions.excepting import Exceptional, ask_override
    from omuz.casework.consents.rules.groups import OwnQuestion

    case = opened_file(cast)
    office = institution(cast, "migration_office", "İl Göç İdaresi")
    with pytest.raises(OwnQuestion):
        says(cast, case, office, ["needs", "migration_status"])
    says(cast, case, office, ["needs"])
    row = begun(cast, case, office, texts={"needs": "Kimlik", "migration_status": "Geçici koruma"})
    with pytest.raises(ConsentMissing) as refused:
        prepared(cast, row)
    assert [each.group for each in refused.value.missing] == ["migration_status"]
    wanted = Exceptional(office, "legal_support", ["migration_status"], "letter")
    with acting(cast.ayse.person), pytest.raises(OwnQuestion):
        ask_override(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, wanted=wanted, reason="Acele", on=DAY)
    says(cast, case, office, ["migration_status"])
    assert prepared(cast, row).state == Stage.PREPARED


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"needs": "Sığınaktan geliyor, 1420 Sokak No: 12 Daire 3"}, "shelter_address"),
        ({"needs": "Nergis Hanım boşanmak istiyor"}, "her_name"),
        ({"needs": "Numarası 0532 111 22 33"}, "her_phone"),
        ({"needs": "Mor Ev yanında kalıyor"}, "confidential_place"),
    ],
)
def test_row_7_a_letter_names_no_shelter_and_not_her_unless_she_said_so(cast, texts, sentence) -> None:
    case = opened_file(cast, identity={"entries": [NERGIS], "safe": {"callable": "yes", "number": "0532 111 22 33"}})
    institution(cast, "municipal_shelter", "Mor Ev")
    baro = institution(cast)
    says(cast, case, baro, texts)
    row = begun(cast, case, baro, texts=texts)
    with pytest.raises(TextRefused) as refused:
        prepared(cast, row)
    assert sentence in [each.fault for each in refused.value.found]


def test_her_name_passes_where_she_chose_it(cast) -> None:
    case, baro = opened_file(cast, identity={"entries": [NERGIS]}), institution(cast)
    texts = {"real_name": "Nergis Yıldız", "needs": "Nergis Yıldız boşanmak istiyor"}
    says(cast, case, baro, texts)
    assert prepared(cast, begun(cast, case, baro, texts=texts)).state == Stage.PREPARED


def test_an_encrypted_file_asks_again_each_time_it_is_made(cast) -> None:
    from omuz.casework.referrals.actions.keeping import bring_card, confirm_card, own_card
    from omuz.casework.referrals.queries.book import recipient_of

    case = opened_file(cast)
    with acting(cast.zeynep.person):
        _card, raw = own_card(by=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.bornova.id)
    with acting(cast.ayse.person):
        card = bring_card(by=cast.ayse.person, centre_id=cast.konak.id, raw=raw)
        confirm_card(by=cast.ayse.person, card_id=card.id)
        there = recipient_of(cast.ayse.person, cast.konak.id, f"card:{card.id}")
    rows = says(cast, case, there, TEXTS, way="file")
    row = sent(cast, prepared(cast, begun(cast, case, there, way="file")))
    with acting(cast.ayse.person):
        assert take_letter_file(by=cast.ayse.person, vault=cast.ayse.vault, referral_id=row.id, on=DAY)
    _take_back(cast, case, rows)
    with acting(cast.ayse.person), pytest.raises(ConsentMissing):
        take_letter_file(by=cast.ayse.person, vault=cast.ayse.vault, referral_id=row.id, on=DAY)


def test_nothing_about_her_or_her_file_stands_in_the_plain_columns_of_a_packet(cast) -> None:
    case, row, packet_id = packet_to_bornova(cast)
    with acting(cast.ayse.person):
        packet = Packet.objects.get(id=packet_id)
        plain = {name: getattr(packet, name) for name in Packet.Privacy.operational if name not in ("content", "reply")}
    told = repr(plain)
    for secret in (str(case.id), case.code, str(row.id), "Deniz", "legal_support", "needs"):
        assert secret not in told
