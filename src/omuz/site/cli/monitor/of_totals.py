"""A release of totals somebody has published: read, protected together, held against each other, described."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.privacy.gate import Policy, protect_release
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.opendata.publication import Axis, Licence, Publication, Published
from omuz.insight.totals.contradictions import contradictions
from omuz.insight.totals.definition import TotalsMapping
from omuz.insight.totals.reading import Read, links, raw_tables, read_totals
from omuz.site.cli.monitor.earlier import earlier_releases
from omuz.site.cli.monitor.made import Made, change_of, made, source_of
from omuz.site.cli.monitor.note import Basis
from omuz.site.cli.monitor.pictures import picture_of_totals
from omuz.site.faults import Stopped
from omuz.site.words import _


def release_of_totals(args: argparse.Namespace, path: Path, files: list[Path]) -> Made:
    """Everything of the release. Raises Stopped, UnreadableFile, CatalogueError or the gate's Refused."""
    mapping = TotalsMapping.load(path)
    sources = _by_name(mapping, files)
    reads = read_totals(mapping, sources)
    before = earlier_releases(args.after, mapping.code)
    # These numbers are public and about services and places: a zero tells nobody anything she could not read there.
    policy = Policy(threshold=args.threshold, zeros="show")
    raws = raw_tables(mapping, reads)
    protection = protect_release(raws, policy, before.tables, links=links(reads))
    tables = {raw.indicator.split(".", 1)[1]: safe for raw, safe in zip(raws, protection.tables, strict=True)}
    publication = Publication(
        code=mapping.code,
        title=mapping.title,
        description=mapping.note,
        publisher=args.publisher or mapping.publisher,
        source=mapping.source,
        licence=_licence(args, mapping),
        tables=tuple(_published(mapping, code, table, reads) for code, table in tables.items()),
        version=before.version,
        issued=args.issued,
        change=change_of(args, before.version),
        history=before.editions,
        address=args.address,
    )
    charts = {one.code: drawn for one in publication.tables if (drawn := picture_of_totals(one))}
    found = contradictions(mapping, reads, tables)
    known = tuple(source_of(sources[name]) for name in mapping.files)
    basis = Basis(mapping.code, mapping.version, mapping.note, known)
    return made(publication, protection, basis, charts, found)


def _by_name(mapping: TotalsMapping, files: list[Path]) -> Mapping[str, Path]:
    """The mapping's files among those given. Raises Stopped naming the first that is missing or not asked for."""
    given = {path.name: path for path in files}
    missing = [name for name in mapping.files if name not in given]
    if missing:
        raise Stopped(
            _("Bu eşleme “%(file)s” dosyasını da ister; birlikte verin. Hiçbir şey yazılmadı.") % {"file": missing[0]}
        )
    unknown = [name for name in given if name not in mapping.files]
    if unknown:
        raise Stopped(_("“%(file)s” bu eşlemede yok; hiçbir şey yazılmadı.") % {"file": unknown[0]})
    return given


def _licence(args: argparse.Namespace, mapping: TotalsMapping) -> Licence:
    if args.licence:
        return Licence(Words(args.licence, args.licence), args.licence_address)
    return Licence(mapping.licence, args.licence_address or mapping.licence_address)


def _published(mapping: TotalsMapping, code: str, table: SafeTable, reads: list[Read]) -> Published:
    """A table with the words of its mapping; a table summed up from another one has that one's."""
    read = next(read for read in reads if code in (read.table.code, *read.coarser))
    about = read.table
    axes = []
    for dimension in table.dimensions:
        own = next((one for one in about.dimensions if one.name == dimension.name), None)
        title = own.title if own else read.coarser[code].title
        axes.append(Axis(dimension.name, title, read.labels[dimension.name]))
    more = Words("", "") if code == about.code else read.coarser[code].title
    title = Words(*(f"{one} ({two})" if two else one for one, two in zip(_pair(about.title), _pair(more), strict=True)))
    return Published(
        code=code,
        title=title,
        meaning=about.meaning,
        unit=about.unit,
        base=about.base_words,
        caveat=about.caveat,
        source=mapping.source,
        table=table,
        axes=tuple(axes),
    )


def _pair(words: Words) -> tuple[str, str]:
    return words.tr, words.en
