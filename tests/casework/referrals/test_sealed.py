"""What the address book refuses, what figures see, what the file's own page shows, and what Can finds of all of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from omuz.casework.cases.queries.files import open_case
from omuz.casework.consents.queries import panel as consents_panel
from omuz.casework.referrals.facts.referral import facts
from omuz.casework.referrals.models import Institution
from omuz.casework.referrals.queries import panel
from omuz.casework.referrals.queries.told import payload_now, referrals_of
from omuz.casework.referrals.rules.states import Result
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import DAY, TEXTS, begun, institution, packet_to_bornova, sent, sent_to
from tests.foundation.vault import administrator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "hospital", "confidential": True, "public_address": "Bir Sokak 1"},
        {"kind": "municipal_shelter", "confidential": False, "public_address": ""},
        {"kind": "state_shelter", "confidential": False, "public_address": "Bir Sokak 1"},
    ],
)
def test_row_7_the_database_itself_keeps_no_address_of_a_shelter(cast, wrong: dict[str, Any]) -> None:
    from django.utils import timezone

    plain = {"name": "Bir yer", "changed_at": timezone.now(), "changed_by": cast.ayse.staff.pk}
    with acting(cast.ayse.person), pytest.raises(IntegrityError), transaction.atomic():  # noqa: SIM117  # one act
        with recorded(by=cast.ayse.person, event="institution.written", centre=cast.konak.id):
            Institution(centre_id=cast.konak.id, **plain, **wrong).save(force_insert=True)


def test_a_shelters_address_is_dropped_before_it_is_written(cast) -> None:
    institution(cast, "municipal_shelter", "Mor Ev", address="Gizli Sokak 3")
    with acting(cast.ayse.person):
        assert Institution.objects.get().public_address == ""


def _result(cast: Any, row: Any, result: Result, *obstacles: str) -> None:
    from omuz.casework.referrals.actions.sending import note_result

    with acting(cast.ayse.person):
        note_result(
            by=cast.ayse.person, vault=cast.ayse.vault, referral_id=row.id, revision=row.revision, result=result,
            on=DAY, obstacles=obstacles,
        )  # fmt: skip


def _count(cast: Any, code: str, *by: str) -> Any:
    with acting(cast.ayse.person):
        rows = facts(person=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id)
        return count(indicator(code), rows, by)


def test_referrals_are_counted_and_drafts_are_not(cast) -> None:
    case = opened_file(cast)
    baro, police = institution(cast), institution(cast, "police", "Polis Merkezi")
    _result(cast, sent_to(cast, case, baro, way="letter"), Result.RECEIVED, "none")
    _result(cast, sent_to(cast, case, police, way="letter"), Result.NOT_RECEIVED, "sent_home")
    sent(cast, begun(cast, case, police, way="herself", texts={}))
    begun(cast, case, baro)
    assert _count(cast, "I34", "institution").counts == {("bar_legal_aid",): 1, ("police",): 2}
    consented = _count(cast, "I35")
    assert (consented.counts, consented.denominators) == ({(): 2}, {(): 2})
    assert _count(cast, "I36").counts == {("yes",): 1, ("no",): 1, ("unknown",): 1}
    assert _count(cast, "I37", "institution").counts[("police", "sent_home")] == 1


def test_row_12_no_story_leaves_only_the_groups_she_chose_and_coded_rows(cast) -> None:
    told = {"note": "Uzun bir hayat hikâyesi", "her_words": "Kendi sözleri"}
    case = opened_file(cast, words=told, presented_words=told)
    sent_to(cast, case, institution(cast), way="letter")
    person, vault = cast.ayse.person, cast.ayse.vault
    with acting(person):
        file = open_case(person, case.id, vault=vault)
        (referral,) = referrals_of(file)
        payload = payload_now(file, referral.told, None)
    assert [group for group, _text in payload["groups"]] == list(TEXTS)
    assert "hikâye" not in repr(payload)
    for column in fact_kind("referral").columns.values():
        assert not column.accepts("Uzun bir hayat hikâyesi")
        assert not column.accepts("2026-03-10")


def test_figures_are_refused_to_others(cast) -> None:
    for member in (cast.zeynep, cast.can, cast.derya):
        with acting(member.person), pytest.raises(Http404):
            facts(person=member.person, vault=cast.ayse.vault, centre_id=cast.konak.id)


def test_the_file_shows_who_received_what_word_for_word(cast) -> None:
    case, _row, _packet = packet_to_bornova(cast)
    person, vault = cast.ayse.person, cast.ayse.vault
    with acting(person):
        file = open_case(person, case.id, vault=vault)
        assert panel.panel(person, vault=vault, opened=file).context["lines"][0]["to"] == cast.bornova.name
        (told,) = panel.told_to_her(person, vault=vault, opened=file)
        assert TEXTS["needs"] in told.lines[0][1]
        (said,) = consents_panel.told_to_her(person, vault=vault, opened=file)
        assert len(said.lines) == len(TEXTS)
        assert [number for _label, number in panel.held(person, vault=vault, opened=file)] == [1]
        assert [number for _label, number in consents_panel.held(person, vault=vault, opened=file)] == [2]
        titles = [str(entry.title) for entry in panel.entries(person, vault=vault, opened=file)]
        assert any("gönderildi" in title for title in titles)
        assert consents_panel.entries(person, vault=vault, opened=file)[0].text.count(",") == 1


def test_today_reminds_by_code_of_an_answer_that_was_promised(cast) -> None:
    case = opened_file(cast)
    sent_to(cast, case, institution(cast), way="letter", answer_by=DAY + timedelta(days=5))
    person, vault = cast.ayse.person, cast.ayse.vault
    with acting(person):
        before = panel.today(person, vault=vault, centre_id=cast.konak.id, day=DAY)
        due = panel.today(person, vault=vault, centre_id=cast.konak.id, day=DAY + timedelta(days=5))
    assert (before, [(item.kind, item.code, item.mine) for item in due]) == ([], [("referral", case.code, True)])
    assert "Baro" not in repr([str(item.title) for item in due])


def test_today_shows_a_packet_that_came_without_a_word_about_her(cast) -> None:
    packet_to_bornova(cast)
    with acting(cast.zeynep.person):
        items = panel.today(cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.bornova.id, day=DAY)
    assert [item.kind for item in items] == ["packet"]
    assert "Deniz" not in repr(items)


def test_row_1_the_administrator_with_the_whole_database_reads_nothing_of_a_packet(cast) -> None:
    case, row, packet_id = packet_to_bornova(cast)
    sent_to(cast, case, institution(cast), way="letter")
    with acting(cast.can.person), connection.cursor() as cursor:
        for table in ("referrals_packet", "referrals_referral", "consents_consent", "consents_consentmark"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0, table
    dump: dict[str, list[dict[str, Any]]] = {}
    with acting(cast.ayse.person), connection.cursor() as cursor:
        for table in ("referrals_packet", "referrals_referral", "referrals_referralstep", "consents_consent",
                      "consents_consentmark", "cases_case", "audit_auditevent"):  # fmt: skip
            cursor.execute(f"SELECT * FROM {table}")
            names = [column.name for column in cursor.description]
            dump[table] = [
                {
                    name: bytes(value) if isinstance(value, memoryview) else value
                    for name, value in zip(names, values, strict=True)
                }
                for values in cursor.fetchall()
            ]
    whole = administrator.told(dump)
    secrets = ["Deniz", "Boşanma davası", "legal_support", "pseudonym", "bar_legal_aid", "İzmir Barosu"]
    assert administrator.found_in(whole, secrets) == []
    # Nothing joins the packet to her file: neither side's id stands in the other's rows.
    packets = administrator.told({"referrals_packet": dump["referrals_packet"]})
    others = administrator.told(
        {
            name: rows
            for name, rows in dump.items()
            if name.startswith(("referrals_referral", "consents_consent")) and name != "consents_consentmark"
        }
    )
    assert administrator.found_in(packets, [str(case.id), str(row.id), case.code]) == []
    assert administrator.found_in(others, [str(packet_id)]) == []
