"""`omuz exchange expire` as the machine's own clock runs it: processes of their own on a real database."""

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from omuz.foundation.people.access import acting
from omuz.network.exchange.models import CaseAnalysis
from tests.network.exchange.drafts import shown

if TYPE_CHECKING:
    from tests.cast import Cast


LATER = "import time_machine; time_machine.travel('2029-01-01T10:00+03:00', tick=True).start(); "
OMUZ = "import sys; from omuz.site.cli import main; sys.exit(main())"


def _omuz(environment: dict[str, str], *arguments: str, clock: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", clock + OMUZ, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_only_what_is_over_goes_and_an_unknown_centre_is_said(
    cast: "Cast", database_environment: dict[str, str]
) -> None:
    row = shown(cast)
    today = _omuz(database_environment, "exchange", "expire")
    assert (today.returncode, today.stdout, today.stderr) == (0, "Süresi dolan 0 analiz yok edildi.\n", "")
    nowhere = _omuz(database_environment, "exchange", "expire", "--centre", "yok")
    assert nowhere.returncode == 1
    assert "hiçbir şey yok edilmedi" in nowhere.stderr
    elsewhere = _omuz(database_environment, "exchange", "expire", "--centre", "bornova-1", clock=LATER)
    assert "dolan 0 " in elsewhere.stdout
    later = _omuz(database_environment, "exchange", "expire", clock=LATER)
    assert (later.returncode, later.stdout) == (0, "Süresi dolan 1 analiz yok edildi.\n"), later.stderr
    with acting(cast.ayse.person):
        assert CaseAnalysis.objects.get(id=row.id).words is None
