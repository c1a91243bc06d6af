"""What the file's page, the page of today, the woman herself and the statement of what is held learn from this room."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.template.loader import render_to_string

from omuz.casework.cases.queries.files import open_case
from omuz.casework.services import actions
from omuz.casework.services.queries import panel as room
from omuz.casework.services.rules.requests import RequestState
from omuz.casework.services.rules.sessions import Given
from omuz.foundation.people.access import acting
from tests.casework.cases.files import opened_file
from tests.casework.services.conftest import LATER
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db

DAY = date(2026, 4, 20)


def _of(member: Member, case: Any, what: Callable[..., Any]) -> Any:
    with acting(member.person):
        file = open_case(member.person, case.id, vault=member.vault)
        return what(member.person, vault=member.vault, opened=file)


def _today(member: Member, centre: Any, day: date = DAY) -> list[Any]:
    with acting(member.person):
        return room.today(member.person, vault=member.vault, centre_id=centre.id, day=day)


def test_the_panel_shows_her_order_and_offers_what_does_not_wait_yet(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    ask("legal", hers="Boşanmak istiyorum")
    give("psychological", minutes=50)
    shown = _of(cast.ayse, case, room.panel)
    assert (shown.place, shown.urgent) == ("side", False)
    drawn = render_to_string(shown.template, dict(shown.context))
    for word in ("Hukuki destek", "Boşanmak istiyorum", "Psikolojik destek <strong>1</strong>"):
        assert word in drawn
    assert 'name="service" value="legal"' not in drawn
    assert 'name="service" value="psychological"' in drawn


def test_a_shelter_request_without_an_answer_makes_the_panel_urgent(
    cast: Cast, case: Any, ask: Callable[..., Any]
) -> None:
    ask("shelter")
    assert _of(cast.ayse, case, room.panel).urgent


def test_the_timeline_has_requests_their_ends_and_sessions(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    row = ask("nursery")
    give("legal", minutes=30)
    with acting(cast.ayse.person):
        actions.settle_request(
            by=cast.ayse.person, vault=cast.ayse.vault, request_id=row.id, revision=1, state=RequestState.NOT_MET,
            on=DAY, missing="gece kreşi",
        )  # fmt: skip
    told = sorted((each.on.isoformat(), str(each.title), each.text) for each in _of(cast.ayse, case, room.entries))
    assert told == [
        ("2026-03-02", "İstedi: Kreş", ""),
        ("2026-03-16", "Hukuki destek", "Sosyal çalışmacı / sosyal hizmet uzmanı · 30 dakika"),
        ("2026-04-20", "Kreş: Karşılanamadı", "gece kreşi"),
    ]


def test_today_lists_by_code_what_waits_and_says_not_for_what(
    cast: Cast, case: Any, ask: Callable[..., Any], close_to: Callable[..., None]
) -> None:
    other = opened_file(cast, cast.nermin)
    ask("legal")
    ask("shelter", file=other)
    told = [(each.code, each.urgent, each.mine, str(each.title)) for each in _today(cast.ayse, cast.konak)]
    assert told == [
        (other.code, True, False, "Yanıtı beklenen acil istek"),
        (case.code, False, True, "Uzun bekleyen istek"),
    ]
    assert _today(cast.ayse, cast.konak, date(2026, 3, 2)) == []
    close_to(other, hidden_from=[cast.ayse.staff.pk])
    assert [each.code for each in _today(cast.ayse, cast.konak)] == [case.code]
    with pytest.raises(Http404):
        _today(cast.zeynep, cast.konak)


def test_she_reads_what_she_asked_and_was_given_and_nobody_else_s_part(
    cast: Cast, case: Any, pinar: Member, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    other = opened_file(cast)
    ask("legal", hers="Çocuklar bende kalsın")
    ask("shelter")
    give("psychological", who=pinar, minutes=50, note="Uyku konuşuldu.")
    with acting(pinar.person):
        actions.record_group(
            by=pinar.person, vault=pinar.vault, centre_id=case.centre_id, case_ids=[case.id, other.id],
            given=Given(LATER, "group_work", worker=pinar.staff.pk, profession="psychologist"), note="grup notu",
        )  # fmt: skip
        actions.write_note(by=pinar.person, vault=pinar.vault, case_id=case.id, on=LATER, text="yalnız bana")
    for member in (cast.ayse, pinar):
        sections = _of(member, case, room.told_to_her)
        text = " ".join(f"{label} {words}" for section in sections for label, words in section.lines)
        assert [str(section.title) for section in sections] == [
            "İstedikleriniz", "Güvenli yer isteğiniz", "Görüşmeler, hizmetler",
        ]  # fmt: skip
        for word in ("Hukuki destek", "Çocuklar bende kalsın", "Uyku konuşuldu.", "Grup çalışması", "50 dakika"):
            assert word in text
        for word in (other.code, "yalnız bana", "grup notu", "Pınar"):
            assert word not in text


def test_what_is_held_counts_own_notes_for_their_author_alone(
    cast: Cast, case: Any, pinar: Member, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    ask("shelter")
    give("legal")
    with acting(pinar.person):
        actions.write_note(by=pinar.person, vault=pinar.vault, case_id=case.id, on=LATER, text="yalnız bana")
    assert _of(cast.nermin, case, room.held) == [
        ("Hizmet isteği", 1), ("Görüşme, hizmet", 1), ("Güvenli yer isteği", 1),
    ]  # fmt: skip
    assert _of(pinar, case, room.held)[-1] == ("Psikoloğun kendi notu", 1)
    told = [_of(cast.ayse, case, what) for what in (room.entries, room.told_to_her, room.held)]
    assert "yalnız bana" not in str(told)
    assert "notu" not in str(told)
    assert "yalnız bana" not in str(_of(pinar, case, room.entries))


def test_what_she_named_in_an_interview_is_one_press_away_and_not_asked_again(
    cast: Cast, case: Any, ask: Callable[..., Any]
) -> None:
    from omuz.casework.interviews.actions import record_interview
    from omuz.casework.interviews.rules.answers import Answers, Said

    wants = ("nursery", "share", "protection_order", "legal")
    with acting(cast.ayse.person):
        said = Said(Answers(LATER, {"requests": wants}, {}), {})
        record_interview(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, said=said)
    ask("legal")
    context = _of(cast.ayse, case, room.panel).context
    assert [code for code, _words in context["said"]] == ["nursery", "social_work"]
    assert "nursery" not in dict(context["at_hand"] + context["others"])
