"""`omuz report`: wishes that do not go together, places that cannot be written to, and what is said of the types."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person

ROOT = Path(__file__).resolve().parents[3]
# Several commands in one child: each starts as it would alone, the web framework is loaded once.
MANY = """
import contextlib, io, json, sys
from omuz.site.cli import main
for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


Said = tuple[int, str, str]
"""Exit code, standard output, standard error."""
PASSWORD = "yedi kırlangıç sabaha karşı"


def _run(environment: dict[str, str], folder: Path, *commands: list[str]) -> list[Said]:
    """What each command answered, one after another; whoever is asked for her password gives it."""
    done = subprocess.run(
        [sys.executable, "-c", MANY, json.dumps(commands)],
        input=f"{PASSWORD}\n" * len(commands),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def _said(home: Path, *commands: list[str], **settings: str) -> list[Said]:
    """The same in a folder of its own, without a database."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OMUZ_", "DATABASE"))}
    return _run({**environment, "OMUZ_HOME": str(home / "home"), **settings}, home, *commands)


def test_each_wish_that_cannot_be_met_is_one_sentence_before_anything_is_opened(tmp_path: Path) -> None:
    there = tmp_path / "var.pdf"
    there.write_bytes(b"kept")
    wishes = {
        "Kimin adına": ["needs"],
        "“needs” mi demek istediniz": ["needz", "--as", "elif"],
        "“12” bir yıl değil": ["needs", "--year", "12", "--as", "elif"],
        "hangisi olduğunu --place": ["centre_card", "--as", "elif"],
        "--place olmadan": ["needs", "--place", "konak-1", "--as", "elif"],
        "--edition ile birlikte olmaz": ["needs", "--fresh", "--edition", "2", "--as", "elif"],
        "diye bir klasör yok": ["needs", "--as", "elif", "--out", str(tmp_path / "yok" / "a.pdf")],
        "birbirini tutmuyor": ["needs", "--as", "elif", "--out", str(tmp_path / "a.pdf"), "--format", "xlsx"],
        "zaten var; üzerine yazılmadı": ["needs", "--as", "elif", "--out", str(there)],
        "'odt' olmaz": ["needs", "--as", "elif", "--format", "odt"],
        "uygun bir değer değil": ["needs", "--as", "elif", "--year", "bu"],
    }
    answers = _said(tmp_path, *(["report", *wish] for wish in wishes.values()))
    for sentence, (code, out, err) in zip(wishes, answers, strict=True):
        assert code != 0, sentence
        assert sentence in err
        assert "Traceback" not in err
        assert not out
    assert there.read_bytes() == b"kept"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["var.pdf"]
    assert not (tmp_path / "home" / "pg").exists(), "no database was begun for a wish that cannot be met"


def test_the_types_are_told_without_an_installation_in_both_languages(tmp_path: Path) -> None:
    (code, turkish, _err), (_code, english, _none) = _said(
        tmp_path, ["report", "list"], ["report", "list", "--lang", "en"]
    )
    assert code == 0
    assert turkish.count("\n") == 7
    assert "needs" in turkish
    assert "Ağın yıllık raporu" in turkish
    assert not (tmp_path / "home").exists(), "asking what there is begins no installation"
    assert english


def test_a_broken_report_type_is_named_with_file_and_line(tmp_path: Path) -> None:
    catalogues = tmp_path / "catalogues"
    shutil.copytree(ROOT / "catalogues", catalogues)
    section = catalogues / "reports" / "needs" / "sections" / "staff.toml"
    lines = section.read_text(encoding="utf-8").splitlines()
    place = lines.index("[[block]]") + 1
    lines.insert(place, 'figure = "profiles.no_such_thing"')
    section.write_text("\n".join(lines), encoding="utf-8")
    wish = ["report", "needs", "--as", "elif", "--out", str(tmp_path / "a.pdf")]
    ((code, _out, err),) = _said(tmp_path, wish, OMUZ_CATALOGUES=str(catalogues))
    assert code == 1
    assert "needs/sections/staff.toml, satır" in err
    assert "Traceback" not in err
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from omuz.site import faults
    from omuz.site.cli import saving

    file = tmp_path / "belge.pdf"
    saving.save(file, b"%PDF-")
    assert file.read_bytes() == b"%PDF-"
    assert file.stat().st_mode & 0o777 == 0o600

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full", str(file))

    other = tmp_path / "other.pdf"
    monkeypatch.setattr(Path, "replace", full)  # a full disk cannot be had without being its administrator
    with pytest.raises(OSError) as fault:  # noqa: PT011  # the number is looked at in the next line
        saving.save(other, b"%PDF-")
    assert "Disk dolu" in faults.sentence(fault.value)
    assert [path.name for path in tmp_path.iterdir()] == ["belge.pdf"]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_where_no_edition_is_today_s_data_are_a_draft_and_nothing_is_kept(
    database_environment: dict[str, str], tmp_path: Path
) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.reports.models import Edition
    from tests.cast import assemble

    cast = assemble()
    needs = ["report", "needs", "--year", "2026"]
    begins = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK"}
    drafts = [[*needs, "--as", "elif", "--out", f"rapor.{ending}"] for ending in begins]
    refused = {
        "yayımlanmış baskısı yok": [*needs, "--as", "ayse"],
        "yetki yok": [*needs, "--as", "can"],
        "3. baskısı yok; hiçbir şey yazılmadı. Olanlar: hiç yok": [*needs, "--as", "elif", "--edition", "3"],
        "açık bir hesap yok": [*needs, "--as", "nobody"],
        "diye bir yer yok": ["report", "centre_card", "--year", "2026", "--place", "nowhere-9", "--as", "elif"],
    }
    answers = _run({**database_environment, "OMUZ_KIND": "both"}, tmp_path, *drafts, *refused.values())
    for (code, out, err), (ending, start) in zip(answers, begins.items(), strict=False):
        assert (code, err) == (0, "")
        assert "1. baskının taslağı, yayımlanmadı" in out
        assert (tmp_path / f"rapor.{ending}").read_bytes().startswith(start)
    for (code, _out, err), sentence in zip(answers[len(drafts) :], refused, strict=True):
        assert (code, sentence in err) == (1, True), err
        assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rapor.docx", "rapor.pdf", "rapor.xlsx"]
    with acting(cast.elif_.person):
        assert Edition.objects.count() == 0


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_published_edition_goes_before_a_newer_draft_and_is_the_same_every_time(
    database_environment: dict[str, str], tmp_path: Path
) -> None:
    from tests.cast import assemble

    digest = _one_published_one_begun(assemble().elif_.person)
    wish = ["report", "monitoring", "--year", "2026", "--as"]
    one, two, draft, unseen, network, centre = _run(
        {**database_environment, "OMUZ_KIND": "both"},
        tmp_path,
        [*wish, "elif", "--out", "one.pdf"],
        [*wish, "ayse", "--out", "two.pdf"],
        [*wish, "elif", "--edition", "2", "--out", "draft.pdf"],
        [*wish, "ayse", "--edition", "2", "--out", "unseen.pdf"],
        ["report", "list", "--as", "elif"],
        ["report", "list", "--as", "ayse"],
    )
    for code, out, err in (one, two):
        assert (code, err) == (0, "")
        assert "1. baskı, yayımlanmış" in out
        assert digest in out
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes(), "the same for everybody"
    assert "2. baskının taslağı, yayımlanmadı" in draft[1]
    assert (unseen[0], "Olanlar: 1" in unseen[2]) == (1, True)
    assert "2026: 2. baskı, taslak" in network[1]
    assert "2026: 1. baskı, yayımlandı" in network[1]
    assert "taslak" not in centre[1]


def _one_published_one_begun(elif_: "Person") -> str:
    """A published edition and a draft after it; the first digits of what the published one was made from."""
    from omuz.foundation.people.access import acting
    from omuz.network.reports.actions import editions, writing
    from omuz.network.reports.queries.desk import section_lines

    with acting(elif_):
        first = editions.begin(by=elif_, report="monitoring", year=2026, sections=())
        for line in section_lines(elif_, first, "tr"):
            key = line.progress.section.key
            if line.stands and line.progress.asks_for_text:
                for spoken in ("tr", "en"):
                    writing.write(by=elif_, edition=first, section=key, language=spoken, words="Yıl.", based_on=0)
            if line.stands:
                writing.sign(by=elif_, edition=first, section=key)
        first = editions.publish(by=elif_, edition=first)
        editions.begin(by=elif_, report="monitoring", year=2026, sections=())
    return str(first.digest[:16])
