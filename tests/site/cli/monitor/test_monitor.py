"""`omuz monitor`: a file of published data in, a folder of open data out, whole or not at all, the same every time."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import translation

import omuz
from omuz.foundation.privacy.gate import restore
from omuz.site import words
from omuz.site.cli import main
from tests.conftest import DATA

DISTRICTS = ("Konak", "Bornova", "Buca", "Çiğli")
HEADER = "Tarih;Kanal;Temas türü;Şiddet türü;Yaş;İlçe\n"
ROWS = [
    f"{place % 28 + 1}.{place % 12 + 1}.{2025 + place % 2};{('Telefon', 'Yüz yüze')[place % 3 > 0]};"
    f"Şiddet nedeniyle;{('Fiziksel', 'Psikolojik', 'Cinsel')[place % 7 % 3]};"
    f"{20 + place % 40};{DISTRICTS[place % 11 % 4]}\n"
    for place in range(400)
]

published = pytest.mark.skipif(not DATA.is_dir(), reason="the published data is not beside the clone")


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch):
    """The command's language ends with the test."""
    monkeypatch.delenv("OMUZ_LANG", raising=False)
    with translation.override("tr"):
        yield
    words.choose("tr")


@pytest.fixture
def tally(tmp_path: Path) -> Path:
    path = tmp_path / "tally.csv"
    path.write_text(HEADER + "".join(ROWS), encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["monitor", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_records_become_a_folder_with_tables_charts_a_map_a_note_and_a_proof(
    capsys, tally: Path, tmp_path: Path
) -> None:
    code, out, err = said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "sürüm 1" in out
    files = content(tmp_path / "out")
    assert {"index.html", "catalog.jsonld", "method.md", "release.json", "tables.xlsx", "csv-metadata.json"} <= set(
        files
    )
    assert "charts/i01_district.svg" in files, "districts of a known map are drawn as one"
    for form in ("csv", "sdmx.csv", "json"):
        assert f"tables/i05.{form}" in files
    proof = json.loads(files["proof/attack.json"])
    assert proof["recovered"] == 0
    assert proof["narrowest"] is None or proof["narrowest"] >= proof["rule"]


def test_nothing_in_the_folder_is_finer_than_the_gate_let_through(capsys, tally: Path, tmp_path: Path) -> None:
    tally.write_text(HEADER + "".join(ROWS) + "1.1.2025;E-posta;Şiddet nedeniyle;Fiziksel;30;Konak\n" * 2, "utf-8")
    said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "out")
    table = restore((tmp_path / "out/proof/i05.json").read_text(encoding="utf-8"))
    rows = {row["channel"]: row for row in lines(tmp_path / "out/tables/i05.csv")}
    assert rows["email"]["value"] == ""
    assert rows["email"]["status"] == "A"
    for cell in table.cells:
        row = rows["_T" if cell.key == ("*",) else cell.key[0]]
        assert row["value"] == ("" if cell.value is None else str(cell.value))


def test_the_same_input_is_the_same_folder_to_the_byte(capsys, tally: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / name)[0] == 0
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_indicators_and_splits_can_be_chosen(capsys, tally: Path, tmp_path: Path) -> None:
    said(
        capsys,
        tally,
        "--map",
        "basit_cetele",
        "--output",
        tmp_path / "out",
        "--indicator",
        "I01,I05",
        "--by",
        "quarter",
    )
    assert sorted(path.name for path in (tmp_path / "out/tables").glob("*.sdmx.csv")) == [
        "i01_quarter.sdmx.csv", "i05_quarter.sdmx.csv",
    ]  # fmt: skip


def test_rows_that_cannot_be_counted_are_told_and_named_without_their_values(
    capsys, tally: Path, tmp_path: Path
) -> None:
    tally.write_text(HEADER + "".join(ROWS) + "1.1.2025;Güvercin;Şiddet nedeniyle;Fiziksel;30;Konak\n", "utf-8")
    code, _out, err = said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "out")
    assert code == 1
    assert "1 satır sayılamadı" in err
    note = (tmp_path / "out/method.md").read_text(encoding="utf-8")
    assert "satır 402" in note
    assert "Güvercin" not in note


def test_a_second_version_names_the_first_and_is_protected_against_it(capsys, tally: Path, tmp_path: Path) -> None:
    said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "1", "--indicator", "I05")
    tally.write_text(HEADER + "".join(ROWS) + "1.1.2025;Telefon;Şiddet nedeniyle;Fiziksel;30;Konak\n" * 9, "utf-8")
    code, out, _err = said(
        capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "2", "--indicator", "I05",
        "--after", tmp_path / "1", "--change", "Dokuz temas eklendi.",
    )  # fmt: skip
    assert code == 0, out
    manifest = json.loads((tmp_path / "2/release.json").read_text(encoding="utf-8"))
    assert [edition["version"] for edition in manifest["editions"]] == [1, 2]
    assert json.loads((tmp_path / "2/proof/attack.json").read_text())["earlier"] == [
        json.loads((tmp_path / "1/release.json").read_text())["release"]
    ]
    told = json.loads((tmp_path / "2/catalog.jsonld").read_text(encoding="utf-8"))
    assert told["dcat:dataset"][0]["dcat:previousVersion"]["@id"] == "../1/catalog.jsonld"


