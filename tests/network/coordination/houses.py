"""What the tests of coordination share: Konak's workspace, and ways to bring it from stage to stage."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from tests.cast import Cast, Member

KEYS = ("women_family", "social_aid", "municipal_police", "parks", "finance")


@dataclass
class House:
    """The cast with Konak's workspace at stage 0; `songul` leads Bornova, which has none; `sema` edits standards."""

    cast: "Cast"
    songul: "Member"
    sema: "Member"
    workspace: Any
    bornova: Any

    @property
    def elif_(self) -> Any:
        return self.cast.elif_.person

    @property
    def nermin(self) -> Any:
        return self.cast.nermin.person

    @property
    def today(self) -> date:
        return timezone.localdate()

    def page(self, name: str, who: Any = None, /, *args: Any, **question: str) -> Any:
        """What somebody reads at an address of the room."""
        from django.urls import reverse

        return (who or self.cast.elif_).client().get(reverse(f"coordination:{name}", args=args), question)

    def post(self, name: str, who: Any, /, *args: Any, **given: Any) -> Any:
        """What somebody gets who presses a button there."""
        from django.urls import reverse

        return (who or self.cast.elif_).client().post(reverse(f"coordination:{name}", args=args), given)

    def again(self) -> Any:
        """The workspace as it stands now."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.models import Workspace

        with acting(self.elif_):
            return Workspace.objects.select_related("municipality").get(pk=self.workspace.pk)

    def committed(self) -> None:
        """What stage 1 asks for."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import places

        told = places.Details("Kadın ve Aile Hizmetleri Müdürü", self.today - timedelta(days=20), "Başkanlık oluru 12")
        with acting(self.nermin):
            places.write_details(by=self.nermin, workspace=self.workspace, details=told)

    def mapped(self) -> list[Any]:
        """What stage 2 asks for: five directorates with focal point and deputy."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import units

        with acting(self.nermin):
            rows = units.take_in(by=self.nermin, workspace=self.workspace, keys=KEYS)
            for row in rows:
                focal = units.Focal(row.name, "Müdür yardımcısı", "dahili 214", "Şef", 30)
                units.write_focal(by=self.nermin, unit=row, focal=focal)
        return rows

    def heard(self, rows: list[Any]) -> None:
        """What stage 3 asks for: a group with a note in three directorates."""
        from omuz.foundation.audit.chain import recorded
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.models import FocusGroup, FocusNote

        now = timezone.now()
        with acting(self.elif_), recorded(by=self.elif_, event="focus.planned", about=f"workspace:{self.workspace.id}"):
            for row in rows[:3]:
                group = FocusGroup.objects.create(
                    workspace=self.workspace,
                    unit=row,
                    level="field",
                    on=self.today - timedelta(days=5),
                    minutes=80,
                    seats=8,
                    facilitator="İKDD",
                    note_taker="İKDD",
                    came=7,
                    noted=True,
                    changed_at=now,
                )
                FocusNote.objects.create(group=group, question="know", words="Kartı bilen az.", changed_at=now)

    def drafted(self, rows: list[Any]) -> None:
        """What stage 4 asks for: confirmed pages, a draft, an action of each directorate."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import protocols, units

        with acting(self.nermin):
            for row in rows:
                units.confirm_page(by=self.nermin, unit=row, version=1, on=self.today)
                self.planned(row)
            draft = protocols.Draft("Koordinasyon protokolü", "Konak Belediyesi\nZabıta Müdürlüğü", "1. Amaç")
            protocols.write_draft(by=self.nermin, workspace=self.workspace, draft=draft)

    def planned(self, unit: Any, *, starts: int = 0, ends: int = 60, what: str = "Kart noktası kurmak") -> Any:
        """An action of a directorate, days counted from today."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import plan

        wording = plan.Wording(
            unit, what, "Müdür yardımcısı", self.today + timedelta(days=starts), self.today + timedelta(days=ends)
        )
        with acting(self.nermin):
            return plan.plan_step(by=self.nermin, workspace=self.workspace, wording=wording)

    def moved(self, step: Any, state: str, **more: Any) -> Any:
        """The action in another state."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import plan
        from omuz.network.coordination.rules.states import State

        with acting(self.nermin):
            return plan.move(by=self.nermin, step=step, state=State(state), **more)

    def signed(self, *, days_ago: int = 0, term: int | None = 730) -> Any:
        """The draft signed so many days ago."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import protocols

        on = self.today - timedelta(days=days_ago)
        ends = None if term is None else on + timedelta(days=term)
        with acting(self.nermin):
            return protocols.sign(by=self.nermin, workspace=self.workspace, term=protocols.Term(on, on, ends))

    def reach(self) -> Any:
        """One stage further; raises NotNow."""
        from omuz.foundation.people.access import acting
        from omuz.network.coordination.actions import places

        with acting(self.nermin):
            return places.reach(by=self.nermin, workspace=self.workspace, on=self.today)


def made(cast: "Cast") -> House:
    """The house of one test."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.network.coordination.actions import places
    from tests.cast import member

    songul = member("songul", "Songül Er", Role.CENTRE_COORDINATOR, accounts.Place(centre=cast.bornova))
    sema = member("sema", "Sema Uz", Role.STANDARDS_EDITOR, accounts.Place())
    by = cast.elif_.person
    with acting(by):
        begun = timezone.localdate() - timedelta(days=30)
        row = places.begin(by=by, municipality=cast.town, on=begun)
    return House(cast, songul, sema, row, cast.bornova.organisation)
