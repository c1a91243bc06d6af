"""Every `{place}` of a report's texts has to be filled before it is printed: nobody hands over `{municipality}`."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.insight.reports.content.blocks import places_in
from omuz.insight.reports.content.report_types import REPORT, ReportType


def check_filled(report: ReportType, places: Collection[str]) -> None:
    """Raise CatalogueError with file and line for the first place of a text that this document has no words for."""
    for file, line, words in _texts(report):
        for place in places_in(words):
            if place not in places:
                raise CatalogueError(
                    _("%(file)s, satır %(line)s: {%(place)s} yerine ne yazılacağı bu raporda belli değil.")
                    % {"file": file, "line": line, "place": place}
                )


def _texts(report: ReportType) -> Iterator[tuple[str, int, Words]]:
    """File, line, words of every text that is printed."""
    head = f"{report.code}/{REPORT}"
    yield from ((head, 1, words) for words in (report.title, report.subtitle, *report.imprint))
    for section in report.sections:
        file = f"{report.code}/sections/{section.key}.toml"
        yield from ((file, 1, words) for words in (section.title, section.absent) if words)
        for block in section.blocks:
            several = (block.title, block.note, block.alt, *block.words)
            yield from ((block.file, block.line, words) for words in several if words)
