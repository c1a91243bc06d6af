"""A draft of what the rooms hold today, put together for one reader and kept nowhere."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.people.access import Person
from omuz.insight.reports.content import composing
from omuz.insight.reports.content.report_types import report_type, sources
from omuz.insight.reports.parts import Document
from omuz.network.reports.queries.about import places, programme_names
from omuz.network.reports.queries.desk import Language, network_name, said_places
from omuz.network.reports.queries.editions import editions_of
from omuz.network.reports.queries.gathering import gather


def sketch(person: Person, report: str, year: int, about: str, language: Language) -> Document:
    """The document as it would be begun now, without anybody's text; it says on every page that it is a draft.

    Raises Refused for whoever builds no report, CatalogueError (file and line) for a broken type, NotGathered where
    a room gave something wrong. Writes nothing.
    """
    kind = report_type(report)
    snapshot = gather(person, report, year, about)
    before = max((edition.number for edition in editions_of(person, report, year, about)), default=0)
    with override(language):
        name = network_name()
        edition = composing.Edition(
            number=before + 1,
            dated=snapshot.taken_on,
            publisher=name,
            places={"network": name, **_names(kind.scope, about)},
        )
        return composing.compose(kind, snapshot, sources(), edition, language)


def _names(scope: str, about: str) -> dict[str, str]:
    if not about:
        return {}
    if scope == "programme":
        return {"donor": _("destekleyen kurum"), "programme": about, **said_places(programme_names(about))}
    return {scope: dict(places(scope)).get(about, about)}
