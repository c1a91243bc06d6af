"""Nothing a report or a programme may ask for leads nowhere."""

from django.conf import settings
from django.utils.module_loading import import_string

from tests.network.full import known


def test_every_room_a_report_may_ask_has_its_way_in_the_settings() -> None:
    rooms = {source.room.code for source in known().values()} - {"edition"}
    assert rooms == set(settings.REPORT_SOURCES)
    for ways in settings.REPORT_SOURCES.values():
        for way in (ways,) if isinstance(ways, str) else ways:
            assert callable(import_string(way)), way


def test_every_kind_of_evidence_from_elsewhere_is_known_and_has_its_way() -> None:
    from omuz.network.programmes.models import Evidence
    from omuz.network.programmes.queries.report import KINDS

    assert set(KINDS) == set(Evidence.Kind)
    assert set(settings.EVIDENCE_SOURCES) == {"focus_group", "coordination", "report"} <= set(Evidence.Kind.values)
    assert all(callable(import_string(way)) for way in settings.EVIDENCE_SOURCES.values())
