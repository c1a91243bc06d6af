"""What a workload lets grow: centres with a team, their files, further centres of the network, what they send in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.bench.installation import Installation

if TYPE_CHECKING:
    from omuz.foundation.people.models import Centre
    from omuz.network.returns.rules.document import Document
    from tests.cast import Member

TOGETHER = 1_000
"""Files of one transaction, and rows of one statement."""


def centre_of(made: Installation, code: str) -> "Member":
    """A centre of its own for one workload: coordinator, counsellor, key; the coordinator."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import accounts, places
    from omuz.foundation.people.models import Organisation
    from omuz.foundation.people.rules import Role
    from tests import cast

    owner = Organisation.objects.earliest("name")
    centre = places.found_centre(by=SYSTEM, organisation=owner, code=code, name=f"Merkez {code}", district="konak")
    here = accounts.Place(centre=centre)
    lead = cast.member(f"lead-{code}", f"Koordinatör {code}", Role.CENTRE_COORDINATOR, here)
    worker = cast.member(f"worker-{code}", "Danışman", Role.COUNSELLOR, here)
    cast.make_key(lead, centre, [lead, worker])
    made.centres[code], made.leads[code], made.workers[code] = centre, lead, [worker]
    return lead


def files_into(made: Installation, code: str, numbers: range) -> list[str]:
    """Files of a centre, one for each number, in transactions of a thousand; their ids in that order."""
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting

    lead, centre, ids = made.leads[code], made.centres[code], []
    staff = [member.person.staff_id for member in made.workers[code]]
    for first in range(numbers.start, numbers.stop, TOGETHER):
        some = range(first, min(first + TOGETHER, numbers.stop))
        with acting(lead.person), recorded(by=lead.person, event="cases.planted", centre=centre.id, about="bench"):
            opened = lead.vault.centre(centre.id)
            rows = [_file(opened, centre.id, staff, number) for number in some]
            for kind in zip(*rows, strict=True):
                type(kind[0]).objects.bulk_create(kind, batch_size=TOGETHER)
        ids += [str(case.id) for _key, case, _step, _came in rows]
    return ids


def _file(opened: Any, centre_id: Any, staff: Sequence[Any], number: int) -> tuple[Any, Any, Any, Any]:
    """Key, file, step and presentation of one woman, sealed as the actions seal them."""
    from django.utils import timezone

    from omuz.casework.cases.models import Case, CaseStep, Presentation
    from omuz.casework.cases.rules.steps import CODE_ALPHABET

    data_key, key = opened.new_data_key()
    code = "".join(CODE_ALPHABET[number // 30**place % 30] for place in range(5))
    moment = timezone.now() - timedelta(hours=number % 20_000)
    plain = {"centre_id": centre_id, "changed_at": moment, "changed_by": staff[number % len(staff)]}
    on = (date.today() - timedelta(days=number % 900)).isoformat()  # noqa: DTZ011  # invented days
    case = Case(
        id=uuid4(), code=f"D-{code}", state="support" if number % 3 else "closed", opened_at=moment,
        holder_id=staff[number % len(staff)], data_key=data_key, **plain,
    )  # fmt: skip
    case.put(key, answers={"on": on}, words={}, identity={"pseudonym": f"Çiçek {number}"})
    step = CaseStep(id=uuid4(), centre_id=centre_id, case=case, number=1, state="contact", made_at=moment,
                    made_by=staff[0])  # fmt: skip
    step.put(key, answers={"on": on}, words={})
    came = Presentation(id=uuid4(), case=case, made_at=moment, made_by=staff[0], **plain)
    came.put(key, answers={"on": on, "reason": "violence", "channel": "phone"}, words={})
    return data_key, case, step, came


def coordinator() -> "Member":
    """Somebody who coordinates the network."""
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from tests import cast

    return cast.member("ag-koordinatoru", "Ağ Koordinatörü", Role.NETWORK_COORDINATOR, accounts.Place())


def returns_of(made: Installation, code: str, quarters: int) -> "list[Document]":
    """What a centre with contacts would send for each of the last quarters: counted, protected and proved."""
    from omuz.foundation.people.access import acting
    from omuz.network.returns import actions
    from omuz.network.returns.rules.quarters import Quarter, quarters_until

    lead, centre = made.leads[code], made.centres[code]
    today = date.today()  # noqa: DTZ011  # any day
    with acting(lead.person):
        return [
            actions.prepare_return(by=lead.person, vault=lead.vault, centre_id=centre.id, quarter=each).document
            for each in quarters_until(Quarter.of(today).before, quarters)
        ]


def centres_beside(numbers: range, documents: "Sequence[Document]") -> None:
    """Centres of the network without a team here, one for each number; the network has these returns of each."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.people.actions import places
    from omuz.foundation.people.models import Organisation

    owner = Organisation.objects.earliest("name")
    for number in numbers:
        code = f"uzak-{number}"
        centre = places.found_centre(by=SYSTEM, organisation=owner, code=code, name=f"Merkez {code}", district="urla")
        _received(centre, documents)


def _received(centre: "Centre", documents: "Sequence[Document]") -> None:
    """The same numbers under the name of this centre, taken in by the act that keeps a sheet somebody brought."""
    from django.db import transaction

    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.tenancy.context import see_as
    from omuz.network.returns.actions.receive import keep
    from omuz.network.returns.models import Way

    with transaction.atomic():
        see_as({centre.id}, network=True)
        for document in documents:
            _row, new = keep(replace(document, centre=centre.code), by=SYSTEM, centre_id=centre.id, way=Way.SHEET)
            assert new, "the same return was there already"
