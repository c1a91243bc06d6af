"""`omuz return` as two offices use it: a centre signs a file, the network takes it in, a broken one is refused."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

PASSWORD = "yedi kırlangıç sabaha karşı"


def _quarter() -> str:
    from omuz.network.returns.rules.quarters import Quarter

    return str(Quarter.of(date.today() - timedelta(days=1)).before)  # noqa: DTZ011  # the children read this clock


def _omuz(environment: dict[str, str], kind: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())", *arguments]
    told = {**environment, "OMUZ_KIND": kind}
    return subprocess.run(command, env=told, input=PASSWORD + "\n", capture_output=True, text=True, check=False)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_return_travels_as_a_signed_file(database_environment: dict[str, str], tmp_path: Path) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault.crypto import fingerprint
    from omuz.foundation.vault.queries import verify_key
    from omuz.network.returns.models import ReceivedReturn
    from tests.cast import assemble

    cast, path = assemble(), tmp_path / "belge.csv"
    with acting(cast.nermin.person):
        digits = fingerprint(verify_key(cast.konak.id) or b"")
    own = ("--centre", "konak-1", "--quarter", _quarter(), "--as", "nermin")
    prepared = _omuz(database_environment, "centre", "return", "prepare", *own)
    assert (prepared.returncode, prepared.stderr) == (0, "")
    assert "contacts_by_month: toplam 0, gizlenen 0" in prepared.stdout
    assert "Yanıt bekliyor: empty/contacts_by_month" in prepared.stdout
    silent = _omuz(database_environment, "centre", "return", "send", *own, "--output", str(path))
    assert (silent.returncode, "yanıtsız" in silent.stderr, path.exists()) == (1, True, False)
    own = (*own, "--answer", "empty/contacts_by_month=not_recorded")
    sent = _omuz(database_environment, "centre", "return", "send", *own, "--output", str(path))
    assert (sent.returncode, sent.stdout.strip()) == (0, str(path))
    assert path.read_text().startswith("STRUCTURE,STRUCTURE_ID,ACTION,")
    over = _omuz(database_environment, "centre", "return", "send", *own, "--output", str(path))
    assert (over.returncode, "üzerine yazılmadı" in over.stderr) == (1, True)
    open_line = _omuz(database_environment, "centre", "return", "send", *own, "--to", "http://ag.example")
    assert (open_line.returncode, "yalnızca https" in open_line.stderr) == (1, True)
    assert "yeniden gönderebilir" in open_line.stderr

    receive = ("return", "receive", str(path), "--as", "elif")
    unknown = _omuz(database_environment, "network", *receive)
    assert (unknown.returncode, "tanınmıyor" in unknown.stderr) == (1, True)
    taken = _omuz(database_environment, "network", *receive, "--fingerprint", digits)
    assert (taken.returncode, taken.stderr) == (0, "")
    with acting(cast.elif_.person):
        assert ReceivedReturn.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prepare", "--centre", "konak-1", "--quarter", "2026-5", "--as", "nermin"), "bir çeyrek değil"),
        (("prepare", "--centre", "konak-1", "--quarter", "2099-Q1", "--as", "nermin"), "henüz bitmedi"),
        (("prepare", "--centre", "bornova-1", "--quarter", "2026-Q1", "--as", "nermin"), "Görev yaptığınız merkezler"),
        (("prepare", "--centre", "konak-1", "--quarter", "2026-Q1", "--as", "ayse"), "yetki yok"),
        (("receive", "yok.json", "--as", "elif"), "bulunamadı"),
    ],
)
def test_each_refusal_is_one_sentence_and_changes_nothing(
    database_environment: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    from omuz.foundation.people.access import acting
    from omuz.network.returns.models import CentreReturn
    from tests.cast import assemble

    cast = assemble()
    answer = _omuz(database_environment, "both", "return", *arguments)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    with acting(cast.nermin.person):
        assert CentreReturn.objects.count() == 0
