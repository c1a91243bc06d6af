"""The tables of Open Referral's HSDS 3 (Human Services Data Specification) we write and read, as a zip of CSV."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables import EXCHANGE, as_csv, packed

TABLES: Final = {
    "organization": ("organizations.csv", "id name alternate_name description email website parent_organization_id"),
    "service": (
        "services.csv",
        "id organization_id name description url email status interpretation_services application_process"
        " fees_description eligibility_description assured_date",
    ),
    "location": (
        "locations.csv",
        "id location_type url organization_id name alternate_name description transportation latitude longitude",
    ),
    "service_at_location": ("service_at_location.csv", "id service_id location_id description"),
    "address": (
        "addresses.csv",
        "id location_id attention address_1 address_2 city region state_province postal_code country address_type",
    ),
    "phone": ("phones.csv", "id location_id service_id organization_id number extension type description"),
    "schedule": (
        "schedules.csv",
        "id service_id location_id service_at_location_id valid_from valid_to timezone freq byday opens_at closes_at"
        " description",
    ),
    "language": ("languages.csv", "id service_id location_id phone_id name code note"),
    "accessibility": ("accessibility.csv", "id location_id description details url"),
    "cost_option": ("cost_options.csv", "id service_id option currency amount amount_description"),
    "taxonomy": ("taxonomies.csv", "id name description uri version"),
    "taxonomy_term": ("taxonomy_terms.csv", "id code name description parent_id taxonomy language taxonomy_id"),
    "attribute": ("attributes.csv", "id link_id taxonomy_term_id link_type link_entity value label"),
}  # fmt: skip
"""Table → its file and its columns; those of the specification we have nothing to say in are left out."""

LANGUAGE_CODES: Final = {
    "turkish": "tr", "kurmanci": "kmr", "zazaki": "zza", "arabic": "ar", "farsi": "fa", "russian": "ru",
    "ukrainian": "uk", "english": "en", "french": "fr", "sign_language": "tsm", "interpreter": "mul",
}  # fmt: skip
_SPACE: Final = UUID("6f7d3a52-6f1b-5c0e-9a53-0d6b0e6a4a10")
LARGEST: Final = 20_000_000

Row = Mapping[str, str]
Package = dict[str, list[dict[str, str]]]


def own_id(*parts: object) -> str:
    """The same id for the same thing at every export."""
    return str(uuid5(_SPACE, "/".join(map(str, parts))))


def written(package: Package) -> bytes:
    """A tabular data package: `datapackage.json` and one CSV a table, the same bytes for the same directory."""
    files = {"datapackage.json": _described().encode()}
    for name, (path, columns) in TABLES.items():
        heads = columns.split()
        rows = sorted(package.get(name, []), key=lambda row: row["id"])
        files[path] = as_csv([heads, *([row.get(head, "") for head in heads] for row in rows)], EXCHANGE)
    return packed(files)


def _described() -> str:
    resources = [
        {
            "name": name,
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [{"name": column, "type": "string"} for column in columns.split()],
                "primaryKey": "id",
            },
        }
        for name, (path, columns) in TABLES.items()
    ]
    told = {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.0",
        "resources": resources,
    }
    return json.dumps(told, indent=2)


def read(raw: bytes) -> Package:
    """The tables of a package by the names its description gives them. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise UnreadableFile(_("Paket açılınca çok büyük; alınmadı."))
            files = {part.filename.rpartition("/")[2]: part for part in archive.infolist()}
            paths = _paths(archive, files)
            return {name: _table(archive.read(files[path])) for name, path in paths.items() if path in files}
    except UnreadableFile:
        raise
    except Exception as error:  # a package may be broken in its packing, its letters, its description and its tables
        raise UnreadableFile(_("Bu bir Open Referral paketi (zip içinde CSV) değil ya da yarım.")) from error


def _paths(archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Where each table stands: as the package describes itself, else under our or the singular name."""
    paths = {name: path if path in files else f"{name}.csv" for name, (path, _columns) in TABLES.items()}
    if "datapackage.json" in files:
        told = json.loads(archive.read(files["datapackage.json"]).decode("utf-8-sig"))
        resources: Sequence[Mapping[str, str]] = told.get("resources", []) if isinstance(told, dict) else []
        for one in resources:
            if one.get("name") in TABLES and isinstance(one.get("path"), str):
                paths[one["name"]] = one["path"].rpartition("/")[2]
    if not any(path in files for path in paths.values()):
        raise UnreadableFile(_("Pakette tanıdığımız bir tablo yok; Open Referral HSDS 3 paketi seçin."))
    return paths


def _table(raw: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    return [{name: value or "" for name, value in row.items() if isinstance(name, str)} for row in rows]
