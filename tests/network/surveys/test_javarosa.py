"""JavaRosa, the library ODK Collect and KoboCollect fill forms with, reads our forms and we take what it writes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import reverse
from lxml import etree
from pyxform.validators import odk_validate

from omuz.foundation.people.access import acting
from omuz.network.surveys.actions.devices import make_device
from omuz.network.surveys.models import Answer
from omuz.network.surveys.rules import openrosa
from omuz.network.surveys.xlsform import Form
from tests.network.surveys.conftest import House
from tests.network.surveys.test_openrosa import LIST, send, signed
from tests.network.surveys.test_same_bytes import asked_of_konak
from tests.network.surveys.workbooks import HOUSEHOLD, LISTS, form, published, workbook

JAVA = shutil.which("java") or ""
VALIDATE = Path(odk_validate.__file__).parent / "bin" / "ODK_Validate.jar"
"""ODK Validate carries JavaRosa with it."""
pytestmark = pytest.mark.skipif(not JAVA, reason="JavaRosa needs a Java machine")


def _java(*told: str | Path) -> tuple[int, str]:
    """How it ends, and what it says."""
    ended = subprocess.run(
        [JAVA, "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", *map(str, told)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout + ended.stderr


def _read(folder: Path, content: bytes) -> tuple[int, str]:
    path = folder / "form.xml"
    path.write_bytes(content)
    return _java("-jar", VALIDATE, path)


def _served(made: Form) -> bytes:
    return openrosa.served(made.xform, round_code="k3m9", title="Hane görüşmesi", version="7")


def test_a_household_with_rows_and_cascades_is_read_and_a_broken_one_is_not(tmp_path: Path) -> None:
    content = _served(form(HOUSEHOLD, choices=LISTS))
    assert _read(tmp_path, content)[0] == 0
    broken = content.replace(b'ref="/data/people"', b'ref="/data/nobody"')
    assert broken != content
    code, told = _read(tmp_path, broken)
    assert code == 1
    assert "non-existent node" in told


@pytest.mark.parametrize("name", ["tutorial.xls", "or_other.xlsx", "all-question-types-v2024091201-3.xlsx"])
def test_a_published_form_named_after_its_round_is_read(shared_data: Path, tmp_path: Path, name: str) -> None:
    made = dict(published(shared_data))[name]
    code, told = _read(tmp_path, _served(made))
    assert code == 0, told


def test_what_it_fills_in_from_the_list_of_a_device_is_taken_to_the_letter(house: House, tmp_path: Path) -> None:
    asked = asked_of_konak(house, workbook(survey=HOUSEHOLD, choices=LISTS), "hane.xlsx")
    with acting(house.cast.ayse.person):
        made = make_device(by=house.cast.ayse.person, centre_id=house.cast.konak.id, name="Telefon")
    device = signed(made.device.code, made.token)
    offered = {each.findtext(f"{LIST}formID"): each for each in etree.fromstring(device.get(_list()).content)}
    one = offered[openrosa.form_id(asked.code)]
    content = device.get(str(one.findtext(f"{LIST}downloadUrl"))).content
    assert one.findtext(f"{LIST}hash") == f"md5:{openrosa.md5_of(content)}"
    blank, filled = tmp_path / "form.xml", tmp_path / "filled.xml"
    blank.write_bytes(content)
    code, told = _java("-cp", VALIDATE, Path(__file__).with_name("Filled.java"), blank, filled)
    assert code == 0, told
    answer = send(device, filled.read_bytes())
    assert answer.status_code == 201, answer.content.decode()
    with acting(house.cast.ayse.person):
        kept = etree.fromstring(Answer.objects.get(invitation__round=asked).instance.encode())
    assert [(each.tag, each.text) for each in kept.iter("who", "quarter", "age", "oldest", "total")] == [
        ("who", "Yazı"), ("quarter", "alsancak"), ("age", "2"), ("age", "2"), ("oldest", "2"), ("total", "4"),
    ]  # fmt: skip


def _list() -> str:
    return reverse("surveys:device-forms")
