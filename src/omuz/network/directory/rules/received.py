"""A package of Open Referral HSDS 3 as entries: an institution for each organisation, our own centres apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import fold
from omuz.network.directory.rules.entry import NotFit, Offered, PartnerEntry, RefusedLine, code_for, entry_of
from omuz.network.directory.rules.hours import said_hours
from omuz.network.directory.rules.hsds import LANGUAGE_CODES, Package, Row
from omuz.network.directory.rules.places import gives_away

_LANGUAGES = {tag: code for code, tag in LANGUAGE_CODES.items()}


@dataclass
class Received:
    """What a package holds for us: institutions, public facts of centres we know, and what was refused."""

    entries: list[PartnerEntry] = field(default_factory=list)
    centres: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    refused: list[RefusedLine] = field(default_factory=list)


class _Read:
    """The tables of a package, by what they hang on."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.terms = {row["id"]: row for row in package.get("taxonomy_term", []) if row.get("id")}

    def by(self, table: str, link: str) -> Mapping[str, list[dict[str, str]]]:
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in self.package.get(table, []):
            rows[row.get(link, "")].append(row)
        return rows

    def codes(self, link_id: str) -> list[str]:
        """Codes of the terms tied to a row."""
        tied = self.by("attribute", "link_id")[link_id]
        return [
            self.terms[each["taxonomy_term_id"]].get("code", "")
            for each in tied
            if each.get("taxonomy_term_id") in self.terms
        ]

    def noted(self, link_id: str, name: str) -> str:
        """The value of a term tied to a row; empty where there is none."""
        for each in self.by("attribute", "link_id").get(link_id, []):
            if self.terms.get(each.get("taxonomy_term_id", ""), {}).get("code") == name:
                return each.get("value", "")
        return ""


def received(package: Package, *, owners: Collection[str], centres: Collection[str]) -> Received:
    """Entries of a package; `owners` and `centres` are the ids this installation knows as its own organisations."""
    read, out = _Read(package), Received()
    locations = read.by("location", "organization_id")
    for line, organisation in enumerate(package.get("organization", []), start=2):
        told_id = organisation.get("id", "")
        try:
            if told_id in owners:
                for place in locations[told_id]:
                    if place.get("id") in centres and (facts := _public(read, line, place)):
                        out.centres[UUID(place["id"])] = facts
                continue
            out.entries.append(_entry(read, line, organisation, locations[told_id]))
        except NotFit as fault:
            out.refused.append(RefusedLine(line, f"organizations · {fault.column}", fault.sentence))
    return out


def _entry(read: _Read, line: int, organisation: Row, locations: list[dict[str, str]]) -> PartnerEntry:
    told_id = organisation.get("id", "")
    codes, kinds = read.codes(told_id), code_list("institution")
    kind = next((code for code in codes if code in kinds), "other")
    place = locations[0] if locations else {}
    told = _reached(read, place, told_id)
    description = organisation.get("description", "")
    told |= {
        "id": told_id,
        "kind": kind,
        "name": organisation.get("name", ""),
        "note": "" if fold(description) == fold(kinds.label(kind, "tr")) else description[:400],
        "email": organisation.get("email", ""),
        "website": organisation.get("website", ""),
        "confidential": "evet" if "confidential" in codes else "",
        "example": "evet" if "example" in codes else "",
        "verified_on": read.noted(told_id, "verified_on"),
    }
    entry = entry_of(line, told)
    offers = [_offer(read, row) for row in read.by("service", "organization_id")[told_id]]
    if entry.facts.get("confidential") and any(gives_away({**each.facts, "name": each.name}) for each in offers):
        raise NotFit("services", _("Yeri gizli bir kurumun hizmetinde yer yazılmaz; bu satırı düzeltin."))
    return PartnerEntry(entry.line, entry.kind, entry.name, entry.facts, entry.id, entry.verified_on, tuple(offers))


