"""A programme from its first line to its closing remarks, through the pages Elif uses."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from lxml import html

from omuz.foundation.people.access import Refused, acting
from omuz.network.programmes import actions
from omuz.network.programmes.models import Evidence, Goal, Programme
from omuz.network.programmes.queries.progress import progress
from omuz.network.programmes.rules import Level, NotKept, Standing

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
TOLD = {
    "title": "Şiddetsiz kentler (örnek)", "code": "ornek", "donor": "Örnek Fon", "starts_on": "2024-11-01",
    "ends_on": "2026-12-31", "currency": "EUR",
}  # fmt: skip
GOAL: dict[str, Any] = {
    "code": "1", "title": "Merkezler ortak ölçütlerle çalışır", "title_en": "", "indicator": "", "indicator_en": "",
    "counting": "", "baseline": None, "target": None, "typed": None, "begins_on": None, "until": None,
    "done_on": None, "left": False, "difference": "", "where": "",
}  # fmt: skip


def _at(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


def _document(content: bytes) -> Any:
    return html.document_fromstring(content.decode())


def _text(member: Any, name: str, *args: Any) -> str:
    response = member.client().get(_at(name, *args))
    assert response.status_code == 200
    return " ".join(_document(response.content).text_content().split())


@pytest.fixture
def programme(cast: "Cast") -> Programme:
    assert cast.elif_.client().post(_at("new"), TOLD).status_code == 302
    with acting(cast.elif_.person):
        found: Programme = Programme.objects.get(code="ornek")
        return found


def _goal(cast: "Cast", programme: Programme, level: str, parent: Goal | None = None, **told: Any) -> Goal:
    with acting(cast.elif_.person):
        return actions.write_goal(
            by=cast.elif_.person, programme=programme, level=level, told={**GOAL, **told}, parent=parent, today=TODAY
        )


def test_the_empty_list_says_what_a_programme_is_for(cast: "Cast") -> None:
    assert "Henüz program yazılmadı" in _text(cast.elif_, "list")
    assert "Program ekle" not in _text(cast.nermin, "list")


def test_promises_stand_under_each_other_and_what_was_reached_is_counted_from_evidence(
    cast: "Cast", programme: Programme
) -> None:
    top = _goal(cast, programme, "objective")
    result = _goal(cast, programme, "result", top, code="1.1", title="Çalışanlar eğitildi")
    output = _goal(cast, programme, "output", result, code="1.1.1", counting="numbers", target=30, title="Katılım")
    where = _at("show", "ornek", output.id)
    for words, number in (("Tutanak 1", 18), ("Tutanak 2", 13)):
        sent = cast.elif_.client().post(where, {"words": words, "on": "2025-05-05", "number": number})
        assert sent.status_code == 302
    with acting(cast.elif_.person):
        told = progress(programme, TODAY)
    assert [(line.depth, line.goal.code) for line in told.lines] == [(0, "1"), (1, "1.1"), (2, "1.1.1")]
    assert (told.lines[2].reached, told.lines[2].standing) == (31, Standing.DONE)
    page = _text(cast.nermin, "one", "ornek")
    assert "31" in page
    assert "bilinmiyor" in page


def test_what_the_other_rooms_hold_is_offered_and_linked_once(cast: "Cast", programme: Programme) -> None:
    from tests.network.standards import houses

    house = houses.made(cast)
    with acting(cast.elif_.person):
        wide = {**{name: getattr(programme, name) for name in actions.PROGRAMME}, "ends_on": house.asked.due_on}
        actions.write_programme(by=cast.elif_.person, told=wide, row=programme)
    output = _goal(cast, programme, "objective", counting="pieces", target=1)
    page = _document(cast.elif_.client().get(_at("goal", "ornek", output.id)).content)
    found = page.xpath("//input[@name='found']/@value")
    assert found
    where = _at("show", "ornek", output.id)
    cast.elif_.client().post(where, {"found": found})
    with acting(cast.elif_.person):
        assert Evidence.objects.count() == len(found)
        piece = Evidence.objects.get()
        told = {"kind": piece.kind, "reference": piece.reference, "words": "x", "on": TODAY, "number": 1}
        with pytest.raises(NotKept):
            actions.show(by=cast.elif_.person, goal=output, told=told)


def test_an_unreached_promise_is_late_after_its_day_and_one_given_up_needs_a_reason(
    cast: "Cast", programme: Programme
) -> None:
    top = _goal(cast, programme, "objective", until=date(2026, 1, 1))
    with acting(cast.elif_.person):
        assert progress(programme, TODAY).lines[0].standing is Standing.LATE
        told = {**GOAL, "left": True}
        with pytest.raises(NotKept):
            actions.write_goal(
                by=cast.elif_.person, programme=programme, level="objective", told=told, row=top, today=TODAY
            )


def test_a_promise_with_something_under_it_is_not_taken_off(cast: "Cast", programme: Programme) -> None:
    top = _goal(cast, programme, "objective")
    _goal(cast, programme, "result", top, code="1.1")
    with acting(cast.elif_.person), pytest.raises(NotKept):
        actions.remove_goal(by=cast.elif_.person, row=top)


def test_a_level_stands_only_where_it_belongs(cast: "Cast", programme: Programme) -> None:
    with pytest.raises(NotKept):
        _goal(cast, programme, "output")
    top = _goal(cast, programme, "objective")
    with pytest.raises(NotKept):
        _goal(cast, programme, Level.OUTPUT, top, code="2")


def test_the_lines_of_the_closing_report_are_written_and_taken_off(cast: "Cast", programme: Programme) -> None:
    client = cast.elif_.client()
    where = _at("remark", "ornek")
    assert client.post(where, {"kind": "spending", "what": "Eğitim"}).status_code == 422
    sent = client.post(where, {"kind": "spending", "what": "Eğitim", "planned": "1000.50", "spent": "998"})
    assert sent.status_code == 302
    page = _text(cast.elif_, "one", "ornek")
    assert "1.000,50 EUR" in page
    with acting(cast.elif_.person):
        row = programme.remarks.get()
    client.post(_at("unremark", "ornek", row.id))
    assert "1.000,50" not in _text(cast.elif_, "one", "ornek")


def test_days_and_short_names_that_cannot_be_are_refused_with_what_was_typed(
    cast: "Cast", programme: Programme
) -> None:
    client = cast.elif_.client()
    for wrong in ({**TOLD, "ends_on": "2020-01-01", "code": "b"}, TOLD):
        response = client.post(_at("new"), wrong)
        assert response.status_code == 422
        assert "Şiddetsiz kentler" in response.content.decode()
    with acting(cast.elif_.person):
        assert Programme.objects.count() == 1


def test_only_the_network_writes_and_only_those_who_lead_read(cast: "Cast", programme: Programme) -> None:
    answers = {
        name: getattr(cast, name).client().get(_at("one", "ornek")).status_code
        for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
    }
    assert answers == {"ayse": 403, "nermin": 200, "zeynep": 403, "elif_": 200, "derya": 403, "can": 403}
    with acting(cast.nermin.person), pytest.raises(Refused):
        actions.write_programme(by=cast.nermin.person, told={}, row=programme)


def test_evidence_leads_to_its_room_for_whoever_may_go_there(cast: "Cast", programme: Programme) -> None:
    from tests.network.standards import houses

    house = houses.made(cast)
    top = _goal(cast, programme, "objective", counting="pieces", target=2)
    for kind in (Evidence.Kind.STANDARDS, Evidence.Kind.SURVEY):
        told = {"kind": kind, "reference": house.asked.id, "words": kind.value, "on": TODAY, "number": 1}
        with acting(cast.elif_.person):
            goal = top if kind == Evidence.Kind.STANDARDS else _goal(cast, programme, "result", top, code="1.1")
            actions.show(by=cast.elif_.person, goal=goal, told=told)
    for member, found in ((cast.elif_, ["standards", "survey"]), (cast.nermin, ["standards"])):
        page = _document(member.client().get(_at("one", "ornek")).content)
        assert [
            link.text_content() for link in page.xpath("//table[contains(@class, 'promises')]//details//a")
        ] == found
        assert "survey" in page.text_content()
