"""`omuz report`: a report as PDF, Word or Excel: its newest edition, or a draft of today's data where there is none."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from omuz.site.cli import demo, installation, saving
from omuz.site.cli.speaking import speak
from omuz.site.faults import Stopped
from omuz.site.words import _, language

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.insight.reports.content.report_types import ReportType
    from omuz.network.reports.models import Edition

FORMATS = ("pdf", "docx", "xlsx")
LIST = "list"
_YEARS = range(2000, 2100)


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("report", help=_("bir raporu PDF, Word ya da Excel dosyası olarak yazar"))
    parser.add_argument(
        "type", metavar=_("TÜR"), help=_("rapor türünün kodu, örneğin needs; “list” türleri ve baskıları sayar")
    )
    parser.add_argument("--year", type=int, metavar=_("YIL"), help=_("raporun yılı (bu yıl)"))
    parser.add_argument("--format", choices=FORMATS, help=_("dosyanın türü (adının sonundaki, yoksa pdf)"))
    parser.add_argument(
        "--out", "--output", type=Path, dest="output", metavar=_("DOSYA"),
        help=_("yazılacak dosya (belge-GÜN.pdf); var olanın üzerine yazılmaz"),
    )  # fmt: skip
    parser.add_argument("--edition", type=int, metavar="N", help=_("bu sayılı baskı (yoksa en yenisi)"))
    parser.add_argument(
        "--place", default="", metavar=_("KOD"), help=_("tek merkezi, belediyeyi ya da programı anlatan raporda kodu")
    )
    parser.add_argument(
        "--fresh", action="store_true", help=_("baskıya bakmadan bugünkü veriyle taslak; kimsenin yazısı olmadan")
    )
    parser.add_argument("--as", dest="person", metavar=_("AD"), help=_("kimin adına; parolası sorulur"))
    parser.add_argument("--demo", action="store_true", help=_("uydurma ağın raporu; ağ yoksa önce kurulur"))
    parser.set_defaults(run=run)


@dataclass(frozen=True)
class _Made:
    """A file and what is said of it: title, number, whether it is a draft, the digest of what it was made from."""

    content: bytes
    title: str
    number: int
    draft: bool
    digest: str
    withdrawn: bool = False


def run(args: argparse.Namespace) -> None:
    """Write one report, or say what there is; every wish is looked at before anything is opened."""
    if args.type == LIST:
        _list(args)
        return
    if args.demo:
        demo.settle()
    installation.set_up()
    report = _asked(args)
    path = _path(args)
    with _whose(args) as person:
        args.place = _place(report, args.place)
        made = _of_edition(args, person) or _sketched(args, person, report)
        saving.save(path, made.content)
    _tell(path, made)


def _asked(args: argparse.Namespace) -> "ReportType":
    """The report type, and what does not go together as one sentence. Raises CatalogueError and Stopped."""
    from django.utils import timezone

    from omuz.insight.reports.content.report_types import report_type

    report = report_type(args.type)
    args.year = timezone.localdate().year if args.year is None else args.year
    faults = {
        _("“%(year)s” bir yıl değil; dört rakamla yazın, örneğin 2026.") % {"year": args.year}: args.year not in _YEARS,
        _("Bu rapor tek bir yeri anlatır; hangisi olduğunu --place KOD ile verin."): (
            report.scope != "network" and not args.place
        ),
        _("Bu rapor bütün ağı anlatır; --place olmadan yazın."): report.scope == "network" and bool(args.place),
        _("--fresh bir baskı değil bugünkü veridir; --edition ile birlikte olmaz."): (
            args.fresh and args.edition is not None
        ),
        _name_missing(): not args.demo and not args.person,
    }
    for sentence, holds in faults.items():
        if holds:
            raise Stopped(sentence)
    return report


def _name_missing() -> str:
    return _("Kimin adına yazılacağı belli değil: --as AD verin; uydurma ağ için --demo yazın.")


def _path(args: argparse.Namespace) -> Path:
    """Where the file goes; `args.format` is settled here. Raises Stopped where it could not be put."""
    from django.utils import timezone

    from omuz.insight.charts.downloads import neutral_name

    ending = args.output.suffix.lower().lstrip(".") if args.output else ""
    args.format = args.format or (ending if ending in FORMATS else "pdf")
    if ending in FORMATS and ending != args.format:
        told = {"file": args.output, "format": args.format}
        raise Stopped(_("%(file)s adı ile --format %(format)s birbirini tutmuyor; birini değiştirin.") % told)
    path: Path = args.output or Path(neutral_name(timezone.localdate(), args.format))
    saving.demand_place(path)
    return path


@contextmanager
def _whose(args: argparse.Namespace) -> "Iterator[Person]":
    """The opened installation as the person who asks sees it; in the demonstration Elif, unless somebody is named."""
    from omuz.foundation.people.access import acting, person_of

    if args.demo:
        with demo.at_hand() as invented:
            first = next(each for each in invented["person"] if each["role"] == "network_coordinator")
            person = person_of(args.person or first["username"])
            with acting(person):
                yield person
        return
    with installation.opened():
        person, _vault = installation.signed_in(args.person)
        with acting(person):
            yield person


def _place(report: "ReportType", wanted: str) -> str:
    """The place as editions name it, by its code, its name, or a municipality by one of its centres. Raises Stopped."""
    from omuz.foundation.catalogue.turkish import lower
    from omuz.foundation.people.models import Centre
    from omuz.network.reports.queries.about import places

    known = places(report.scope)
    if not (wanted and known):
        return wanted
    named = {code: code for code, _name in known} | {lower(name): code for code, name in known}
    centre = Centre.objects.filter(code=wanted).first()
    found = named.get(wanted) or named.get(lower(wanted)) or (named.get(str(centre.organisation_id)) if centre else "")
    if not found:
        raise Stopped(
            _("“%(place)s” diye bir yer yok; hiçbir şey yazılmadı. Bir merkezin kodunu verin, örneğin konak-1.")
            % {"place": wanted}
        )
    return found


def _of_edition(args: argparse.Namespace, person: "Person") -> _Made | None:
    """The edition asked for, or the newest: published ones first; None where today's data are wanted or nothing is."""
    if args.fresh:
        return None
    from omuz.network.reports.queries import desk
    from omuz.network.reports.queries.editions import edition_for, editions_of

    found = editions_of(person, args.type, args.year, args.place)
    edition = _chosen(args, found)
    if edition is None:
        return None
    whole = edition_for(person, edition.id)
    make = {"pdf": desk.pdf, "docx": desk.docx, "xlsx": desk.xlsx}[args.format]
    content = make(person, whole, _language())
    title = desk.document(person, whole, _language()).title
    withdrawn = whole.state == whole.State.WITHDRAWN
    return _Made(content, title, whole.number, whole.is_draft, whole.digest, withdrawn)


