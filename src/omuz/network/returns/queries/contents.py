"""Which tables a return holds and what is said above them: read from the catalogue, edited by domain people."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.privacy.gate import Links
from omuz.insight.charts.figure import SHAPES, Shape
from omuz.insight.charts.sentences import Patterns
from omuz.insight.indicators.definitions import Indicator, Share, indicator
from omuz.insight.indicators.lore import lore_of


@dataclass(frozen=True)
class Plan:
    """One table of a return: what is counted, split by what, over a quarter or a year, drawn how, titled how."""

    key: str
    indicator: Indicator
    by: tuple[str, ...]
    yearly: bool
    shape: Shape
    patterns: Patterns


@dataclass(frozen=True)
class Contents:
    """One version of what a return holds."""

    version: int
    due_days: int
    plans: Mapping[str, Plan]

    @property
    def name(self) -> str:
        return f"quarterly/{self.version}"

    def of_quarter(self) -> list[Plan]:
        return [plan for plan in self.plans.values() if not plan.yearly]

    def of_year(self) -> list[Plan]:
        return [plan for plan in self.plans.values() if plan.yearly]


def contents(folder: Path | None = None) -> Contents:
    """What a return holds, read once. Raises CatalogueError naming file and place."""
    return _read(folder or catalogue_folder())


@lru_cache(maxsize=4)
def links_of_contents(folder: Path | None = None) -> Links:
    """What a reader of a return knows of its tables from their definitions: the gate protects them as one."""
    return Links(lore=lore_of(plan.indicator for plan in contents(folder).plans.values()))


@lru_cache(maxsize=4)
def _read(folder: Path) -> Contents:
    page = read_definition(folder / "returns" / "quarterly.toml")
    version = page.about("quarterly")
    page.words("title")
    plans: dict[str, Plan] = {}
    for section in page.sections("table"):
        plan = _plan(section, folder)
        if plan.key in plans:
            raise section.fault(_("“%(key)s” adı ikinci kez geçiyor") % {"key": plan.key}, "key")
        plans[plan.key] = plan
    found = Contents(version, page.whole("due_days"), plans)
    page.finish()
    return found


def _plan(section: Section, folder: Path) -> Plan:
    counted = indicator(section.text("indicator"), folder)
    by = section.texts("by")
    for name in by:
        if name not in counted.allowed_by:
            raise section.fault(_("%(code)s bu alanla bölünmez") % {"code": counted.code}, "by")
    shape = section.choice("shape", SHAPES)
    plan = Plan(
        key=section.text("key"),
        indicator=counted,
        by=by,
        yearly=section.choice("period", ("quarter", "year"), "quarter") == "year",
        shape=next(known for known in SHAPES if known == shape),
        patterns=Patterns.of(section.section("sentence")),
    )
    section.finish()
    if not _drawable(plan):
        raise section.fault(_("bu gösterge böyle çizilemez"), "shape")
    return plan


def _drawable(plan: Plan) -> bool:
    """Whether the shape fits what is counted: a strip needs one share, columns months, a map districts."""
    if plan.shape == "share":
        return isinstance(plan.indicator.measure, Share) and not plan.by
    if plan.shape in ("columns", "map"):
        return plan.by == (("month",) if plan.shape == "columns" else ("district",))
    return True
