"""One act, one event; nothing overwritten in silence; nothing readable at rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from omuz.casework.contacts.actions import (
    Conflict,
    NotNow,
    Said,
    correct_contact,
    discard_draft,
    keep_draft,
    open_draft,
    record_contact,
    settle_callback,
)
from omuz.casework.contacts.actions.versions import said_of, typed_of
from omuz.casework.contacts.models import Contact, ContactCorrection
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import CallResult, CorrectionReason, DiscardReason, is_code
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.vault.models import DataKey
from tests.cast import Cast, Member

SAFE = SafeContact(callable="yes", number="0500 000 00 00", start=time(9), end=time(12), days=frozenset({0, 1, 2}))


def _events() -> list[str]:
    return list(AuditEvent.objects.filter(event__startswith="contact.").order_by("seq").values_list("event", flat=True))


def _draft(cast: Cast, **fields: list[str]) -> Contact:
    person = cast.ayse.person
    return open_draft(
        by=person, vault=cast.ayse.vault, contact_id=uuid4(), centre_id=cast.konak.id, changes=fields, page="p1"
    )


def _keep(member: Member, contact: Contact, revision: int, page: str, **fields: list[str]) -> Contact:
    return keep_draft(
        by=member.person, vault=member.vault, contact_id=contact.id, revision=revision, changes=fields, page=page
    )


def test_recording_writes_one_event_and_seals_everything(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    with acting(cast.ayse.person):
        contact = recorded_by(cast.ayse, kind="violence", note="Kardeşinde kalıyor.", district="konak")
        assert _events() == ["contact.recorded"]
        assert is_code(contact.code)
        row = Contact.objects.get(id=contact.id)
        stored = bytes(row.answers) + bytes(row.words) + bytes(row.identity)
        for plain in (b"violence", "Kardeşinde".encode(), b"konak", b"phone"):
            assert plain not in stored
        said = said_of(row, row.key(cast.ayse.vault))
        assert (said.answers.kind, said.note) == ("violence", "Kardeşinde kalıyor.")


def test_the_length_of_a_note_does_not_show(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    with acting(cast.ayse.person):
        without, short = recorded_by(cast.ayse), recorded_by(cast.ayse, note="Dinlendi.")
        assert len(bytes(without.words)) == len(bytes(short.words))


def test_a_colleague_of_the_centre_opens_it_and_nobody_elsewhere_finds_it(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    with acting(cast.ayse.person):
        contact = recorded_by(cast.ayse, kind="violence")
    with acting(cast.nermin.person):
        row = Contact.objects.get(id=contact.id)
        assert said_of(row, row.key(cast.nermin.vault)).answers.kind == "violence"
    with acting(cast.zeynep.person):
        assert not Contact.objects.filter(id=contact.id).exists()
        with pytest.raises(Http404):
            discard_draft(
                by=cast.zeynep.person, vault=cast.zeynep.vault, contact_id=contact.id, revision=1,
                reason=DiscardReason.LINE_CUT,
            )  # fmt: skip


def test_a_draft_is_kept_field_by_field_and_an_unchanged_one_writes_nothing(cast: Cast) -> None:
    with acting(cast.ayse.person):
        contact = _draft(cast, channel=["phone"])
        contact = _keep(cast.ayse, contact, 1, "p1", note=["Aradı"], number=["0500"])
        same = _keep(cast.ayse, contact, 2, "p1", channel=["phone"], note=["Aradı"])
        assert (contact.revision, same.revision) == (2, 2)
        assert _events() == ["contact.draft_opened", "contact.draft_kept"]
        kept = typed_of(same, same.key(cast.ayse.vault)).fields
        assert kept == {"channel": ["phone"], "note": ["Aradı"], "number": ["0500"]}


def test_a_first_save_repeated_after_a_cut_line_makes_one_draft(cast: Cast) -> None:
    with acting(cast.ayse.person):
        contact_id = uuid4()
        for channel in ("phone", "email"):
            contact = open_draft(
                by=cast.ayse.person, vault=cast.ayse.vault, contact_id=contact_id, centre_id=cast.konak.id,
                changes={"channel": [channel]}, page="p1",
            )  # fmt: skip
        assert Contact.objects.count() == 1
        assert typed_of(contact, contact.key(cast.ayse.vault)).fields["channel"] == ["email"]


def test_an_answer_lost_on_the_line_is_no_conflict_for_the_page_that_wrote_it(cast: Cast) -> None:
    with acting(cast.ayse.person):
        contact = _draft(cast, channel=["phone"])
        _keep(cast.ayse, contact, 1, "p1", note=["bir"])
        again = _keep(cast.ayse, contact, 1, "p1", note=["bir iki"])
        assert again.revision == 3


def test_two_people_on_one_draft_are_told_and_nothing_is_overwritten(cast: Cast) -> None:
    with acting(cast.nermin.person):
        contact = _draft(cast, channel=["phone"], note=["Ayşe’nin yazdığı"])
        _keep(cast.nermin, contact, 1, "p2", note=["Nermin’in yazdığı"])
        with pytest.raises(Conflict) as met:
            _keep(cast.ayse, contact, 1, "p1", channel=["email"])
        assert met.value.fields == ("note",)
        row = Contact.objects.get(id=contact.id)
        assert typed_of(row, row.key(cast.ayse.vault)).fields == {"channel": ["phone"], "note": ["Nermin’in yazdığı"]}
        # Having seen it, she may decide.
        mine = _keep(cast.ayse, contact, met.value.contact.revision, "p1", channel=["email"])
        assert typed_of(mine, mine.key(cast.ayse.vault)).fields["note"] == ["Nermin’in yazdığı"]


def test_pressing_save_twice_records_once(cast: Cast, at: datetime) -> None:
    with acting(cast.ayse.person):
        contact = _draft(cast, channel=["phone"])
        said = Said(Answers(at, channel="phone"), SafeContact(), "", None)
        for _ in range(2):
            done = record_contact(
                by=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, said=said,
                contact_id=contact.id, revision=1, page="p1",
            )  # fmt: skip
        assert (done.state, done.code) == ("recorded", contact.code)
        assert _events() == ["contact.draft_opened", "contact.recorded"]
        with pytest.raises(NotNow):
            record_contact(
                by=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, said=said,
                contact_id=contact.id, revision=1, page="another page",
            )  # fmt: skip


def test_a_correction_keeps_what_it_said_before_and_needs_the_newest_version(
    cast: Cast, recorded_by: Callable[..., Contact]
) -> None:
    vault, person = cast.ayse.vault, cast.ayse.person
    with acting(person):
        contact = recorded_by(cast.ayse, kind="violence", note="ilk")
        before = said_of(contact, contact.key(vault))
        after = replace(before, answers=replace(before.answers, kind="work"), note="sonra")
        fixed = correct_contact(
            by=person, vault=vault, contact_id=contact.id, revision=1, said=after, reason=CorrectionReason.MISHEARD
        )
        assert fixed.revision == 2
        earlier = ContactCorrection.objects.get(contact=contact)
        key = fixed.key(vault)
        assert earlier.opened(key, "answers")["kind"] == "violence"
        assert earlier.opened(key, "words") == "ilk"
        with pytest.raises(Conflict) as met:
            correct_contact(
                by=person, vault=vault, contact_id=contact.id, revision=1, said=before,
                reason=CorrectionReason.MISHEARD,
            )  # fmt: skip
        assert "kind" in met.value.fields
        assert AuditEvent.objects.get(event="contact.corrected").why == "misheard"


def test_a_correction_without_a_change_writes_nothing(cast: Cast, recorded_by: Callable[..., Contact]) -> None:
    vault, person = cast.ayse.vault, cast.ayse.person
    with acting(person):
        contact = recorded_by(cast.ayse, note="aynı")
        said = said_of(contact, contact.key(vault))
        correct_contact(
            by=person, vault=vault, contact_id=contact.id, revision=1, said=said, reason=CorrectionReason.TYPING_SLIP
        )
        assert _events() == ["contact.recorded"]


@pytest.mark.parametrize("reason", [CorrectionReason.NAME_REMOVED, CorrectionReason.SHE_ASKED])
def test_a_name_taken_out_is_not_kept_in_the_earlier_version(
    cast: Cast, recorded_by: Callable[..., Contact], reason: CorrectionReason
) -> None:
    vault, person = cast.ayse.vault, cast.ayse.person
    with acting(person):
        contact = recorded_by(cast.ayse, note="Bir isim")
        said = replace(said_of(contact, contact.key(vault)), note="")
        fixed = correct_contact(by=person, vault=vault, contact_id=contact.id, revision=1, said=said, reason=reason)
        assert ContactCorrection.objects.get().opened(fixed.key(vault), "words") == ""


def test_a_discarded_draft_opens_nowhere_any_more(cast: Cast) -> None:
    with acting(cast.ayse.person):
        contact = _draft(cast, note=["Silinecek"])
        old, old_words = contact.key(cast.ayse.vault), bytes(contact.words)
        gone = discard_draft(
            by=cast.ayse.person, vault=cast.ayse.vault, contact_id=contact.id, revision=1,
            reason=DiscardReason.SHE_ASKED,
        )  # fmt: skip
        assert (gone.state, gone.data_key) == ("discarded", None)
        assert bytes(gone.words) != old_words
        assert not DataKey.objects.filter(id=old.id).exists()
        with pytest.raises(NotNow):
            _keep(cast.ayse, contact, 2, "p1", note=["geri"])


def _promised(recorded_by: Callable[..., Contact], cast: Cast, at: datetime) -> Contact:
    return recorded_by(cast.ayse, safe=SAFE, due_on=at.date())


def _settle(cast: Cast, contact: Contact, result: CallResult, now: datetime, again_on: date | None = None) -> Contact:
    return settle_callback(
        by=cast.ayse.person, vault=cast.ayse.vault, contact_id=contact.id, revision=contact.revision, result=result,
        again_on=again_on, now=now,
    )  # fmt: skip


def test_a_kept_promise_erases_the_number(cast: Cast, recorded_by: Callable[..., Contact], at: datetime) -> None:
    with acting(cast.ayse.person):
        done = _settle(cast, _promised(recorded_by, cast, at), CallResult.REACHED, at)
        said = said_of(done, done.key(cast.ayse.vault))
        assert (done.due_on, said.safe.number, said.safe.code_word) == (None, "", "")
        assert said.answers.attempts[0].result == "reached"


def test_two_unanswered_calls_are_no_permission_for_a_third(
    cast: Cast, recorded_by: Callable[..., Contact], at: datetime
) -> None:
    with acting(cast.ayse.person):
        contact = _promised(recorded_by, cast, at)
        once = _settle(cast, contact, CallResult.NOT_REACHED, at)
        assert once.due_on == at.date() + timedelta(days=1)
        twice = _settle(cast, once, CallResult.NOT_REACHED, at + timedelta(days=1))
        assert twice.due_on is None
        with pytest.raises(NotNow):
            _settle(cast, twice, CallResult.NOT_REACHED, at)


def test_the_next_try_falls_on_a_day_she_named(cast: Cast, recorded_by: Callable[..., Contact], at: datetime) -> None:
    with acting(cast.ayse.person):
        contact = recorded_by(cast.ayse, safe=replace(SAFE, days=frozenset({0})), due_on=at.date())
        assert _settle(cast, contact, CallResult.NOT_REACHED, at).due_on == at.date() + timedelta(days=7)


def test_do_not_call_is_remembered(cast: Cast, recorded_by: Callable[..., Contact], at: datetime) -> None:
    with acting(cast.ayse.person):
        done = _settle(cast, _promised(recorded_by, cast, at), CallResult.DO_NOT_CALL, at)
        said = said_of(done, done.key(cast.ayse.vault))
        assert (said.answers.do_not_call, said.safe, done.due_on) == (True, SafeContact(callable="no"), None)


def test_the_director_and_the_administrator_may_not_record(cast: Cast, at: datetime) -> None:
    said = Said(Answers(at, channel="phone"), SafeContact(), "", None)
    for member in (cast.derya, cast.can, cast.zeynep):
        with acting(member.person), pytest.raises(Http404):
            record_contact(by=member.person, vault=cast.ayse.vault, centre_id=cast.konak.id, said=said)