def _chosen(args: argparse.Namespace, found: "list[Edition]") -> "Edition | None":
    """Published before draft, newest first; one that was withdrawn only by its number. Raises Stopped."""
    if args.edition is not None:
        for edition in found:
            if edition.number == args.edition:
                return edition
        numbers = ", ".join(str(edition.number) for edition in reversed(found)) or _("hiç yok")
        raise Stopped(
            _("Bu raporun %(year)s yılında %(number)s. baskısı yok; hiçbir şey yazılmadı. Olanlar: %(numbers)s.")
            % {"year": args.year, "number": args.edition, "numbers": numbers}
        )
    standing = [edition for edition in found if edition.state != edition.State.WITHDRAWN]
    standing.sort(key=lambda edition: (edition.is_published, edition.number), reverse=True)
    return standing[0] if standing else None


def _language() -> Literal["tr", "en"]:
    return cast("Literal['tr', 'en']", language())


def _sketched(args: argparse.Namespace, person: "Person", report: "ReportType") -> _Made:
    """A draft of what the rooms hold today; nothing of it is kept."""
    from omuz.insight.reports.annex import to_xlsx
    from omuz.insight.reports.paper import to_pdf
    from omuz.insight.reports.word import to_docx
    from omuz.network.reports.queries.sketching import sketch

    if not person.may("reports.build"):
        raise Stopped(
            _("Bu raporun %(year)s yılı için yayımlanmış baskısı yok; hiçbir şey yazılmadı.") % {"year": args.year}
        )
    document = sketch(person, report.code, args.year, args.place, _language())
    make = {"pdf": to_pdf, "docx": to_docx, "xlsx": to_xlsx}[args.format]
    return _Made(make(document), document.title, document.edition, draft=True, digest=document.snapshot)


def _tell(path: Path, made: _Made) -> None:
    """What was written, which edition it is and the digest of its data; a draft says that it is one."""
    if made.withdrawn:
        state = _("%(number)s. baskı, geri çekilmiş")
    elif made.draft:
        state = _("%(number)s. baskının taslağı, yayımlanmadı")
    else:
        state = _("%(number)s. baskı, yayımlanmış")
    print(f"{path}: {made.title}")
    print(f"{state % {'number': made.number}}; " + _("verinin özeti %(digest)s") % {"digest": made.digest[:16]})


def _list(args: argparse.Namespace) -> None:
    """The report types; with a person, also the editions she may see."""
    from omuz.insight.reports.content.report_types import report_codes, report_type

    found: dict[str, list[str]] = {}
    if args.demo or args.person:
        if args.demo:
            demo.settle()
        installation.set_up()
        with _whose(args) as person:
            found = _editions(person, args.year or 0)
    else:
        speak()
    for code in report_codes():
        print(f"{code:20}{report_type(code).about.say(language())}")
        for line in found.get(code, ()):
            print(f"  {line}")


def _editions(person: "Person", year: int) -> dict[str, list[str]]:
    """Report type → its editions in words, newest first."""
    from omuz.foundation.catalogue.turkish import day
    from omuz.network.reports.queries.editions import editions_of

    states = {
        "draft": _("taslak"), "published": _("yayımlandı"), "withdrawn": _("geri çekildi"),
    }  # fmt: skip
    told: dict[str, list[str]] = {}
    for edition in editions_of(person, year=year):
        place = f" {', '.join(edition.places.values())}" if edition.places else ""
        number = _("%(number)s. baskı") % {"number": edition.number}
        state = states.get(edition.state, edition.state)
        told.setdefault(edition.report, []).append(
            f"{edition.year}{place}: {number}, {state} {day(edition.dated)}, {edition.digest[:16]}"
        )
    return told
