"""Two people write one form: what stands, what clashes, and that nothing is overwritten in silence."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import Http404, QueryDict
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from omuz.network.surveys import actions
from omuz.network.surveys.actions.answers import Kept, Locked
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.models import Answer, AnswerPart
from omuz.network.surveys.queries.answers import answer_of, previous_words, writers
from omuz.network.surveys.rules.merging import Part, Seen, differences, merge
from tests.cast import Member
from tests.network.surveys.conftest import House
from tests.network.surveys.workbooks import HOUSEHOLD, LISTS, Rows, workbook

ROOMS, RAMP, NOTE = "/data/place/rooms", "/data/place/ramp", "/data/job/note"
NOON = datetime(2026, 5, 9, 12, tzinfo=UTC)
HER = UUID(int=5)


def _part(revision: int, page: str, **changes: tuple[str, str]) -> Part:
    told = {f"/data/{name}": pair for name, pair in changes.items()}
    return Part(revision, page, HER, NOON + timedelta(minutes=revision), told)


def test_a_question_nobody_else_wrote_is_taken() -> None:
    merged = merge({"/data/a": "1"}, {"/data/a": "2"}, [_part(2, "hers", b=("", "x"))], Seen("mine", 1, {}))
    assert (dict(merged.take), merged.clashes) == ({"/data/a": "2"}, ())


def test_a_question_this_page_left_as_it_was_keeps_what_the_other_wrote() -> None:
    merged = merge({"/data/a": "hers"}, {"/data/a": "old"}, [_part(2, "hers", a=("old", "hers"))], Seen("mine", 1, {}))
    assert (dict(merged.take), merged.clashes) == ({}, ())


def test_a_question_both_wrote_is_a_clash_with_both_values_and_who_and_when() -> None:
    part = _part(2, "hers", a=("old", "hers"))
    (clash,) = merge({"/data/a": "hers"}, {"/data/a": "mine"}, [part], Seen("mine", 1, {})).clashes
    assert (clash.mine, clash.theirs, clash.staff_id, clash.at) == ("mine", "hers", HER, part.at)


def test_a_page_never_clashes_with_its_own_earlier_saves_nor_with_what_it_was_told_of() -> None:
    mine = _part(2, "mine", a=("old", "first"))
    assert merge({"/data/a": "first"}, {"/data/a": "second"}, [mine], Seen("mine", 1, {})).take == {"/data/a": "second"}
    hers = _part(2, "hers", a=("old", "hers"))
    seen = Seen("mine", 1, {"/data/a": 2})
    assert merge({"/data/a": "hers"}, {"/data/a": "mine"}, [hers], seen).take == {"/data/a": "mine"}


def test_being_told_of_one_question_does_not_hide_a_newer_change_of_another() -> None:
    parts = [_part(2, "hers", a=("", "x")), _part(3, "hers", b=("", "y"))]
    kept = {"/data/a": "x", "/data/b": "y"}
    merged = merge(kept, {"/data/a": "m", "/data/b": "n"}, parts, Seen("mine", 1, {"/data/a": 2}))
    assert dict(merged.take) == {"/data/a": "m"}
    assert [clash.path for clash in merged.clashes] == ["/data/b"]


def test_rows_that_moved_make_every_word_in_them_a_clash() -> None:
    part = Part(2, "hers", HER, NOON, {"/data/r[2]/q": ("b", "")}, moved=("/data/r",))
    (clash,) = merge({"/data/r[1]/q": "a"}, {"/data/r[1]/q": "z"}, [part], Seen("mine", 1, {})).clashes
    assert clash.moved


def test_differences_name_what_appeared_and_what_went() -> None:
    assert differences({"a": "1", "b": "2"}, {"a": "1", "c": "3"}) == {"b": ("2", ""), "c": ("", "3")}


def _save(
    house: House, who: Member, answer: Answer, section: str, seen: Seen, values: dict[str, Any], *, whole: bool = False
) -> Kept:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    person = who.person
    with acting(person):
        return actions.keep_answer(
            by=person, answer_id=answer.id, section=section, data=data, seen=seen,
            changed=None if whole else [name for name in values if name.startswith("/")],
        )  # fmt: skip


def test_two_people_fill_different_parts_at_once_and_lose_nothing(house: House) -> None:
    answer = house.begun()
    _save(house, house.cast.ayse, answer, "place", Seen("a", 0, {}), {ROOMS: "4"})
    _save(house, house.cast.nermin, answer, "job", Seen("n", 0, {}), {NOTE: "Yeni bina"})
    _save(house, house.cast.ayse, answer, "place", Seen("a", 0, {}), {RAMP: "yes"})
    kept = house.kept(answer.id)
    assert (kept[ROOMS], kept[RAMP], kept[NOTE]) == ("4", "yes", "Yeni bina")
    with acting(house.cast.ayse.person):
        told = writers(answer_of(house.cast.ayse.person, answer.id))
    assert {section: [who.name for who in people] for section, people in told.items()} == {
        "place": ["Ayşe Demir"], "job": ["Nermin Aksoy"],
    }  # fmt: skip


def test_a_whole_page_sent_without_script_does_not_undo_what_somebody_else_wrote_meanwhile(house: House) -> None:
    answer = house.begun()
    _save(house, house.cast.nermin, answer, "place", Seen("n", 0, {}), {RAMP: "no"})
    page = {ROOMS: "4", f"{RAMP}!": "", "/data/place/why": ""}
    kept = _save(house, house.cast.ayse, answer, "place", Seen("a", 0, {}), page, whole=True)
    assert kept.clashes == ()
    stands = house.kept(answer.id)
    assert (stands[ROOMS], stands[RAMP]) == ("4", "no")


def test_both_write_one_question_both_values_are_shown_and_she_decides(house: House) -> None:
    answer = house.begun()
    _save(house, house.cast.nermin, answer, "place", Seen("n", 0, {}), {ROOMS: "5"})
    kept = _save(house, house.cast.ayse, answer, "place", Seen("a", 0, {}), {ROOMS: "4", RAMP: "yes"})
    (clash,) = kept.clashes
    assert (clash.path, clash.mine, clash.theirs) == (ROOMS, "4", "5")
    assert clash.staff_id == house.cast.nermin.staff.pk
    stands = house.kept(answer.id)
    assert (stands[ROOMS], stands[RAMP]) == ("5", "yes")
    person = house.cast.ayse.person
    with acting(person):
        settled = actions.settle_clashes(
            by=person,
            answer_id=answer.id,
            section="place",
            wanted={ROOMS: "4"},
            seen=Seen("b", kept.answer.revision, {}),
        )
    assert settled.clashes == ()
    assert house.kept(answer.id)[ROOMS] == "4"
    with acting(person):
        history = [row.changes[ROOMS] for row in AnswerPart.objects.order_by("revision") if ROOMS in row.changes]
    assert history == [["", "5"], ["5", "4"]]


def test_rows_added_by_two_people_both_stay_and_a_row_somebody_writes_in_is_not_taken_away(house: House) -> None:
    answer, repeat = house.begun(), "/data/team/post"
    rows = len([path for path in house.kept(answer.id) if path.startswith(repeat)])
    assert rows == 0
    ayse, nermin = house.cast.ayse, house.cast.nermin
    _save(house, ayse, answer, "team", Seen("a", 0, {}), {f"{repeat}[1]/role": "Avukat"})
    _save(house, nermin, answer, "team", Seen("n", 1, {}), {"add": repeat})
    _save(house, nermin, answer, "team", Seen("m", 2, {}), {f"{repeat}[2]/role": "Psikolog"})
    stale = {f"{repeat}#": "1", f"{repeat}[1]/role": "Avukat", "/data/team/wish": "Oda"}
    kept = _save(house, ayse, answer, "team", Seen("a", 0, {}), stale, whole=True)
    assert kept.clashes == ()
    stands = house.kept(answer.id)
    assert (stands[f"{repeat}[2]/role"], stands["/data/team/wish"]) == ("Psikolog", "Oda")
    kept = _save(house, ayse, answer, "team", Seen("a", 0, {}), {"remove": f"{repeat}[2]"})
    assert [clash.moved for clash in kept.clashes] == [True]
    assert house.kept(answer.id)[f"{repeat}[2]/role"] == "Psikolog"


def test_words_typed_into_a_row_that_is_gone_come_back_as_a_clash(house: House) -> None:
    answer, repeat = house.begun(), "/data/team/post"
    ayse, nermin = house.cast.ayse, house.cast.nermin
    _save(house, ayse, answer, "team", Seen("a", 0, {}), {"add": repeat})
    _save(house, nermin, answer, "team", Seen("n", 1, {}), {"remove": f"{repeat}[2]"})
    kept = _save(house, ayse, answer, "team", Seen("b", 1, {}), {f"{repeat}[2]/role": "Avukat"})
    (clash,) = kept.clashes
    assert (clash.moved, clash.mine) == (True, "Avukat")


def test_the_same_save_again_writes_nothing_not_even_an_event(house: House) -> None:
    answer = house.begun()
    for _again in range(2):
        _save(house, house.cast.ayse, answer, "place", Seen("a", 0, {}), {ROOMS: "4"})
    with acting(house.cast.ayse.person):
        assert AnswerPart.objects.count() == 1
        assert AuditEvent.objects.filter(event="answer.kept").count() == 1


def test_a_form_is_sent_when_its_own_rules_allow_and_what_does_not_apply_stays_out(house: House) -> None:
    answer, person = house.begun(), house.cast.ayse.person
    house.fill(answer.id, {RAMP: "no", "/data/place/why": "Para yok"})
    with acting(person), pytest.raises(actions.Unfinished) as unfinished:
        actions.submit_answer(by=person, answer_id=answer.id)
    assert [fault.path for fault in unfinished.value.judged.faults] == [ROOMS]
    house.fill(answer.id, {ROOMS: "4", RAMP: "yes"})
    with acting(person):
        actions.submit_answer(by=person, answer_id=answer.id)
    kept = house.kept(answer.id)
    assert "/data/place/why" not in kept
    assert kept["/data/job/double"] == "8"
    with acting(person), pytest.raises(Locked):
        actions.keep_answer(
            by=person, answer_id=answer.id, section="place", data=QueryDict(f"{ROOMS}=9"), seen=Seen("a", 99, {})
        )


def test_a_reopened_answer_is_written_again_and_last_rounds_answers_stand_beside(house: House) -> None:
    answer, person, elif_ = house.begun(), house.cast.ayse.person, house.cast.elif_.person
    house.fill(answer.id, {ROOMS: "4", RAMP: "yes"})
    with acting(person):
        actions.submit_answer(by=person, answer_id=answer.id)
    with acting(elif_):
        actions.reopen(by=elif_, invitation=house.invitation(), reason="Oda sayısına bir daha bakın.")
    house.fill(answer.id, {ROOMS: "6"})
    with acting(person):
        again = actions.submit_answer(by=person, answer_id=answer.id)
    assert again.state == Answer.State.SUBMITTED
    with acting(elif_):
        from omuz.network.surveys.actions.rounds import Guest

        later = actions.open_round(
            by=elif_, version=house.version, title="2027", opens_on=house.asked.opens_on, due_on=house.asked.due_on,
            guests=[Guest(house.cast.konak.id)],
        )  # fmt: skip
    with acting(person):
        invitation = later.invitations.select_related("round__version__questionnaire").get()
        assert previous_words(invitation, "Türkçe (tr)")[RAMP] == "Evet"


def test_somebody_elsewhere_finds_no_answer_and_the_network_cannot_write_one(house: House) -> None:
    answer = house.begun()
    house.fill(answer.id, {ROOMS: "4"})
    zeynep, elif_ = house.cast.zeynep.person, house.cast.elif_.person
    with acting(zeynep), pytest.raises(Http404):
        answer_of(zeynep, answer.id)
    with acting(elif_):
        assert answer_of(elif_, answer.id).revision == 1
        with pytest.raises(Http404):
            actions.submit_answer(by=elif_, answer_id=answer.id)
    for who in (house.cast.derya.person, house.cast.can.person, house.defne.person):
        with acting(who), pytest.raises(Http404):
            answer_of(who, answer.id)


def test_a_centre_publishes_its_answer_by_its_coordinator_only_and_then_everybody_reads_it(house: House) -> None:
    answer, nermin = house.begun(), house.cast.nermin.person
    house.fill(answer.id, {ROOMS: "4"})
    with acting(nermin):
        with pytest.raises(Locked):
            actions.publish_answer(by=nermin, answer_id=answer.id)
        actions.submit_answer(by=nermin, answer_id=answer.id)
    ayse = house.cast.ayse.person
    with acting(ayse), pytest.raises(Refused):
        actions.publish_answer(by=ayse, answer_id=answer.id)
    with acting(nermin):
        actions.publish_answer(by=nermin, answer_id=answer.id)
    for who in (house.defne.person, house.cast.zeynep.person):
        with acting(who):
            assert answer_of(who, answer.id).id == answer.id
    with acting(nermin):
        actions.publish_answer(by=nermin, answer_id=answer.id, published=False)
    with acting(house.defne.person), pytest.raises(Http404):
        answer_of(house.defne.person, answer.id)


def test_an_unknown_section_and_an_unknown_answer_are_refused(house: House) -> None:
    answer = house.begun()
    with pytest.raises(KeyError):
        _save(house, house.cast.ayse, answer, "yok", Seen("a", 0, {}), {ROOMS: "4"})
    person = house.cast.ayse.person
    with acting(person), pytest.raises(Http404):
        answer_of(person, uuid4())


def begun_form(house: House, survey: Rows, **sheets: Rows) -> Answer:
    """A form of Konak's with these sheets, begun by Ayşe."""
    elif_, ayse, today = house.cast.elif_.person, house.cast.ayse.person, timezone.localdate()
    with acting(elif_):
        version, _new = actions.take_in(by=elif_, content=workbook(survey=survey, **sheets), name="form.xlsx")
        asked = actions.open_round(
            by=elif_, version=actions.publish_version(by=elif_, version=version), title="Form", opens_on=today,
            due_on=today, guests=[Guest(house.cast.konak.id)],
        )  # fmt: skip
        invitation = asked.invitations.select_related("round__version__questionnaire").get()
    with acting(ayse):
        return actions.begin_answer(by=ayse, invitation=invitation)


