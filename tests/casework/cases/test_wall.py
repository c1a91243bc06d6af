"""A file hidden from her, kept to a list without her or of another centre is not there: in the program and below it."""

from datetime import date

import pytest
from django.db import connection
from django.http import Http404

from omuz.casework.cases.models import Case, CaseStep, Presentation
from omuz.casework.cases.queries.files import case_of, open_case, visible_cases
from omuz.casework.cases.queries.index import opened_records
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import counting_rows
from tests.casework.cases.files import opened_file


def _closed_to(cast, case, **who) -> None:
    with (
        acting(cast.nermin.person),
        counting_rows(),
        recorded(by=cast.nermin.person, event="case.restricted", centre=case.centre_id, about=f"case:{case.code}"),
    ):
        assert Case.objects.filter(id=case.id).update(**who) == 1


def _raw(member, table: str) -> int:
    """Rows the database shows her, whatever the program asks."""
    with acting(member.person), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_file_is_open_to_its_team_and_unknown_to_another_centre(cast) -> None:
    case = opened_file(cast, identity={"pseudonym": "Deniz"})
    with acting(cast.nermin.person):
        assert open_case(cast.nermin.person, case.id, vault=cast.nermin.vault).identity == {"pseudonym": "Deniz"}
    with acting(cast.zeynep.person), pytest.raises(Http404):
        case_of(cast.zeynep.person, case.id)
    assert (_raw(cast.ayse, "cases_case"), _raw(cast.zeynep, "cases_case"), _raw(cast.can, "cases_case")) == (1, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["hidden", "listed"])
def test_the_database_itself_hides_a_closed_file_with_all_its_records(cast, how) -> None:
    case = opened_file(cast)
    shut = {"hidden_from": [cast.ayse.staff.pk]} if how == "hidden" else {"only_for": [cast.nermin.staff.pk]}
    _closed_to(cast, case, **shut)
    with acting(cast.ayse.person):
        assert not visible_cases(cast.ayse.person, cast.konak.id).exists()
        with pytest.raises(Http404):
            case_of(cast.ayse.person, case.id)
    for table in ("cases_case", "cases_casestep", "cases_presentation"):
        assert (_raw(cast.ayse, table), _raw(cast.nermin, table)) == (0, 1), table


@pytest.mark.django_db
def test_figures_count_a_closed_file_and_lists_do_not_show_it(cast) -> None:
    case = opened_file(cast, presented={"reason": "violence"})
    _closed_to(cast, case, hidden_from=[cast.ayse.staff.pk])
    with acting(cast.ayse.person):
        asked = {"person": cast.ayse.person, "vault": cast.ayse.vault, "centre_id": cast.konak.id}
        assert opened_records(Presentation, **asked) == []
        counted = opened_records(Presentation, **asked, counting=True)
        assert [each.payload["reason"] for each in counted] == ["violence"]
        assert not CaseStep.objects.exists(), "the wall stands again after counting"


@pytest.mark.django_db
def test_the_index_of_a_session_follows_every_change(cast) -> None:
    vault = cast.ayse.vault
    vault.opening = "test-index"
    asked = {"person": cast.ayse.person, "vault": vault, "centre_id": cast.konak.id}
    first = opened_file(cast)
    with acting(cast.ayse.person):
        assert len(opened_records(Presentation, **asked)) == 1
    opened_file(cast, on=date(2026, 4, 1))
    with acting(cast.ayse.person):
        assert [each.payload["on"] for each in opened_records(Presentation, **asked)] == ["2026-03-02", "2026-04-01"]
    _closed_to(cast, first, only_for=[cast.nermin.staff.pk])
    with acting(cast.ayse.person):
        assert [each.payload["on"] for each in opened_records(Presentation, **asked)] == ["2026-04-01"]
