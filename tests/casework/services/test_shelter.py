"""A shelter is a safe place: its answer ends the request in her list, and no field of any table can hold where."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services import actions
from omuz.casework.services.forms.requests import ShelterForm
from omuz.casework.services.models import ShelterRequest
from omuz.casework.services.rules.shelter import Outcome, ShelterAsked
from omuz.foundation.people.access import acting
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db

ANSWERED = date(2026, 3, 3)


def _settle(member: Member, outcome: Outcome, revision: int = 1, refused: tuple[str, ...] = ()) -> ShelterRequest:
    with acting(member.person):
        row = ShelterRequest.objects.get()
        return actions.settle_shelter(
            by=member.person, vault=member.vault, shelter_id=row.id, revision=revision, outcome=outcome, on=ANSWERED,
            refused=refused,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (Outcome.PLACED, "met", "not_asked"),
        (Outcome.REFUSED, "not_met", "institution_refused"),
        (Outcome.GAVE_UP, "withdrawn", "not_asked"),
        (Outcome.UNKNOWN, "unknown", "not_asked"),
        (Outcome.WAITING, "waiting", "not_asked"),
    ],
)
def test_the_answer_ends_the_request_in_her_list(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any], outcome: Outcome, state: str, reason: str
) -> None:
    ask("shelter")
    row = _settle(cast.ayse, outcome, refused=("full",))
    told = services()
    assert [(each.row.state, each.wish.unmet_reason) for each in told.wishes] == [(state, reason)]
    assert (row.state == "open") == (outcome is Outcome.WAITING)
    assert told.shelters[0].asked.refused == (("full",) if outcome is Outcome.REFUSED else ())


def test_an_answer_put_right_keeps_the_one_before_and_a_stale_page_writes_nothing(
    cast: Cast, ask: Callable[..., Any], services: Callable[..., Any]
) -> None:
    ask("shelter")
    _settle(cast.ayse, Outcome.REFUSED, refused=("papers",))
    with pytest.raises(Conflict):
        _settle(cast.nermin, Outcome.GAVE_UP)
    _settle(cast.nermin, Outcome.PLACED, revision=2)
    (told,) = services().shelters
    assert [each["answers"]["outcome"] for each in told.versions] == ["waiting", "refused"]
    assert told.asked.outcome == "placed"


def test_nothing_of_it_is_readable_at_rest(cast: Cast, ask: Callable[..., Any]) -> None:
    ask("shelter")
    _settle(cast.ayse, Outcome.REFUSED, refused=("son_over_12",))
    with acting(cast.ayse.person):
        row = ShelterRequest.objects.get()
    raw = b"".join(bytes(each) for each in (row.answers, row.words, row.earlier))
    assert not any(plain in raw for plain in (b"son_over_12", b"refused", b"2026"))


def test_no_field_of_this_room_can_hold_an_address() -> None:
    told = {field.name for model in apps.get_app_config("services").get_models() for field in model._meta.get_fields()}
    forbidden = ("address", "adres", "street", "location", "where", "shelter_name", "phone", "city", "district")
    assert [name for name in told if any(word in name for word in forbidden)] == []
    assert set(ShelterAsked.__dataclass_fields__) == {"on", "outcome", "refused", "settled_on", "request"}
    free = [
        field
        for field in apps.get_app_config("services").get_model("ShelterRequest")._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and field.name != "state"
    ]
    assert free == []


def test_the_form_of_an_answer_has_no_place_for_words() -> None:
    form = ShelterForm(asked_on=ANSWERED)
    typed = [name for name, field in form.fields.items() if type(field) is forms.CharField]
    assert (typed, list(form.fields)) == ([], ["outcome", "on", "refused", "version"])
