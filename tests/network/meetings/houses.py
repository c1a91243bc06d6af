"""What the tests of meetings share: institutions, a meeting today and two to come, a coordinator for Bornova."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from tests.cast import Cast, Member


@dataclass
class House:
    """The cast with Konak, Bornova, an association and a municipality without a centre; `songul` leads Bornova."""

    cast: "Cast"
    songul: "Member"
    sema: "Member"
    konak: Any
    bornova: Any
    without_centre: Any
    meeting: Any
    coming: list[Any]

    @property
    def elif_(self) -> Any:
        return self.cast.elif_.person

    def called(self, meeting: Any = None) -> Any:
        """The meeting with a place, and everybody invited."""
        from omuz.foundation.people.access import acting
        from omuz.network.meetings.actions import preparing
        from omuz.network.meetings.models import Institution

        one = meeting or self.meeting
        details = preparing.Details(one.begins, one.ends, "Ortak veri", "Konak kent konseyi salonu", "Metro, asansör")
        with acting(self.elif_):
            preparing.write_details(by=self.elif_, meeting=one, details=details)
            return preparing.call(by=self.elif_, meeting=one, institutions=Institution.objects.all())

    def held(self) -> Any:
        """Konak came, Bornova did not, of the others nothing is written; 21 people."""
        from omuz.foundation.people.access import acting
        from omuz.network.meetings.actions import minutes

        row = self.called()
        with acting(self.elif_):
            there = {self.konak.id: "yes", self.bornova.id: "no"}
            present = {each.id: there.get(each.institution_id, "") for each in row.invited.all()}
            return minutes.write_institutions(by=self.elif_, meeting=row, answers={}, present=present, heads=21)

    def decided(self, owner: Any = None, due: date | None = None, meeting: Any = None) -> Any:
        """A decision in the open minutes."""
        from omuz.foundation.people.access import acting
        from omuz.network.meetings.actions import decisions

        wording = decisions.Wording("Kart dağıtımı başlasın", "KDM koordinatörü", owner or self.konak, due)
        with acting(self.elif_):
            return decisions.take_decision(by=self.elif_, meeting=meeting or self.meeting, wording=wording)

    def page(self, name: str, who: Any = None, *args: Any) -> Any:
        """What somebody reads at an address of the room."""
        from django.urls import reverse

        return (who or self.cast.elif_).client().get(reverse(f"meetings:{name}", args=args))


def made(cast: "Cast") -> House:
    """The house of one test."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.meetings.actions import institutions, rota
    from omuz.network.meetings.models import Institution
    from tests.cast import member

    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    sema = member("sema", "Sema Uz", Role.STANDARDS_EDITOR, accounts.Place())
    by, today = cast.elif_.person, timezone.localdate()
    with acting(by):
        institutions.take_in_directory(by=by)
        konak, bornova = (Institution.objects.get(name=f"{name} Belediyesi") for name in ("Konak", "Bornova"))
        town = institutions.write_institution(
            by=by, name="Karaburun Belediyesi", kind="district", member=True, hosts=True
        )
        turns = [
            rota.Planned(today + timedelta(days=days), host) for days, host in ((0, konak), (30, bornova), (60, town))
        ]
        meetings = rota.plan(by=by, turns=turns, first_number=24)
    meetings.sort(key=lambda row: row.on)
    return House(cast, songul, sema, konak, bornova, town, meetings[0], meetings[1:])
