"""The address of a secret place is typed at every door of the directory and looked for at every address there is."""

import html
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.utils import timezone

from tests.attack.conftest import House, every_address, paths
from tests.network.directory.planted import PLANTED, plant, plant_secrets
from tests.unwrapped import text_of

if TYPE_CHECKING:
    from tests.cast import Cast

ENDS_A_SESSION = frozenset({"sign-out", "sign-out-everywhere", "lock", "begin-again"})
SIGNED = ("Örtülüçınar Sokak",)
"""Pieces of an address in a profile a secret centre signed."""
PEOPLE = ("ayse", "nermin", "zeynep", "songul", "elif_", "derya", "can")


def _rooms_opened(cast: "Cast") -> None:
    """A standard, an assessment round and a profile round, so that the other rooms have pages about centres."""
    from omuz.foundation.people.access import acting
    from omuz.network.profiles.actions import open_year
    from omuz.network.standards.actions.rounds import open_round
    from omuz.network.standards.actions.versions import take_in

    elif_, today = cast.elif_.person, timezone.localdate()
    with acting(elif_):
        centres = [cast.konak.id, cast.bornova.id]
        due_on = today + timedelta(days=9)
        open_round(
            by=elif_, standard=take_in(by=elif_), title="Tur", year=2026, opens_on=today, due_on=due_on, guests=centres
        )
        open_year(by=elif_, opens_on=today, due_on=due_on)


def _values(full: House) -> dict[str, list[Any]]:
    """The parts of an address → everything there is to name with them, whoever may see it."""
    from omuz.foundation.people.access import acting
    from omuz.network.directory.models import ContactPost, Directorate, Municipality, Partner, Service
    from omuz.network.standards.models import Assessment, AssessmentRound, Standard
    from omuz.network.surveys.models import Invitation, QuestionnaireVersion, Round

    def ids(*kinds: Any, of: str = "id") -> list[Any]:
        return [one for kind in kinds for one in kind.objects.values_list(of, flat=True)]

    with acting(full.cast.elif_.person):
        known = {
            "partner_id": ids(Partner),
            "service_id": ids(Service),
            "post_id": ids(ContactPost),
            "organisation_id": ids(Municipality, of="organisation_id"),
            "directorate_id": ids(Directorate),
            "standard_id": ids(Standard),
            "assessment_id": ids(Assessment),
            "round_id": ids(AssessmentRound, Round),
            "invitation_id": ids(Invitation),
            "version_id": ids(QuestionnaireVersion),
            "code": ["konak-1", "bornova-1", "A1", "A"],
            "kind": ["csv", "xlsx", "zip", "svg", "pdf"],
            "ending": ["csv", "xlsx"],
            "name": ["area_district", "yok"],
        }
    values = {**full.of_konak, **{part: found or [UUID(int=7)] for part, found in known.items()}}
    return {part: list(found) for part, found in values.items()}


def _profile_signed(cast: "Cast") -> None:
    """Konak, whose place is secret, tells it in every answer of its profile that others read."""
    from omuz.network.surveys.models import Round
    from tests.network.profiles.conftest import FULL
    from tests.network.profiles.conftest import House as Profiles

    said = {
        "/identity/name": f"{SIGNED[0]} Dayanışma", "/identity/name_known": f"{SIGNED[0]} 7",
        "/identity/area_district": "seferihisar", "/services_hours/hours": f"{SIGNED[0]} kapısı, her gün",
    }  # fmt: skip
    house = Profiles(cast, Round.objects.get(kind=Round.Kind.PROFILE))
    house.send(cast.nermin, cast.konak, {**FULL, **said})
    house.sign(cast.nermin, cast.konak)


@pytest.fixture
def planted(full: House) -> House:
    """The full house with a directory in which two places are secret, and rooms of the network that are in use."""
    directory = plant(full.cast)
    plant_secrets(directory)
    _rooms_opened(full.cast)
    _profile_signed(full.cast)
    return full


def _unseen(name: str, room: str) -> tuple[str, ...]:
    """What nobody may read there: her own centre's answers and those sent to the network she reads in the rooms they
    were written in; everybody else reads them nowhere."""
    own = name in ("ayse", "nermin", "songul") or (name == "elif_" and room not in ("directory", "profiles"))
    return PLANTED if own else (*PLANTED, *SIGNED)


def _body(answer: Any) -> str:
    return html.unescape(text_of(answer.getvalue()))


def test_no_page_export_map_print_or_device_anywhere_shows_the_address_of_a_secret_place(planted: House) -> None:
    values = _values(planted)
    opened: dict[str, int] = {}
    for name in PEOPLE:
        client = planted[name].client(raise_request_exception=False)
        for address in every_address():
            if address.name in ENDS_A_SESSION:
                continue
            for path in paths(address, values):
                asked = [path, f"{path}?boy=A3", f"{path}?gun=2026-03-01"] if "directory:" in address.name else [path]
                for wanted in asked:
                    answer = client.get(wanted)
                    assert answer.status_code != 500, (name, wanted)
                    told = _body(answer)
                    unseen = _unseen(name, address.name.split(":")[0])
                    assert [each for each in unseen if each in told] == [], (name, wanted)
                    opened[name] = opened.get(name, 0) + (answer.status_code == 200)
    assert all(opened[name] > 25 for name in PEOPLE), opened
    assert opened["elif_"] > 150


def test_nobody_finds_a_secret_place_by_its_address(planted: House) -> None:
    for name in ("ayse", "elif_"):
        client = planted[name].client()
        for words in (*PLANTED, *SIGNED, "urla", "seferihisar"):
            for path in ("/merkezler/", "/merkezler/kurumlar/", "/profiller/"):
                told = html.unescape(client.get(path, {"q": words}, headers={"HX-Request": "true"}).content.decode())
                found = told.split('role="search"')[-1] if path == "/profiller/" else told
                assert "Güvenli yer" not in found, (path, words)
                assert "Konak Kadın Danışma" not in found, (path, words)
