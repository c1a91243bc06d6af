"""A directory with an open institution, a shelter, and what hangs on them, written by the same acts people use."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from omuz.foundation.people.access import acting
from omuz.network.directory.actions.keeping import Moment, keep
from omuz.network.directory.models import ContactPost, Directorate, Kept, Municipality, Partner, PublicPart, Service

if TYPE_CHECKING:
    from tests.cast import Cast, Member

SINCE = date(2026, 1, 1)


@dataclass
class Directory:
    """The cast, an institution anybody may find, and a shelter nobody may."""

    cast: "Cast"
    bar: Partner
    shelter: Partner

    def keep(self, who: "Member", row: Kept, *, since: date = SINCE, **facts: Any) -> Any:
        """Write facts of an entry as somebody."""
        with acting(who.person):
            return keep(by=who.person, row=row, facts=facts, moment=Moment(since), revision=row.revision)


def plant(cast: "Cast") -> Directory:
    """As Elif and Nermin would have written it."""
    made = Directory(cast, Partner(), Partner())
    elif_, nermin = cast.elif_, cast.nermin
    made.bar = made.keep(
        elif_, made.bar, kind="bar_legal_aid", name="Örnek Barosu", phone="0232 000 00 01", district="konak",
        address="Örnek Mah. 1. Sok. No: 2", hours="Pzt–Cum 09:00–17:00", languages=["turkish", "kurmanci"],
        access=["step_free"], how_to_reach="Çankaya durağı", website="https://ornek.invalid",
    )  # fmt: skip
    made.shelter = made.keep(elif_, made.shelter, kind="state_shelter", name="Konukevi A", phone="0232 000 00 02")
    made.keep(
        elif_, Service(partner=made.bar), kind="legal", name="Adli yardım", hours="Sal 10:00–12:00",
        eligibility="Gelire bakılır", cost="free", how_to_apply="Telefonla",
    )  # fmt: skip
    made.keep(elif_, ContactPost(partner=made.bar), post="Nöbetçi sekreterya", phone="0232 000 00 03")
    made.keep(
        nermin, PublicPart(centre_id=cast.konak.id), phone="0232 000 00 04", hours="Hafta içi 08:30–17:30",
        languages=["turkish"], address="Açık Cad. No: 5", appointment="Telefonla ya da gelerek",
    )  # fmt: skip
    made.keep(nermin, Service(centre_id=cast.konak.id), kind="psychological", name="Psikolojik destek", cost="free")
    made.keep(elif_, Municipality(organisation=cast.town), district="konak", family_places=20)
    made.keep(elif_, Directorate(organisation=cast.town), name="Zabıta Müdürlüğü")
    return made