def test_the_same_figures_again_are_no_new_version(capsys, tally: Path, tmp_path: Path) -> None:
    asked = (tally, "--map", "basit_cetele", "--indicator", "I05")
    said(capsys, *asked, "--output", tmp_path / "1")
    code, _out, err = said(capsys, *asked, "--output", tmp_path / "2", "--after", tmp_path / "1")
    assert code != 0
    assert "yeni sürüm yapılmadı" in err
    assert not (tmp_path / "2").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--map", "no_such_map"), "bulunamadı"),
        (("--map", "basit_cetele", "--indicator", "I99"), "Böyle bir gösterge yok"),
        (("--map", "basit_cetele", "--indicator", "I01", "--by", "colour"), "kırılımıyla sayılmaz"),
        (("--map", "basit_cetele", "--period", "last year"), "bir dönem değil"),
        (("--map", "basit_cetele", "--threshold", "1"), "3 ile 10 arasında"),
        (("--map", "basit_cetele", "--after", "nowhere"), "bir yayın klasörü değil"),
        (("--map", "pr_opm"), "dosyasını da ister"),
        (("--map", "pr_opm", "--indicator", "I01"), "yayımlanmış toplamlar içindir"),
        (("--map", "linea144"), "bu dosyaya uymuyor"),
    ],
)
def test_what_cannot_be_done_ends_in_one_sentence_and_no_folder(
    capsys, tally: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = said(capsys, tally, *arguments, "--output", tmp_path / "out")
    assert code != 0
    assert told in err
    assert out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tally.csv"]


def test_a_folder_that_is_there_is_never_written_over(capsys, tally: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    code, _out, err = said(capsys, tally, "--map", "basit_cetele", "--output", tmp_path / "out")
    assert code != 0
    assert "üzerine yazılmadı" in err


def test_stopping_it_leaves_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for _ in range(4_000):
            file.writelines(ROWS)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    # What runs behind a shell is born deaf to the interruption; somebody at a screen is not.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        " from omuz.site.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    work = subprocess.Popen(
        [sys.executable, "-c", program, "monitor", path, "--map", "basit_cetele", "--output", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(Path(omuz.__file__).parent.parent), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(temporary.rglob("part-*.parquet")) and work.poll() is None:
        time.sleep(0.05)
    work.send_signal(signal.SIGINT)
    _out, err = work.communicate(timeout=60)
    assert work.returncode == 130, err
    assert err.strip() == "Durduruldu."
    assert not (tmp_path / "out").exists()
    assert list(temporary.iterdir()) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["long.csv", "temporary"]


@published
@pytest.mark.parametrize(("code", "tables"), [("pr_opm", 6), ("cav_puglia", 2)])
def test_published_totals_become_a_release(capsys, tmp_path: Path, code: str, tables: int) -> None:
    status, out, err = said(capsys, DATA / code, "--map", code, "--output", tmp_path / "out", "--lang", "en")
    assert status == 0
    assert f"{tables} " in out
    assert err
    files = content(tmp_path / "out")
    assert len([name for name in files if name.endswith(".sdmx.csv")]) == tables
    assert len([name for name in files if name.startswith("charts/")]) == tables
    note = files["method.md"].decode()
    assert "The source states no licence" in note


@published
def test_contradictions_of_the_office_are_told_number_beside_number(capsys, tmp_path: Path) -> None:
    _status, _out, err = said(capsys, DATA / "pr_opm", "--map", "pr_opm", "--output", tmp_path / "out", "--lang", "en")
    told = lines(tmp_path / "out/contradictions.csv")
    worst = next(row for row in told if row["about"] == "2022" and row["difference"] == "-874")
    assert (worst["first_number"], worst["second_number"]) == ("4381", "3507")
    assert {row["kind"] for row in told} == {"contradiction"}
    for name in ("persons", "reasons"):
        table = {
            row["year"]: row for row in lines(tmp_path / f"out/tables/{name}.csv") if row.get("reason", "_T") == "_T"
        }
        assert table["2022"]["value"] == {"persons": "3507", "reasons": "4381"}[name]
    assert "15" in err


@published
def test_published_records_become_a_release(capsys, tmp_path: Path) -> None:
    status, _out, _err = said(capsys, DATA / "cem_peru", "--map", "cem_peru", "--output", tmp_path / "out")
    assert status == 0
    assert lines(tmp_path / "out/tables/i01.csv")[0]["value"] == "1000"
