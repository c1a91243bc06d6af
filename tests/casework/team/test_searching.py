"""Names are looked for in memory, with a reason, seen by the coordinator; the name itself is kept nowhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.casework.appointments.rules.slots import week_of
from omuz.casework.cases.queries.files import open_case
from omuz.casework.team.actions.searching import CannotSearch, mark_seen, search_name
from omuz.casework.team.models import NameSearch
from omuz.casework.team.queries.naming import doubles_of, searches, unseen_searches
from omuz.casework.team.rules.names import Quality
from omuz.casework.team.rules.searching import MOST_AN_HOUR, SearchProblem
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from tests.casework.appointments.conftest import closed_to

pytestmark = pytest.mark.django_db
WHY = "Telefonda kodunu bilmediğini söyledi"


def found(cast, name, who=None, **more):
    member = who or cast.ayse
    with acting(member.person):
        return search_name(
            by=member.person, vault=member.vault, centre_id=cast.konak.id, name=name,
            **{"reason": "forgot_code", "why": WHY, **more},
        )  # fmt: skip


def test_a_name_is_found_through_letters_and_slips_and_only_the_code_comes_back(cast, named) -> None:
    case = named("Ayşegül Yılmaz", pseudonym="Papatya")
    named("Fatma Kaya")
    for asked, quality in (
        ("Ayşegül Yılmaz", Quality.SAME),
        ("AYSEGUL YILMAZ", Quality.SPELLING),
        ("Yılmaz, Ayşegül", Quality.SPELLING),
        ("Aysegül Yılmz", Quality.CLOSE),
        ("papatya", Quality.SAME),
    ):
        (hit,) = found(cast, asked)
        assert (hit.case_id, hit.code, hit.quality) == (case.id, case.code, quality), asked
    assert found(cast, "Christodoulos") == []


def test_a_name_whose_purpose_has_ended_is_not_found(cast, named) -> None:
    named("Ayşegül Yılmaz", days=-1)
    assert found(cast, "Ayşegül Yılmaz") == []


def test_the_searched_name_stands_nowhere_and_the_search_does(cast, named) -> None:
    case = named("Gülperi Karanfil")
    found(cast, "Gülperi Karanfil")
    with acting(cast.nermin.person):
        event = AuditEvent.objects.get(event="name.searched")
        assert (event.username, event.why) == ("ayse", "forgot_code")
        assert event.about.startswith("search:")
        with connection.cursor() as cursor:
            for table in ("team_namesearch", "audit_auditevent"):
                cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
                text = " ".join(row[0] for row in cursor.fetchall())
                for secret in ("Gülperi", "Karanfil", "gulperi", str(case.id), WHY):
                    assert secret not in text
        now = timezone.now()
        (row,) = searches(
            cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id,
            start=now - timedelta(days=1), end=now + timedelta(days=1),
        )  # fmt: skip
        assert (row.why, row.codes, row.row.found) == (WHY, (case.code,), 1)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"name": "Ay"}, SearchProblem.TOO_SHORT),
        ({"name": "  ’ "}, SearchProblem.TOO_SHORT),
        ({"name": "Ayşegül", "why": " "}, SearchProblem.NO_REASON),
        ({"name": "Ayşegül", "reason": "merak"}, SearchProblem.NO_REASON),
        ({"name": "Ayşegül", "why": "AYSEGUL'ün dosyası"}, SearchProblem.NAME_IN_REASON),
    ],
)
def test_a_search_without_a_proper_reason_opens_nothing(cast, named, asked, problem) -> None:
    named("Ayşegül Yılmaz")
    with pytest.raises(CannotSearch) as refused:
        found(cast, **asked)
    assert refused.value.problem is problem
    with acting(cast.ayse.person):
        assert not NameSearch.objects.exists()


def test_nobody_searches_without_measure(cast, named) -> None:
    for _ in range(MOST_AN_HOUR):
        found(cast, "Ayşegül")
    with pytest.raises(CannotSearch) as refused:
        found(cast, "Ayşegül")
    assert refused.value.problem is SearchProblem.TOO_MANY
    assert found(cast, "Ayşegül", who=cast.nermin) == []


@pytest.mark.parametrize("how", ["hidden", "listed"])
def test_a_file_closed_to_her_is_not_found_by_name_even_from_a_kept_index(cast, named, how) -> None:
    case = named("Ayşegül Yılmaz")
    cast.ayse.vault.opening = "search-test"
    assert [hit.code for hit in found(cast, "Ayşegül Yılmaz")] == [case.code]
    shut = {"hidden_from": [cast.ayse.staff.pk]} if how == "hidden" else {"only_for": [cast.nermin.staff.pk]}
    closed_to(cast, case, **shut)
    assert found(cast, "Ayşegül Yılmaz") == []
    assert [hit.code for hit in found(cast, "Ayşegül Yılmaz", who=cast.nermin)] == [case.code]


def test_the_index_of_a_session_learns_new_names(cast, named) -> None:
    cast.ayse.vault.opening = "search-again"
    assert found(cast, "Zehra Çelik") == []
    case = named("Zehra Çelik")
    assert [hit.code for hit in found(cast, "zehra celik")] == [case.code]


def test_names_are_alike_within_a_centre_only(cast, named) -> None:
    named("Ayşegül Yılmaz", who=cast.zeynep, phone="0532 111 22 33")
    case = named("Ayşegül Yılmaz", phone="0532 111 22 33")
    assert [hit.code for hit in found(cast, "Ayşegül Yılmaz")] == [case.code]
    with acting(cast.zeynep.person), pytest.raises(Http404):
        search_name(
            by=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.konak.id, name="Ayşegül",
            reason="forgot_code", why=WHY,
        )  # fmt: skip
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        assert doubles_of(cast.ayse.person, vault=cast.ayse.vault, opened=file) == []


def test_the_coordinator_sees_searches_of_others_until_she_has_looked(cast, named) -> None:
    found(cast, "Ayşegül")
    found(cast, "Ayşegül", who=cast.nermin)
    with acting(cast.nermin.person):
        assert unseen_searches(cast.nermin.person, cast.konak.id) == 1, "her own wait for another eye"
        assert mark_seen(by=cast.nermin.person, centre_id=cast.konak.id) == 1
        assert unseen_searches(cast.nermin.person, cast.konak.id) == 0
    with acting(cast.ayse.person):
        assert unseen_searches(cast.ayse.person, cast.konak.id) == 0
        with pytest.raises(Refused):
            mark_seen(by=cast.ayse.person, centre_id=cast.konak.id)
        with pytest.raises(Refused):
            searches(
                cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id,
                start=timezone.now(), end=timezone.now(),
            )  # fmt: skip


def test_similar_files_are_a_warning_by_name_or_number(cast, named) -> None:
    one = named("Ayşegül Yılmaz")
    other = named("Aysegül Yilmaz")
    third = named("Hatice Demir", phone="+90 532 111 22 33")
    fourth = named("Emine Koç", phone="0532 1112233")
    named("Ayşegül Çelik")
    pairs = {one: [other.code], other: [one.code], third: [fourth.code], fourth: [third.code]}
    for case, codes in pairs.items():
        with acting(cast.ayse.person):
            file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
            assert [hit.code for hit in doubles_of(cast.ayse.person, vault=cast.ayse.vault, opened=file)] == codes
    closed_to(cast, other, hidden_from=[cast.ayse.staff.pk])
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, one.id, vault=cast.ayse.vault)
        assert doubles_of(cast.ayse.person, vault=cast.ayse.vault, opened=file) == []


def test_a_pseudonym_alone_makes_nobody_the_same_woman(cast, named) -> None:
    case = named(pseudonym="Papatya Hanım")
    named(pseudonym="Papatya Hanım")
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        assert doubles_of(cast.ayse.person, vault=cast.ayse.vault, opened=file) == []


def test_the_page_posts_the_name_and_keeps_it_out_of_addresses_and_of_the_log(cast, named) -> None:
    case, client = named("Gülperi Karanfil"), cast.ayse.client()
    address = reverse("team:search")
    told = {"name": "gulperi karanfil", "reason": "forgot_code", "why": WHY}
    answer = client.post(address, told)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert case.code in text
    assert "yazımı farklı" in text
    assert "Gülperi" not in text, "only what she typed herself comes back, not the name of the file"
    assert "data-person" in text
    assert "no-store" in answer["Cache-Control"]
    assert case.code not in client.get(address + "?name=gulperi").content.decode()
    assert client.post(address, {"name": "Gülperi"}).status_code == 422
    for _ in range(MOST_AN_HOUR):
        last = client.post(address, told).status_code
    assert last == 429
    log = cast.nermin.client().get(reverse("team:log")).content.decode()
    for seen in ("Ayşe Demir", WHY, case.code):
        assert seen in log
    assert "gulperi" not in log.lower()
    assert client.get(reverse("team:log")).status_code == 403
    assert cast.derya.client().get(address).status_code == 403
    assert week_of(timezone.localdate())
