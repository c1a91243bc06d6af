"""In and out: our own table, Open Referral packages, and a published list of another country through a mapping."""

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.directory.actions.bringing import bring
from omuz.network.directory.models import Partner, PublicPart, Service
from omuz.network.directory.queries.entries import partner_lines
from omuz.network.directory.queries.hsds import package
from omuz.network.directory.queries.tables import as_csv, as_xlsx
from omuz.network.directory.rules.hsds import Package, read, written
from omuz.network.directory.rules.received import Received, received
from omuz.network.directory.rules.tables import entries_in, foreign_tables
from tests.conftest import DATA

if TYPE_CHECKING:
    from tests.cast import Member
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
PROVIDERS = DATA / "facilities" / "ghana_gbv_service_providers.geojson"


def _received(raw: bytes) -> Received:
    owners = {str(one.id) for one in Organisation.objects.all()}
    return received(read(raw), owners=owners, centres={str(one.id) for one in Centre.objects.all()})


def _emptied(who: "Member") -> None:
    """An installation that knows its centres and nobody else."""
    with recorded(by=who.person, event="directory.brought_in"):
        Service.objects.filter(partner__isnull=False).delete()
        Partner.objects.all().delete()
        PublicPart.objects.all().delete()


def _without(told: Package, *tables: str) -> dict[str, Any]:
    return {name: sorted(map(str, rows)) for name, rows in told.items() if name not in tables}


def test_a_package_taken_out_and_brought_in_says_the_same(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.keep(elif_, Partner(), kind="police", name="Karakol (örnek)", hours="Her gün", example=True)
    with acting(elif_.person):
        before = package(TODAY)
        _emptied(elif_)
        told = _received(written(before))
        assert told.refused == []
        done = bring(by=elif_.person, entries=told.entries, holds_from=TODAY, centres=told.centres)
        after = package(TODAY)
    assert (done.new, done.changed, done.same) == (3, 1, 0)
    assert _without(after) == _without(before)
    assert {row["id"] for row in before["organization"]} >= {str(directory.bar.id), str(directory.shelter.id)}


def test_the_same_package_again_changes_nothing(directory: "Directory") -> None:
    elif_ = directory.cast.elif_.person
    with acting(elif_):
        told = _received(written(package(TODAY)))
        done = bring(by=elif_, entries=told.entries, holds_from=TODAY, centres=told.centres)
    assert (done.new, done.changed) == (0, 0)


def test_a_package_keeps_every_sign_of_a_telephone_with_its_country(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    directory.keep(elif_, directory.bar, phone="+90 232 000 00 01", note="=1+1")
    with acting(elif_.person):
        raw = written(package(TODAY))
        told = _received(raw)
        done = bring(by=elif_.person, entries=told.entries, holds_from=TODAY, centres=told.centres)
    assert (done.new, done.changed) == (0, 0)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert ",+90 232 000 00 01," in archive.read("phones.csv").decode()


def test_a_package_carries_no_contact_post_and_no_place_of_a_shelter(directory: "Directory") -> None:
    with acting(directory.cast.elif_.person):
        told = package(TODAY)
    assert "Nöbetçi" not in str(told)
    place = next(row for row in told["location"] if row["name"] == "Konukevi A")
    assert place["location_type"] == "virtual"
    assert place["id"] not in {row["location_id"] for row in told["address"]}


def test_a_package_that_puts_a_shelter_on_the_map_is_refused_there(directory: "Directory") -> None:
    with acting(directory.cast.elif_.person):
        told = package(TODAY)
        place = next(row for row in told["location"] if row["name"] == "Konukevi A")["id"]
        told["address"].append({"id": "x", "location_id": place, "address_1": "Saklı Sok. 9", "city": "Konak"})
        out = _received(written(told))
    assert len(out.refused) == 1
    assert "Saklı" not in str(out.refused)
    assert "Konukevi A" not in {entry.name for entry in out.entries}


def test_our_own_table_is_read_again_without_a_change(directory: "Directory") -> None:
    elif_ = directory.cast.elif_.person
    with acting(elif_):
        lines = partner_lines(TODAY)
        for raw in (as_csv(lines), as_xlsx(lines)):
            entries, refused = entries_in(raw)
            assert refused == []
            done = bring(by=elif_, entries=entries, holds_from=TODAY)
            assert (done.new, done.changed, done.same) == (0, 0, 2)


def test_a_telephone_with_its_country_comes_back_from_the_table(directory: "Directory") -> None:
    elif_ = directory.cast.elif_
    row = directory.keep(elif_, directory.bar, phone="+90 232 000 00 01", note="-")
    with acting(elif_.person):
        lines = partner_lines(TODAY)
        for raw in (as_csv(lines), as_xlsx(lines)):
            entries, refused = entries_in(raw)
            assert refused == []
            assert bring(by=elif_.person, entries=entries, holds_from=TODAY).same == 2
        assert Partner.objects.get(id=row.id).phone == "+90 232 000 00 01"


@pytest.mark.parametrize("wrong", [{"url": "https://x.invalid/" + "a" * 200}, {"appointment": "b" * 201}])
def test_a_centres_line_longer_than_the_database_takes_is_refused(
    directory: "Directory", wrong: dict[str, str]
) -> None:
    konak = str(directory.cast.konak.id)
    with acting(directory.cast.elif_.person):
        told = package(TODAY)
        for row in told["location"]:
            if row["id"] == konak:
                row |= {"url": wrong.get("url", "")}
        for row in told["attribute"]:
            if row["link_id"] == konak and "value" in row and "appointment" in wrong:
                row["value"] = wrong["appointment"]
        out = _received(written(told))
    assert [each.column for each in out.refused] == [
        f"organizations · {'website' if 'url' in wrong else 'appointment'}"
    ]
    assert out.centres == {}


def test_no_cell_of_a_table_runs_in_a_spreadsheet(directory: "Directory") -> None:
    directory.keep(directory.cast.elif_, Partner(), kind="other_ngo", name="=1+1")
    with acting(directory.cast.elif_.person):
        lines = partner_lines(TODAY)
    assert ";'=1+1;" in as_csv(lines).decode("utf-8-sig")
    cells = [cell for row in load_workbook(io.BytesIO(as_xlsx(lines))).worksheets[0].rows for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


@pytest.mark.skipif(not PROVIDERS.exists(), reason="the published data are not beside this clone")
def test_a_published_list_of_another_country_comes_in_through_a_mapping(directory: "Directory") -> None:
    elif_ = directory.cast.elif_.person
    entries, refused = entries_in(PROVIDERS.read_bytes(), foreign_tables()["ghana_providers"])
    assert len(entries) + len(refused) == 58
    assert len(entries) >= 50
    with acting(elif_):
        done = bring(by=elif_, entries=entries, holds_from=TODAY)
        assert done.new == len(entries)
        again = bring(by=elif_, entries=entries, holds_from=TODAY)
        assert (again.new, again.changed) == (0, 0)
        kinds = {row.kind for row in Partner.objects.filter(example=True)}
    assert {"primary_health", "police", "school_guidance", "social_service_centre"} <= kinds
