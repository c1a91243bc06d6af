"""What an old backup brings back of a forgotten woman is emptied again, without a key and wherever it hides."""

from typing import Any

import pytest

from omuz.casework.cases.models import Case, CaseStep, Presentation
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.index import opened_tally
from omuz.casework.rights.actions.again import Again, destroy_again
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault import shreds
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.models import DataKey
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def halve(row: Any) -> None:
    """Destroy the shred of a row's key and leave the row, as a database of the day before has it."""
    shreds.destroy(row.centre_id, int.from_bytes(bytes(row.data_key.wrapped)[1:9], "big"))


def listed(member: Any, centre_id: Any) -> int:
    with acting(member.person):
        return len(opened_tally(member.person, vault=member.vault, centre_id=centre_id).lines)


def test_lists_open_again_and_the_others_are_untouched(cast, contact) -> None:
    hers, other = contact(note="bir"), contact(note="iki")
    file, kept = opened_file(cast, contact_id=hers.id), opened_file(cast)
    halve(hers)
    halve(file)
    with acting(cast.ayse.person), pytest.raises(SealBroken):
        Contact.objects.get(id=hers.id).key(cast.ayse.vault)
    assert destroy_again(cast.konak.id) == Again(contacts=1, files=1, missing=0)
    assert listed(cast.ayse, cast.konak.id) == 1
    with acting(cast.nermin.person):
        assert {row.id: row.state for row in Contact.objects.all()} == {hers.id: "forgotten", other.id: "recorded"}
        assert dict(Case.objects.values_list("id", "state"))[file.id] == "destroyed"
        assert Case.objects.get(id=kept.id).data_key is not None
        assert not Presentation.objects.filter(case_id=file.id).exists()
        assert CaseStep.objects.filter(case_id=file.id).count() == 1
        assert not DataKey.objects.filter(id__in=[hers.data_key_id, file.data_key_id]).exists()
        told = AuditEvent.objects.filter(event="destruction.repeated").values_list("chain", "username")
        assert list(told) == [(cast.konak.id, "omuz")]


def test_a_second_time_there_is_nothing_to_do_and_nothing_is_written(cast, contact) -> None:
    halve(contact())
    assert destroy_again(cast.konak.id).contacts == 1
    assert destroy_again(cast.konak.id) == Again(0, 0, 0)
    with acting(cast.nermin.person):
        assert AuditEvent.objects.filter(event="destruction.repeated").count() == 1


def test_a_file_hidden_from_people_is_reached_too(cast) -> None:
    file = opened_file(cast)
    with acting(cast.nermin.person), counting_rows(), recorded(by=cast.nermin.person, event="case.restricted"):
        Case.objects.filter(id=file.id).update(only_for=[cast.nermin.staff.pk])
    halve(file)
    assert destroy_again(cast.konak.id).files == 1
    with acting(cast.ayse.person):
        assert Case.objects.get(id=file.id).state == "destroyed"


def test_a_copy_of_the_halves_that_is_older_is_told_and_destroys_nothing(cast, contact) -> None:
    contact()
    book = shreds.book_of(cast.konak.id)
    whole = book.read_bytes()
    try:
        book.write_bytes(b"")
        again = destroy_again(cast.konak.id)
    finally:
        book.write_bytes(whole)
    assert (again.contacts, again.files) == (0, 0)
    assert again.missing >= 1
    assert listed(cast.ayse, cast.konak.id) == 1
