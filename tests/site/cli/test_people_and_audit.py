"""`omuz people` and `omuz audit` as an operator runs them: processes of their own on a real database."""

import re
import subprocess
import sys

import pytest
from django.test import Client

from omuz.foundation.people.actions.accounts import open_invitation
from omuz.foundation.people.models import Centre, Staff
from omuz.foundation.vault.sheet import RecoverySheet

PASSWORD = "yedi kırlangıç sabaha karşı"
BEGIN = (
    "people", "begin", "--organisation", "Konak Belediyesi", "--centre", "Konak KDM", "--code", "konak-1",
    "--coordinator", "Nermin Aksoy=nermin", "--it", "Can Öztürk=can",
)  # fmt: skip


def _omuz(environment: dict[str, str], *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())", *arguments]
    return subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, check=False)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_an_empty_installation_gets_its_first_people_once(database_environment: dict[str, str]) -> None:
    first = _omuz(database_environment, *BEGIN)
    assert (first.returncode, first.stderr) == (0, "")
    words = re.findall(r"/davet/([^/]+)/", first.stdout)
    assert [open_invitation(word).staff.username for word in words] == ["can", "nermin"]
    assert Centre.objects.get().code == "konak-1"
    client = Client()
    client.post(f"/davet/{words[0]}/", {"password": PASSWORD, "again": PASSWORD})
    assert client.post("/giris/", {"login": "can", "password": PASSWORD}).status_code == 302

    again = _omuz(database_environment, *BEGIN)
    assert again.returncode == 1
    assert "zaten hesap var" in again.stderr
    assert Staff.objects.count() == 2

    renewed = _omuz(database_environment, "people", "renew", "can")
    assert renewed.returncode == 0
    assert Client().post("/giris/", {"login": "can", "password": PASSWORD}).status_code == 200
    nobody = _omuz(database_environment, "people", "renew", "kimse")
    assert (nobody.returncode, nobody.stderr.count("\n")) == (1, 1)

    checked = _omuz(database_environment, "--lang", "en", "audit", "verify")
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"^konak-1: \d+ events, no break$", checked.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people", "begin", "--organisation", "x", "--it", "a=b", "--centre", "y"), "birlikte verilir"),
        (("people", "begin", "--organisation", "x", "--it", "adsız"), "biçiminde yazın"),
    ],
)
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_cannot_be_read_sets_up_nothing(
    database_environment: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    answer = _omuz(database_environment, *arguments)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert not Staff.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_sheet_brings_the_key_back_on_the_command_line(database_environment: dict[str, str]) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.vault import actions as vault
    from tests.cast import Member, assemble

    cast = assemble()
    with acting(cast.nermin.person):
        for holder in (cast.ayse, cast.nermin):
            vault.withdraw(by=cast.nermin.person, centre_id=cast.konak.id, staff_id=holder.staff.pk)
    recover = ("people", "recover", "konak-1", "--as", "nermin")
    wrong = _omuz(database_environment, *recover, typed=f"yanlış\n{cast.sheet.text}\n\n")
    assert (wrong.returncode, "Parola doğru değil" in wrong.stderr) == (1, True)
    elsewhere = _omuz(database_environment, "people", "recover", "bornova-1", "--as", "nermin")
    assert elsewhere.returncode == 1
    tried = _omuz(database_environment, *recover, "--check", typed=f"{cast.nermin.password}\n{cast.sheet.text}\n\n")
    assert (tried.returncode, "Kâğıt doğru" in tried.stdout) == (0, True), tried.stderr
    assert Member(cast.nermin.staff).vault.centres == set()
    stranger = RecoverySheet(bytes(32)).text
    foreign = _omuz(database_environment, *recover, "--check", typed=f"{cast.nermin.password}\n{stranger}\n\n")
    assert (foreign.returncode, "güncel kâğıdı değil" in foreign.stderr) == (1, True)
    answer = _omuz(database_environment, *recover, typed=f"{cast.nermin.password}\n{cast.sheet.text}\n\n")
    assert answer.returncode == 0, answer.stderr
    assert Member(cast.nermin.staff).vault.centres == {cast.konak.id}
