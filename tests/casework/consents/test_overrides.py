"""Something leaves without her yes only by two different people, with a reason, for a week, read by the coordinator."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from omuz.casework.cases.models import Case
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.consents.actions.excepting import Exceptional, NoReason, answer_override, ask_override
from omuz.casework.consents.models import ConsentOverride
from omuz.casework.referrals.actions.drafting import ConsentMissing
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from tests.casework.cases.files import opened_file
from tests.casework.referrals.ways import TEXTS, begun, institution, prepared, says

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def _asked(cast: Any, case: Case, to: Any, reason: str = "Yaşamı tehlikede, ulaşılamıyor") -> ConsentOverride:
    with acting(cast.ayse.person):
        return ask_override(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, reason=reason, on=TODAY,
            wanted=Exceptional(to, "legal_support", list(TEXTS), "letter"),
        )  # fmt: skip


def _answered(cast: Any, who: Any, row: ConsentOverride, *, agree: bool = True) -> ConsentOverride:
    with acting(who.person):
        return answer_override(
            by=who.person, vault=who.vault, override_id=row.id, revision=row.revision, agree=agree, on=TODAY
        )


def test_one_person_alone_cannot_decide(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    row = _asked(cast, case, baro)
    with pytest.raises(Refused):
        _answered(cast, cast.ayse, row)
    with pytest.raises(ConsentMissing):
        prepared(cast, begun(cast, case, baro), TODAY)


def test_the_database_refuses_one_person_too(cast) -> None:
    row = _asked(cast, opened_file(cast), institution(cast))
    with acting(cast.ayse.person), pytest.raises(IntegrityError), transaction.atomic():  # noqa: SIM117  # one act
        with recorded(by=cast.ayse.person, event="consent.exception_agreed", centre=cast.konak.id):
            ConsentOverride.objects.filter(id=row.id).update(agreed_by=cast.ayse.staff.pk)


def test_two_people_and_a_reason_let_it_pass_for_a_week(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    with pytest.raises(NoReason):
        _asked(cast, case, baro, reason="  ")
    row = _answered(cast, cast.nermin, _asked(cast, case, baro))
    assert (row.state, row.agreed_by) == ("agreed", cast.nermin.staff.pk)
    with pytest.raises(NotNow):
        _answered(cast, cast.nermin, row)
    draft = begun(cast, case, baro)
    with pytest.raises(ConsentMissing):
        prepared(cast, draft, TODAY + timedelta(days=8))
    assert prepared(cast, draft, TODAY).state == "prepared"


def test_what_she_refuses_afterwards_stays_refused(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    _answered(cast, cast.nermin, _asked(cast, case, baro))
    says(cast, case, baro, TEXTS, yes=False, on=TODAY)
    with pytest.raises(ConsentMissing):
        prepared(cast, begun(cast, case, baro), TODAY)


def test_a_declined_exception_lets_nothing_pass(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    _answered(cast, cast.nermin, _asked(cast, case, baro), agree=False)
    with pytest.raises(ConsentMissing):
        prepared(cast, begun(cast, case, baro), TODAY)


def test_whoever_may_not_see_the_file_cannot_be_the_second_person(cast) -> None:
    row = _asked(cast, opened_file(cast), institution(cast))
    address = reverse("consents:answer", args=[row.id])
    for member, status in ((cast.zeynep, 404), (cast.elif_, 403), (cast.derya, 403), (cast.can, 403)):
        assert member.client().post(address, {"version": 1, "what": "agree"}).status_code == status


def test_the_pages_from_asking_to_the_monthly_review(cast) -> None:
    case, baro = opened_file(cast), institution(cast)
    draft, ayse, nermin = begun(cast, case, baro), cast.ayse.client(), cast.nermin.client()
    ask = reverse("referrals:ask", args=[draft.id])
    assert ayse.post(ask, {"reason": " "}).status_code == 422
    response = ayse.post(ask, {"reason": "Yaşamı tehlikede"})
    assert response.status_code == 302
    page = ayse.get(response["Location"]).content.decode()
    assert "Kararı ekipten başka biri verir" in page
    answer = response["Location"] + "karar/"
    assert ayse.post(answer, {"version": 1, "what": "agree"}).status_code == 403
    assert nermin.post(answer, {"version": 1, "what": "agree", "note": "Baktım"}).status_code == 302
    review = reverse("consents:review")
    told = nermin.get(review).content.decode()
    assert "Yaşamı tehlikede" in told
    assert case.code in told
    assert ayse.get(review).status_code == 403
    with acting(cast.nermin.person):
        row = ConsentOverride.objects.get()
    assert nermin.post(reverse("consents:reviewed", args=[row.id])).status_code == 302
    assert "okundu" in nermin.get(review).content.decode()


def test_an_exception_of_a_hidden_file_is_not_found(cast) -> None:
    from omuz.foundation.tenancy.context import counting_rows

    case = opened_file(cast)
    row = _asked(cast, case, institution(cast))
    with (
        acting(cast.nermin.person),
        counting_rows(),
        recorded(by=cast.nermin.person, event="case.restricted", centre=case.centre_id),
    ):
        Case.objects.filter(id=case.id).update(hidden_from=[cast.ayse.staff.pk])
    client = cast.ayse.client()
    assert client.get(reverse("consents:override", args=[row.id])).status_code == 404
    assert client.post(reverse("consents:answer", args=[row.id]), {"version": 1, "what": "agree"}).status_code == 404
    assert cast.nermin.client().get(reverse("consents:override", args=[row.id])).status_code == 200
