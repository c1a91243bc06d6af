"""The harm scenarios this room and the calendar answer, one test a row, named after it (docs/guide: the human half)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from omuz.casework.appointments.actions.booking import Wanted, book_appointment
from omuz.casework.appointments.forms.words import PROBLEMS, WAYS
from omuz.casework.appointments.models import FollowUp
from omuz.casework.cases.queries.files import open_case
from omuz.casework.team.actions.merging import CannotMerge, merge_files, propose_merge, undo_merge
from omuz.casework.team.actions.walls import declare_conflict, note_tie, restrict_file
from omuz.casework.team.queries.naming import doubles_of
from omuz.casework.team.queries.panel import panel
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.appointments.conftest import ANY_TIME, NEVER
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def seen_by(member, *addresses: str) -> str:
    client = member.client()
    return " ".join(client.get(address).content.decode() for address in addresses)


PAGES = (
    "team:team", "team:meetings", "team:glass", "team:search", "appointments:calendar", "appointments:reception",
    "cases:list", "audit",
)  # fmt: skip


def test_harm_01_he_works_here_or_is_close_to_somebody_who_does(cast, selin) -> None:
    case = opened_file(cast)
    ayse = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": case.id}
    with acting(cast.ayse.person):
        note_tie(**ayse, ties=["works_it", "kin_of_staff"])
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        assert panel(cast.ayse.person, vault=cast.ayse.vault, opened=file).urgent, "warned when the file is opened"
        restrict_file(**ayse, names=[cast.ayse.staff.pk, cast.nermin.staff.pk], why="yakını burada")
    for outside in (selin, cast.can, cast.derya):
        assert case.code not in seen_by(outside, *(reverse(name) for name in PAGES))
    walls = cast.ayse.client().get(reverse("team:walls", args=[case.id])).content.decode()
    assert "başka bir merkeze yönlendirin" in walls


def test_harm_02_somebody_looks_for_a_neighbour_or_a_relative(cast, named) -> None:
    case = named("Gülperi Karanfil")
    client, address = cast.ayse.client(), reverse("team:search")
    for query in ("?name=Gülperi", "?q=Gülperi"):
        assert case.code not in client.get(address + query).content.decode(), "there is nothing to browse"
    assert client.post(address, {"name": "Gülperi"}).status_code == 422, "no search without a reason"
    told = {"name": "Gülperi", "reason": "other", "why": "komşum olabilir"}
    assert case.code in client.post(address, told).content.decode()
    with acting(cast.nermin.person):
        assert AuditEvent.objects.filter(event="name.searched", username="ayse").count() == 1
    assert "komşum olabilir" in cast.nermin.client().get(reverse("team:log")).content.decode()
    with acting(cast.ayse.person):
        declare_conflict(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, staff_id=cast.ayse.staff.pk)
    assert case.code not in client.post(address, told).content.decode()


def test_harm_03_a_shared_screen_keeps_nothing(cast) -> None:
    case, client = opened_file(cast), cast.nermin.client()
    addresses = [reverse(name) for name in PAGES] + [reverse("team:walls", args=[case.id])]
    for address in addresses:
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], address
        text = answer.content.decode()
        assert "<title>Belge</title>" in text
        assert not re.search(r'(?:href|action|src)="[^"]*D-[2-9A-Z]{5}', text), "no code in an address"
    for name in ("team:search", "team:glass"):
        for box in re.findall(r"<input[^>]+type=\"text\"[^>]*>", client.get(reverse(name)).content.decode()):
            assert 'autocomplete="off"' in box


def test_harm_05_a_message_he_reads_says_nothing(cast) -> None:
    case = opened_file(cast, identity={"safe": NEVER.to_payload()})
    address = reverse("appointments:plan", args=[case.id])
    for way in ("phone", "message", "email"):
        answer = cast.ayse.client().post(address, {"way": way, "due_on": f"{timezone.localdate():%d.%m.%Y}"})
        assert answer.status_code == 422
    with acting(cast.ayse.person):
        assert not FollowUp.objects.exists(), "no call-back without her yes and her hours"
    for words in (*PROBLEMS.values(), *WAYS.values()):
        assert "Konak" not in str(words)
        assert "danışma merkezi" not in str(words).lower()


def test_harm_06_whoever_calls_learns_nothing_from_this_room(cast, named) -> None:
    """A caller is never told whether she is here: the pages that find her say so to the worker beside the result."""
    named("Ayşegül Yılmaz")
    text = cast.ayse.client().get(reverse("team:search")).content.decode()
    assert "Telefonda kimseye “var” ya da “yok” demeyin" in text
    told = {"name": "Ayşegül Yılmaz", "reason": "forgot_code", "why": "aradı, kodunu bilmiyor"}
    answer = cast.ayse.client().post(reverse("team:search"), told).content.decode()
    assert "kararlaştırılan sözü sorun" in answer


def test_harm_21_nobody_is_measured_by_closed_files(cast) -> None:
    text = cast.nermin.client().get(reverse("team:team")).content.decode()
    assert "Hedef sayı yoktur" in text
    heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]+)</th>", text)
    assert heads
    assert not [head for head in heads if re.search(r"kapan|kapat|başarı|ayrıl", head.lower())]


def test_harm_24_a_projected_screen_shows_no_person(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Papatya", "safe": ANY_TIME.to_payload()})
    later = timezone.now() + timedelta(hours=30)
    with acting(cast.ayse.person):
        book_appointment(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id,
            wanted=Wanted(later, 60, None, cast.ayse.staff.pk), note="Papatya ile",
        )  # fmt: skip
    for name in ("appointments:calendar", "team:team"):
        text = cast.ayse.client().get(reverse(name)).content.decode()
        assert "Papatya" not in text, "codes only, even without presentation mode"
        main = text.split("<main", 1)[1].split("</main>", 1)[0]
        assert case.code not in re.sub(r"<div[^>]*data-person.*", "", main, flags=re.S), "and presentation hides them"


def test_harm_26_a_trace_of_every_look_stays_and_the_guide_names_a_way_to_complain(cast) -> None:
    case = opened_file(cast)
    cast.ayse.client().get(reverse("team:walls", args=[case.id]))
    with acting(cast.nermin.person):
        event = AuditEvent.objects.get(event="case.walls_read")
        assert (event.username, event.about) == ("ayse", f"case:{case.code}")
    month = cast.nermin.client().get(reverse("team:month")).content.decode()
    assert "şikâyet merkez dışındaki kişiye yapılır" in month


def test_harm_27_two_women_are_never_made_one_by_a_machine(cast, named) -> None:
    one, other = named("Ayşegül Yılmaz"), named("Aysegül Yılmaz")
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, one.id, vault=cast.ayse.vault)
        assert [hit.code for hit in doubles_of(cast.ayse.person, vault=cast.ayse.vault, opened=file)] == [other.code]
        merge = propose_merge(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=one.id, other_id=other.id, why="benzer ad"
        )
        with pytest.raises(CannotMerge):
            merge_files(by=cast.ayse.person, vault=cast.ayse.vault, merge_id=merge.id, revision=1)
    with acting(cast.nermin.person):
        nermin = {"by": cast.nermin.person, "vault": cast.nermin.vault, "merge_id": merge.id}
        merge_files(**nermin, revision=1)
        undo_merge(**nermin, revision=2, why="iki ayrı kadın")
    assert other.code in cast.ayse.client().get(reverse("team:merging", args=[one.id])).content.decode()
