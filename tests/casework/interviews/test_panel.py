"""What the page of a file, the page of today and she herself see of interviews."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.template.loader import render_to_string

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.interviews.actions import correct_interview, open_draft
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.queries import panel as room
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.interviews.rules.record import CorrectionReason
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

Recorder = Callable[..., Interview]


def _panel(member: Member, file: OpenedCase) -> str:
    with acting(member.person):
        opened = open_case(member.person, file.id, vault=member.vault)
        found = room.panel(member.person, vault=member.vault, opened=opened)
        assert found is not None
        return render_to_string(found.template, dict(found.context))


def _draft(member: Member, file: OpenedCase) -> Interview:
    with acting(member.person):
        return open_draft(
            by=member.person, vault=member.vault, case_id=file.id, interview_id=uuid4(),
            changes={"her_words": ["gizli söz"]}, page="p",
        )  # fmt: skip


def test_the_panel_shows_her_requests_in_her_order_and_what_she_needs(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    assert "Henüz görüşme yazılmadı" in _panel(cast.ayse, file)
    recorded_by(cast.ayse, requests=("shelter", "information"), needs=("wheelchair",), violence_types=("sexual",))
    text = _panel(cast.nermin, file)
    assert text.index("Sığınak") < text.index("Bilgi")
    assert "Tekerlekli sandalye" in text
    assert "Cinsel – ayrıntı sorulmadı" in text
    assert "İlk görüşme, 04.03.2026" in text
    assert "Ayşe Demir" in text


def test_a_girl_under_eighteen_leads_to_the_child_protection_steps(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(cast.ayse, age_band=("age_15_17",), interpreter_how=("neighbour",))
    text = _panel(cast.ayse, file)
    assert f"/dosyalar/{file.id}/yol/" in text
    assert "Tercüman onun çevresinden" in text


def test_the_timeline_has_each_talk_on_its_day(cast: Cast, file: OpenedCase, recorded_by: Recorder) -> None:
    recorded_by(cast.ayse, on=date(2026, 5, 1))
    recorded_by(cast.nermin, on=date(2026, 3, 4), requests=("share",))
    with acting(cast.ayse.person):
        told = room.entries(cast.ayse.person, vault=cast.ayse.vault, opened=file)
    assert [(each.on, str(each.title), each.text) for each in told] == [
        (date(2026, 3, 4), "Görüşme", "Dinlenmek, paylaşmak"),
        (date(2026, 5, 1), "İlk görüşme", ""),
    ]
    assert told[0].made_by == cast.nermin.staff.pk


def test_an_unfinished_talk_waits_on_the_page_of_today_by_code_alone(cast: Cast, file: OpenedCase) -> None:
    _draft(cast.ayse, file)
    for member, mine in ((cast.ayse, True), (cast.nermin, False)):
        with acting(member.person):
            (item,) = room.today(member.person, vault=member.vault, centre_id=cast.konak.id, day=date(2026, 3, 5))
        assert (item.code, item.mine, item.case_id) == (file.code, mine, file.id)
        assert "söz" not in str(item)
    with acting(cast.zeynep.person):
        assert room.today(
            cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.konak.id, day=date(2026, 3, 5)
        ) == []  # fmt: skip
    assert "Yarım kalan" in _panel(cast.nermin, file)


def test_she_may_read_everything_her_words_and_apart_the_worker_s_view(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(
        cast.ayse, requests=("legal", "share"),
        words={"her_words": "Kendi cümlem.", "worker_view": "Yorgundu, dinlenmek istedi."},
        blocks={"persons": ({"relation": ("spouse",), "traits": ("weapon",)},)},
    )  # fmt: skip
    with acting(cast.ayse.person):
        (section,) = room.told_to_her(cast.ayse.person, vault=cast.ayse.vault, opened=file)
    lines = {str(label): text for label, text in section.lines}
    assert str(section.title) == "İlk görüşme, 04.03.2026"
    assert lines["Kendi sözleriyle"] == "Kendi cümlem."
    assert lines["Görüşmecinin notu"] == "Yorgundu, dinlenmek istedi."
    assert lines["Ne istiyor"] == "1. Hukuki destek 2. Dinlenmek, paylaşmak"
    assert "Silaha erişimi var" in lines["1. kişi"]


def test_what_is_held_is_told_in_numbers(cast: Cast, file: OpenedCase, recorded_by: Recorder) -> None:
    interview = recorded_by(cast.ayse)
    _draft(cast.ayse, file)
    with acting(cast.ayse.person):
        correct_interview(
            by=cast.ayse.person, vault=cast.ayse.vault, interview_id=interview.id, revision=1,
            said=Said(Answers(date(2026, 3, 5))), reason=CorrectionReason.TYPING_SLIP,
        )  # fmt: skip
        told = room.held(cast.ayse.person, vault=cast.ayse.vault, opened=file)
    assert [number for _label, number in told] == [1, 1, 1]


def test_her_wish_for_another_worker_stands_on_the_page_until_it_is_met(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(cast.ayse, other_worker=("yes",))
    text = _panel(cast.nermin, file)
    assert "Başka bir görüşmeci istiyor" in text
    assert f"/dosyalar/{file.id}/devir/" in text
