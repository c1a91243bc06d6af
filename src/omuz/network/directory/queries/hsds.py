"""The directory's public part as a package of Open Referral HSDS 3: no contact post, internal part, secret place."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from omuz.foundation.catalogue.lists import code_list
from omuz.network.directory.models import PublicPart, Reachable, Service
from omuz.network.directory.queries.entries import CentreLine, PartnerLine, centre_lines, partner_lines
from omuz.network.directory.rules.hours import read_hours
from omuz.network.directory.rules.hsds import LANGUAGE_CODES, Package, own_id

TAXONOMIES = {"institution": "Kurum türleri", "service": "Hizmetler", "mark": "Omuz"}
MARKS = {
    "confidential": "Yeri gizli", "example": "Örnek", "centre": "Kadın danışma merkezi", "verified_on": "Doğrulandı",
    "appointment": "Randevu",
}  # fmt: skip
"""What the specification has no column for is told by an attribute, which may carry a value."""
PROVINCE, COUNTRY = "İzmir", "TR"
TIMEZONE = 3
"""Hours from UTC, all year; without it the specification takes every time for UTC."""
_POSTAL_CODE = re.compile(r"(?<!\d)(?:0[1-9]|[1-7]\d|8[01])\d{3}(?!\d)")


class _Tables:
    """Rows by table while a package is being written."""

    def __init__(self) -> None:
        self.package: Package = {}

    def add(self, table: str, **told: Any) -> None:
        row = {name: str(value) for name, value in told.items() if value not in (None, "")}
        self.package.setdefault(table, []).append(row)

    def mark(self, taxonomy: str, code: str, link_id: object, entity: str, value: object = "") -> None:
        """Tie a row to a term, with a value where the term asks for one."""
        self.add(
            "attribute",
            id=own_id("attribute", link_id, taxonomy, code),
            link_id=link_id,
            taxonomy_term_id=own_id("term", taxonomy, code),
            link_type="taxonomy_term",
            link_entity=entity,
            value=value,
        )


def package(today: date) -> Package:
    """Every table of what is public today."""
    tables = _Tables()
    _terms(tables)
    centres = centre_lines(today)
    for owner in {line.centre.organisation_id: line.centre.organisation for line in centres}.values():
        tables.add("organization", id=owner.id, name=owner.name, description=owner.get_kind_display())
    for line in centres:
        _centre(tables, line)
    for each in partner_lines(today):
        _partner(tables, each)
    return tables.package


def _terms(tables: _Tables) -> None:
    for taxonomy, name in TAXONOMIES.items():
        tables.add("taxonomy", id=own_id("taxonomy", taxonomy), name=name, description=name, version="1")
        terms = MARKS.items() if taxonomy == "mark" else [(entry.code, entry.tr) for entry in code_list(taxonomy)]
        for code, words in terms:
            tables.add(
                "taxonomy_term",
                id=own_id("term", taxonomy, code),
                code=code,
                name=words,
                description=words,
                taxonomy=name,
                language="tr",
                taxonomy_id=own_id("taxonomy", taxonomy),
            )


def _centre(tables: _Tables, line: CentreLine) -> None:
    centre, public = line.centre, line.public
    tables.mark("mark", "centre", centre.id, "location")
    _place(tables, str(centre.id), str(centre.organisation_id), centre.name, public, line.district)
    if public.appointment:
        tables.mark("mark", "appointment", centre.id, "location", public.appointment)
    _services(tables, line.services, str(centre.organisation_id), str(centre.id))


def _partner(tables: _Tables, line: PartnerLine) -> None:
    row = line.partner
    tables.add(
        "organization", id=row.id, name=row.name, description=row.note or line.kind, email=row.email,
        website=row.website,
    )  # fmt: skip
    tables.mark("institution", row.kind, row.id, "organization")
    for mark in ("confidential", "example"):
        if getattr(row, mark):
            tables.mark("mark", mark, row.id, "organization")
    if row.verified_on:
        tables.mark("mark", "verified_on", row.id, "organization", row.verified_on)
    place = own_id("location", row.id)
    _place(tables, place, str(row.id), row.name, row, line.district)
    _services(tables, line.services, str(row.id), place)


def _place(tables: _Tables, place: str, owner: str, name: str, row: Reachable, district: str) -> None:
    """The location with all that hangs on it; a secret one is virtual, without address and way."""
    secret = row.confidential
    way = "" if secret else row.how_to_reach
    kind = "virtual" if secret or not (row.address or district) else "physical"
    tables.add(
        "location", id=place, location_type=kind, organization_id=owner, name=name, transportation=way,
        url=row.website if isinstance(row, PublicPart) else "",
    )  # fmt: skip
    if not secret and (row.address or district):
        tables.add(
            "address", id=own_id("address", place), location_id=place, address_1=row.address or district,
            city=district or PROVINCE, state_province=PROVINCE, postal_code=_postal_code(row.address), country=COUNTRY,
            address_type="physical",
        )  # fmt: skip
    if row.phone:
        tables.add(
            "phone", id=own_id("phone", place), location_id=place, organization_id=owner, number=row.phone, type="voice"
        )
    _schedule(tables, row.hours, place, location_id=place)
    _languages(tables, row.languages, place, location_id=place)
    for code in row.access:
        words = code_list("place_access").label(code, "tr")
        tables.add("accessibility", id=own_id("access", place, code), location_id=place, description=words)


def _postal_code(address: str) -> str:
    """The postal code as far as somebody wrote it; the specification asks for one, and none is made up."""
    found = _POSTAL_CODE.search(address)
    return found[0] if found else ""


def _schedule(tables: _Tables, hours: str, owner: str, **link: str) -> None:
    """One row a run of days; hours nobody can read stand in one row as they were written."""
    if not hours:
        return
    times = [
        {"freq": "WEEKLY", "byday": each.byday, "opens_at": each.opens, "closes_at": each.closes, "timezone": TIMEZONE}
        for each in read_hours(hours)
    ]
    for number, told in enumerate(times or [{}]):
        tables.add("schedule", id=own_id("schedule", owner, number), **link, **told, description=hours)


def _languages(tables: _Tables, codes: Iterable[str], owner: str, **link: str) -> None:
    for code in codes:
        words = code_list("service_language").label(code, "tr")
        tables.add(
            "language", id=own_id("language", owner, code), **link, name=words, code=LANGUAGE_CODES.get(code, "mul")
        )


def _services(tables: _Tables, rows: Iterable[Service], owner: str, place: str) -> None:
    for row in rows:
        service = str(row.id)
        tables.add(
            "service", id=service, organization_id=owner, name=row.name, description=row.name, status="active",
            application_process=row.how_to_apply, eligibility_description=row.eligibility,
        )  # fmt: skip
        tables.add("service_at_location", id=own_id("at", service), service_id=service, location_id=place)
        tables.mark("service", row.kind, service, "service")
        _schedule(tables, row.hours, service, service_id=service)
        _languages(tables, row.languages, service, service_id=service)
        if row.cost:
            words = code_list("offer_cost").label(row.cost, "tr")
            tables.add("cost_option", id=own_id("cost", service), service_id=service, option=words)
