"""What the ledger let out to the public, as datasets: one a quarter, one version a release, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.periods import said
from omuz.insight.opendata.publication import Edition, Publication, Published, of_indicator
from omuz.insight.opendata.release import content_of_tables
from omuz.network.figures.queries.open_words import open_words
from omuz.network.figures.queries.released import PUBLIC, Let
from omuz.network.returns.models import NetworkRelease
from omuz.network.returns.queries.contents import Plan, contents
from omuz.network.returns.queries.reasons import reasons
from omuz.network.returns.rules.quarters import Quarter

_FIRST = Words("İlk sürüm.", "First version.")


@dataclass(frozen=True)
class Dataset:
    """One quarter in the open: its versions, oldest first. No release is taken back, so a version stays what it is."""

    quarter: Quarter
    versions: tuple[Let, ...]

    @property
    def code(self) -> str:
        return f"network_{str(self.quarter).replace('-', '_').lower()}"

    @property
    def newest(self) -> int:
        return len(self.versions)

    def version(self, number: int) -> Let:
        """One of them; Http404 for a number that is none."""
        if not 1 <= number <= self.newest:
            raise Http404
        return self.versions[number - 1]


def datasets() -> list[Dataset]:
    """Everything in the open, newest quarter first, for whoever asks."""
    found: dict[str, list[Let]] = {}
    for row in NetworkRelease.objects.filter(audience=PUBLIC).order_by("-quarter", "number"):
        found.setdefault(row.quarter, []).append(Let(row))
    return [Dataset(Quarter.read(quarter), tuple(lets)) for quarter, lets in found.items()]


def dataset(code: str) -> Dataset:
    """One of them by its code; Http404 where there is none."""
    found = next((one for one in datasets() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def publication(about: Dataset, number: int, address: str) -> Publication:
    """One version with the words of the catalogue around the tables of the ledger."""
    words, one = open_words(), about.version(number)
    history = tuple(_edition(about, earlier) for earlier in range(1, number))
    return Publication(
        code=about.code,
        title=_over_period(words.title, about.quarter),
        description=words.description,
        publisher=words.publisher,
        source=words.made_from,
        licence=words.licence,
        tables=tables_of(one),
        version=number,
        issued=timezone.localtime(one.row.released_at).date(),
        change=_change(one, number),
        history=history,
        keywords=words.keywords,
        address=address,
    )


def _edition(about: Dataset, number: int) -> Edition:
    """An earlier version as a later one names it; its own past does not change what is in it."""
    one = about.version(number)
    issued = timezone.localtime(one.row.released_at).date()
    return Edition(number, content_of_tables(about.code, tables_of(one)), issued, _change(one, number))


def _change(one: Let, number: int) -> Words:
    if number == 1:
        return _FIRST
    found = reasons().get(one.row.reason)
    why = found.label if found else Words(one.row.reason, one.row.reason)
    return Words(f"Düzeltme: {why.tr}", f"Correction: {why.en}")


def _over_period(title: Words, quarter: Quarter) -> Words:
    return Words(f"{title.tr}, {said(str(quarter), 'tr')}", f"{title.en}, {said(str(quarter), 'en')}")


def tables_of(one: Let) -> tuple[Published, ...]:
    """The tables of a release with the words of their definitions, in the order of the returns."""
    plans = contents().plans
    return tuple(_published(plans[key], table) for key, table in one.tables.items() if key in plans)


def _published(plan: Plan, table: SafeTable) -> Published:
    told = of_indicator(plan.key, plan.indicator, table)
    split: Sequence[Words] = [axis.title for axis in told.axes]
    alike = [each for each in contents().plans.values() if each.indicator.code == plan.indicator.code]
    if not split or len(alike) == 1:
        return told
    over = Words(", ".join(one.tr for one in split), ", ".join(one.en for one in split))
    return replace(told, title=Words(f"{told.title.tr} ({over.tr})", f"{told.title.en} ({over.en})"))
