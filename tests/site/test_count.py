"""`omuz count`: figures on standard output, what they rest on beside them, one sentence where it cannot count."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.site import words
from omuz.site.cli import main

TALLY = "Tarih;Kanal;Konu;Şiddet türü;Şiddet uygulayan\n" + "".join(
    [
        "1.1.2026;tel;şiddet;Fiziksel;koca\n" * 7,
        "9.2.2026;geldi;şiddet;Fiziksel;Psikolojik\n".replace("Psikolojik", "baba") * 6,
        "9.5.2026;tel;bilgi;;\n" * 8,
        "9.5.2026;mail;bilgi;;\n" * 2,
    ]
)


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch):
    """The command's language ends with the test."""
    monkeypatch.delenv("OMUZ_LANG", raising=False)
    with translation.override("tr"):
        yield
    words.choose("tr")


@pytest.fixture
def tally(tmp_path: Path) -> str:
    path = tmp_path / "tally.csv"
    path.write_text(TALLY, encoding="utf-8")
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["count", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_raw_counts_are_machine_readable_and_the_warning_stays_off_the_output(capsys, tally: str) -> None:
    code, out, err = said(
        capsys, tally, "--map", "basit_cetele", "--indicator", "I01", "--by", "month", "--raw", "--format", "csv"
    )
    assert code == 0
    assert out.splitlines()[0] == "indicator,version,month,count"
    assert {row["month"]: int(row["count"]) for row in rows(out)} == {
        "2026-01": 7, "2026-02": 6, "2026-03": 0, "2026-04": 0, "2026-05": 10,
    }  # fmt: skip
    assert "--raw" in err
    assert "--raw" not in out


def test_without_raw_everything_passes_the_gate(capsys, tally: str) -> None:
    code, out, _err = said(capsys, tally, "--map", "basit_cetele", "--indicator", "I05", "--format", "csv")
    assert code == 0
    cells = {row["channel"]: row for row in rows(out)}
    assert cells["email"]["count"] == ""
    assert cells["email"]["hidden"] == "small"
    hidden = [row for row in cells.values() if row["hidden"]]
    assert len(hidden) >= 2, "one hidden number beside its total would follow from it"
    assert all(row["count"] == "0" or int(row["count"]) >= 5 for row in cells.values() if not row["hidden"])


def test_a_table_says_base_period_non_answers_and_what_is_hidden(capsys, tally: str) -> None:
    code, out, _err = said(capsys, tally, "--map", "basit_cetele", "--indicator", "I05,I10")
    assert code == 0
    assert "(*)" in out
    assert "Dönem: 2026" in out
    assert "Eşik 5" in out
    assert "İlişkisi bilinen şiddet nedenli temaslar." in out
    assert "Paydanın dışında: sorulmadı, söylemek istemedi, bilinmiyor." in out
    assert "%53,8" in out


def test_the_same_in_english(capsys, tally: str) -> None:
    code = main(["--lang", "en", "count", tally, "--map", "basit_cetele", "--indicator", "I10", "--raw"])
    out, err = capsys.readouterr()
    assert code == 0
    assert "Share of intimate partners" in out
    assert "53.8%" in out
    assert "Outside the base" in out
    assert "published" in err


def test_several_indicators_share_one_csv_with_their_own_columns(capsys, tally: str) -> None:
    _code, out, _err = said(
        capsys, tally, "--map", "basit_cetele", "--indicator", "I05,I09", "--raw", "--format", "csv"
    )
    assert out.splitlines()[0] == "indicator,version,channel,relation,count,base,share"
    found = {(row["indicator"], row["channel"], row["relation"]): row for row in rows(out)}
    assert found["I05", "phone", ""]["count"] == "15"
    assert found["I05", "phone", ""]["share"] == "0.652174"
    assert found["I09", "", "spouse"]["base"] == "13"


def test_json_carries_codes_words_and_notes(capsys, tally: str) -> None:
    _code, out, _err = said(
        capsys, tally, "--map", "basit_cetele", "--indicator", "I08", "--by", "quarter", "--raw", "--format", "json"
    )
    (sheet,) = json.loads(out)
    assert sheet["indicator"] == "I08"
    assert sheet["protected"] is False
    assert sheet["dimensions"][1] == {"name": "violence_types", "title": "Şiddet türü"}
    assert {"quarter": "2026-Q1", "violence_types": "physical"}.items() <= sheet["figures"][0].items()
    assert sheet["figures"][0]["labels"]["violence_types"] == "Fiziksel"
    assert "Çoklu yanıt" in sheet["notes"]


def test_a_workbook_opens_with_turkish_letters_and_no_formula(capsys, tally: str, tmp_path: Path) -> None:
    target = tmp_path / "figures.xlsx"
    code, out, _err = said(
        capsys,
        *(tally, "--map", "basit_cetele", "--indicator", "I05,I08", "--format", "xlsx", "--output", str(target)),
    )
    assert (code, out) == (0, "")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["I05", "I08"]
    assert book["I08"]["A1"].value == "Şiddet türü"
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_rows_that_cannot_be_counted_are_told_and_the_exit_code_says_so(capsys, tally: str) -> None:
    with Path(tally).open("a", encoding="utf-8") as file:
        file.write("9.5.2026;duman;bilgi;;\n9.5.2026\n")
    code, out, err = said(capsys, tally, "--map", "basit_cetele", "--indicator", "I01", "--raw", "--format", "csv")
    assert code == 1
    assert rows(out)[0]["count"] == "23"
    assert "satır 25, Kanal “duman”" in err
    assert "satır 26" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{file}", "--map", "basit_cetele", "--indicator", "I99"], "I99"),
        (["{file}", "--map", "basit_cetele", "--indicator", "I01", "--by", "age_band"], "age_band"),
        (["{file}", "--map", "basit_cetele", "--indicator", "I01", "--period", "2026-13"], "2026-13"),
        (["{file}", "--map", "nobody", "--indicator", "I01"], "nobody.toml"),
        (["{file}", "--map", "linea144", "--indicator", "I01"], "fecha"),
        (["{file}.gone", "--map", "basit_cetele", "--indicator", "I01"], "tally.csv.gone"),
        (["{file}", "--indicator", "I01"], "--map"),
        (["{file}", "--map", "basit_cetele", "--indicator", "I01", "--centre", "konak-1"], "--centre"),
        (["{file}", "--map", "basit_cetele", "--indicator", "I01", "--format", "xlsx"], "--output"),
        (["{file}", "--map", "basit_cetele", "--indicator", "I01", "--by", "month"], "ay"),
        (["--indicator", "I01"], "--centre"),
        (["--centre", "konak-1", "--as", "nermin", "--indicator", "I01", "--raw"], "--raw"),
    ],
)
def test_what_cannot_be_counted_is_one_sentence_and_nothing_else(
    capsys, tally: str, arguments: list[str], told: str
) -> None:
    code, out, err = said(capsys, *[argument.format(file=tally) for argument in arguments])
    assert code == 2
    assert out == ""
    assert told in err
    assert len(err.splitlines()) == 1
    assert err.rstrip().endswith((".", "?"))


