"""What a report type is called before it has a place, and who its words are written for."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.insight.reports.content.report_types import ReportType
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import Language

_GAP = re.compile(r"\{[^{}]*\}")
_READERS = {
    "easy": gettext_lazy("herkes için"),
    "plain": gettext_lazy("başkan, meclis ve basın için"),
    "professional": gettext_lazy("işi yapanlar için"),
}
_SCOPES = {
    "network": gettext_lazy("bütün ağ"),
    "centre": gettext_lazy("tek merkez"),
    "municipality": gettext_lazy("tek belediye"),
    "programme": gettext_lazy("tek program"),
}
PLACES = ("centre", "municipality", "programme")
"""Names in `Edition.places` of the one thing an edition is about."""


def name_of(report: ReportType, language: Language) -> str:
    """The title; where it names a place, the subtitle or what is left of the title."""
    title, under = (words.say(language) for words in (report.title, report.subtitle))
    if "{" not in title:
        return title
    first = under.partition(",")[0]
    return first if "{" not in first else _GAP.sub("", title).strip(" :,–")


def offer(report: ReportType, language: Language) -> dict[str, Any]:
    """A type as somebody chooses it: what it is, for whom, how long."""
    return {
        "code": report.code,
        "name": name_of(report, language),
        "about": report.about.say(language),
        "readers": _READERS[report.reading],
        "scope": _SCOPES[report.scope],
        "pages": _("yaklaşık %(n)s sayfa") % {"n": report.pages} if report.pages else "",
        "consent": report.consent,
    }


def place_of(edition: Edition) -> str:
    """The centre, municipality or programme an edition is about, empty for the whole network."""
    return next((str(edition.places[key]) for key in PLACES if edition.places.get(key)), "")
