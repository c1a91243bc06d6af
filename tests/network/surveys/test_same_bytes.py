"""Forms of the field, typed in the browser and sent by a device: whoever exports them gets the same bytes."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from lxml import etree

from omuz.foundation.people.access import acting
from omuz.network.surveys import actions
from omuz.network.surveys.actions.devices import make_device
from omuz.network.surveys.actions.exports import export_answers
from omuz.network.surveys.actions.rounds import Guest
from omuz.network.surveys.exports import KINDS
from omuz.network.surveys.models import Answer, Round
from omuz.network.surveys.rules.openrosa import form_id
from tests.network.surveys.conftest import House
from tests.network.surveys.hands import typed_and_sent
from tests.network.surveys.test_openrosa import send, signed
from tests.network.surveys.workbooks import HOUSEHOLD, LISTS, REFUSED, SHARED, workbook

if TYPE_CHECKING:
    from omuz.network.surveys.actions.devices import Made

PUBLISHED = (
    "KoBoXLSFormExamples.xlsx",
    "all-question-types-v2024091201-3.xlsx",
    "calculate.xls",
    "case_insensitivity.xlsx",
    "choice_filter_test.xlsx",
    "field-list.xlsx",
    "group.xlsx",
    "hidden.xls",
    "ifrc-distribution-site-assessment-v1.xls",
    "ifrc-distribution-site-assessment-v1.xlsx",
    "loop.xlsx",
    "or_other.xlsx",
    "specify_other.xlsx",
    "table-list.xls",
    "text_and_integer.xlsx",
    "tutorial.xls",
    "xlsform_spec_test.xlsx",
    "yes_or_no_question.xlsx",
)
ROSA = "http://openrosa.org/xforms"


def asked_of_konak(house: House, content: bytes, name: str) -> Round:
    """Konak is asked a form, whoever wrote it."""
    person, today = house.cast.elif_.person, timezone.localdate()
    with acting(person):
        version, _new = actions.take_in(by=person, content=content, name=name)
        return actions.open_round(
            by=person,
            version=actions.publish_version(by=person, version=version),
            title=name,
            opens_on=today,
            due_on=today + timedelta(days=9),
            guests=[Guest(house.cast.konak.id)],
        )


def _as_a_device_writes(xml: str, asked: Round) -> bytes:
    """The same answers as a telephone writes them: its own prefix and number, a line for each, nothing sorted."""
    root = etree.fromstring(xml.encode())
    root.set("id", form_id(asked.code))
    root.set("version", "eski")
    meta = next((each for each in root if etree.QName(each).localname == "meta"), None)
    if meta is not None:
        root.remove(meta)
    root[:] = reversed(root) if not any(len(root.findall(each.tag)) > 1 for each in root) else list(root)
    own = etree.SubElement(root, f"{{{ROSA}}}meta", nsmap={"rosa": ROSA})
    etree.SubElement(own, f"{{{ROSA}}}instanceID").text = "uuid:telefon"
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _exports(house: House, asked: Round) -> dict[str, tuple[str, bytes]]:
    """Every kind of file: its name and its bytes."""
    ayse, made = house.cast.ayse.person, {}
    for kind in KINDS:
        with acting(ayse):
            file = export_answers(by=ayse, asked=asked, kind=kind, centre_id=house.cast.konak.id)
        made[kind] = (file.name, file.content)
    return made


def _typed(house: House, asked: Round) -> str:
    """Ayşe fills it page by page and sends it; what is kept of it."""
    client = house.cast.ayse.client()
    with acting(house.cast.elif_.person):
        invitation: UUID = asked.invitations.get().id
    typed_and_sent(client, client.post(f"/anketler/davet/{invitation}/yaz/")["Location"])
    with acting(house.cast.ayse.person):
        return str(Answer.objects.get(invitation_id=invitation, state=Answer.State.SUBMITTED).instance)


def _alike(house: House, asked: Round) -> None:
    ayse = house.cast.ayse.person
    with acting(ayse):
        made: Made = make_device(by=ayse, centre_id=house.cast.konak.id, name="Telefon")
    before = transaction.savepoint()
    kept = _typed(house, asked)
    typed = _exports(house, asked)
    transaction.savepoint_rollback(before)
    answer: Any = send(signed(made.device.code, made.token), _as_a_device_writes(kept, asked))
    assert answer.status_code == 201, answer.content.decode()
    assert _exports(house, asked) == typed
    assert {kind for kind, (_name, content) in typed.items() if len(content) > 100} == set(KINDS)


def test_a_household_with_rows_cascades_and_ranks_is_the_same_bytes(house: House) -> None:
    _alike(house, asked_of_konak(house, workbook(survey=HOUSEHOLD, choices=LISTS), "hane.xlsx"))


def test_no_accepted_form_is_left_out(shared_data: Path) -> None:
    assert {path.name for path in (shared_data / SHARED).iterdir()} - REFUSED == set(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_form_is_the_same_bytes_typed_or_sent(house: House, shared_data: Path, name: str) -> None:
    _alike(house, asked_of_konak(house, (shared_data / SHARED / name).read_bytes(), name))
