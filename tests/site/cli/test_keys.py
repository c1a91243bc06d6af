"""`omuz keys`: who can open what and how old it is, without a secret; the server’s own key renewed."""

import os
import subprocess
import sys
import time

import pytest
from django.urls import reverse

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.vault import renewal
from omuz.site import keys
from tests.cast import Cast, assemble


def _omuz(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "import sys; from omuz.site.cli import main; sys.exit(main())", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_generations_and_holders_are_told_and_no_secret(database_environment: dict[str, str]) -> None:
    cast = assemble()
    with acting(cast.nermin.person):
        renewal.begin(by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id)
    shown = _omuz(database_environment, "keys", "show")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "konak-1: 2 kişide" in shown.stdout
    assert "2. kuşak" in shown.stdout and "1. kuşak" in shown.stdout
    assert "bu kuşak gidecek" in shown.stdout
    assert "pages.key, 0 günlük" in shown.stdout
    who = _omuz(database_environment, "keys", "centre", "konak-1").stdout
    assert "Nermin Aksoy" in who and "Ayşe Demir" in who and "kurtarma kâğıdı: " in who
    assert "Zeynep" not in who
    assert _omuz(database_environment, "keys", "centre", "yok-1").returncode == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_servers_key_is_renewed_with_one_event_and_the_one_before_is_kept(
    database_environment: dict[str, str], tmp_path
) -> None:
    environment = {**database_environment, "OMUZ_HOME": str(tmp_path / "home")}
    assert _omuz(environment, "keys", "show").returncode == 0
    before = keys.server_key(tmp_path / "home", keys.RENEWED)
    said = _omuz(environment, "keys", "rotate")
    assert (said.returncode, said.stderr) == (0, "")
    assert keys.server_key(tmp_path / "home", keys.RENEWED) != before
    assert keys.earlier_keys(tmp_path / "home", keys.RENEWED) == [before]
    assert AuditEvent.objects.using("owner").filter(event="server_key.renewed").count() == 1
    for path in (tmp_path / "home" / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_the_key_before_is_taken_for_two_days_and_no_longer(tmp_path) -> None:
    before = keys.server_key(tmp_path, "pages.key")
    keys.renew_server_key(tmp_path, "pages.key")
    place = tmp_path / "keys" / "pages.key.before"
    assert keys.earlier_keys(tmp_path, "pages.key") == [before]
    old = time.time() - keys.OVERLAP.total_seconds() - 1
    os.utime(place, (old, old))
    assert keys.earlier_keys(tmp_path, "pages.key") == []


@pytest.mark.django_db
def test_whoever_is_signed_in_stays_signed_in_when_the_servers_key_is_renewed(cast: Cast, settings) -> None:
    client = cast.ayse.client()
    assert client.get(reverse("profile")).status_code == 200
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "0" * 64
    assert client.get(reverse("profile")).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    fresh = cast.ayse.client()
    assert fresh.get(reverse("profile")).status_code == 200
    settings.SECRET_KEY = "1" * 64
    assert fresh.get(reverse("profile")).status_code == 302
