"""Published totals: read whole or refused with their place; contradictions told number by number, never averaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omuz.foundation.catalogue.errors import CatalogueError, UnreadableFile
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.privacy.gate import Policy, audit, protect_release
from omuz.insight.totals.contradictions import Contradiction, contradictions
from omuz.insight.totals.definition import TotalsMapping, totals_path
from omuz.insight.totals.reading import links, raw_tables, read_totals
from tests.conftest import DATA

HEAD = """
code = "trial"
version = 1
title.tr = "Deneme"
title.en = "Trial"
source.tr = "–"
source.en = "–"
publisher = "–"
owner = "–"
reviewed_on = 2026-11-23
licence.tr = "–"
licence.en = "–"
note.tr = "–"
note.en = "–"
"""
TABLE = """
[[table]]
code = "{code}"
file = "{file}"
title.tr = "{code}"
title.en = "{code}"
meaning.tr = "–"
meaning.en = "–"
unit.tr = "kişi"
unit.en = "persons"
base_words.tr = "–"
base_words.en = "–"
caveat.tr = "–"
caveat.en = "–"
value = "n"
[table.dimension.year]
column = "year"
title.tr = "Yıl"
title.en = "Year"
[table.dimension.year.values]
"2024" = {{ code = "2024", tr = "2024", en = "2024" }}
"2025" = {{ code = "2025", tr = "2025", en = "2025" }}
[table.dimension.channel]
column = "channel"
title.tr = "Kanal"
title.en = "Channel"
total = "All"
[table.dimension.channel.values]
"Phone" = {{ code = "phone", tr = "Telefon", en = "Telephone" }}
"Desk" = {{ code = "desk", tr = "Yüz yüze", en = "In person" }}
"""
AGREE = """
[[agree]]
title.tr = "tutmuyor"
title.en = "do not agree"
by = "year"
left = { table = "one" }
right = { table = "two" }
"""
GOOD = "year,channel,n\n2024,Phone,40\n2024,Desk,20\n2025,Phone,50\n2025,Desk,30\n"

Written = Callable[..., tuple[TotalsMapping, dict[str, Path]]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A mapping of two tables and their files."""

    def write(one: str = GOOD, two: str = GOOD, more: str = AGREE) -> tuple[TotalsMapping, dict[str, Path]]:
        path = tmp_path / "trial.toml"
        tables = TABLE.format(code="one", file="one.csv") + TABLE.format(code="two", file="two.csv")
        path.write_text(HEAD + tables + more, encoding="utf-8")
        files = {"one.csv": one, "two.csv": two}
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return TotalsMapping.load(path), {name: tmp_path / name for name in files}

    return write


def found(mapping: TotalsMapping, files: dict[str, Path], threshold: int = 5) -> list[Contradiction]:
    reads = read_totals(mapping, files)
    raws = raw_tables(mapping, reads)
    safe = protect_release(raws, Policy(threshold=threshold, zeros="show"), links=links(reads)).tables
    return contradictions(
        mapping, reads, {raw.indicator.split(".")[1]: table for raw, table in zip(raws, safe, strict=True)}
    )


def test_tables_that_agree_contradict_nothing(written: Written) -> None:
    assert found(*written()) == []


def test_two_tables_that_disagree_are_told_with_both_numbers(written: Written) -> None:
    (one,) = found(*written(two=GOOD.replace("2025,Desk,30", "2025,Desk,37")))
    assert (one.about.en, one.first_number, one.second_number, one.difference) == ("2025", 80, 87, 7)


def test_the_publishers_own_total_is_held_against_its_parts_and_never_counted(written: Written) -> None:
    mapping, files = written(one=GOOD + "2024,All,60\n2025,All,81\n")
    (one,) = found(mapping, files)
    assert (one.about.en, one.first_number, one.second_number) == ("2025", 80, 81)
    assert sum(raw_tables(mapping, read_totals(mapping, files))[0].counts.values()) == 140


def test_a_contradiction_tells_no_number_the_gate_hides(written: Written) -> None:
    small = GOOD.replace("2025,Phone,50", "2025,Phone,2").replace("2025,Desk,30", "2025,Desk,1")
    (one,) = found(*written(one=small))
    assert one.first_number is None
    assert one.difference is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("2025,Desk,30\n", ""), "eksik hücre sıfır sayılmaz"),
        (GOOD.replace("30", ""), "satır 5, “n”: “” tam sayı değil"),
        (GOOD.replace("30", "30.5"), "“30.5” tam sayı değil"),
        (GOOD.replace("30", "-3"), "“-3” tam sayı değil"),
        (GOOD + "2025,Desk,31\n", "aynı hücre ikinci kez"),
        (GOOD.replace("2025,Desk", "2025,Radio"), "“Radio” eşlemede yok"),
        (GOOD.replace("channel", "kanal"), "“channel” sütunu yok"),
        ("", "boş"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_filled_in(
    written: Written, text: str, said: str
) -> None:
    mapping, files = written(one=text)
    with pytest.raises(UnreadableFile, match=said):
        read_totals(mapping, files)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('value = "n"\n', "", "sayılar ya bir sütunda"),
        ('by = "year"', 'by = "year"\nbz = 1', "bilinmiyor"),
        ('left = { table = "one" }', 'left = { table = "zero" }', "bilinmiyor"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_in_one_sentence(
    written: Written, tmp_path: Path, old: str, new: str, said: str
) -> None:
    written()
    path = tmp_path / "trial.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        TotalsMapping.load(path)


@pytest.mark.parametrize("path", sorted((catalogue_folder() / "totals").glob("*.toml")), ids=lambda path: path.stem)
def test_every_mapping_of_totals_in_the_catalogue_can_be_read(path: Path) -> None:
    mapping = TotalsMapping.load(path)
    assert mapping.code == path.stem
    assert totals_path(mapping.code) == path


@pytest.mark.skipif(not DATA.is_dir(), reason="the published data is not beside the clone")
@pytest.mark.parametrize(("code", "contrary", "changed"), [("pr_opm", 15, 0), ("cav_puglia", 0, 55)])
def test_the_published_workbooks_are_protected_and_their_contradictions_found(
    code: str, contrary: int, changed: int
) -> None:
    path = totals_path(code)
    assert path is not None
    mapping = TotalsMapping.load(path)
    reads = read_totals(mapping, {name: DATA / code / name for name in mapping.files})
    raws, known = raw_tables(mapping, reads), links(reads)
    policy = Policy(zeros="show")
    release = protect_release(raws, policy, links=known)
    assert release.proof.recovered == 0
    assert release.proof.narrowest is not None
    assert release.proof.narrowest >= policy.values_left
    assert audit(release.tables, policy, links=known).recovered == 0
    tables = {raw.indicator.split(".")[1]: table for raw, table in zip(raws, release.tables, strict=True)}
    told = contradictions(mapping, reads, tables)
    assert sum(not one.changed for one in told) == contrary
    assert sum(one.changed for one in told) == changed


@pytest.mark.skipif(not DATA.is_dir(), reason="the published data is not beside the clone")
def test_provinces_are_the_sums_of_their_municipalities() -> None:
    path = totals_path("cav_puglia")
    assert path is not None
    mapping = TotalsMapping.load(path)
    fine, coarse = raw_tables(
        mapping, read_totals(mapping, {name: DATA / "cav_puglia" / name for name in mapping.files})
    )
    assert sum(fine.counts.values()) == sum(coarse.counts.values())
    bari = sum(value for (code, year), value in fine.counts.items() if code[:-3] == "72" and year == "2022")
    assert coarse.counts["bari", "2022"] == bari
