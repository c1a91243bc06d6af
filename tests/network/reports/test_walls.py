"""Six people before drafts and published editions, at the first wall and behind it at the database."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError
from django.http import Http404

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.network.reports.actions import editions
from omuz.network.reports.models import Comment, Edition, SectionText, SignOff, ToldTable
from omuz.network.reports.queries.desk import document
from omuz.network.reports.queries.editions import edition_for, editions_of, may_read_drafts

if TYPE_CHECKING:
    from tests.network.reports.desks import Desk

ON_DRAFTS = ("elif_", "nermin")
READERS = ("ayse", "zeynep", "derya")


def _who(desk: "Desk", name: str) -> Any:
    return getattr(desk.cast, name)


def test_a_draft_is_there_for_who_works_on_it_and_for_nobody_else(desk: "Desk") -> None:
    edition = desk.begin()
    for who in (*(_who(desk, name) for name in ON_DRAFTS), desk.sema, desk.songul):
        with acting(who.person):
            assert edition_for(who.person, edition.id).pk == edition.pk
            assert document(who.person, edition, "tr").draft
            assert may_read_drafts(who.person)
    for name in READERS:
        person = _who(desk, name).person
        with acting(person):
            assert editions_of(person) == []
            with pytest.raises(Http404):
                edition_for(person, edition.id)
            with pytest.raises(Http404):
                document(person, edition, "tr")


def test_a_published_edition_is_there_for_everybody_who_may_read_reports(desk: "Desk") -> None:
    edition = desk.published()
    for name in (*ON_DRAFTS, *READERS):
        person = _who(desk, name).person
        with acting(person):
            assert [row.pk for row in editions_of(person)] == [edition.pk]
            assert not document(person, edition_for(person, edition.id), "en").draft


def test_a_withdrawn_edition_is_gone_for_readers_and_stays_for_who_works_on_reports(desk: "Desk") -> None:
    edition = desk.published()
    desk.act(desk.cast.elif_, editions.withdraw, edition=edition, why="Yıl yanlıştı.")
    with acting(desk.cast.nermin.person):
        assert edition_for(desk.cast.nermin.person, edition.id).withdrawn_why == "Yıl yanlıştı."
    with acting(desk.cast.derya.person), pytest.raises(Http404):
        edition_for(desk.cast.derya.person, edition.id)


def test_whoever_runs_the_machines_reads_no_report(desk: "Desk") -> None:
    edition = desk.published()
    person = desk.cast.can.person
    with acting(person), pytest.raises(Refused):
        editions_of(person)
    with acting(person), pytest.raises(Refused):
        document(person, edition, "tr")


def test_a_draft_with_all_that_hangs_on_it_is_closed_at_the_database_too(desk: "Desk") -> None:
    edition = desk.begin()
    desk.write(desk.sema, edition, "Taslak.")
    desk.sign(edition, "s_method")
    for who in (desk.cast.derya, desk.cast.can):
        with acting(who.person):
            counts = [model.objects.count() for model in (Edition, SectionText, SignOff, Comment, ToldTable)]
            assert counts == [0, 0, 0, 0, 0]


def test_tables_told_before_are_the_networks_own(desk: "Desk") -> None:
    desk.published()
    for who in (desk.cast.nermin, desk.cast.ayse, desk.sema, desk.cast.derya):
        with acting(who.person):
            assert ToldTable.objects.count() == 0


@pytest.mark.parametrize("name", ["nermin", "derya", "can"])
def test_the_database_lets_nobody_else_write_an_edition_or_a_text(desk: "Desk", name: str) -> None:
    edition = desk.begin()
    who = _who(desk, name)
    row = SectionText(edition=edition, section="s_places", language="tr", version=1, words="x", by=who.staff.pk)
    row.at = edition.begun_at
    with pytest.raises(DatabaseError), acting(who.person), recorded(by=who.person, event="report.written"):
        row.save(force_insert=True)
    with acting(who.person), recorded(by=who.person, event="report.published"):
        assert Edition.objects.filter(pk=edition.pk).update(state="published") == 0


def test_an_editor_holds_a_draft_but_cannot_change_its_row(desk: "Desk") -> None:
    edition = desk.begin()
    with (
        pytest.raises(DatabaseError),
        acting(desk.sema.person),
        recorded(by=desk.sema.person, event="report.published"),
    ):
        Edition.objects.filter(pk=edition.pk).update(publisher="Başkası")
