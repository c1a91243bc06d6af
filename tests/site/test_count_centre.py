"""`omuz count --centre`: a person opens her vault, the figures are protected, and the log says that she counted."""

import csv
import io
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.utils import translation

from omuz.casework.contacts.actions.imports import import_contacts
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.people.access import acting
from omuz.site import words
from omuz.site.cli import installation, main
from tests.cast import PASSWORD, Cast
from tests.site.test_count import TALLY


@pytest.fixture
def counted(cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """The command as a member of the cast, on this test's own database, with her password on standard input."""
    with acting(cast.nermin.person):
        import_contacts(
            by=cast.nermin.person,
            vault=cast.nermin.vault,
            centre_id=cast.konak.id,
            rows=Mapping.named("basit_cetele").read(io.BytesIO(TALLY.encode())),
            source="basit_cetele",
        )
    monkeypatch.setattr(installation, "opened", nullcontext)

    def count(name: str, *arguments: str, password: str = PASSWORD, centre: str = "konak-1") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        code = main(["count", "--centre", centre, "--as", name, *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    with translation.override("tr"):
        yield count
    words.choose("tr")


def test_the_coordinator_counts_her_centre_behind_the_gate(counted) -> None:
    code, out, _err = counted("nermin", "--indicator", "I02,I05", "--format", "csv")
    assert code == 0
    found = {(row["indicator"], row["channel"]): row for row in csv.DictReader(io.StringIO(out))}
    assert found["I02", ""]["count"] == "13"
    assert found["I05", "email"]["hidden"] == "small"
    assert found["I05", "email"]["count"] == ""


def test_counting_leaves_one_line_in_the_log_that_says_nothing_of_content(counted) -> None:
    counted("nermin", "--indicator", "I01")
    (event,) = AuditEvent.objects.using("default").filter(event="figures.counted")
    assert event.about == "centre:konak-1"


def test_a_wrong_password_counts_nothing(counted) -> None:
    code, out, err = counted("nermin", "--indicator", "I01", password="not hers")
    assert code != 0
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("name", ["zeynep", "elif", "derya", "can"])
def test_who_does_not_work_there_counts_nothing(counted, name: str) -> None:
    code, out, err = counted(name, "--indicator", "I01")
    assert code != 0
    assert out == ""
    assert "Traceback" not in err


def test_what_cannot_be_counted_is_told_before_the_password_is_asked(counted) -> None:
    code, out, err = counted("nermin", "--indicator", "I99", password="not hers")
    assert (code, out) == (2, "")
    assert "I99" in err


def test_a_centres_contacts_by_month_do_not_pass_the_gate(counted) -> None:
    code, out, _err = counted("nermin", "--indicator", "I01", "--by", "month")
    assert (code, out) == (2, "")


def test_the_figures_of_a_vault_reach_no_file_but_the_one_asked_for(
    counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _err = counted("nermin", "--indicator", "I05", "--format", "xlsx", "--output", "figures.xlsx")
    assert (code, out) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["figures.xlsx"]
