"""Every row of the published files is taken, and each code stands for what the source says."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from omuz.foundation.catalogue.mappings import Mapped, Mapping

FILES = [
    ("linea144", "linea144/linea144-2020.csv", 29_706),
    ("linea144", "linea144/linea144-2021.csv", 25_301),
    ("sinan_mg", "sinan_mg/violencia_mulheres_mg_2013.csv", 22_114),
    ("sinan_mg", "sinan_mg/violencia_mulheres_mg_2014.csv", 27_027),
    ("cem_peru", "cem_peru/cem_cases_sample.csv", 1_000),
]


def _mapped(name: str, path: Path) -> list[Mapped]:
    rows = list(Mapping.named(name).read(path))
    assert all(isinstance(row, Mapped) for row in rows)
    return [row for row in rows if isinstance(row, Mapped)]


def _plain(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize(("name", "file", "rows"), FILES)
def test_every_published_row_is_accepted(shared_data: Path, name: str, file: str, rows: int) -> None:
    assert len(_mapped(name, shared_data / file)) == rows


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_helpline_rows_carry_the_codes_of_their_own_columns(shared_data: Path, year: int) -> None:
    path = shared_data / "linea144" / f"linea144-{year}.csv"
    relations = {
        "Pareja": "partner",
        "Ex pareja": "ex_partner",
        "Padre o tutor": "father",
        "Madre o tutor": "mother",
        "Otro familiar": "other_relative",
        "Superior jerarquico": "employer_colleague",
        "Otro": "other",
        "": "not_asked",
    }
    for row, source in zip(_mapped("linea144", path), _plain(path, ","), strict=True):
        assert str(row.occurred_on) == source["fecha"]
        assert row.answers["relation"] == (relations[source["vinculo_con_la_persona_agresora"]],)
        told = row.answers["violence_types"]
        for column, code in [("fisica", "physical"), ("psicologica", "psychological"), ("sexual", "sexual")]:
            assert (code in told) == (source[f"tipo_de_violencia_{column}"].lower() == "si")
        assert (row.answers["district"] == "abroad") == bool(source["prov_residencia_persona_en_situacion_violencia"])


def test_the_one_age_nobody_has_is_unknown_and_the_row_stays(shared_data: Path) -> None:
    rows = _mapped("linea144", shared_data / "linea144" / "linea144-2021.csv")
    bands = Counter(row.answers["age_band"] for row in rows)
    assert bands["unknown"] == 1
    assert bands["not_asked"] == 4_757


@pytest.mark.parametrize("year", [2013, 2014])
def test_not_filled_in_and_asked_without_an_answer_stay_apart(shared_data: Path, year: int) -> None:
    path = shared_data / "sinan_mg" / f"violencia_mulheres_mg_{year}.csv"
    for row, source in zip(_mapped("sinan_mg", path), _plain(path, ";"), strict=True):
        answers = [source[name] for name in ("viol_fisic", "viol_psico", "viol_sexu")]
        told = row.answers["violence_types"]
        if "Sim" not in answers:
            expected = "unknown" if "Ignorado" in answers else "not_asked" if "" in answers else "other"
            assert told == (expected,)
        assert (row.answers["kind"] == "violence") == (source["les_autop"] != "Sim")
