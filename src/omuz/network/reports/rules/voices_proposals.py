"""What may be recommended where a gap is found: the sentences of `catalogues/reports/recommendations.toml`."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Words
from omuz.insight.reports.content.lines import Page, page_of, text_of
from omuz.insight.reports.content.report_types import report_folder

FILE: Final = "recommendations.toml"
POLICY: Final = "policy"
PROCEDURE: Final = "procedure"
_MONTHS: Final = range(1, 13)


@dataclass(frozen=True)
class Proposal:
    """A first sentence for one gap; `months` counts into the year after the report."""

    gap: str
    who: str
    months: int
    post: Words
    what: Words
    means: Words

    def until(self, year: int) -> date:
        """The last day of that month of the year after."""
        return date(year + 1, self.months, monthrange(year + 1, self.months)[1])


@dataclass(frozen=True)
class Proposals:
    """The whole file: kinds of organisation by code, sentences by gap, how many needs are drafted."""

    who: Mapping[str, Words]
    by_gap: Mapping[str, Proposal]
    most_needs: int

    def for_gap(self, gap: str) -> Proposal | None:
        """The sentence for a gap; a criterion without one of its own takes that of its chapter."""
        return self.by_gap.get(gap) or (self.by_gap.get(gap[:1]) if "." not in gap else None)


def proposals() -> Proposals:
    """The sentences of this installation. Raises CatalogueError with file and line."""
    path = report_folder() / FILE
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Proposals:
    """Read once for each state of the file."""
    del changed
    return read_proposals(path, FILE)


def read_proposals(path: Path, name: str) -> Proposals:
    """Read such a file. Raises CatalogueError with file and line."""
    page = page_of(text_of(path, name), name)
    page.about("recommendations")
    most = page.whole("most_needs")
    who = {}
    for each in page.pages("who"):
        who[each.text("code")] = each.words("title")
        each.finish()
    by_gap: dict[str, Proposal] = {}
    for each in page.pages("proposal"):
        found = _proposal(each, who)
        if found.gap in by_gap:
            raise each.fault(_("“%(gap)s” için iki öneri yazılmış") % {"gap": found.gap}, "gap")
        by_gap[found.gap] = found
    page.finish()
    return Proposals(who, by_gap, most)


def _proposal(page: Page, who: Mapping[str, Words]) -> Proposal:
    months = page.whole("months")
    if months not in _MONTHS:
        raise page.fault(_("1 ile 12 arasında bir ay olmalı"), "months")
    found = Proposal(
        gap=page.text("gap"),
        who=page.choice("who", who),
        months=months,
        post=page.words("post"),
        what=page.words("what"),
        means=page.words("means"),
    )
    page.finish()
    return found
