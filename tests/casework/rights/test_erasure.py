"""Forgetting a woman: signed, counted before and after alike, and nothing of hers left that opens."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.http import Http404

from omuz.casework.cases.models import Case, CaseRecord, CaseStep, KeptFact
from omuz.casework.contacts.models import Contact
from omuz.casework.rights.actions.asking import receive_request
from omuz.casework.rights.actions.erasure import erase_contact, erase_file, models_of_files
from omuz.casework.rights.models import Minutes
from omuz.casework.rights.queries.register import minutes_of
from omuz.casework.rights.rules.asking import Kind
from omuz.casework.rights.rules.destruction import Ground, NotSigned
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.vault import shreds
from omuz.foundation.vault.models import DataKey
from tests.casework.cases.files import opened_file
from tests.casework.rights.whole import whole_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def erase(member: Any, case: Any, signature: Any, ground: Ground = Ground.HER_WISH) -> Minutes:
    with acting(member.person):
        return erase_file(
            by=member.person,
            vault=member.vault,
            case_id=case.id,
            ground=ground,
            signature=signature,
            on=TODAY,
            asked_how="said",
        )


def figures(member: Any, centre_id: Any) -> dict[str, list[Any]]:
    """Every fact of the centre by kind, in no order; but for disposals, which a signature is counted in."""
    from importlib import import_module
    from importlib.util import find_spec

    told = {}
    with acting(member.person):
        for kind, module in settings.FACT_SOURCES.items():
            if find_spec(module) is None:
                continue
            facts = import_module(module).facts(person=member.person, vault=member.vault, centre_id=centre_id)
            names = list(facts.kind.columns)
            rows = list(zip(*(facts._columns[name] for name in names), strict=True))
            if kind == "data_protection":
                rows = [row for row in rows if "disposal" not in row]
            told[kind] = sorted(rows, key=str)
    return told


def test_the_figures_are_the_same_before_and_after(cast, contact, signed) -> None:
    hers = contact(kind="violence", violence_types=("physical",))
    contact(kind="violence")
    case = opened_file(cast, presented={"reason": "violence"}, contact_id=hers.id)
    opened_file(cast)
    before = figures(cast.nermin, cast.konak.id)
    assert sum(len(rows) for rows in before.values()) >= 4
    erase(cast.nermin, case, signed(case.code))
    assert figures(cast.nermin, cast.konak.id) == before


def test_the_figures_of_a_file_with_something_of_every_room_stay(cast, signed) -> None:
    case = whole_file(cast)
    whole_file(cast, "papatyagizli")
    before = figures(cast.nermin, cast.konak.id)
    with_rows = {kind for kind, rows in before.items() if rows}
    assert with_rows >= {
        "contact", "step", "presentation", "risk_talk", "service", "service_request", "shelter_request", "referral",
        "order", "aid", "call",
    }  # fmt: skip
    minutes = erase(cast.nermin, case, signed(case.code))
    after = figures(cast.nermin, cast.konak.id)
    assert {kind: rows for kind, rows in after.items() if rows != before[kind]} == {}
    with acting(cast.nermin.person):
        _centre, told = minutes_of(cast.nermin.person, minutes.id, vault=cast.nermin.vault)
        assert set(told.answers["kept"]) >= with_rows - {"call"}
        for model, name in models_of_files():
            assert model.objects.filter(**{name: case.id}).count() == (1 if model is CaseStep else 0), model


def test_nothing_of_the_file_is_left_but_a_code(cast, case, signed) -> None:
    with acting(cast.ayse.person):
        receive_request(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, kind=Kind.ERASE, on=TODAY, words="Silin"
        )
        key_id = Case.objects.get(id=case.id).data_key_id
    erase(cast.nermin, case, signed(case.code))
    with acting(cast.nermin.person):
        left = Case.objects.get(id=case.id)
        assert (left.code, left.state, left.data_key, left.holder_id) == (case.code, "destroyed", None, None)
        assert (left.her_mark, left.closed_on, left.hidden_from, left.only_for) == (None, None, [], None)
        assert not DataKey.objects.filter(id=key_id).exists()
        for model, name in models_of_files():
            number = model.objects.filter(**{name: case.id}).count()
            assert number == (1 if model is CaseStep else 0), model
        with pytest.raises(DataKey.DoesNotExist):
            left.key(cast.nermin.vault)


def test_every_record_of_a_file_is_known_to_erasure() -> None:
    known = {model for model, _name in models_of_files()}
    assert {model for model in apps.get_models() if issubclass(model, CaseRecord)} <= known
    assert CaseStep in known


def test_without_the_right_code_nothing_happens(cast, case, signed) -> None:
    for typed in ("", "D-", "evet", case.code[:-1]):
        with pytest.raises(NotSigned):
            erase(cast.nermin, case, signed(typed))
    with acting(cast.nermin.person):
        assert Case.objects.get(id=case.id).state == "contact"
        assert not Minutes.objects.exists()


def test_a_name_and_a_post_are_needed(cast, case, signed) -> None:
    from dataclasses import replace

    for bare in (replace(signed(case.code), name=" "), replace(signed(case.code), post="")):
        with pytest.raises(NotSigned):
            erase(cast.nermin, case, bare)


def test_a_counsellor_cannot_and_a_stranger_finds_nothing(cast, case, signed) -> None:
    with pytest.raises(Refused):
        erase(cast.ayse, case, signed(case.code))
    with pytest.raises(Http404):
        erase(cast.zeynep, case, signed(case.code))


def test_a_file_kept_to_a_list_is_not_there_for_a_coordinator_outside_it(cast, case, signed) -> None:
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.restricted", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(only_for=[cast.ayse.staff.pk])
    with pytest.raises(Http404):
        erase(cast.nermin, case, signed(case.code))


def test_minutes_hold_codes_and_counts_and_no_woman(cast, contact, signed) -> None:
    hers = contact(note="Hülya teyzesinde kalıyor")
    case = opened_file(cast, identity={"pseudonym": "Deniz"}, contact_id=hers.id, presented_words={"note": "Gizli"})
    minutes = erase(cast.nermin, case, signed(case.code.lower().replace("-", "")))
    with acting(cast.nermin.person):
        _centre, told = minutes_of(cast.nermin.person, minutes.id, vault=cast.nermin.vault)
    answers = told.answers
    assert answers["codes"] == {"file": [case.code], "contact": [hers.code]}
    assert (answers["ground"], answers["name"], answers["post"]) == ("her_wish", "Nermin Aksoy", "Merkez koordinatörü")
    assert answers["kept"]["contact"] == 1
    assert answers["rows"]["cases.presentation"] == 1
    assert not any(word in str(answers) for word in ("Deniz", "Gizli", "Hülya"))


def test_minutes_can_never_be_changed(cast, case, signed) -> None:
    from django.db import DatabaseError, transaction

    minutes = erase(cast.nermin, case, signed(case.code))
    nermin = cast.nermin.person
    for act in (minutes.save, minutes.delete):
        changing = recorded(by=nermin, event="minutes.changed", centre=case.centre_id)
        with acting(nermin), pytest.raises(DatabaseError), transaction.atomic(), changing:
            act()


def test_the_log_keeps_the_code_and_one_event(cast, case, signed) -> None:
    erase(cast.nermin, case, signed(case.code))
    with acting(cast.nermin.person):
        events = AuditEvent.objects.filter(about=f"case:{case.code}", event="case.destroyed")
        assert [(each.why, each.username) for each in events] == [("her_wish", "nermin")]


def test_files_merged_into_it_go_with_it(cast, case, signed) -> None:
    other = opened_file(cast)
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.merged", centre=case.centre_id):
        Case.objects.filter(id=other.id).update(merged_into=case.id)
    minutes = erase(cast.nermin, case, signed(case.code))
    with acting(cast.nermin.person):
        assert set(Case.objects.filter(state="destroyed").values_list("code", flat=True)) == {case.code, other.code}
        _centre, told = minutes_of(cast.nermin.person, minutes.id, vault=cast.nermin.vault)
        assert told.answers["codes"]["file"] == sorted([case.code, other.code])


def test_the_contact_it_grew_out_of_is_forgotten_with_its_number(cast, contact, signed) -> None:
    hers, other = contact(note="not"), contact(note="başka")
    case = opened_file(cast, contact_id=hers.id)
    erase(cast.nermin, case, signed(case.code))
    with acting(cast.nermin.person):
        assert (Contact.objects.get(id=hers.id).state, Contact.objects.get(id=other.id).state) == (
            "forgotten",
            "recorded",
        )
        assert Contact.objects.get(id=hers.id).data_key is None


def test_the_shreds_are_overwritten_once_the_act_is_kept(
    cast, case, signed, django_capture_on_commit_callbacks: Any
) -> None:
    with acting(cast.nermin.person):
        wrapped = bytes(Case.objects.select_related("data_key").get(id=case.id).data_key.wrapped)
    place = int.from_bytes(wrapped[1:9], "big")
    assert shreds.shred_at(case.centre_id, place)
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast.nermin, case, signed(case.code))
        assert shreds.shred_at(case.centre_id, place), "not before the transaction is kept"
    with pytest.raises(shreds.ShredMissing):
        shreds.shred_at(case.centre_id, place)


def test_a_paused_file_is_erased_when_she_wants_it(cast, case, signed) -> None:
    from omuz.casework.rights.actions.wishes import pause_file

    with acting(cast.ayse.person):
        pause_file(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, on=TODAY)
    erase(cast.nermin, case, signed(case.code))
    with acting(cast.nermin.person):
        assert Case.objects.get(id=case.id).state == "destroyed"


def test_a_contact_without_a_file_is_forgotten_at_her_wish_and_stays_in_the_count(cast, contact, signed) -> None:
    hers = contact(kind="violence", note="not")
    before = figures(cast.nermin, cast.konak.id)
    with acting(cast.nermin.person):
        erase_contact(
            by=cast.nermin.person,
            vault=cast.nermin.vault,
            contact_id=hers.id,
            code=hers.code,
            centre_id=hers.centre_id,
            signature=signed(hers.code),
            on=TODAY,
        )
        assert Contact.objects.get(id=hers.id).state == "forgotten"
        assert KeptFact.objects.filter(kind="contact").count() == 1
    assert figures(cast.nermin, cast.konak.id) == before


def test_what_is_kept_leads_to_no_file(cast, case, signed) -> None:
    erase(cast.nermin, case, signed(case.code))
    columns = {field.column for field in KeptFact._meta.local_fields}
    assert columns == {"id", "centre_id", "kind", "data_key_id", "answers"}