def test_a_figure_the_form_works_out_is_no_conflict_between_two_people(house: House) -> None:
    ayse, nermin = house.cast.ayse, house.cast.nermin
    answer = begun_form(house, HOUSEHOLD, choices=LISTS, settings=[["form_id"], ["hane"]])
    _save(house, nermin, answer, "form", Seen("n", 0, {}), {"/data/people": "2"})
    _save(house, nermin, answer, "form", Seen("n", 1, {}), {"/data/person[1]/age": "40"})
    kept = _save(house, ayse, answer, "form", Seen("a", 1, {}), {"/data/person[2]/age": "7"})
    assert kept.clashes == ()
    assert house.kept(answer.id)["/data/total"] == "47"


def test_what_a_form_keeps_to_itself_is_written_by_no_page(house: House) -> None:
    answer = begun_form(
        house,
        [["type", "name", "label", "read_only", "default", "calculation"],
         ["text", "fixed", "Sabit", "yes", "önceden", ""], ["select_one yn", "lock", "Kilit", "", "", ""],
         ["text", "locked", "Kilitli", "${lock} = 'y'", "", ""], ["text", "made", "Hesap", "", "", "once('ilk')"]],
        choices=[["list_name", "name", "label"], ["yn", "y", "Evet"], ["yn", "n", "Hayır"]],
    )  # fmt: skip
    page = {"/data/fixed": "x", "/data/made": "x", "/data/lock": "n", "/data/locked": "açıkken"}
    _save(house, house.cast.ayse, answer, "form", Seen("a", 0, {}), page, whole=True)
    _save(house, house.cast.ayse, answer, "form", Seen("a", 1, {}), {"/data/lock": "y"})
    _save(house, house.cast.ayse, answer, "form", Seen("a", 2, {}), {"/data/locked": "x"})
    told = {"/data/fixed": "önceden", "/data/made": "ilk", "/data/lock": "y", "/data/locked": "açıkken"}
    assert house.kept(answer.id) == told
    person = house.cast.ayse.person
    for path in ("/data/made", "/data/meta/instanceID", "/data/nowhere", "/data"):
        with acting(person), pytest.raises(KeyError):
            actions.settle_clashes(
                by=person, answer_id=answer.id, section="form", wanted={path: "x"}, seen=Seen("b", 9, {})
            )
