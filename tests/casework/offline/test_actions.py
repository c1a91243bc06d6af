"""A centre allows it, a computer is switched on and ended, an entry is written once, a conflict waits for a choice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from omuz.casework.contacts.actions.versions import typed_of
from omuz.casework.contacts.models import Contact
from omuz.casework.interviews.actions import Conflict, discard_draft, keep_draft, record_interview
from omuz.casework.interviews.actions.versions import said_of
from omuz.casework.interviews.actions.versions import typed_of as typed_in
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.interviews.rules.record import DiscardReason
from omuz.casework.offline.actions import (
    NotAllowed,
    choose,
    half_of,
    note_expired,
    permit,
    switch_off,
    switch_on,
    withdraw,
)
from omuz.casework.offline.actions.delivering import NoSuchFile
from omuz.casework.offline.forms import corrected_with
from omuz.casework.offline.models import OfflineConflict, OfflineDelivery, OfflineDevice
from omuz.casework.offline.queries.waiting import compared, waiting_for
from omuz.casework.offline.rules import Kind, Outcome
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.foundation.vault.models import DataKey

pytestmark = pytest.mark.django_db


def events(cast: Any, *names: str) -> list[str]:
    with acting(cast.nermin.person):
        rows = AuditEvent.objects.filter(chain=cast.konak.id, event__in=names).order_by("seq")
        return list(rows.values_list("event", flat=True))


def test_it_is_off_until_the_coordinator_allows_it(cast: Any) -> None:
    ayse = cast.ayse
    with acting(ayse.person), pytest.raises(NotAllowed):
        switch_on(by=ayse.person, vault=ayse.vault, centre_id=cast.konak.id, machine="linux")
    with acting(ayse.person), pytest.raises(Refused):
        permit(by=ayse.person, centre_id=cast.konak.id, allowed=True, hours=24)
    with acting(cast.nermin.person), pytest.raises(Http404):
        permit(by=cast.nermin.person, centre_id=cast.bornova.id, allowed=True, hours=24)
    with acting(cast.nermin.person), pytest.raises(ValueError, match="1000"):
        permit(by=cast.nermin.person, centre_id=cast.konak.id, allowed=True, hours=1000)


def test_the_half_of_her_computer_is_given_to_her_alone_and_to_nobody_once_it_ended(cast: Any, computer: Any) -> None:
    ayse, nermin = cast.ayse, cast.nermin
    with acting(ayse.person):
        first = half_of(by=ayse.person, vault=ayse.vault, device_id=computer)
        assert half_of(by=ayse.person, vault=ayse.vault, device_id=computer).half == first.half
    assert len(first.half) == 32
    with acting(nermin.person), pytest.raises(Http404):
        half_of(by=nermin.person, vault=nermin.vault, device_id=computer)
    with acting(cast.zeynep.person), pytest.raises(Http404):
        withdraw(by=cast.zeynep.person, device_id=computer)
    with acting(ayse.person), pytest.raises(Refused):
        withdraw(by=ayse.person, device_id=computer)
    with acting(nermin.person):
        withdraw(by=nermin.person, device_id=computer)
        withdraw(by=nermin.person, device_id=computer)
    with acting(ayse.person), pytest.raises(NotAllowed):
        half_of(by=ayse.person, vault=ayse.vault, device_id=computer)
    assert events(cast, "offline.switched_on", "offline.unlocked", "offline.withdrawn") == [
        "offline.switched_on", "offline.unlocked", "offline.unlocked", "offline.withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize("ended_by", ["herself", "the coordinator", "the permission"])
def test_ending_a_computer_destroys_the_key_of_its_half(cast: Any, computer: Any, ended_by: str) -> None:
    with acting(cast.ayse.person):
        key = OfflineDevice.objects.get(id=computer).data_key_id
        if ended_by == "herself":
            switch_off(by=cast.ayse.person, device_id=computer)
    with acting(cast.nermin.person):
        if ended_by == "the coordinator":
            withdraw(by=cast.nermin.person, device_id=computer)
        if ended_by == "the permission":
            permit(by=cast.nermin.person, centre_id=cast.konak.id, allowed=False, hours=24)
        assert OfflineDevice.objects.get(id=computer).data_key_id is None
        assert not DataKey.objects.filter(id=key).exists()


def test_a_tally_written_without_a_line_is_one_draft_however_often_it_arrives(
    cast: Any, computer: Any, sent: Any
) -> None:
    name = uuid4()
    told = [
        sent(cast.ayse, computer, id=name, note=("", "Hat kesikken."), channel=("", "phone")) for _again in range(3)
    ]
    assert [each.again for each in told] == [False, True, True]
    assert {(each.outcome, each.target) for each in told} == {(Outcome.DRAFT, name)}
    with acting(cast.ayse.person):
        contact = Contact.objects.select_related("data_key").get()
        assert typed_of(contact, contact.key(cast.ayse.vault)).fields == {
            "note": ["Hat kesikken."],
            "channel": ["phone"],
        }
        assert contact.worker_id == cast.ayse.staff.pk
    assert events(cast, "contact.draft_opened", "offline.delivered") == ["contact.draft_opened", "offline.delivered"]


def test_who_wrote_it_and_when_stand_beside_it_and_a_clock_ahead_is_not_believed(
    cast: Any, computer: Any, sent: Any
) -> None:
    now = timezone.now()
    sent(cast.ayse, computer, note=("", "Dün."), written_at=now - timedelta(hours=20))
    sent(cast.ayse, computer, note=("", "Yarın."), written_at=now + timedelta(days=1))
    with acting(cast.nermin.person):
        first, second = OfflineDelivery.objects.order_by("written_at")
        assert first.written_at == now - timedelta(hours=20)
        assert now <= second.written_at <= timezone.now()
        assert {first.staff_id, second.staff_id} == {cast.ayse.staff.pk}
        local = timezone.localtime(first.written_at)
        whys = AuditEvent.objects.filter(chain=cast.konak.id, event="offline.delivered").values_list("why", flat=True)
        assert f"written:{local:%Y-%m-%dT%H:%M}" in whys


def test_nothing_is_taken_from_a_computer_that_was_ended_or_is_somebody_elses(
    cast: Any, computer: Any, sent: Any
) -> None:
    with pytest.raises(Http404):
        sent(cast.nermin, computer, note=("", "Onun adına."))
    with pytest.raises(Http404):
        sent(cast.zeynep, computer, note=("", "Başka merkezden."))
    with acting(cast.ayse.person):
        switch_off(by=cast.ayse.person, device_id=computer)
    with pytest.raises(NotAllowed):
        sent(cast.ayse, computer, note=("", "Geç kaldı."))
    with acting(cast.ayse.person):
        assert not Contact.objects.exists()


def test_an_interview_begun_by_code_becomes_a_draft_of_that_file_and_an_unknown_code_writes_nothing(
    cast: Any, computer: Any, sent: Any, file: Any
) -> None:
    with pytest.raises(NoSuchFile):
        sent(cast.ayse, computer, Kind.TALK, code="D-YOKXX", her_words=("", "Söz"))
    told = sent(cast.ayse, computer, Kind.TALK, code=file.code.lower(), her_words=("", "Söz"))
    with acting(cast.ayse.person):
        interview = Interview.objects.select_related("case__data_key").get(id=told.target)
        assert interview.case_id == file.id
        assert typed_in(interview, interview.case.key(cast.ayse.vault)).fields == {"her_words": ["Söz"]}


def _other_writes(cast: Any, draft: Any, **fields: str) -> Interview:
    nermin = cast.nermin
    with acting(nermin.person):
        row = Interview.objects.get(id=draft.id)
        return keep_draft(
            by=nermin.person, vault=nermin.vault, interview_id=draft.id, revision=row.revision,
            changes={name: [value] for name, value in fields.items()}, page=uuid4().hex,
        )  # fmt: skip


def _fields(cast: Any, interview_id: Any) -> dict[str, list[str]]:
    with acting(cast.ayse.person):
        row = Interview.objects.select_related("case__data_key").get(id=interview_id)
        return typed_in(row, row.case.key(cast.ayse.vault)).fields


def test_different_fields_are_both_kept_and_the_same_field_waits_for_a_choice(
    cast: Any, computer: Any, sent: Any, draft_of: Any
) -> None:
    draft = draft_of(cast.ayse, her_words="Önce", housing="own")
    _other_writes(cast, draft, her_words="Nermin yazdı", income="none")
    told = sent(
        cast.ayse, computer, Kind.TALK, interview_id=draft.id,
        her_words=("Önce", "Ayşe yazdı"), housing=("own", "rented"), income=("", "none"),
    )  # fmt: skip
    assert told.outcome is Outcome.COMPARE
    assert _fields(cast, draft.id) == {"her_words": ["Nermin yazdı"], "housing": ["rented"], "income": ["none"]}
    with acting(cast.ayse.person):
        (conflict,) = waiting_for(cast.ayse.person)
        (side,) = compared(conflict, cast.ayse.vault).fields
        assert (side.name, side.theirs, side.mine) == ("her_words", ("Nermin yazdı",), ("Ayşe yazdı",))
    assert sent(cast.ayse, computer, Kind.TALK, interview_id=draft.id, her_words=("Nermin yazdı", "Nermin yazdı"))


def _compared(cast: Any, computer: Any, sent: Any, draft: Any) -> Any:
    _other_writes(cast, draft, her_words="Nermin yazdı")
    return sent(
        cast.ayse,
        computer,
        Kind.TALK,
        interview_id=draft.id,
        her_words=("Önce", "Ayşe yazdı"),
        worker_view=("", "Görüş"),
    )


@pytest.mark.parametrize(("pick", "stands"), [({"her_words"}, "Ayşe yazdı"), (set(), "Nermin yazdı")])
def test_what_she_chose_stands_and_nothing_of_it_stays_in_the_comparison(
    cast: Any, computer: Any, sent: Any, draft_of: Any, pick: set[str], stands: str
) -> None:
    draft = draft_of(cast.ayse, her_words="Önce")
    told = _compared(cast, computer, sent, draft)
    with acting(cast.ayse.person):
        revision = Interview.objects.get(id=draft.id).revision
        for _again in range(2):
            choose(by=cast.ayse.person, vault=cast.ayse.vault, conflict_id=told.target, revision=revision, mine=pick)
        conflict = OfflineConflict.objects.select_related("case__data_key").get(id=told.target)
        assert conflict.settled_by == cast.ayse.staff.pk
        assert conflict.opened(conflict.case.key(cast.ayse.vault), "words") == {}
    assert _fields(cast, draft.id) == {"her_words": [stands], "worker_view": ["Görüş"]}
    assert events(cast, "offline.chosen") == ["offline.chosen"]


def test_a_choice_made_on_a_page_that_is_out_of_date_writes_nothing(
    cast: Any, computer: Any, sent: Any, draft_of: Any
) -> None:
    draft = draft_of(cast.ayse, her_words="Önce")
    told = _compared(cast, computer, sent, draft)
    with acting(cast.ayse.person):
        revision = Interview.objects.get(id=draft.id).revision
    _other_writes(cast, draft, her_words="Yine Nermin")
    with acting(cast.ayse.person), pytest.raises(Conflict):
        choose(
            by=cast.ayse.person, vault=cast.ayse.vault, conflict_id=told.target, revision=revision, mine={"her_words"}
        )
    assert _fields(cast, draft.id)["her_words"] == ["Yine Nermin"]
    with acting(cast.ayse.person):
        assert OfflineConflict.objects.get(id=told.target).settled_at is None


def test_what_was_written_in_an_interview_recorded_meanwhile_is_shown_and_corrects_it_by_choice(
    cast: Any, computer: Any, sent: Any, draft_of: Any, file: Any
) -> None:
    draft, ayse = draft_of(cast.ayse, her_words="Önce"), cast.ayse
    with acting(ayse.person):
        record_interview(
            by=ayse.person, vault=ayse.vault, case_id=file.id, interview_id=draft.id, revision=draft.revision,
            said=Said(Answers(timezone.localdate()), {"her_words": "Önce"}), page="x",
        )  # fmt: skip
    told = sent(ayse, computer, Kind.TALK, interview_id=draft.id, her_words=("Önce", "Sonra"))
    assert told.outcome is Outcome.COMPARE
    with acting(ayse.person):
        conflict = OfflineConflict.objects.select_related("case__data_key").get(id=told.target)
        shown = compared(conflict, ayse.vault)
        corrected = corrected_with(shown.stands, {"her_words": ("Sonra",)})
        revision = Interview.objects.get(id=draft.id).revision
        choose(
            by=ayse.person, vault=ayse.vault, conflict_id=told.target, revision=revision, mine={"her_words"},
            corrected=corrected,
        )  # fmt: skip
        row = Interview.objects.select_related("case__data_key").get(id=draft.id)
        assert said_of(row, row.case.key(ayse.vault)).words == {"her_words": "Sonra"}
        assert row.versions.count() == 1


def test_what_was_written_in_a_draft_thrown_away_meanwhile_becomes_a_draft_of_its_own(
    cast: Any, computer: Any, sent: Any, draft_of: Any
) -> None:
    draft, nermin = draft_of(cast.ayse, her_words="Önce"), cast.nermin
    with acting(nermin.person):
        discard_draft(
            by=nermin.person, vault=nermin.vault, interview_id=draft.id, revision=draft.revision,
            reason=DiscardReason.WRITTEN_TWICE,
        )  # fmt: skip
    told = sent(cast.ayse, computer, Kind.TALK, interview_id=draft.id, her_words=("Önce", "Sonra"))
    assert told.target != draft.id
    assert _fields(cast, told.target) == {"her_words": ["Sonra"]}


def test_entries_that_ran_out_are_counted_beside_the_computer(cast: Any, computer: Any) -> None:
    with acting(cast.ayse.person):
        note_expired(by=cast.ayse.person, device_id=computer, count=2)
        note_expired(by=cast.ayse.person, device_id=computer, count=0)
        assert OfflineDevice.objects.get(id=computer).expired == 2
    assert events(cast, "offline.expired") == ["offline.expired"]


def test_a_file_destroyed_takes_its_comparisons_with_it(cast: Any, computer: Any, sent: Any, draft_of: Any) -> None:
    from omuz.casework.rights.actions.erasure import models_of_files

    assert OfflineConflict in {model for model, _name in models_of_files()}
