"""What this room gives a report: who is there, where, and how far that reaches; all of it public."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from django.utils import timezone

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.public import COUNTED, listed, rates, taken_part, there_are, worded
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Rows, Table, TableWords
from omuz.network.directory.facts import counted, coverage_facts, residents
from omuz.network.directory.models import Partner, PublicPart
from omuz.network.directory.queries.shown import Shown, shown_centres
from omuz.network.directory.rules.verification import Standing, standing

_NOT_SAID: Final = Words("–", "–")
_SECRET: Final = Words("yeri gizli", "place kept secret")
_WOMEN: Final = Words("Orada yaşayan kadınlar (TÜİK 2021)", "Women living there (TÜİK 2021)")
_PEOPLE: Final = Words("İlde yaşayan herkes (TÜİK 2023)", "Everybody living in the province (TÜİK 2023)")
_DISTRICT: Final = Words("İlçe", "District")


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What the directory says today. Raises Refused."""
    person.require("directory.read")
    makers: Mapping[str, Callable[[int], Piece | None]] = {
        "directory.centres_by_kind": _by_kind,
        "directory.centres_by_district": _by_district,
        "directory.centre_list": _centres,
        "directory.municipalities": _municipalities,
        "directory.coverage_province": _province,
        "directory.coverage_by_district": _districts,
        "directory.family_places_province": _family_places,
        "directory.institutions_by_kind": _institutions,
        "directory.verified": _verified,
    }
    found = {key: made for key, make in makers.items() if asked.wants(key) and (made := make(asked.year)) is not None}
    return found if shown_centres() else {}


def _by_kind(year: int) -> Piece:
    kinds = Counter(each.centre.organisation.kind for each in shown_centres())
    words = worded("centre_kind", Words("Kuruluş türü", "Kind of organisation"), listed("centre_kind"),
                   Words("Ağdaki merkezler", "Centres of the network"))  # fmt: skip
    told = {kind: kinds.get(kind, 0) for kind in listed("centre_kind")}
    return Table(there_are("directory.centres_by_kind", year, "centre_kind", told), wording=words)


def _by_district(year: int) -> Piece:
    centres = counted().centres
    told = {code: centres.get(code, 0) for code in residents()}
    base = Words(
        "İlçesi rehberde yazılı merkezler; yeri gizli olanlar sayılmadı",
        "Centres whose district stands in the directory; those with a secret place are not counted",
    )
    words = worded("district", _DISTRICT, listed("district"), base)
    return Table(there_are("directory.centres_by_district", year, "district", told), wording=words)


def _centres(_year: int) -> Piece:
    districts, kinds = listed("district"), listed("centre_kind")
    columns = (Words("Merkez", "Centre"), Words("Kuruluş", "Organisation"), _DISTRICT, Words("Türü", "Kind"))
    rows = tuple(
        (_same(each.name), _same(each.owner) if each.owner else _NOT_SAID, _where(each, districts),
         kinds[each.centre.organisation.kind])
        for each in shown_centres()
    )  # fmt: skip
    return Rows(columns, rows)


def _where(each: Shown, districts: Mapping[str, Words]) -> Words:
    return _SECRET if each.secret else districts.get(each.district, _NOT_SAID)


def _municipalities(_year: int) -> Piece:
    """Secret centres are not counted: whose they are would tell where they are."""
    open_ = Counter(each.centre.organisation_id for each in shown_centres() if not each.secret)
    halls = Organisation.objects.exclude(kind=Organisation.Kind.NGO)
    rows = [(hall.name, open_.get(hall.id, 0)) for hall in halls]
    told = tuple((_same(name), _same(str(number))) for name, number in sorted(rows, key=lambda row: sort_key(row[0])))
    return Rows((Words("Belediye", "Municipality"), COUNTED), told, (1,))


def _province(year: int) -> Piece | None:
    return _whole_province("I44", year, sum(each.women for each in residents().values()), _WOMEN)


def _family_places(year: int) -> Piece | None:
    return _whole_province("I45", year, sum(each.people for each in residents().values()), _PEOPLE)


def _whole_province(code: str, year: int, behind: int, base: Words) -> Piece | None:
    known = indicator(code)
    facts = coverage_facts(counted(), f"{year:04}")
    rate = count(known, facts, ("scope",)).medians.get(("province",))
    if rate is None:
        return None
    told = {"province": (behind, float(rate))}
    table = rates((known.code, known.version), year, "scope", told, float(rate), base.tr)
    scopes = listed("scope", "coverage_scope")
    return Table(table, wording=worded("scope", Words("Alan", "Area"), scopes, base, _behind(base)))


def _districts(year: int) -> Piece:
    known, numbers = indicator("I44"), counted()
    by_district = count(known, coverage_facts(numbers, f"{year:04}"), ("scope", "district")).medians
    told = {code: (who.women, float(by_district["district", code])) for code, who in residents().items()}
    whole = float(by_district["province", TOTAL])
    table = rates((known.code, known.version), year, "district", told, whole, _WOMEN.tr)
    return Table(table, wording=worded("district", _DISTRICT, listed("district"), _WOMEN, _behind(_WOMEN)))


def _behind(base: Words) -> Words:
    return Words("Yaşayan kadın", "Women living there") if base is _WOMEN else Words("Yaşayan", "People living there")


def _institutions(year: int) -> Piece | None:
    kinds = Counter(Partner.objects.filter(closed=False).values_list("kind", flat=True))
    told = {code: kinds[code] for code in listed("institution") if kinds[code]}
    if not told:
        return None
    base = Words("Rehberdeki kurumlar", "Institutions in the directory")
    kind = Words("Kurum", "Institution")
    words = worded("institution", kind, listed("institution"), base, Words("Kurum", "Institutions"))
    return Table(there_are("directory.institutions_by_kind", year, "institution", told, "kurum"), wording=words)


def _verified(year: int) -> Piece | None:
    today = timezone.localdate()
    days = [
        *Partner.objects.filter(closed=False).values_list("verified_on", flat=True),
        *PublicPart.objects.values_list("verified_on", flat=True),
    ]
    if not days:
        return None
    fresh = sum(standing(day, today) is Standing.FRESH for day in days)
    words = TableWords(base=Words("Rehberdeki merkez ve kurumlar", "Centres and institutions in the directory"),
                       counted=Words("Kayıt", "Entries"), fractions=True)  # fmt: skip
    return Table(taken_part("directory.verified", year, fresh, len(days), "kayıt"), wording=words)


def _same(text: str) -> Words:
    return Words(text, text)
