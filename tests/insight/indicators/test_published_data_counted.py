"""Counts over the published files agree with plain counting that shares no line of code with the engine."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.privacy.cells import TOTAL
from omuz.insight.indicators.definitions import all_indicators, indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts, facts_from_file
from omuz.insight.indicators.raw import base_at, figure_at, filled

ROWS = {2020: 29_706, 2021: 25_301}


def _plain(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _facts(mapping: str, path: Path) -> Facts:
    facts, refused = facts_from_file(Mapping.named(mapping), path)
    assert refused == []
    return facts


@pytest.fixture(scope="module", params=[2020, 2021])
def helpline(request: pytest.FixtureRequest, shared_data: Path) -> tuple[Facts, list[dict[str, str]]]:
    path = shared_data / "linea144" / f"linea144-{request.param}.csv"
    facts, rows = _facts("linea144", path), _plain(path, ",")
    assert len(facts) == len(rows) == ROWS[request.param]
    return facts, rows


def test_contacts_by_month_are_those_of_the_file(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, rows = helpline
    table = count(indicator("I01"), facts, ("month",))
    assert dict(table.counts) == {(month,): n for month, n in Counter(row["fecha"][:7] for row in rows).items()}
    assert sum(table.counts.values()) == len(rows)


def test_forms_of_violence_are_the_ticked_columns(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, rows = helpline
    table = count(indicator("I08"), facts)
    columns = {
        "physical": ["tipo_de_violencia_fisica"],
        "psychological": ["tipo_de_violencia_psicologica"],
        "sexual": ["tipo_de_violencia_sexual"],
        "economic": ["tipo_de_violencia_economica_y_patrimonial"],
        "workplace_harassment": ["modalidad_de_violencia_laboral"],
        "other": [
            "tipo_de_violencia_simbolica",
            "modalidad_de_violencia_institucional",
            "modalidad_violencia_contra_libertad_reproductiva",
            "modalidad_de_violencia_obstetrica",
            "modalidad_de_violencia_mediatica",
            "modalidad_de_violencia_otras",
        ],
    }
    for code, names in columns.items():
        assert figure_at(table, (code,)) == sum(any(row[name].lower() == "si" for name in names) for row in rows)
    ticked = [name for names in columns.values() for name in names]
    assert figure_at(table, ("not_asked",)) == sum(all(row[name].lower() == "no" for name in ticked) for row in rows)
    assert figure_at(table, (TOTAL,)) == base_at(table, ("physical",)) == len(rows)


def test_relations_and_the_share_of_partners_agree(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, rows = helpline
    told = Counter(row["vinculo_con_la_persona_agresora"] for row in rows)
    table = count(indicator("I09"), facts)
    assert figure_at(table, ("ex_partner",)) == told["Ex pareja"]
    assert figure_at(table, ("not_asked",)) == told[""]
    share = count(indicator("I10"), facts)
    assert figure_at(share, ()) == told["Pareja"] + told["Ex pareja"]
    assert base_at(share, ()) == len(rows) - told[""]


def test_relation_by_form_of_violence_agrees(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, rows = helpline
    table = count(indicator("I09"), facts, ("violence_types",))
    hand = sum(
        row["vinculo_con_la_persona_agresora"] == "Pareja" and row["tipo_de_violencia_sexual"].lower() == "si"
        for row in rows
    )
    assert figure_at(table, ("sexual", "partner")) == hand


def test_missing_answers_are_the_empty_cells(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, rows = helpline
    table = count(indicator("I14"), facts)
    for field, column in [
        ("age_band", "edad_persona_en_situacion_de_violencia"),
        ("relation", "vinculo_con_la_persona_agresora"),
        ("district", "prov_residencia_persona_en_situacion_violencia"),
    ]:
        assert figure_at(table, (field,)) == sum(row[column] == "" for row in rows)
        assert base_at(table, (field,)) == len(rows)
    assert figure_at(table, ("anonymous",)) == len(rows)


def test_nothing_is_known_of_what_the_file_does_not_say(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, _rows = helpline
    for code in ("I06", "I07"):
        share = count(indicator(code), facts)
        assert (figure_at(share, ()), base_at(share, ())) == (0, 0)


@pytest.mark.parametrize("year", [2013, 2014])
def test_health_notifications_agree(shared_data: Path, year: int) -> None:
    path = shared_data / "sinan_mg" / f"violencia_mulheres_mg_{year}.csv"
    facts, rows = _facts("sinan_mg", path), _plain(path, ";")
    assert sum(count(indicator("I01"), facts, ("quarter",)).counts.values()) == len(rows)
    by_others = [row for row in rows if row["les_autop"] != "Sim"]
    ages = count(indicator("I02"), facts, ("age_band",))
    assert figure_at(ages, ("age_25_34",)) == sum(
        25 <= float(row["nu_idade_n"].replace(",", ".")) < 35 for row in by_others if row["nu_idade_n"]
    )
    forms = count(indicator("I08"), facts)
    assert figure_at(forms, ("physical",)) == sum(row["viol_fisic"] == "Sim" for row in by_others)
    assert figure_at(forms, (TOTAL,)) == len(by_others)


def test_a_file_without_dates_is_counted_as_a_whole(shared_data: Path) -> None:
    path = shared_data / "cem_peru" / "cem_cases_sample.csv"
    facts, rows = _facts("cem_peru", path), _plain(path, ",")
    table = count(indicator("I01"), facts, ("month",))
    assert dict(table.counts) == {("unknown",): 1_000}
    forms = count(indicator("I08"), facts)
    assert [figure_at(forms, key) for key in filled(forms)] == [
        sum(row[f"VIOLENCIA_{form}"] == "SI" for row in rows)
        for form in ("FISICA", "PSICOLOGICA", "SEXUAL", "ECONOMICA")
    ]


def test_every_indicator_counts_every_published_file(helpline: tuple[Facts, list[dict[str, str]]]) -> None:
    facts, _rows = helpline
    for one in all_indicators().values():
        if one.kind is facts.kind:
            assert count(one, facts, ("quarter",)).indicator == one.code
