"""S4: with every scope of the program gone, the database itself shows and takes no row of another centre."""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from omuz.site.postgres import roles
from tests import databases
from tests.trust.foreign_rows import BORNOVA, KONAK, Planted, Table, planted
from tests.trust.promised import Line
from tests.trust.ways_in import INSERTIONS, READINGS, WRITINGS, Context, contexts

COMMON = frozenset(
    "cooperation_protocol cooperation_tie coordination_cardcount coordination_copy coordination_finding"
    " coordination_focusgroup coordination_guide coordination_jointsession coordination_lesson coordination_protocol"
    " coordination_sheetaction coordination_stagereached coordination_step coordination_template coordination_unit"
    " coordination_unitpage coordination_unitsheet coordination_workspace directory_contactpost directory_directorate"
    " directory_factversion directory_municipality directory_partner directory_publicpart directory_service"
    " exchange_answer exchange_card exchange_question exchange_thanks handbook_externalfigure meetings_agendaitem"
    " meetings_attachment meetings_decision meetings_evaluationcount meetings_followup meetings_institution"
    " meetings_invited meetings_meeting meetings_rotachange profiles_networkfigures profiles_publicprofile"
    " programmes_evidence programmes_goal programmes_programme programmes_remark reports_agreedquote reports_comment"
    " reports_edition reports_printedquote reports_recommendation reports_sectiontext reports_signoff"
    " returns_networkrelease standards_adoption standards_assessmentround standards_policydocument standards_remark"
    " standards_standard surveys_questionnaire surveys_questionnaireversion surveys_round training_certificate"
    " training_certificatewithdrawal training_directorateyear training_training".split()
)
"""Tables of what centres share on purpose: read by whoever works at one, written by their own centre alone.

A table that joins them widens what everybody reads: it is named here, or the test fails.
"""
AYSE = Context("Ayşe", {"centres": str(KONAK.centre), "staff": str(KONAK.staff)})
ZEYNEP = Context("Zeynep", {"centres": str(BORNOVA.centre), "staff": str(BORNOVA.staff)})
COUNTED_BY_ALL = frozenset({"meetings_evaluationcount", "training_change", "training_ratingsheet"})
"""Anonymous counts and sheets anybody who was there adds to; they name no centre's row and no woman."""
CONTEXTS = len(contexts("owner", "admin"))
BY_DESIGN = frozenset({("the page without sign-in", "leaflet_answer")})
"""An anonymous answer is added by whoever scans the card."""
Ways = Mapping[str, Callable[[Any, Table], int]]


@pytest.fixture(scope="module")
def two_centres(django_db_setup: None, database_server: Any, django_db_blocker: Any) -> Iterator[Planted]:
    """A database of its own with a row of each centre in every table."""
    with django_db_blocker.unblock():
        template = databases.migrated_template(database_server)
        with planted(database_server, template, f"omuz_test_wall_{os.getpid()}") as made:
            yield made


def tried(
    made: Planted, ways: Ways, *, number: int, seed: int, but: frozenset[str] = frozenset()
) -> tuple[int, list[tuple[str, str, str]]]:
    """Try `number` combinations of context, table and way, drawn by `seed`: how many, and what met a foreign row."""
    admin = (made.server.admin or {})["USER"]
    every = [
        (context, table, name)
        for context, table, name in product(contexts(made.server.owner["USER"], admin), made.walled, ways)
        if table.name not in but and not BY_DESIGN & {(table.name, name), (context.name, table.name)}
    ]
    drawn = random.Random(seed).sample(every, min(number, len(every)))  # which are tried, nothing secret
    met = []
    with roles.connected(made.server.app) as connection:
        for context, table, name in drawn:
            with connection.transaction(force_rollback=True):
                context.enter(connection)
                if ways[name](connection, table):
                    met.append((context.name, table.name, name))
    return len(drawn), met


def test_no_reading_meets_a_row_of_another_centre(
    two_centres: Planted, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    number, met = tried(two_centres, READINGS, number=times(100_000, least=800), seed=seed, but=COMMON)
    figure = f"{len(two_centres.walled) - len(COMMON)} tables, {len(READINGS)} ways to read, {CONTEXTS} contexts"
    promised(Line("S4", "reading past the program's scope", number, number - len(met), figure, "0 foreign rows"))
    assert met == []


def test_no_writing_takes_a_row_of_another_centre(
    two_centres: Planted, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    before = two_centres.digest()
    number, met = tried(two_centres, WRITINGS, number=times(50_000, least=500), seed=seed, but=COUNTED_BY_ALL)
    figure = f"{len(two_centres.walled) - len(COUNTED_BY_ALL)} tables, {len(WRITINGS)} ways to write"
    promised(Line("S4", "changing, removing, handing over", number, number - len(met), figure, "0 foreign rows"))
    assert met == []
    assert two_centres.digest() == before


def test_no_row_lands_at_another_centre(
    two_centres: Planted, times: Callable[..., int], seed: int, promised: Callable[[Line], None]
) -> None:
    before = two_centres.digest()
    number, met = tried(two_centres, INSERTIONS, number=times(25_000, least=300), seed=seed, but=COUNTED_BY_ALL)
    figure = f"{len(two_centres.walled) - len(COUNTED_BY_ALL)} tables, {len(INSERTIONS)} ways to add"
    promised(Line("S4", "adding a row of another centre", number, number - len(met), figure, "0 foreign rows"))
    assert met == []
    assert two_centres.digest() == before


def test_a_connection_that_served_ayse_shows_the_next_one_nothing_of_hers(
    two_centres: Planted, promised: Callable[[Line], None]
) -> None:
    """Connections are kept between requests: what a transaction was told ends with it, however it ends."""
    look, number, met = READINGS["by its key"], 0, []
    with roles.connected(two_centres.server.app) as connection:
        for table, undone, again in product(two_centres.walled, (False, True), (False, True)):
            with connection.transaction(force_rollback=undone):
                AYSE.enter(connection)
                look(connection, table)
            with connection.transaction(force_rollback=True):
                if again:  # somebody else's request, told at a savepoint that was taken back
                    with connection.transaction(force_rollback=True):
                        AYSE.enter(connection)
                        look(connection, table)
                number += 1
                if look(connection, table):
                    met.append(table.name)
    promised(Line("S4", "a kept connection after a colleague", number, number - len(met), "no setting left", "0 rows"))
    assert met == []


def test_what_centres_share_is_what_stands_in_the_list(two_centres: Planted) -> None:
    assert met_by(two_centres, ZEYNEP) == COMMON


def test_whoever_may_does_meet_every_row(two_centres: Planted) -> None:
    """Otherwise the tests above would prove nothing: the rows are there, and each table's own people reach them."""
    told = {"centres": str(KONAK.centre), "staff": str(KONAK.staff), "organisations": str(KONAK.organisation)}
    ayse, elif_ = Context("Ayşe", told), Context("Elif", {"network": "on", "staff": str(KONAK.staff), "editor": "on"})
    every = {table.name for table in two_centres.walled}
    assert met_by(two_centres, ayse) | met_by(two_centres, elif_) == every


def met_by(made: Planted, context: Context) -> set[str]:
    """Tables in which this context meets Konak's row."""
    with roles.connected(made.server.app) as connection, connection.transaction(force_rollback=True):
        context.enter(connection)
        return {table.name for table in made.walled if READINGS["by its key"](connection, table)}