def test_a_broken_catalogue_is_one_sentence(capsys, tally: str, tmp_path: Path, monkeypatch) -> None:
    import shutil

    copy = tmp_path / "catalogues"
    shutil.copytree(catalogue_folder(), copy)
    (copy / "lists" / "channel.csv").write_text("code;tr;en\n", encoding="utf-8")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(copy))
    code, out, err = said(capsys, tally, "--map", "basit_cetele", "--indicator", "I01", "--raw")
    assert (code, out) == (2, "")
    assert "channel.csv" in err


def test_an_output_file_that_cannot_be_written_leaves_nothing(capsys, tally: str, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "out.csv"
    code, out, err = said(
        capsys, tally, "--map", "basit_cetele", "--indicator", "I01", "--raw", "--output", str(target)
    )
    assert code != 0
    assert out == ""
    assert "nowhere" in err.splitlines()[-1]


def test_counting_a_file_begins_no_installation_and_needs_no_settings(tally: str, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OMUZ_", "DJANGO_"))}
    run = subprocess.run(
        [
            *(sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())"),
            *("count", tally, "--map", "basit_cetele", "--indicator", "I01", "--raw", "--format", "csv"),
        ],
        capture_output=True,
        text=True,
        cwd=place,
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert rows(run.stdout)[0]["count"] == "23"
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(("year", "total"), [(2020, 29_706), (2021, 25_301)])
def test_the_published_helpline_files_sum_to_all_their_rows(capsys, shared_data: Path, year: int, total: int) -> None:
    file = shared_data / "linea144" / f"linea144-{year}.csv"
    mapping = catalogue_folder() / "mappings" / "linea144.toml"
    code, out, _err = said(
        capsys, str(file), "--map", str(mapping), "--indicator", "I01", "--by", "month", "--raw", "--format", "csv"
    )
    assert code == 0
    assert sum(int(row["count"]) for row in rows(out)) == total


def test_a_file_that_is_there_is_never_overwritten(capsys, tally: str) -> None:
    code, out, err = said(capsys, tally, "--map", "basit_cetele", "--indicator", "I01", "--raw", "--output", tally)
    assert (code, out) == (2, "")
    assert "tally.csv" in err
    assert Path(tally).read_text(encoding="utf-8") == TALLY