def _reached(read: _Read, place: Row, owner: str) -> dict[str, str]:
    """Telephone, hours, languages, access, address and way of a location, in the words the entry reads."""
    where = place.get("id", "")
    address = next(iter(read.by("address", "location_id").get(where, [])), {})
    phones = read.by("phone", "location_id").get(where, []) or read.by("phone", "organization_id").get(owner, [])
    city = address.get("city", "")
    known = fold(city) in {fold(entry.tr) for entry in code_list("district")}
    known_city = known or fold(city) == fold(address.get("state_province", ""))
    first = address.get("address_1", "")
    lines = ("" if fold(first) == fold(city) else first, address.get("address_2", ""), "" if known_city else city)
    return {
        "phone": " / ".join(row["number"] for row in phones[:2] if row.get("number")) if where or phones else "",
        "district": city if known else "",
        "address": ", ".join(filter(None, lines)),
        "how_to_reach": place.get("transportation", "")[:300],
        "hours": _hours(read.by("schedule", "location_id").get(where, []))[:200],
        "languages": ";".join(_languages(read.by("language", "location_id").get(where, []))),
        "access": ";".join(_access(read.by("accessibility", "location_id").get(where, []))),
    }


def _hours(rows: Iterable[Row]) -> str:
    """The description where there is one, else days and times in our words."""
    rows = list(rows)
    told = list(dict.fromkeys(row["description"] for row in rows if row.get("description")))
    return "; ".join(
        told
        or filter(
            None, (said_hours(row.get("byday", ""), row.get("opens_at", ""), row.get("closes_at", "")) for row in rows)
        )
    )


def _languages(rows: Iterable[Row]) -> list[str]:
    """Codes of the languages we know; others are left out."""
    known = {fold(word): entry.code for entry in code_list("service_language") for word in (entry.tr, entry.en)}
    found = [known.get(fold(row.get("name", "")), _LANGUAGES.get(row.get("code", ""), "")) for row in rows]
    order = code_list("service_language").codes
    return sorted(filter(None, dict.fromkeys(found)), key=order.index)


def _access(rows: Iterable[Row]) -> list[str]:
    known = {fold(word): entry.code for entry in code_list("place_access") for word in (entry.tr, entry.en)}
    found = {known.get(fold(row.get("description", "")), "") for row in rows} - {""}
    return sorted(found, key=code_list("place_access").codes.index)


def _offer(read: _Read, row: Row) -> Offered:
    service = row.get("id", "")
    kinds = code_list("service")
    kind = next((code for code in read.codes(service) if code in kinds), "other")
    facts: dict[str, Any] = {
        "hours": _hours(read.by("schedule", "service_id").get(service, []))[:200],
        "languages": _languages(read.by("language", "service_id").get(service, [])),
        "eligibility": row.get("eligibility_description", "")[:300],
        "how_to_apply": row.get("application_process", "")[:300],
        "cost": _cost(read, service),
        "closed": row.get("status", "active") in ("inactive", "defunct"),
    }
    try:
        own = UUID(service) if service else None
    except ValueError:
        own = None
    return Offered(kind, row.get("name", "")[:120], own, {name: value for name, value in facts.items() if value})


def _cost(read: _Read, service: str) -> str:
    for row in read.by("cost_option", "service_id").get(service, []):
        try:
            return code_for("offer_cost", row.get("option", ""), "cost")
        except NotFit:
            continue
    return ""


def _public(read: _Read, line: int, place: Row) -> dict[str, Any]:
    """Public facts of a centre we know."""
    told = _reached(read, place, "")
    told |= {"website": place.get("url", ""), "appointment": read.noted(place.get("id", ""), "appointment")}
    told |= {"district": "", "kind": "other_counselling_centre", "name": place.get("name", "")}
    return dict(entry_of(line, told).facts)


def nothing_in(out: Received) -> str:
    """A sentence where a package held nothing for us; empty otherwise."""
    return "" if out.entries or out.centres or out.refused else _("Pakette alınacak bir kurum yok.")
