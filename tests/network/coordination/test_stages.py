"""From stage to stage: only with everything there, a sentence naming what is missing; and back with a reason."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import ProgrammingError

from omuz.foundation.people.access import Refused, acting
from omuz.network.coordination.actions import learning, places
from omuz.network.coordination.models import StageReached
from omuz.network.coordination.queries.catalogue import CHECKS, stages, typical_page, typical_pages
from omuz.network.coordination.queries.stages import _CHECKS, ladder, missing
from omuz.network.returns.rules.quarters import Quarter, quarters_until
from omuz.network.standards.actions.refusals import NotNow

if TYPE_CHECKING:
    from tests.network.coordination.houses import House


def test_the_catalogue_tells_seven_stages_and_thirteen_pages_in_both_languages() -> None:
    assert [stage.code for stage in stages()] == [f"stage_{number}" for number in range(7)]
    assert {need.check for stage in stages() for need in stage.requires} <= set(CHECKS) == set(_CHECKS)
    assert len(typical_pages()) == 13
    for page in typical_pages():
        for words in (page.name, page.meets, page.do, page.do_not, *page.parts.values()):
            assert words.tr and words.en and words.tr != words.en


def test_every_directorate_of_the_list_begins_with_a_page() -> None:
    from omuz.foundation.catalogue.lists import code_list

    assert all(typical_page(code) for code in code_list("directorate").codes)
    assert typical_page("own-kent-konseyi") is None


def test_a_municipality_begins_at_stage_0_once(house: "House") -> None:
    assert house.again().stage == 0
    with acting(house.elif_), pytest.raises(NotNow, match="zaten açık"):
        places.begin(by=house.elif_, municipality=house.cast.town, on=house.today)


def test_a_stage_is_refused_with_every_missing_thing_named(house: "House") -> None:
    with pytest.raises(NotNow) as refused:
        house.reach()
    assert "taahhüdünün günü" in str(refused.value) and "Sekreteryayı" in str(refused.value)
    assert house.again().stage == 0


def test_the_ladder_is_climbed_to_the_top(house: "House") -> None:
    house.committed()
    assert house.reach().stage == 1
    with pytest.raises(NotNow, match="en az 5 müdürlük"):
        house.reach()
    rows = house.mapped()
    assert house.reach().stage == 2
    with pytest.raises(NotNow, match="3 müdürlükte daha odak grup"):
        house.reach()
    house.heard(rows)
    assert house.reach().stage == 3
    with pytest.raises(NotNow, match="Sayfası müdürlükçe onaylanmamış"):
        house.reach()
    house.drafted(rows)
    assert house.reach().stage == 4
    with pytest.raises(NotNow, match="İmzalanmış ve süresi geçmemiş"):
        house.reach()
    house.signed(days_ago=400)
    with pytest.raises(NotNow, match="başlamış ya da tamamlanmış"):
        house.reach()
    house.moved(rows[0].steps.first(), "done")
    assert house.reach().stage == 5
    house.planned(rows[1], starts=-90, ends=-10)
    with pytest.raises(NotNow) as refused:
        house.reach()
    told = str(refused.value)
    assert "4 çeyrek" in told and "3 öğrenilen ders" in told and "Geciken bir eylemin nedeni" in told
    assert "on iki ay" not in told
    with acting(house.nermin):
        for quarter in quarters_until(Quarter.of(house.today), 4):
            counts = {rows[0].id: (12, 2), rows[1].id: (5, 0)}
            learning.count_cards(by=house.nermin, workspace=house.workspace, quarter=quarter, counts=counts)
        for text in ("Kart küçük olmalı.", "Kimse listeyi sormadı.", "Zabıta erken gelmeli."):
            learning.learn(by=house.nermin, workspace=house.workspace, on=house.today, text=text)
        late = rows[1].steps.get(ends_on__lt=house.today)
    house.moved(late, "started", why="İhale gecikti")
    assert house.reach().stage == 6
    with pytest.raises(NotNow, match="son aşamada"):
        house.reach()


def test_the_ladder_shows_what_is_missing_for_the_next_stage_alone(house: "House") -> None:
    with acting(house.elif_):
        rungs = ladder(house.workspace, house.today)
    assert [rung.reached for rung in rungs] == [True] + [False] * 6
    assert [bool(rung.needs) for rung in rungs] == [False, True] + [False] * 5
    assert not rungs[1].open


def test_a_signature_that_ran_out_does_not_carry_stage_5(house: "House") -> None:
    rows = house.mapped()
    house.drafted(rows)
    house.signed(days_ago=400, term=300)
    house.moved(rows[0].steps.first(), "started")
    with acting(house.elif_):
        assert "süresi geçmemiş" in " ".join(missing(house.workspace, 5, house.today))
        assert missing(house.workspace, 5, house.today - timedelta(days=200)) == []


def test_an_election_sets_back_with_a_reason_and_what_was_written_stays(house: "House") -> None:
    house.committed()
    house.reach()
    with acting(house.nermin):
        with pytest.raises(NotNow, match="Neden"):
            places.set_back(by=house.nermin, workspace=house.workspace, stage=0, on=house.today, why=" ")
        with pytest.raises(NotNow, match="geçilmiş bir aşamaya"):
            places.set_back(by=house.nermin, workspace=house.workspace, stage=3, on=house.today, why="Seçim oldu")
        places.set_back(by=house.nermin, workspace=house.workspace, stage=0, on=house.today, why="Yönetim değişti")
        told = list(StageReached.objects.filter(workspace=house.workspace).values_list("stage", "evidence_note"))
    assert house.again().stage == 0
    assert told == [(0, ""), (1, ""), (0, "Yönetim değişti")]


def test_the_history_of_stages_cannot_be_written_over(house: "House") -> None:
    from omuz.foundation.audit.chain import recorded

    with (
        acting(house.elif_),
        pytest.raises(ProgrammingError, match="append-only"),
        recorded(by=house.elif_, event="workspace.stage_reached", about="workspace:x"),
    ):
        StageReached.objects.filter(workspace=house.workspace).update(stage=6)


def test_no_day_to_come_and_none_before_the_last_stage(house: "House") -> None:
    house.committed()
    with acting(house.nermin):
        with pytest.raises(NotNow, match="Bugünden sonraki"):
            places.reach(by=house.nermin, workspace=house.workspace, on=house.today + timedelta(days=1))
        with pytest.raises(NotNow, match="bir öncekinden önce"):
            places.reach(by=house.nermin, workspace=house.workspace, on=house.today - timedelta(days=40))


def test_a_coordinator_begins_only_in_her_own_municipality(house: "House") -> None:
    songul = house.songul.person
    with acting(house.nermin), pytest.raises(Refused):
        places.begin(by=house.nermin, municipality=house.bornova, on=house.today)
    with acting(songul):
        assert places.begin(by=songul, municipality=house.bornova, on=house.today).stage == 0
        with pytest.raises(Refused):
            places.write_details(by=songul, workspace=house.workspace, details=places.Details())


def test_a_name_is_no_post(house: "House") -> None:
    with acting(house.nermin), pytest.raises(NotNow, match="kişi adına benziyor"):
        places.write_details(
            by=house.nermin, workspace=house.workspace, details=places.Details(secretariat_post="Ayşe Hanım")
        )
