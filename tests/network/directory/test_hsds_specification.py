"""What leaves as an Open Referral package holds what the published schemas of HSDS 3 ask of each table."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.directory.actions.keeping import Moment, keep
from omuz.network.directory.models import Partner
from omuz.network.directory.queries.hsds import package
from omuz.network.directory.rules.hsds import written
from tests.network.directory.planted import SINCE

if TYPE_CHECKING:
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
COLUMNS = {
    "organization": "id name alternate_name description email website additional_websites year_incorporated"
    " legal_status logo uri parent_organization_id",
    "service": "id organization_id program_id name alternate_name description url additional_urls email status"
    " interpretation_services application_process fees_description wait_time fees accreditations"
    " eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified",
    "location": "id location_type url organization_id name alternate_name description transportation latitude"
    " longitude external_identifier external_identifier_type",
    "service_at_location": "id service_id location_id description",
    "address": "id location_id attention address_1 address_2 city region state_province postal_code country"
    " address_type",
    "phone": "id location_id service_id organization_id contact_id service_at_location_id number extension type"
    " description",
    "schedule": "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count"
    " wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link"
    " attending_type notes",
    "language": "id service_id location_id phone_id name code note",
    "accessibility": "id location_id description details url",
    "cost_option": "id service_id valid_from valid_to option currency amount amount_description",
    "taxonomy": "id name description uri version",
    "taxonomy_term": "id code name description parent_id taxonomy language taxonomy_id term_uri",
    "attribute": "id link_id taxonomy_term_id link_type link_entity value label",
}
"""Table → every column the published schemas know."""
REQUIRED = {
    "organization": "name description",
    "service": "name status organization_id",
    "location": "location_type",
    "service_at_location": "service_id location_id",
    "address": "address_1 city state_province country address_type",
    "phone": "number",
    "cost_option": "service_id",
    "taxonomy": "name description",
    "taxonomy_term": "name description",
    "attribute": "link_type link_id taxonomy_term_id link_entity",
}
"""What must not be empty, beside `id`. The schemas ask for a postal code too; unknown ones are not made up."""
ALLOWED = {
    ("service", "status"): {"active", "inactive", "defunct", "temporarily closed"},
    ("location", "location_type"): {"physical", "postal", "virtual"},
    ("address", "address_type"): {"physical", "postal", "virtual"},
    ("schedule", "freq"): {"", "WEEKLY", "MONTHLY"},
}
LINKS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
}


@pytest.fixture
def tables(directory: "Directory") -> dict[str, list[dict[str, str]]]:
    """The package as somebody else reads it: by its own description."""
    elif_ = directory.cast.elif_
    directory.keep(
        elif_, directory.bar, phone="+90 232 000 00 01", address="1. Sok. No: 2, 35220 Konak",
        website="https://ornek.invalid",
    )  # fmt: skip
    with acting(elif_.person):
        bar = Partner.objects.get(id=directory.bar.id)
        keep(by=elif_.person, row=bar, facts={}, moment=Moment(SINCE, verified=True), revision=bar.revision)
    directory.keep(elif_, Partner(), kind="police", name="Karakol", district="buca", hours="Her gün 00:00–24:00")
    with acting(elif_.person):
        raw = written(package(TODAY))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        told = json.loads(archive.read("datapackage.json"))
        assert told["profile"] == "tabular-data-package"
        found = {}
        for one in told["resources"]:
            text = archive.read(one["path"]).decode()
            lines = csv.DictReader(io.StringIO(text, newline=""))
            assert lines.fieldnames == [each["name"] for each in one["schema"]["fields"]]
            found[one["name"]] = list(lines)
    return found


def test_every_table_and_column_is_one_of_the_specification(tables: dict[str, list[dict[str, str]]]) -> None:
    assert set(tables) == set(COLUMNS)
    for name, rows in tables.items():
        assert rows, name
        assert set(rows[0]) <= set(COLUMNS[name].split()), name


def test_nothing_the_specification_asks_for_is_empty(tables: dict[str, list[dict[str, str]]]) -> None:
    for name, columns in REQUIRED.items():
        assert [row for row in tables[name] if not all(row[column] for column in columns.split())] == [], name
    for (name, column), allowed in ALLOWED.items():
        assert {row[column] for row in tables[name]} <= allowed


def test_every_id_is_one_uuid_and_every_link_leads_somewhere(tables: dict[str, list[dict[str, str]]]) -> None:
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items()}
    for name, rows in tables.items():
        assert len(ids[name]) == len(rows), name
        assert all(str(UUID(each)) == each for each in ids[name])
        for row in rows:
            for column, target in LINKS.items():
                assert not row.get(column) or row[column] in ids[target], (name, column)
    assert all(row["link_id"] in ids[row["link_entity"]] for row in tables["attribute"])


def test_hours_say_in_which_zone_they_are_and_what_a_postal_code_is(tables: dict[str, list[dict[str, str]]]) -> None:
    timed = [row for row in tables["schedule"] if row["opens_at"]]
    assert timed
    assert {row["timezone"] for row in timed} == {"3"}
    assert all(re.fullmatch(r"\d\d:\d\d", row[column]) for row in timed for column in ("opens_at", "closes_at"))
    assert {row["postal_code"] for row in tables["address"]} == {"", "35220"}
    terms = {row["id"]: row["code"] for row in tables["taxonomy_term"]}
    values = {(terms[row["taxonomy_term_id"]], row["value"]) for row in tables["attribute"] if row["value"]}
    assert values == {("verified_on", str(timezone.localdate())), ("appointment", "Telefonla ya da gelerek")}
