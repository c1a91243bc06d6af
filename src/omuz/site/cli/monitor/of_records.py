"""A release of published records: mapped in a stream, counted where they lie, protected together, described."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from omuz.foundation.catalogue.definitions import Words, read_definition
from omuz.foundation.catalogue.lists import UNKNOWN
from omuz.foundation.catalogue.mappings import Mapped, Mapping, Refused
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.privacy.gate import NETWORK, Links, Policy, protect_release
from omuz.insight.charts.geography import geography
from omuz.insight.indicators.definitions import Distribution, Indicator, Median, Missing, Persons, Share, all_indicators
from omuz.insight.indicators.definitions import indicator as indicator_of
from omuz.insight.indicators.engine import Request, count_all, require_allowed
from omuz.insight.indicators.lore import lore_of
from omuz.insight.indicators.periods import covered, grain_of
from omuz.insight.indicators.records import Records, write_records
from omuz.insight.opendata.publication import Licence, Publication, of_indicator
from omuz.site.cli.monitor.earlier import earlier_releases
from omuz.site.cli.monitor.made import Made, change_of, made, source_of
from omuz.site.cli.monitor.note import Basis, Source
from omuz.site.cli.monitor.pictures import picture_of_indicator
from omuz.site.words import _

_REASONS = 20
"""So many refused rows are told one by one."""


class _Rows:
    """The rows of all files as one stream; counts them by file and keeps the first reasons of refusal."""

    def __init__(self, mapping: Mapping, files: list[Path]) -> None:
        self._mapping = mapping
        self._files = files
        self.counted: dict[Path, int] = dict.fromkeys(files, 0)
        self.refused = 0
        self.reasons: list[str] = []

    def __iter__(self) -> Iterator[Mapped | Refused]:
        for path in self._files:
            with closing(self._mapping.read(path)) as rows:
                for row in rows:
                    self.counted[path] += 1
                    if isinstance(row, Refused):
                        self._note(path, row)
                    yield row

    def _note(self, path: Path, row: Refused) -> None:
        """A refused row, told without its value: the note goes out with the release."""
        self.refused += 1
        if len(self.reasons) < _REASONS:
            self.reasons += [
                _("%(file)s, satır %(line)d, %(column)s: %(what)s")
                % {"file": path.name, "line": row.line, "column": problem.column or "–", "what": problem.what}
                for problem in row.problems
            ]


def release_of_records(args: argparse.Namespace, files: list[Path]) -> Made:
    """Everything of the release. Raises Stopped, CatalogueError, UnreadableFile or the gate's Refused."""
    mapping = Mapping.named(args.map)
    policy = Policy(threshold=args.threshold, month_series=NETWORK.month_series)
    asked = _asked(args)
    before = earlier_releases(args.after, mapping.code)
    rows = _Rows(mapping, files)
    with tempfile.TemporaryDirectory(prefix="omuz-") as folder:
        place = Path(folder) / "records"
        counted = write_records(rows, mapping.kind, place, told=_progress())
        with Records.opened(place) as records:
            requests = asked or _usual(mapping, records, args.period)
            raws = count_all(requests, records, population=_population(mapping, records, args.period))
    # Each answer stands alone or not at all (the mapping sees to it), so the definitions hold among the tables.
    links = Links(lore=lore_of({request.indicator.code: request.indicator for request in requests}.values()))
    protection = protect_release(raws, policy, before.tables, links=links)
    codes = [_code(request) for request in requests]
    about = read_definition(_path(args.map))
    sources = tuple(source_of(path, rows.counted[path]) for path in files)
    publication = Publication(
        code=mapping.code,
        title=mapping.title,
        description=mapping.note,
        publisher=args.publisher or about.text("owner"),
        source=Words(about.text("source"), about.text("source")),
        licence=_licence(args),
        tables=tuple(
            of_indicator(code, request.indicator, table)
            for code, request, table in zip(codes, requests, protection.tables, strict=True)
        ),
        version=before.version,
        issued=args.issued,
        change=change_of(args, before.version),
        history=before.editions,
        address=args.address,
    )
    charts = {one.code: drawn for one in publication.tables if (drawn := picture_of_indicator(one))}
    return made(publication, protection, _basis(mapping, sources, rows, counted), charts)


def _basis(mapping: Mapping, sources: tuple[Source, ...], rows: _Rows, counted: int) -> Basis:
    return Basis(mapping.code, mapping.version, mapping.note, sources, counted, rows.refused, tuple(rows.reasons))


def _asked(args: argparse.Namespace) -> list[Request]:
    """The tables asked for by name; empty where none was. Raises what the definitions refuse before a row is read."""
    splits = tuple(_listed(args.by))
    wanted = [indicator_of(code) for code in _listed(args.indicator)]
    if args.period:
        grain_of(args.period)
    for one in wanted:
        require_allowed(one, splits)
    return [Request(one, splits, args.period) for one in wanted]


def _usual(mapping: Mapping, records: Records, period: str) -> list[Request]:
    """Every indicator the mapping fills the columns of: whole, by year, and where it is a plain count by district."""
    given = {rule.field for rule in mapping.rules}
    years = sorted(str(year) for year in records.distinct("year") if year != UNKNOWN)
    requests = []
    for one in all_indicators().values():
        if one.kind.code != mapping.kind.code or not _countable(one, given):
            continue
        requests.append(Request(one, (), period))
        if len(years) > 1 and not period and "year" in one.by:
            requests.append(Request(one, ("year",)))
    whole = _grain(records, period) == "year"
    plain = next((one.indicator for one in requests if one.indicator.code == "I01"), None)
    if plain and whole and "district" in given and _shown_on_a_map(records):
        requests.append(Request(plain, ("district",), period))
    return requests


def _grain(records: Records, period: str) -> str:
    return grain_of(period) if period else covered(str(month) for month in records.distinct("month"))[0]


def _shown_on_a_map(records: Records) -> bool:
    """Whether the records name districts there is a map of."""
    return len(records.distinct("district") & geography().districts.keys()) > 1


def _countable(one: Indicator, given: set[str]) -> bool:
    """Whether the file says something about what the indicator judges; what it never asked is not counted."""
    match one.measure:
        case Distribution(column=column) | Median(column=column) | Persons(column=column):
            return column in given
        case Share(part=part):
            return set(part) <= given
        case Missing():
            return False
        case _:
            return not set(one.where) - given


def _population(mapping: Mapping, records: Records, period: str) -> str:
    told = period or covered(str(month) for month in records.distinct("month"))[1]
    return f"{mapping.code}/{mapping.kind.code}/{told}"


def _code(request: Request) -> str:
    return "_".join([request.indicator.code.lower(), *request.by, *filter(None, [_file_safe(request.period)])])


def _file_safe(period: str) -> str:
    return period.lower().replace("-", "_")


def _path(name: str) -> Path:
    path = Path(name)
    return path if path.suffix == ".toml" else catalogue_folder() / "mappings" / f"{name}.toml"


def _licence(args: argparse.Namespace) -> Licence:
    if args.licence:
        return Licence(Words(args.licence, args.licence), args.licence_address)
    unsaid = Words("Belirtilmedi; yayımlamadan önce kaynağa sorun.", "Not stated; ask the source before publishing.")
    return Licence(unsaid, args.licence_address)


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _progress() -> Callable[[int], None]:
    """Rows so far on one line of a terminal; silent in a pipe."""
    if not sys.stderr.isatty():
        return lambda _count: None

    def show(count: int) -> None:
        print("\r" + _("%(rows)d satır okundu…") % {"rows": count}, end="", file=sys.stderr, flush=True)

    return show
